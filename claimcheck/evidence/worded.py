"""The outcome of a claim by its own words, where the vocabulary has no name for it."""

from __future__ import annotations

import re

from claimcheck.evidence.effects import account_of
from claimcheck.evidence.terms import content, names_in

_FOLLOWING = re.compile(
    r"\s(?:in|among|for|by|with|without|during|after|before|when|while|on|at|to|and|or|of|from|than)\b.*", re.IGNORECASE
)
_MOST_WORDED = 3
_OF_SOMETHING = frozenset(
    {"risk", "risks", "rate", "rates", "chance", "chances", "odds", "number", "incidence", "likelihood", "level", "levels", "amount"}
)
"""Words that name what is measured only with what follows them, which is cut off here."""


def worded(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What the claim says is changed, up to the first preposition: `falls` of "prevents falls in older adults"."""
    measures = (_FOLLOWING.split(effect.measure)[0].strip(" .,;:") for effect in account_of(text).effects)
    told = dict.fromkeys(measure for measure in measures if _tells(measure) and not names_in(known, measure))
    return tuple(told)[:_MOST_WORDED]


def _tells(measure: str) -> bool:
    words = measure.lower().split()
    return bool(content(measure)) and bool(words) and words[-1] not in _OF_SOMETHING
