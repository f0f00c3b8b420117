"""How long people were followed, in months."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.literature.studies.words import choice

_MONTHS = {"day": 1 / 30.4, "week": 12 / 52, "wk": 12 / 52, "month": 1.0, "mo": 1.0, "year": 12.0, "yr": 12.0}
_LONGEST = 60 * 12
_JOINED = frozenset(".,/%$-")
_TIME = re.compile(
    r"(\d{1,4}+(?:\.\d{1,2}+)?)(?: ?(?:-|–|to|and) ?(\d{1,4}+(?:\.\d{1,2}+)?))?[ -]{1,2}(day|week|wk|month|mo|year|yr)s?\b"
    r"|(day|week|month|year)s? (\d{1,4}+)\b"
)
_FOLLOWED = re.compile(choice("follow_up", "followed"))
_STUDY = re.compile(rf"^[ -]*(?:[a-z-]{{1,20}} ){{0,3}}(?:{choice('follow_up', 'study')})")
_FILLED = "a|the|about|approximately|up to|each|further|period of|total of|week|month"
_LASTED = re.compile(rf"(?:\b(?:{choice('follow_up', 'lasted')})|duration[a-z :,]{{0,20}})(?: (?:{_FILLED})){{0,3}}[ ,(]*$")
_ELSE = re.compile(choice("follow_up", "else"))
_LEAST = re.compile(r"(?:at least|more than|less than|over|>|<) ?$")
_OLD = re.compile(rf"^[ -]*(?:{choice('follow_up', 'old')})")


def follow_up_in(text: str) -> float | None:
    """The longest follow-up in months that a text (numbers in digits) names; of treatment or study where it names no follow-up."""
    spans = list(_spans(text))
    for wanted in (True, False):
        lengths = [months for months, follows in spans if follows is wanted and 0 < months <= _LONGEST]
        if lengths:
            return round(max(lengths), 2)
    return None


def _spans(text: str) -> Iterator[tuple[float, bool]]:
    """Lengths of time that are neither ages nor histories, and whether they are called follow-up."""
    for match in _TIME.finditer(text):
        joined = text[max(0, match.start() - 1) : match.start()]
        if joined.isalnum() or joined in _JOINED:
            continue
        before, after = text[max(0, match.start() - 45) : match.start()], text[match.end() : match.end() + 40]
        before, after = before[before.rfind(". ") + 1 :], after.partition(". ")[0]
        follows = bool(_FOLLOWED.search(before[-30:]) or _FOLLOWED.search(after[:25]))
        if _OLD.search(after) or (_LEAST.search(before) and not follows) or _ELSE.search(before if follows else before[-25:]):
            continue
        if follows or match.group(4) or _LASTED.search(before) or _STUDY.search(after):
            yield _months(match), follows


def _months(match: re.Match[str]) -> float:
    if match.group(4):
        return int(match.group(5)) * _MONTHS[match.group(4)]
    return float(match.group(2) or match.group(1)) * _MONTHS[match.group(3)]
