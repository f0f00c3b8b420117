"""Whether the primary endpoint of a study was met."""

from __future__ import annotations

import re

from claimcheck.literature.studies.words import choice

_PRIMARY = re.compile(choice("endpoint", "primary"))
_SENTENCE = re.compile(r"[.;](?= )")
_FAILED = re.compile(
    rf"(?:not|n't|failed to|neither|without)(?: \w+){{0,3}} (?:{choice('endpoint', 'changed')})|{choice('endpoint', 'failed')}"
)
_MET = re.compile(rf"significant(?:ly)? (?:\w+ ){{0,3}}(?:{choice('endpoint', 'better')})|{choice('endpoint', 'met')}")
_DENIED = re.compile(r"\bnot? (?:\w+ ){0,3}(?:non-?inferior|superior)|superiority was not|non-?inferiority was not")

_PLANNED = re.compile(r"hypothes|\bwill\b|\bwould\b|\bif the\b|defined|significance level|considered positive|based on|power to")


def primary_met_in(text: str) -> bool | None:
    """Whether a text says that the primary endpoint was met; None where it names none, gives no result or says both."""
    if "primary" not in text and "main outcome" not in text:
        return None
    heard = {_result(sentence) for sentence in _SENTENCE.split(text) if _PRIMARY.search(sentence)} - {None}
    return heard.pop() if len(heard) == 1 else None


def _result(sentence: str) -> bool | None:
    """What one sentence says of the primary endpoint."""
    if _PLANNED.search(sentence):
        return None
    if _DENIED.search(sentence):
        return False
    failed = bool(_FAILED.search(sentence))
    met = bool(_MET.search(_FAILED.sub(" ", sentence)))
    return None if failed == met else met
