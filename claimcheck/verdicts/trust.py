"""How far a piece of evidence may be relied on: known, cited by the claim, or looked up; and works that count once."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.model import Claim, ClaimType, Evidence, Stance, StudyKind, Tier

# A cited passage is offered by the author himself for the claim; what was looked up has nobody's word that it is about the claim.
# Readings that go against a claim err more often than those that bear it out, and a wrong one does more harm.
SURE_CITED = {Stance.SUPPORTS: 0.6, Stance.REFUTES: 0.85}
SURE_LOOKED_UP = {Stance.SUPPORTS: 0.8, Stance.REFUTES: 0.85}
SURE_ENOUGH_TO_CONTRADICT = 0.9
IN_PEOPLE = (Tier.E5, Tier.E4, Tier.E3, Tier.E2)
ELSEWHERE = frozenset({"intervention", "population", "outcome", "species", "comparator", "duration"})
"""Limits that say that a piece speaks of something narrower, shorter or else than the claim."""
COMPARED = (Tier.E5, Tier.E4, Tier.E3)
_LABORATORY = "mice-or-lab"
_NO_RESULT = (StudyKind.PROTOCOL, StudyKind.REGISTRATION, StudyKind.NOTICE, StudyKind.OPINION)


def is_known(piece: Evidence) -> bool:
    """Whether a piece comes from the built-in statements, which people wrote and checked."""
    return piece.statement_id is not None


def is_looked_up(piece: Evidence) -> bool:
    """Whether a piece was found by a search that the claim's topic started."""
    return not piece.cited and not is_known(piece)


def is_trusted(piece: Evidence, claim: Claim) -> bool:
    """Whether a piece may decide: not retracted, read surely enough, and a study of people where the claim needs one."""
    if piece.work.is_retracted or piece.tier is Tier.EX:
        return False
    if is_known(piece):
        return True
    if piece.stance is Stance.NEUTRAL or (piece.work.study is not None and piece.work.study.kind in _NO_RESULT):
        return False
    if needs_people(claim) and (piece.tier is Tier.E0 or (piece.tier not in IN_PEOPLE and not piece.cited)):
        return False
    return piece.score >= (SURE_CITED if piece.cited else SURE_LOOKED_UP)[piece.stance]


def needs_people(claim: Claim) -> bool:
    """Whether only a study of people can carry a claim: it is about more than a mechanism and names no animals or cells."""
    return bool(claim.types - {ClaimType.MECHANISM}) and _LABORATORY not in claim.cue_kinds()


def needs_animals(claim: Claim) -> bool:
    """Whether a claim itself says that it is about animals or cells."""
    return _LABORATORY in claim.cue_kinds()


def trust_rank(piece: Evidence) -> int:
    """0 for a known statement, 1 for a cited work, 2 for what was looked up."""
    return 0 if is_known(piece) else 1 if piece.cited else 2


def once_a_study(pieces: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Pieces from studies that do not contain each other: one a work, and none from a trial whose review is there as well."""
    kept: list[Evidence] = []
    ordered = list(pieces)
    for piece in sorted(ordered, key=lambda p: p.tier.rank):
        if not any(_same_study(piece, other) for other in kept):
            kept.append(piece)
    return tuple(piece for piece in ordered if any(piece is other for other in kept))


def _same_study(piece: Evidence, other: Evidence) -> bool:
    ours, theirs = piece.work, other.work
    if set(ours.identifiers) & {*theirs.identifiers, *theirs.references} or set(theirs.identifiers) & set(ours.references):
        return True
    return not ours.identifiers and not theirs.identifiers and ours.title == theirs.title
