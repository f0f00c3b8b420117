"""What is held against passages, made from a claim."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.evidence.effects import account_of
from claimcheck.evidence.fitting import specific_therapies
from claimcheck.evidence.terms import content, names_in
from claimcheck.evidence.verifier import Statement
from claimcheck.model import Claim, Role, Strength, Vocabulary

_FOLLOWING = re.compile(r"\s(?:in|among|for|by|with|without|during|after|before|when|while|on|at|to|and|or|of|from|than)\b.*", re.IGNORECASE)
_MOST_WORDED = 3


def statement_of(claim: Claim, vocabulary: Vocabulary) -> Statement:
    """The claim's words with all names of its therapies, conditions and outcomes; an outcome that the vocabulary lacks by its own words."""
    therapies = _names(specific_therapies(claim), vocabulary)
    conditions = _names(claim.concepts(Role.CONDITION), vocabulary)
    outcomes = _names(claim.concepts(Role.OUTCOME), vocabulary) or _worded(claim.text, (*therapies, *conditions))
    return Statement(claim.text, therapies, conditions, outcomes, claim.strength is Strength.NEGATED)


def as_said(claim: Claim) -> Claim:
    """The claim with the conditions that it names itself, without those carried down to it.

    A work that the claim cites is read for what the sentence says, whatever the rest of the article is about.
    """
    kept = tuple(m for m in claim.mentions if m.role is not Role.CONDITION or claim.span.covers(m.span))
    return replace(claim, mentions=kept)


def _worded(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What the claim says is changed, up to the first preposition: `falls` of "prevents falls in older adults"."""
    measures = (_FOLLOWING.split(effect.measure)[0].strip(" .,;:") for effect in account_of(text).effects)
    told = dict.fromkeys(measure for measure in measures if content(measure) and not names_in(known, measure))
    return tuple(told)[:_MOST_WORDED]


def _names(concepts: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for concept in concepts for name in vocabulary.names(concept)))
