"""Records of trial registers: planned studies, and those that have results."""

from __future__ import annotations

import re

from claimcheck.model import IdentifierKind, StudyKind, Work

_RESULTS = re.compile(r"\b(?:has|with|posted) results\b|\bresults (?:posted|available)\b")
_NONE = re.compile(r"\b(?:no|without) (?:posted )?results\b")


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
