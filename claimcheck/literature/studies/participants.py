"""How many people a study had: the number enrolled, randomised or analysed, or the sum of its arms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.literature.studies.words import choice, listed

_NOUNS, _BETWEEN, _PAPERS = (frozenset(listed("people", name)) for name in ("nouns", "between", "studies"))
_NUMBER = re.compile(r"(\d{1,7}+)(?![\w%/]|[.,:·]\d|[-–]\d| ?%)")
_WORD = re.compile(r" \(?((?:type|stage|grade|class) (?:\d|i{1,3}|iv)\b|[a-z][a-z'/-]{0,24}+)[,)]?")
_MOST_WORDS = 7
_NUMBERED = (
    "type ",
    "stage ",
    "grade ",
    "class ",
    "phase ",
    "group ",
    "part ",
    "study ",
    "day ",
    "week ",
    "month ",
    "year ",
    "version ",
    "level ",
)
_EQUAL = re.compile(r"(?:=|\(n) ?(\d{1,7}+)(?![\w%/]|[.,·]\d| ?%| ?(?:to|-|–) ?\d)")
_N = re.compile(r"(?<![\w-])n ?$")
_JOINED = frozenset(".,·%$€£/+=<>:-–×")
_CLASSED = re.compile(
    r"(?:\bstatus|\basa|\bclass|\bgrades?|\bstages?|\btypes?|\bscores? of)[ :]*(?:\d|i{1,3}v?|iv)? ?(?:,|-|–|or|and|to|/)? ?$"
)
_GROUPS = tuple(
    re.compile(
        rf"{named} \(?(?:of|with|each of|comprising|each with|each comprising|consisting of)"
        r" (\d{1,4}+)(?![\w%/–-]|[.,]\d| \d| (?:mg|ml|weeks|days|months|years|min|g)\b)"
    )
    for named in ("groups", "arms", "cohorts")
)
_OUT_OF = re.compile(r"\d (?:out )?of (?:the |these )?$")
_LABELLED = re.compile(r"(?:group|arm|placebo|control)s?[ ,]{0,2}\(n ?= ?(\d{1,5}+)\)")
_SO_MANY = re.compile(r"\b(\d{1,2}) (?:[a-z-]{1,20} ){0,3}$")
_EACH = re.compile(
    r"\b(\d{1,5}+)(?: (?:patients|subjects|participants|women|men|children|people|individuals|infants|adults|volunteers))?"
    r" (?:in each|per|in every) (?:[a-z-]{1,20} )?(?:group|arm)\b|\beach (?:group|arm)[^.;\d]{0,30}\(?n ?= ?(\d{1,5}+)\b"
)
_EACH_WORDS = ("in each", "per group", "per arm", "per treatment", "in every", "each group", "each arm")
_REQUIRED = re.compile(r"requir|at least|power|needed|focus group|sample size")
_ARMS_TOLD = re.compile(r"\b(both|[2-9]) (?:[a-z-]{1,20} ){0,3}(?:groups|arms)\b")
_SIFTED = tuple(
    # One pattern a word, so that each begins with fixed letters and is found fast.
    re.compile(
        rf"{of} (?:the |a total of )?(\d{{1,6}}+) (?!\d)((?:(?!random|assign|allocat|treated|receiv|complet)[^.;]){{0,110}}?),"
        r" (\d{1,6}+) (?:\([^()]{1,30}\) )?(?:[a-z]{1,20} ){0,4}?(?:(?:were|was) (?:ultimately |finally |then |found to be )?"
        r"(?:diagnos|eligible|enrol|random|includ|recruit|entered)|met |fulfilled|agreed|consented)"
    )
    for of in ("of", "among")
)
_TOTAL_OF = re.compile(r"\b(?:a total of|in total|altogether|sample of)\b")
_REST = re.compile(r"\b(?:remaining|other) (\d{1,6}+)\b(?![.,]\d| ?%)")
_CLUSTERS = re.compile(
    rf"\b(?:{choice('people', 'clusters')})(?: \([^()]{{1,20}}\))? (?:were |was )?(?:cluster[- ])?(?:random|allocat|assign)"
)
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?](?= )")
_ENROLLED, _STUDIED, _LOST, _GONE, _TAKEN, _FOUND, _ARMS = (
    re.compile(choice("people", name)) for name in ("enrolled", "studied", "lost", "gone", "taken", "found", "arms")
)
_TOTAL, _RATE = listed("people", "total"), listed("people", "rate")
_PART = re.compile(r"[^.;\d]{0,24}?(?:\( ?\d+(?:\.\d+)? ?%[),;\]]|in the (?:[\w-]+ ){1,4}(?:group|arm)|in each|per (?:group|arm)|each\b)")
_TAKEN_IN = re.compile(r" (?:were|was|have been) (?:randomi|randomly|enrol|includ|recruit|assign|allocat|analy)")
_OTHER_ARM = re.compile(r" (?:to|in|on) (?:the |an? )?(?:[a-z-]{1,20} ){0,2}(?:control|placebo|intervention|usual|group|arm|sham)")
_YEAR = re.compile(r"(?:\bin|since|between|during|from|until|january|june|july|december|\b(?:19|20)\d\d (?:and|to))$")
_STUDIES = re.compile(rf"\b(?:{choice('people', 'studies')})\b")
_TWICE = re.compile(r"\b(?:pre|post)-")
_PAIR, _POOR = 2, -1.9
_GROUPED, _SIFTED_FROM, _SIFTED_INTO, _IN_CLUSTERS, _LABELLED_FIT = 3.0, 4.0, 0.5, 6.0, 1.4
_STAFF = frozenset(("physicians", "practitioners", "nurses", "clinicians", "gps", "teachers", "parents", "caregivers", "carers"))
_BARE, _ARM = "alone", "arm"
_UNSUMMED = _STAFF | {_BARE}
_WEAK = _STAFF | {"cases", "pairs", "users", "controls"}


@dataclass(frozen=True, slots=True)
class _Named:
    """A number in a sentence and the noun it counts ("" in n = 63)."""

    value: int
    start: int
    end: int
    noun: str


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of people named in a text, how well it fits the whole study, and whether it may count others than participants."""

    people: int
    fit: float
    is_weak: bool = False


def participants_in(text: str, least: int = 1) -> int | None:
    """How many people took part, from a text with numbers in digits; None where it does not say, or fewer than `least`."""
    sentences = _SENTENCE.split(text)
    counts: list[_Count] = []
    several: list[tuple[str, list[_Count]]] = []
    for number, sentence in enumerate(sentences):
        here = list(_counts(sentence, number / (len(sentences) + 1))) if _DIGIT.search(sentence) else []
        counts += here
        if len(here) > 1:
            several.append((sentence, here))
    counts += [total for sentence, here in several for total in _sum(sentence, here, counts)]
    counts = [*_without_sifted(text, counts), *_grouped(text)]
    best = max(counts, key=lambda count: (count.fit, count.people), default=None)
    if best is None or best.fit <= _POOR:
        return None
    people = _whole(text, best.people, counts)
    return people if people >= least else None


def _whole(text: str, people: int, counts: Sequence[_Count]) -> int:
    """The number of all, where the one found is that of an arm and the text tells of the remaining ones."""
    if "remaining " not in text and "other " not in text:
        return people
    rest = {int(found.group(1)) for found in _REST.finditer(text)}
    told = {count.people for count in counts}
    return next((people + other for other in sorted(rest) if people + other in told), people)


def _grouped(text: str) -> Iterator[_Count]:
    """People told as so many groups of so many, or so many in each of the arms; the arms counted together."""
    if "group" not in text and " arm" not in text:
        return
    for found in (found for pattern in _GROUPS for found in pattern.finditer(text)):
        if many := _SO_MANY.search(text[max(0, found.start() - 64) : found.start()]):
            yield _Count(int(many.group(1)) * int(found.group(1)), _GROUPED)
    labelled = [int(found.group(1)) for found in _LABELLED.finditer(text)] if "(n" in text else []
    if _PAIR <= len(labelled) <= 2 * _PAIR and max(labelled) <= 3 * min(labelled):
        yield _Count(sum(labelled), _LABELLED_FIT)
    if not any(words in text for words in _EACH_WORDS):
        return
    arms = {2 if found.group(1) == "both" else int(found.group(1)) for found in _ARMS_TOLD.finditer(text)}
    if len(arms) == 1:
        each = arms.pop()
        for found in _EACH.finditer(text):
            if not _REQUIRED.search(text[max(0, found.start() - 60) : found.start()]):
                yield _Count(each * int(found.group(1) or found.group(2)), _GROUPED)


def _without_sifted(text: str, counts: Sequence[_Count]) -> Iterator[_Count]:
    """The counts, with those lowered from whom others were taken ("of 90 patients, 40 were eligible")."""
    sifted = {
        int(found.group(1)): int(found.group(3))
        for pattern in _SIFTED
        for found in pattern.finditer(text)
        if "enrol" not in found.group(2) or "random" in found.group()[-12:]
    }
    for count in counts:
        if count.people in sifted and sifted[count.people] < count.people:
            yield _Count(count.people, count.fit - _SIFTED_FROM, count.is_weak)
            yield _Count(sifted[count.people], max(count.fit, _GROUPED) + _SIFTED_INTO)
        else:
            yield count


def pooled_in(text: str) -> tuple[int | None, int | None]:
    """How many studies a review pooled and how many people they had; None where the text does not say."""
    studies: list[tuple[float, int]] = []
    people: list[int] = []
    for sentence in _SENTENCE.split(text):
        taken = bool(_TAKEN.search(sentence))
        fit = 2.0 * taken - 1.5 * bool(_FOUND.search(sentence))
        studies += [(fit, found.value) for found in _named(sentence, _PAPERS) if found.noun in _PAPERS]
        if taken or _STUDIES.search(sentence):
            people += [
                found.value
                for found in _named(sentence, _NOUNS)
                if found.noun in _NOUNS and not _before(sentence, found.start).rstrip(" ,").endswith(_RATE)
            ]
    best = max(studies, key=lambda pair: pair[0], default=None)
    return (best[1] if best and best[0] > 0 else None), max(people, default=None)


def _counts(sentence: str, place: float) -> Iterator[_Count]:
    """The numbers of people in one sentence; `place` is how far down the text it stands, 0 to 1."""
    found = [*_named(sentence, _NOUNS), *_equal(sentence)]
    base = _said(sentence) - place if found else 0.0
    for number in found:
        if number.value:
            bare = number.noun in ("", _BARE, _ARM)
            fit = base - bare + _placed(sentence, number) - (_IN_CLUSTERS if bare and _CLUSTERS.search(sentence) else 0.0)
            yield _Count(number.value, fit, number.noun in _UNSUMMED or bool(_OUT_OF.search(_before(sentence, number.start))))


def _named(sentence: str, nouns: frozenset[str]) -> Iterator[_Named]:
    """Numbers followed by one of the nouns with a few words between, or by a verb; none that end another number, a range or a sum."""
    for match in _NUMBER.finditer(sentence):
        start, at = match.start(), match.end()
        before = sentence[max(0, start - 1) : start]
        if before.isalnum() or before in _JOINED or _is_label(_before(sentence, start), match.group(1)):
            continue
        if found := _noun(sentence, at, nouns):
            yield _Named(int(match.group(1)), start, found.end(1), found.group(1))
        elif _TAKEN_IN.match(sentence, at):
            yield _Named(int(match.group(1)), start, at, _BARE)
        elif _before(sentence, start).endswith((" and ", " or ")) and _OTHER_ARM.match(sentence, at):
            yield _Named(int(match.group(1)), start, at, _ARM)


def _noun(sentence: str, at: int, nouns: frozenset[str]) -> re.Match[str] | None:
    """The first of the nouns after a place, where only words that may stand before it lie between."""
    for _ in range(_MOST_WORDS):
        word = _WORD.match(sentence, at)
        if word is None or (word.group(1) in _BETWEEN and word.group(1) not in nouns):
            return None
        if word.group(1) in nouns:
            return word
        at = word.end()
    return None


def _before(sentence: str, start: int) -> str:
    """The words right before a place."""
    return sentence[max(0, start - 40) : start]


def _is_label(before: str, digits: str) -> bool:
    """Whether a number names a type, a week or a year and counts nothing."""
    year = len(digits) == 4 and digits.startswith(("19", "200", "201", "202"))
    return (
        before.endswith(_NUMBERED) or (len(digits) == 1 and bool(_CLASSED.search(before))) or (year and bool(_YEAR.search(before.rstrip())))
    )


def _equal(sentence: str) -> Iterator[_Named]:
    """Numbers given as n = 63."""
    if "=" in sentence or "(n " in sentence:
        for match in _EQUAL.finditer(sentence):
            if match.group()[0] == "(" or _N.search(_before(sentence, match.start())):
                yield _Named(int(match.group(1)), match.start(), match.end(), "")


def _said(sentence: str) -> float:
    """How far a sentence speaks of taking people into a study."""
    chance = "randomi" in sentence or "randomly" in sentence
    return chance + 3.0 * bool(_ENROLLED.search(sentence)) + 1.5 * bool(_STUDIED.search(sentence))


def _placed(sentence: str, number: _Named) -> float:
    """How the words around a number change what it counts."""
    before, after = _before(sentence, number.start).rstrip(" ,:"), sentence[number.end : number.end + 60]
    return (
        2.5 * before.endswith(_TOTAL)
        - 3.0 * before.endswith(_RATE)
        - 3.0 * bool(_PART.match(after))
        - 2.5 * bool(_LOST.search(f"{before[-25:]} {after[:30]}"))
        - 1.0 * (number.noun in _WEAK)
        - 2.0 * (number.noun in _STAFF)
    )


def _sum(sentence: str, here: Sequence[_Count], counts: Sequence[_Count]) -> Iterator[_Count]:
    """The arms of one sentence as one number, where no larger number covers them."""
    people = [count.people for count in here if not count.is_weak]
    equal = [number.value for number in _equal(sentence)]
    parts = equal if len(equal) > 1 else people if _ARMS.search(sentence) and not (equal and _TOTAL_OF.search(sentence)) else []
    total = sum(parts)
    if len(parts) < _PAIR or _TWICE.search(sentence) or _GONE.search(sentence) or _CLUSTERS.search(sentence):
        return
    whole = 2 * max(parts, default=0) == total and len(parts) > _PAIR
    if len(parts) > 1 and not whole and max(people, default=0) <= max(parts) and all(c.people <= total for c in counts):
        yield _Count(total, max(count.fit for count in here) + 0.5)
