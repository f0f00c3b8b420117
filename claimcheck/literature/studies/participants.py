"""How many people a study had: the number enrolled, randomised or analysed, or the sum of its arms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.literature.studies.words import choice, listed

_BETWEEN = rf"(?:[ -](?!(?:{choice('people', 'between')})\b)\(?[a-z][a-z'/-]{{0,24}}[,)]?){{0,6}}?"
_WHOLE = r"(\d{1,7}+)(?![\w%/]|[.,:]\d|-\d| ?%)"
_COUNTED = re.compile(rf"{_WHOLE}{_BETWEEN} (?:{choice('people', 'nouns')})\b")
_POOLED = re.compile(rf"{_WHOLE}{_BETWEEN} (?:{choice('people', 'studies')})\b")
_EQUAL = re.compile(r"(?:=|\(n) ?(\d{1,7}+)(?![\w%/]|[.,]\d| ?%)")
_NAMED = re.compile(r"(?<![\w-])n ?$")
_JOINED = frozenset(".,%$€£/+=<>:-")
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?](?= )")
_ENROLLED, _STUDIED, _LOST, _TAKEN, _FOUND, _ARMS = (
    re.compile(choice("people", name)) for name in ("enrolled", "studied", "lost", "taken", "found", "arms")
)
_TOTAL, _RATE = listed("people", "total"), listed("people", "rate")
_PART = re.compile(r"[^.;\d]{0,24}?(?:\( ?\d+(?:\.\d+)? ?%|in the \w+ (?:group|arm)|in each|per (?:group|arm)|each\b|\d+(?:\.\d+)?%)")
_STUDIES = re.compile(rf"\b(?:{choice('people', 'studies')})\b")
_TWICE = re.compile(r"\b(?:pre|post)-")
_PAIR = 2
_WEAK = ("cases", "pairs", "members", "users")


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of people named in a text, and how well it fits the whole study."""

    people: int
    fit: float


def participants_in(text: str) -> int | None:
    """How many people took part, from a text with numbers in digits; None where it does not say."""
    sentences = _SENTENCE.split(text)
    counts: list[_Count] = []
    several: list[tuple[str, list[_Count]]] = []
    for number, sentence in enumerate(sentences):
        here = list(_counts(sentence, number / (len(sentences) + 1))) if _DIGIT.search(sentence) else []
        counts += here
        if len(here) > 1:
            several.append((sentence, here))
    counts += [total for sentence, here in several for total in _sum(sentence, here, counts)]
    return max(counts, key=lambda count: (count.fit, count.people)).people if counts else None


def pooled_in(text: str) -> tuple[int | None, int | None]:
    """How many studies a review pooled and how many people they had; None where the text does not say."""
    studies: list[tuple[float, int]] = []
    people: list[int] = []
    for sentence in _SENTENCE.split(text):
        taken = bool(_TAKEN.search(sentence))
        fit = 2.0 * taken - 1.5 * bool(_FOUND.search(sentence))
        studies += [(fit, int(found.group(1))) for found in _free(_POOLED, sentence)]
        if taken or _STUDIES.search(sentence):
            people += [
                int(found.group(1)) for found in _free(_COUNTED, sentence) if not sentence[: found.start()].rstrip(" ,").endswith(_RATE)
            ]
    best = max(studies, key=lambda pair: pair[0], default=None)
    return (best[1] if best and best[0] > 0 else None), max(people, default=None)


def _counts(sentence: str, place: float) -> Iterator[_Count]:
    """The numbers of people in one sentence; `place` is how far down the text it stands, 0 to 1."""
    found = [(match, 0.0) for match in _free(_COUNTED, sentence)] + [(match, -1.0) for match in _equal(sentence)]
    base = _said(sentence) - place if found else 0.0
    for match, extra in found:
        if people := int(match.group(1)):
            yield _Count(people, base + extra + _placed(sentence, match))


def _free(pattern: re.Pattern[str], sentence: str) -> Iterator[re.Match[str]]:
    """Matches whose number is not the end of another one, or of a range or sum."""
    for match in pattern.finditer(sentence):
        before = sentence[match.start() - 1 : match.start()]
        if not before.isalnum() and before not in _JOINED:
            yield match


def _equal(sentence: str) -> Iterator[re.Match[str]]:
    """Numbers given as n = 63."""
    if "=" in sentence or "(n " in sentence:
        found = _EQUAL.finditer(sentence)
        yield from (match for match in found if match.group()[0] == "(" or _NAMED.search(sentence[: match.start()]))


def _said(sentence: str) -> float:
    """How far a sentence speaks of taking people into a study."""
    return 3.0 * bool(_ENROLLED.search(sentence)) + 1.5 * bool(_STUDIED.search(sentence)) - 1.5 * bool(_STUDIES.search(sentence[:40]))


def _placed(sentence: str, match: re.Match[str]) -> float:
    """How the words around a number change what it counts."""
    before, after = sentence[: match.start()].rstrip(" ,:"), sentence[match.end() : match.end() + 60]
    return (
        2.5 * before.endswith(_TOTAL)
        - 3.0 * before.endswith(_RATE)
        - 3.0 * bool(_PART.match(after))
        - 2.5 * bool(_LOST.search(f"{before[-25:]} {after[:30]}"))
        - 1.0 * match.group().endswith(_WEAK)
    )


def _sum(sentence: str, here: Sequence[_Count], counts: Sequence[_Count]) -> Iterator[_Count]:
    """The arms of one sentence as one number, where no larger number covers them."""
    people = [count.people for count in here]
    equal = [int(match.group(1)) for match in _equal(sentence)]
    parts = equal if len(equal) > 1 else people if _ARMS.search(sentence) else []
    total = sum(parts)
    whole = 2 * max(parts, default=0) == total and len(parts) > _PAIR
    if len(parts) > 1 and not whole and max(people) <= max(parts) and all(c.people < total for c in counts) and not _TWICE.search(sentence):
        yield _Count(total, max(count.fit for count in here) + 0.5)
