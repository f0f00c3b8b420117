"""Cues and their scope: the word lists of rules/cues found in a text, and which of them a denial stands over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from claimcheck.model import CharSpan, Cue, CueList
from claimcheck.phrases import Hit, PhraseIndex

_REACH = 8
_REACH_BACK = 4
_BREAK = re.compile(
    r"[;:()–—]|\s-\s|,\s(?:there|it|they|this|these|we|he|she|the|our|your)\b|\b(?:and (?:it|they|we|he|she|is|are|can|may|has|have)"
    r"|but|however|although|though|yet|while|whereas|because|which|who|when|so|instead)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’]+")
_AFTER = re.compile(r"[\w'’]*(?:n['’]t)|not|never|unproven|unknown|unclear|unlikely|impossible", re.IGNORECASE)
_SELF_DENYING = frozenset({"negation", "no-difference", "uncertainty", "hedge", "speculation"})


class CueFinder:
    """Finds all cues of a rule set in one pass over a text."""

    def __init__(self, cue_lists: Iterable[CueList]) -> None:
        lists = tuple(cue_lists)
        wanted = [(phrase, (cues.kind, True)) for cues in lists for phrase in cues.phrases]
        unwanted = [(phrase, (cues.kind, False)) for cues in lists for phrase in cues.unless]
        self._index: PhraseIndex[tuple[str, bool]] = PhraseIndex([*wanted, *unwanted])

    def find(self, text: str) -> tuple[Cue, ...]:
        """The cues of a text, sorted, each kind without overlaps and with its denial settled inside its sentence."""
        by_kind: dict[str, list[Hit[tuple[str, bool]]]] = defaultdict(list)
        for hit in self._index.find(text):
            by_kind[hit.key[0]].append(hit)
        found = [Cue(kind, CharSpan(h.start, h.end), h.phrase) for kind, hits in by_kind.items() for h in _longest(hits)]
        return tuple(sorted(found, key=lambda cue: (cue.span, cue.kind)))


def _longest(hits: list[Hit[tuple[str, bool]]]) -> list[Hit[tuple[str, bool]]]:
    """The longest hits that do not overlap; one that lies in an `unless` phrase is dropped."""
    kept: list[Hit[tuple[str, bool]]] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return [hit for hit in kept if hit.key[1]]


def with_denials(cues: tuple[Cue, ...], text: str, sentence: CharSpan) -> tuple[Cue, ...]:
    """The cues of one sentence, marked where a denial stands over them."""
    inside = [cue for cue in cues if sentence.covers(cue.span)]
    denials = [cue.span for cue in inside if cue.kind == "negation"]
    return tuple(_settled(cue, denials, text, sentence) for cue in inside)


def _settled(cue: Cue, denials: list[CharSpan], text: str, sentence: CharSpan) -> Cue:
    if cue.kind in _SELF_DENYING:
        return cue
    denied = any(_reaches(denial, cue, text) for denial in denials) or _denied_after(cue.span, text, sentence)
    return Cue(cue.kind, cue.span, cue.pattern, negated=True) if denied else cue


def _reaches(denial: CharSpan, cue: Cue, text: str) -> bool:
    """Whether a denial before the target reaches it: at most eight words on, in the same clause."""
    if denial.end > cue.span.start:
        return False
    between = text[denial.end : cue.span.start]
    reach = _reach_of(text[denial.start : denial.end], text[denial.end :], cue.kind)
    return len(between) < 120 and not _BREAK.search(between) and len(_WORD.findall(between)) <= reach


def _reach_of(denial: str, following: str, kind: str) -> int:
    """How many words on a denial reaches; "without" before a noun only to the noun ("people without pain improved")."""
    first = _WORD.search(following)
    if denial.lower() != "without" or kind in ("harm", "safety") or first is None or first.group().endswith("ing"):
        return _REACH
    return 0


def _denied_after(span: CharSpan, text: str, sentence: CharSpan) -> bool:
    """Whether a verb right behind the cue denies it ("a cure is not possible")."""
    following = text[span.end : min(sentence.end, span.end + 40)]
    clause = _BREAK.split(following, maxsplit=1)[0].split(",")[0]
    words = _WORD.findall(clause)[:_REACH_BACK]
    if words and words[0].lower() in ("nothing", "nobody"):
        return True
    return len(words) > 1 and words[0].lower() in _COPULAS and any(_AFTER.fullmatch(word) for word in words)


_COPULAS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "may",
        "might",
        "should",
        "isn't",
        "aren't",
        "remains",
        "remain",
    ]
)
