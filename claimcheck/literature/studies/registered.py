"""Records of trial registers: planned studies, and those that have results."""

from __future__ import annotations

import re

from claimcheck.model import IdentifierKind, StudyKind, Work

_RESULTS = re.compile(r"\b(?:has|with|posted) results\b|\bresults (?:posted|available)\b")
_NONE = re.compile(r"\b(?:no|without) (?:posted )?results\b")
_PHASE = re.compile(r"\bphase[ -]?(iv|i{1,3}|[1-4])(?:[ab])?(?: ?(?:/|-|and|or|to|\|) ?(?:phase ?)?(iv|i{1,3}|[1-4])(?:[ab])?)?\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def is_registration(work: Work) -> bool:
    """Whether a record is that of a trial register, no publication."""
    published = any(work.identifier(kind) for kind in (IdentifierKind.PMID, IdentifierKind.PMCID, IdentifierKind.DOI))
    return work.identifier(IdentifierKind.NCT) is not None and not published


def kind_of_trial(work: Work, types: frozenset[str]) -> StudyKind:
    """The kind of study of a register's record: a mere registration as long as it has no results."""
    said = " ; ".join(sorted(types))
    if not _RESULTS.search(said) or _NONE.search(said):
        return StudyKind.REGISTRATION
    if "observational" in said:
        return StudyKind.COHORT
    if "non randomized" in said or "nonrandomized" in said:
        return StudyKind.SINGLE_ARM if "single group" in said else StudyKind.CONTROLLED
    return StudyKind.RANDOMISED if "randomized" in said else StudyKind.SINGLE_ARM


def phase_in(text: str) -> str | None:
    """The phase of a trial named in a text in lower case, as "1", "1/2", "2" …; None where none is."""
    found = _PHASE.search(text) if "phase" in text else None
    if found is None:
        return None
    phases = sorted({_ROMAN.get(part, part) for part in found.groups() if part})
    return "/".join(phases)
