"""Cited studies of fewer kinds of people, or shorter, than what the claim says."""

from __future__ import annotations

import re

from claimcheck.model import ClaimType, Role, VerdictKind
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.source_reasons import Reason, is_firm, only
from claimcheck.verdicts.sources_read import own_mentions, said, standing, supporting

LASTING_MONTHS = 24
_CHILDREN = ("children", "infants", "adolescents", "boys", "girls")
_ADULTS = ("adults",)
_EVERYONE = "population-everyone"
_NUMBERS = {
    "one": 1,
    "a": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
    "several": 3,
    "many": 5,
}
_MONTHS = {"day": 1 / 30, "week": 1 / 4.35, "month": 1.0, "year": 12.0, "decade": 120.0}
_LASTS = re.compile(
    r"\b(?:last(?:s|ed|ing)?|persist(?:s|ed|ing)?|remain(?:s|ed|ing)?|sustained|maintained|relief|results?|effects?|benefits?)\s+(?:\w+\s){0,3}?"
    r"(?:for\s|up to\s|at least\s|more than\s|over\s)?(\d{1,3}|" + "|".join(_NUMBERS) + r")\s(day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"\b(?:follow(?:ed|.up)|at (?:\w+\s){0,2}(?:weeks|months|years))\b", re.IGNORECASE)


def beyond_ages(case: Case) -> Reason | None:
    """SCO01: children claimed where only adults were studied, or the other way round, or everyone where ages were left out."""
    sources = standing(case)
    studied = frozenset[str]().union(*(source.study.ages for source in sources))
    if not supporting(case) or not is_firm(case) or not all(source.study.ages for source in sources):
        return None
    left_out = [group for group in _claimed_ages(case) if not _covers(studied, group)]
    if not left_out:
        return None
    shown = " and ".join(sorted(age.replace("_", " ") for age in studied))
    return Reason("SCO01", only(sources, f"it studied {shown}, not {left_out[0]}"), VerdictKind.OVERSTATED, "population")


def beyond_follow_up(case: Case) -> Reason | None:
    """SCO03: an effect is said to last longer than anyone was followed in the cited works."""
    sources = standing(case)
    months = _claimed_months(case)
    followed = [source.study.follow_up_months for source in sources]
    if months is None or not supporting(case) or not is_firm(case) or said(case, _FOLLOWED):
        return None
    known = [length for length in followed if length is not None]
    if len(known) < len(followed) or max(known) >= months:
        return None
    what = f"its longest follow-up was {_length(max(known))}"
    return Reason("SCO03", only(sources, what), VerdictKind.OVERSTATED, "duration")


def _claimed_ages(case: Case) -> tuple[str, ...]:
    concepts = [mention.concept or "" for mention in own_mentions(case, Role.POPULATION)]
    if _EVERYONE in concepts or "population-all" in case.claim.cue_kinds():
        return ("children", "adults")
    named = [group for group, words in (("children", _CHILDREN), ("adults", _ADULTS)) if any(w in c for c in concepts for w in words)]
    return tuple(named)


def _covers(studied: frozenset[str], group: str) -> bool:
    return bool(studied & ({"children"} if group == "children" else {"adults", "older_adults"}))


def _claimed_months(case: Case) -> float | None:
    """For how many months an effect is said to hold; the words for a lasting one count as two years."""
    if not case.claims_any(ClaimType.DURABILITY):
        return None
    if found := _LASTS.search(case.claim.text):
        number, unit = found.group(1).casefold(), found.group(2).casefold()
        return (int(number) if number.isdigit() else _NUMBERS[number]) * _MONTHS[unit]
    return LASTING_MONTHS if case.claim.cue_kinds() & {"lasting-effect", "lasting-effect-loose"} else None


def _length(months: float) -> str:
    if months >= 1:
        return f"{months:g} month{'' if months == 1 else 's'}"
    return f"{round(months * 30)} days"
