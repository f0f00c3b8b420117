"""Whether a known statement speaks of what a claim speaks of, and how closely."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.evidence.labels import borne_out, is_label, is_near
from claimcheck.evidence.terms import names_in
from claimcheck.evidence.worded import worded
from claimcheck.model import Claim, ClaimType, EvidenceStatement, Role, Vocabulary
from claimcheck.model.names import is_generic

_BEARS_ON = {
    ClaimType.EFFECTIVENESS: {ClaimType.EFFECTIVENESS},
    ClaimType.CURE: {ClaimType.CURE, ClaimType.EFFECTIVENESS},
    ClaimType.DURABILITY: {ClaimType.DURABILITY, ClaimType.EFFECTIVENESS},
    ClaimType.PREVENTION: {ClaimType.PREVENTION, ClaimType.EFFECTIVENESS},
    ClaimType.POPULATION: {ClaimType.POPULATION, ClaimType.EFFECTIVENESS},
    ClaimType.COMPARISON: {ClaimType.COMPARISON, ClaimType.EFFECTIVENESS},
    ClaimType.SPEED_OF_EFFECT: {ClaimType.SPEED_OF_EFFECT, ClaimType.EFFECTIVENESS},
}


STATUS = frozenset({ClaimType.REGULATORY})
_APPROVAL = frozenset({"approval-claimed", "registration-as-approval", "unapproved-product"})
_PRAISE = frozenset({"absolute-safety", "safety-praise"})


@dataclass(frozen=True, slots=True)
class Fit:
    """A statement that fits a claim; `axes` are the ways in which it speaks of something narrower or else."""

    statement: EvidenceStatement
    axes: frozenset[str]


def praises_safety(claim: Claim) -> bool:
    """Whether a claim says that a therapy is safe or mild, or denies a harm of it."""
    denied_harm = any(cue.negated and cue.kind == "harm" for cue in claim.cues)
    return ClaimType.SAFETY in claim.types and (denied_harm or bool(claim.cue_kinds() & _PRAISE))


def bears_on(statement: EvidenceStatement, claim: Claim) -> bool:
    """Whether a statement judges one of the kinds of thing that the claim asserts."""
    if praises_safety(claim):
        return ClaimType.SAFETY in statement.types
    if statement.types <= STATUS and not _APPROVAL & {cue.kind for cue in claim.cues}:
        return False
    wanted = set().union(*(_BEARS_ON.get(kind, {kind}) for kind in claim.types)) if claim.types else set()
    return bool(wanted & statement.types)


def fit(statement: EvidenceStatement, claim: Claim, vocabulary: Vocabulary) -> Fit | None:
    """How a statement fits a claim in therapy, condition and outcome, or None where it speaks of something else.

    An established use bears out only a claim of that use; beside other claims without a source it stands as speaking of another outcome.
    """
    if is_label(statement):
        return _label_fit(statement, claim, vocabulary)
    therapy = _relation(specific_therapies(claim), statement.therapies, vocabulary)
    condition = _relation(claim.concepts(Role.CONDITION), statement.conditions, vocabulary)
    outcome = _relation(claim.concepts(Role.OUTCOME), statement.outcomes, vocabulary)
    unnamed = not claim.concepts(Role.CONDITION) and outcome == "same"
    if not statement.therapies or therapy is None or (statement.conditions and condition is None and not unnamed):
        return None
    axes = set()
    if therapy == "wider":
        axes.add("intervention")
    if condition == "wider":
        axes.add("population")
    if statement.outcomes and outcome is None and (claim.concepts(Role.OUTCOME) or _speaks_of_another(claim, statement, vocabulary)):
        axes.add("outcome")
    if not statement.conditions or unnamed:
        axes.add("condition")
    return Fit(statement, frozenset(axes))


def _label_fit(statement: EvidenceStatement, claim: Claim, vocabulary: Vocabulary) -> Fit | None:
    if borne_out(statement, claim, vocabulary):
        return Fit(statement, frozenset())
    near = not claim.citations and is_near(statement, claim, vocabulary)
    return Fit(statement, frozenset({"outcome"})) if near else None


def _speaks_of_another(claim: Claim, statement: EvidenceStatement, vocabulary: Vocabulary) -> bool:
    """Whether a claim says by words of its own what changes, and it is none of the outcomes of the statement."""
    named = {*claim.concepts(Role.THERAPY), *claim.concepts(Role.CONDITION)}
    told = worded(claim.text, tuple(name for concept in named for name in vocabulary.names(concept)))
    outcomes = tuple(name for concept in statement.outcomes for name in vocabulary.names(concept))
    return bool(told) and not names_in(outcomes, claim.text)


def specific_therapies(claim: Claim) -> tuple[str, ...]:
    """The therapies a claim names or is carried, without mere words for treatment."""
    return tuple(concept for concept in claim.concepts(Role.THERAPY) if not is_generic(concept))


def _relation(claimed: tuple[str, ...], stated: tuple[str, ...], vocabulary: Vocabulary) -> str | None:
    """`same` when a claimed concept is, or lies below, a stated one; `wider` when it lies above; None when neither."""
    if any(vocabulary.is_a(ours, theirs) for ours in claimed for theirs in stated):
        return "same"
    if any(vocabulary.is_a(theirs, ours) for ours in claimed for theirs in stated):
        return "wider"
    return None
