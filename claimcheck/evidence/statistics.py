"""What the figures of a result say: whether an interval crosses no effect, whether p lies above 0.05."""

from __future__ import annotations

import re

LEVEL = 0.05
_NUMBER = r"[-−–]?\s?\d{1,4}(?:[.·]\d+)?"
_P = re.compile(r"\bp(?:[\s-]?values?)?\s{0,2}(?P<sign>[=<>≤≥]|of|was|is)\s{0,2}(?P<value>0?[.·]\d{1,6}|1(?:[.·]0+)?)(?!\d)", re.IGNORECASE)
_NOT_SIGNIFICANT = re.compile(r"\bp\s?=\s?n\.?s\b|\(n\.?s\.?\)|\bP?NS\)", re.IGNORECASE)
_NAMED = r"(?:\bCI|confidence intervals?|credible intervals?|\bCrI)\b"
_INTERVAL = re.compile(
    rf"{_NAMED}[^\d−–-]{{0,12}}(?P<low>{_NUMBER})\s?(?:to|,|;|–|−|-|and)\s?(?P<high>{_NUMBER})",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\b(?:[ao]?ORs?|a?RRs?|a?HRs?|IRR|odds|hazards?|risk ratios?|relative risks?|rate ratios?|ratios?)\b")
_DIFFERENCE = re.compile(r"\b(?:S?MD|WMD|SMD|differences?|Cohen|effect sizes?|Hedges)\b|\b[dg]\s?=")


def significance(text: str) -> bool | None:
    """False where all figures of a text speak of no effect, True where one speaks of an effect, None where there are none."""
    found = [*_p_values(text), *_intervals(text)]
    if _NOT_SIGNIFICANT.search(text):
        found.append(False)
    return any(found) if found else None


def _p_values(text: str) -> list[bool]:
    return [_below(match["sign"], _number(match["value"])) for match in _P.finditer(text) if _tells(match["sign"], _number(match["value"]))]


def _tells(sign: str, value: float) -> bool:
    """Whether the figure settles on which side of the level p lies."""
    return value <= LEVEL if sign in "<≤" else value >= LEVEL if sign in ">≥" else True


def _below(sign: str, value: float) -> bool:
    return sign in "<≤" or (sign not in ">≥" and value < LEVEL)


def _intervals(text: str) -> list[bool]:
    """For each interval whose measure is known, whether it lies on one side of no effect."""
    found = []
    for match in _INTERVAL.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        none = 1.0 if _last(_RATIO, before) > _last(_DIFFERENCE, before) else 0.0 if _DIFFERENCE.search(before) else None
        low, high = _number(match["low"]), _number(match["high"])
        if none is not None and low < high:
            found.append(not low <= none <= high)
    return found


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _number(text: str) -> float:
    return float("".join(text.split()).replace("·", ".").replace("−", "-").replace("–", "-"))
