"""Claims that works found by a search cannot settle, since nobody said that they are about the claim."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.evidence.asserting import asserted_by, promises_only
from claimcheck.evidence.effects import account_of
from claimcheck.evidence.verifier import Statement
from claimcheck.model import Claim, ClaimType, Evidence, Role, Stance
from claimcheck.model.names import is_generic

_UNSURE = 0.25


def unsettled(piece: Evidence, claim: Claim, statement: Statement) -> Evidence:
    """The piece, without its stance where a search cannot tell that it bears on this very claim."""
    reason = _reason(piece, claim, statement) if piece.stance is not Stance.NEUTRAL else ""
    return replace(piece, stance=Stance.NEUTRAL, score=_UNSURE, reasons=(reason, *piece.reasons)) if reason else piece


def _reason(piece: Evidence, claim: Claim, statement: Statement) -> str:
    asserted = asserted_by(statement)
    if asserted is None or (promises_only(asserted) and not statement.denies):
        return "the claim does not say what the therapy changes"
    if len(_therapies(claim)) > 1:
        return "the claim speaks of several treatments"
    if ClaimType.SAFETY in claim.types and not _on_safety(piece.passage):
        return "the claim is on safety, the passage is not"
    return ""


def _therapies(claim: Claim) -> frozenset[str | None]:
    """The therapies named in the claim itself."""
    named = (m.concept for m in claim.mentions if m.role is Role.THERAPY and claim.span.covers(m.span))
    return frozenset(concept for concept in named if concept and not is_generic(concept))


def _on_safety(passage: str) -> bool:
    return any(effect.on_safety for effect in account_of(passage).effects)
