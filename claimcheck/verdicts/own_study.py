"""A claim held against the study that its own article describes: animals, an association, one result in a headline."""

from __future__ import annotations

from claimcheck.model import Causal, Certainty, ClaimType, Design, Strength, VerdictKind, Voice
from claimcheck.verdicts.case import Case, Ruling

_EFFECTS = frozenset(
    {
        ClaimType.EFFECTIVENESS,
        ClaimType.PREVENTION,
        ClaimType.CURE,
        ClaimType.DURABILITY,
        ClaimType.MECHANISM,
        ClaimType.SAFETY,
    }
)


def beyond_own_study(case: Case) -> Ruling | None:
    """Overstated where people are promised what the article itself shows only in animals, by association, or once."""
    if case.article.voice is not Voice.REPORTING or case.denies or not case.claims_any(*_EFFECTS):
        return None
    if _promises(case):
        return _beyond_animals(case) or _beyond_association(case) or _beyond_one_study(case)
    return _beyond_animals(case) if case.claim.causal is Causal.CONDITIONAL else None


def _beyond_animals(case: Case) -> Ruling | None:
    designs = case.article.designs
    if Design.ANIMAL not in designs or Design.RANDOMISED in designs or "mice-or-lab" in case.claim.cue_kinds():
        return None
    why = "the article's own study was done in animals or the laboratory"
    return Ruling(VerdictKind.OVERSTATED, why, Certainty.NONE, ("species",), "EFF07")


def _beyond_association(case: Case) -> Ruling | None:
    designs, cues = case.article.designs, case.claim.cue_kinds()
    causal = cues & {"prevention", "correlation-as-causation"}
    if Design.OBSERVATIONAL not in designs or Design.RANDOMISED in designs or not causal:
        return None
    why = "the article's own study shows an association, not a cause"
    return Ruling(VerdictKind.OVERSTATED, why, Certainty.LOW, ("strength",), "EFF08")


def _beyond_one_study(case: Case) -> Ruling | None:
    """A headline that states as settled what the article reports from one study."""
    if not case.claim.is_title or "trial" in case.claim.cue_kinds():
        return None
    return Ruling(
        VerdictKind.OVERSTATED,
        "a headline states as settled what the article reports from its study",
        Certainty.LOW,
        ("certainty",),
        "EFF14",
    )


def _promises(case: Case) -> bool:
    claim = case.claim
    return claim.strength is Strength.ASSERTIVE and claim.causal is Causal.DIRECT
