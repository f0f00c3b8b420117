"""How long people were followed, in months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from claimcheck.literature.studies.words import choice, listed

_MONTHS = {"day": 1 / 30.4, "week": 12 / 52, "wk": 12 / 52, "month": 1.0, "mo": 1.0, "year": 12.0, "yr": 12.0}
_LONGEST = 60 * 12
_JOINED = frozenset(".,/%$-")
_UNIT = re.compile(r"(?:day|week|wk|month|mo|year|yr)s?\b")
_COUNT = re.compile(r"(\d{1,4}+(?:\.\d{1,2}+)?)(?: ?(?:-|–|to|and) ?(\d{1,4}+(?:\.\d{1,2}+)?))?[ -]{1,2}$")
_WIDEST = 24
_AT = re.compile(r"(day|week|month|year)s? (\d{1,4}+)\b(?!\.\d| ?%)")
_NUMBERED = ("day ", "week ", "month ", "year ", "weeks ", "months ")
_FOLLOWED = listed("follow_up", "followed")
_STUDY = re.compile(rf"[ ,'’-]*(?:[a-z-]{{1,20}},? ){{0,3}}(?:{choice('follow_up', 'study')})")
_LASTED, _FILLER, _ELSEWHERE = (frozenset(listed("follow_up", name)) for name in ("lasted", "filler", "elsewhere"))
_OF = re.compile(
    r"duration of (?!follow|treat|therap|the|study)|(?:disease|diabetes|illness|symptom|median \w+|mean \w+) duration[ ,:(=]*$"
)
_APART = rf"(?:{choice('follow_up', 'apart')})"
_ANY_APART = re.compile(_APART)
_APART_BEFORE = re.compile(
    rf"{_APART}(?: (?:period|phase|interval)s?)?[ :(]*(?:of |for |lasting |lasted |was |during |at |a |the |about )*$"
)
_APART_AFTER = re.compile(rf"[ '’-]*(?:(?!and |then |follow|before |treat)[a-z-]{{1,20}} ){{0,4}}[a-z-]{{0,12}}{_APART}")
_PERIOD = re.compile(r"[ -]*(?:study )?(?:period|span|interval)\b")
_GATHERED = re.compile(choice("follow_up", "gathered"))
_TOLD = re.compile(choice("follow_up", "told"))
_AGE = frozenset({"age", "aged", "ages", "old"})
_AT_POINT = (" at", " at the", " first", " and", " after")
_OF_FOLLOW = re.compile(r" of (?:mean |median |average )?follow")
_DURATION = re.compile(
    r"(?:duration of (?:the |active )?(?:study|trial|treatment|therapy)|(?:treatment|study|trial) (?:period|duration))"
    r" (?:was|is|were)(?: [a-z]+)? ?$"
)
_DOSED = re.compile(r"\b(?:mg|g|mcg|µg|iu|ml|gy|doses?|given|administered|infus\w*|cycles?)\b")
_SURVIVAL = re.compile(r"surviv|remission|chemotherap|relaps|mortality|recurren|leuk")
_FEW_DAYS = 0.75
_LEAST = ("at least", "more than", "less than", "over", ">", "<")
_OLD = re.compile(rf"[ -]*(?:{choice('follow_up', 'old')})")


class _How(Enum):
    """How a length of time is called."""

    TOLD = "follow-up outright"
    NEAR = "near a word for follow-up"
    LASTED = "treatment, study or measurement"


def follow_up_in(text: str) -> float | None:
    """The longest follow-up in months that a text (numbers in digits) names.

    A follow-up that is told outright stands; else the longest time of follow-up, treatment or measurement, which all are times followed.
    """
    spans = [span for span in _spans(text) if 0 < span[0] <= _LONGEST]
    told = [months for months, how in spans if how is _How.TOLD] or [months for months, _ in spans]
    return round(max(told), 2) if told else None


def longest_in(text: str) -> float | None:
    """The longest time in months that stands in a text of time frames (numbers in digits), such as "pain (baseline, 12 weeks)"."""
    lengths = [months for _, _, months in (*_lengths(text), *_points(text)) if 0 < months <= _LONGEST]
    return round(max(lengths), 2) if lengths else None


def _lengths(text: str) -> Iterator[tuple[int, int, float]]:
    """Numbers of days, weeks, months or years: where they begin and end, and months."""
    for unit in _UNIT.finditer(text):
        begin = max(0, unit.start() - _WIDEST)
        if count := _COUNT.search(text[begin : unit.start()]):
            yield begin + count.start(), unit.end(), float(count.group(2) or count.group(1)) * _MONTHS[unit.group().rstrip("s")]


def _points(text: str) -> Iterator[tuple[int, int, float]]:
    """Points in time such as week 12: where they begin and end, and months."""
    if any(word in text for word in _NUMBERED):
        for match in _AT.finditer(text):
            # "at 6 months 59 % came" names no month 59.
            if not text[max(0, match.start() - 2) : match.start()].strip(" -").isdigit():
                yield match.start(), match.end(), int(match.group(2)) * _MONTHS[match.group(1)]


def _spans(text: str) -> Iterator[tuple[float, _How]]:
    """Lengths of time that are neither ages nor histories, and how they are called."""
    for start, end, months in _lengths(text):
        yield from _span(text, (start, end), months, False)
    for start, end, months in _points(text):
        yield from _span(text, (start, end), months, True)


def _span(text: str, place: tuple[int, int], months: float, is_point: bool) -> Iterator[tuple[float, _How]]:
    """One length of time, where its neighbours let it be one; `is_point` for a point in time such as week 12."""
    start, end = place
    joined = text[max(0, start - 1) : start]
    if joined.isalnum() or joined in _JOINED:
        return
    before, after = text[max(0, start - 45) : start], text[end : end + 40]
    before, after = before[before.rfind(". ") + 1 :], after.partition(". ")[0]
    near = f"{before[-30:]} {after[:25]}".replace("followed by", "")
    follows = any(words in near for words in _FOLLOWED)
    if _is_apart(before, after) or (months < _FEW_DAYS and not is_point and _DOSED.search(before[-25:]) and _SURVIVAL.search(text)):
        return
    if not _OLD.match(after) and not _is_elsewhere(before, follows) and (follows or is_point or _lasts(before, after)):
        yield months, _how(before, after, follows)


def _how(before: str, after: str, follows: bool) -> _How:
    """How a length of time is called: a follow-up outright, near such a word, or otherwise."""
    if not follows:
        return _How.LASTED
    return (
        _How.TOLD
        if _TOLD.search(before[-45:]) or (_OF_FOLLOW.match(after) and not f" {before.rstrip()}".endswith(_AT_POINT))
        else _How.NEAR
    )


def _is_apart(before: str, after: str) -> bool:
    """Whether a length of time is that of a run-in or a washout, or of the time in which people were gathered."""
    if _ANY_APART.search(f"{before} ; {after}") and (_APART_BEFORE.search(before) or _APART_AFTER.match(after)):
        return True
    return bool((_PERIOD.match(after) or before.rstrip().endswith("period of")) and _GATHERED.search(before))


def _is_elsewhere(before: str, follows: bool) -> bool:
    """Whether the words before speak of ages, histories or bounds."""
    words = before.split()
    if not follows and before.rstrip().endswith(_LEAST):
        return True
    if follows and _TOLD.search(before[-45:]):
        return not _AGE.isdisjoint(words[-4:])
    return not _ELSEWHERE.isdisjoint(words if follows else words[-4:]) or bool(_OF.search(before))


def _lasts(before: str, after: str) -> bool:
    """Whether the words around speak of how long something was done."""
    words = [word for word in before.replace("(", " ").replace(",", " ").split() if word not in _FILLER or word in ("a", "the", "of")]
    return (
        bool(words and words[-1] in _LASTED)
        or bool(_STUDY.match(after))
        or ((" was " in before or " is " in before or " were " in before) and bool(_DURATION.search(before)))
    )
