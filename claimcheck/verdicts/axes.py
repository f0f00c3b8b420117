"""What a claim says beyond the evidence that supports it: the axes of `overstated`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.model import Causal, Certainty, ClaimType, Direction, Evidence, EvidenceStatement, Strength
from claimcheck.verdicts.case import Case

_LASTING_MONTHS = 24
_SURE_STEPS = 2
_PROMISES = frozenset({"effect", "prevention", "cure", "hype"})
_SMALL = re.compile(r"\b(?:slight|slightly|small|modest|little)\b", re.IGNORECASE)


def certainty_asked(case: Case) -> int:
    """How sure the wording is, as a rank of `Certainty`: 0 for "improves", 1 "probably", 2 "may", 3 for a hope."""
    claim = case.claim
    if claim.strength is Strength.SPECULATIVE:
        return 3
    if claim.strength is Strength.HEDGED:
        return 2
    return 0 if claim.causal is Causal.DIRECT or "booster" in claim.cue_kinds() else 1


def steps_beyond(case: Case, certainty: Certainty) -> int:
    """How many steps the wording stands above a certainty; not positive where it keeps within it."""
    return certainty.rank - certainty_asked(case)


def axes_beyond(case: Case, supports: tuple[Evidence, ...]) -> tuple[str, ...]:
    """The names of all axes on which the claim outruns the evidence that supports it."""
    behind = case.statements_behind(supports)
    return tuple(dict.fromkeys(_axes(case, supports, behind)))


def _axes(case: Case, supports: tuple[Evidence, ...], behind: tuple[EvidenceStatement, ...]) -> Iterator[str]:
    cues = case.claim.cue_kinds()
    if case.claims_any(ClaimType.CURE) and "cure" in cues and not any(ClaimType.CURE in s.types for s in behind):
        yield "strength"
    if steps_beyond(case, supports[0].certainty) >= _SURE_STEPS and _promises_benefit(case):
        yield "certainty"
    if "population-all" in cues and any(s.ages for s in behind):
        yield "population"
    if all("outcome" in p.limits for p in supports) and _promises_benefit(case) and not any("condition" in p.limits for p in supports):
        yield "outcome"
    if case.claims_any(ClaimType.DURABILITY) and not any(_lasts(s) for s in behind):
        yield "duration"
    if {"speed", "effect"} <= cues and not any(ClaimType.SPEED_OF_EFFECT in s.types for s in behind):
        yield "duration"
    if "booster" in cues and case.claims_any(ClaimType.EFFECTIVENESS) and any(_SMALL.search(s.wording + s.statement) for s in behind):
        yield "strength"
    if case.claims_any(ClaimType.COMPARISON) and "superiority" in cues and not any(ClaimType.COMPARISON in s.types for s in behind):
        yield "comparator"
    if all("intervention" in piece.limits for piece in supports) and case.claim.strength is Strength.ASSERTIVE:
        yield "intervention"


def _promises_benefit(case: Case) -> bool:
    sure = case.claim.strength is Strength.ASSERTIVE and bool(case.claim.cue_kinds() & _PROMISES)
    return sure and case.claims_any(ClaimType.EFFECTIVENESS, ClaimType.CURE, ClaimType.PREVENTION)


def _lasts(statement: EvidenceStatement) -> bool:
    measured = ClaimType.DURABILITY in statement.types and statement.direction is Direction.BENEFIT
    return measured or (statement.follow_up_months or 0) >= _LASTING_MONTHS
