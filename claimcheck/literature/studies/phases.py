"""The phase of a clinical trial; stages of a study, of recovery or of a cycle are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.literature.studies.words import choice

_ONE = r"(?:iv|i{1,3}|[1-4])(?:[abc])?"
_NAMED = rf"\bphase[ -]?({_ONE})(?: ?(?:/|-|–|and|or|to|\|| ) ?(?:phase ?)?({_ONE}))?(?![\w%]|[.,]\d)"
_ANY = re.compile(_NAMED)
_WORD = rf"(?:proof[ -]of[ -]|first[ -]in[ -])?(?!(?:{choice('phases', 'between')})\b)[a-z0-9][a-z0-9:.α-ω]{{0,24}}\)?"
_WORDS = rf"(?:[ ,/(-]{{1,2}}{_WORD}){{0,10}}?"
_BEFORE_TRIAL = re.compile(rf"{_NAMED}{_WORDS}[ ,/-]{{1,2}}(?:{choice('phases', 'trials')})\b")
_SEVERAL = re.compile(
    rf"\b(?:two|three|four|both|[234]|these) (?:[a-z-]{{1,20}},? ){{0,4}}{_NAMED}{_WORDS}[ ,/-]{{1,2}}(?:trials|studies)\b"
)
_AFTER_TRIAL = re.compile(rf"\b(?:trial|rct)(?: ?[(,:;]|\. ?|: a) ?{_NAMED}")
_ELSEWHERE = re.compile(rf"(?:{choice('phases', 'elsewhere')}) (?:[a-z-]{{1,20}} ){{0,2}}$")
_LATER = re.compile(rf"[^.;]{{0,40}}?\b(?:{choice('phases', 'later')})\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def phase_in(text: str) -> str | None:
    """The phase that a text in lower case gives a trial of its own, as "1", "1/2", "2" …; None where none is told.

    Where a text numbers phases that it calls no trials, these are stages of one study.
    """
    if "phase" not in text:
        return None
    told = [_phases(found) for found in _own(text)]
    if not told:
        return None
    loose = {_phases(found) for found in _ANY.finditer(_SEVERAL.sub(" ", _BEFORE_TRIAL.sub(" ", text)))}
    return None if len(loose - {told[0]}) > 0 and len(loose) > 1 else told[0]


def phase_of_types(types: str) -> str | None:
    """The phase in publication types or in a register's field, in lower case."""
    found = _ANY.search(types) if "phase" in types else None
    return _phases(found) if found else None


def _own(text: str) -> Iterator[re.Match[str]]:
    """Where a text calls something a trial of a phase, without trials before, after or beside its own."""
    several = () if "pool" in text else _SEVERAL.finditer(text)
    for found in (*_BEFORE_TRIAL.finditer(text), *_AFTER_TRIAL.finditer(text), *several):
        before = text[max(0, found.start() - 60) : found.start()]
        if not _ELSEWHERE.search(before) and not _LATER.match(text, found.end()):
            yield found


def _phases(found: re.Match[str]) -> str:
    parts = (part.rstrip("abc") for part in found.groups() if part)
    return "/".join(sorted({_ROMAN.get(part, part) for part in parts}))
