"""How a statement bears on a claim: the direction of the one held against what the other asserts."""

from __future__ import annotations

from claimcheck.evidence.fitting import praises_safety
from claimcheck.model import Claim, ClaimType, Direction, EvidenceStatement, Stance, Strength

_BENEFITS = frozenset(
    {
        ClaimType.EFFECTIVENESS,
        ClaimType.CURE,
        ClaimType.PREVENTION,
        ClaimType.DURABILITY,
        ClaimType.POPULATION,
        ClaimType.COMPARISON,
        ClaimType.SPEED_OF_EFFECT,
        ClaimType.MECHANISM,
        ClaimType.REGULATORY,
        ClaimType.AVAILABILITY,
        ClaimType.DIAGNOSIS,
        ClaimType.ETHICS,
    }
)


def stance_of(statement: EvidenceStatement, claim: Claim) -> Stance:
    """Supports, refutes or neutral; a denial turns the direction round."""
    if statement.direction is Direction.UNCERTAIN:
        return Stance.SUPPORTS if claim.strength is Strength.NEGATED else Stance.NEUTRAL
    on_safety = ClaimType.SAFETY in statement.types and ClaimType.SAFETY in claim.types
    if on_safety and not _is_on_harm(claim):
        return Stance.NEUTRAL
    agrees = _agrees_on_safety(statement, claim) if on_safety else statement.direction is Direction.BENEFIT
    if claim.strength is Strength.NEGATED:
        agrees = not agrees
    return Stance.SUPPORTS if agrees else Stance.REFUTES


def _is_on_harm(claim: Claim) -> bool:
    """Whether a claim praises safety or says that there is harm; that a harm passes or is kept small is neither."""
    return praises_safety(claim) or "small-harm" not in claim.cue_kinds()


def _agrees_on_safety(statement: EvidenceStatement, claim: Claim) -> bool:
    """A safety statement of harm disagrees with praise only; one of no excess harm disagrees with all that is no praise."""
    harmful = statement.direction is Direction.HARM
    return harmful != praises_safety(claim)
