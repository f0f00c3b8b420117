"""What is held against passages, made from a claim."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.evidence.asserting import denies
from claimcheck.evidence.effects import Change, account_of
from claimcheck.evidence.fitting import specific_therapies
from claimcheck.evidence.terms import names_in
from claimcheck.evidence.verifier import Statement
from claimcheck.evidence.worded import object_of, unmarked, worded
from claimcheck.model import Claim, Mention, Role, Strength, Vocabulary

_NAMING = (Role.THERAPY, Role.CONDITION)


def statement_of(claim: Claim, vocabulary: Vocabulary) -> Statement:
    """The claim's words with all names of its therapies, conditions and outcomes.

    An outcome that the vocabulary lacks is taken by its own words; a condition that the claim says is prevented, lessened or cured is
    its outcome; words inside the name of a therapy or condition are none.
    """
    text = unmarked(claim.text)
    therapies = _names(specific_therapies(claim), vocabulary)
    conditions = _names(claim.concepts(Role.CONDITION), vocabulary)
    aimed = _aimed_at(claim, text, vocabulary)
    outcomes = _names((*_outcomes(claim, aimed), *aimed), vocabulary) or worded(text, (*therapies, *conditions))
    statement = Statement(text, therapies, conditions, outcomes, claim.strength is Strength.NEGATED)
    return replace(statement, denies=denies(statement))


def as_said(claim: Claim) -> Claim:
    """The claim with the conditions that it names itself, without those carried down to it.

    A work that the claim cites is read for what the sentence says, whatever the rest of the article is about.
    """
    kept = tuple(m for m in claim.mentions if m.role is not Role.CONDITION or claim.span.covers(m.span))
    return replace(claim, mentions=kept)


def _outcomes(claim: Claim, aimed: tuple[str, ...]) -> tuple[str, ...]:
    """The outcomes that the claim names by words of their own, not inside the name of a therapy, nor of a condition unless that changes."""
    named = [mention for mention in claim.mentions if mention.role in _NAMING and mention.concept not in aimed]
    found = (m.concept for m in claim.mentions if m.role is Role.OUTCOME and m.concept and not any(_within(m, other) for other in named))
    return tuple(dict.fromkeys(found))


def _within(mention: Mention, other: Mention) -> bool:
    return other.span.covers(mention.span)


def _aimed_at(claim: Claim, text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The conditions that the claim says change themselves."""
    changes = [effect for effect in account_of(text).effects if effect.change is not Change.UNKNOWN]
    measures = " . ".join(object_of(effect) for effect in changes)
    return tuple(concept for concept in claim.concepts(Role.CONDITION) if names_in(vocabulary.names(concept), measures))


def _names(concepts: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for concept in concepts for name in vocabulary.names(concept)))
