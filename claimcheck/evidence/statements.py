"""What is held against passages, made from a claim."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.evidence.fitting import specific_therapies
from claimcheck.evidence.verifier import Statement
from claimcheck.evidence.worded import worded
from claimcheck.model import Claim, Role, Strength, Vocabulary


def statement_of(claim: Claim, vocabulary: Vocabulary) -> Statement:
    """The claim's words with all names of its therapies, conditions and outcomes; an outcome that the vocabulary lacks by its own words."""
    therapies = _names(specific_therapies(claim), vocabulary)
    conditions = _names(claim.concepts(Role.CONDITION), vocabulary)
    outcomes = _names(claim.concepts(Role.OUTCOME), vocabulary) or worded(claim.text, (*therapies, *conditions))
    return Statement(claim.text, therapies, conditions, outcomes, claim.strength is Strength.NEGATED)


def as_said(claim: Claim) -> Claim:
    """The claim with the conditions that it names itself, without those carried down to it.

    A work that the claim cites is read for what the sentence says, whatever the rest of the article is about.
    """
    kept = tuple(m for m in claim.mentions if m.role is not Role.CONDITION or claim.span.covers(m.span))
    return replace(claim, mentions=kept)


def _names(concepts: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for concept in concepts for name in vocabulary.names(concept)))
