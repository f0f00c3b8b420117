"""What is held against passages, made from a claim."""

from __future__ import annotations

from claimcheck.evidence.fitting import specific_therapies
from claimcheck.evidence.verifier import Statement
from claimcheck.model import Claim, Role, Strength, Vocabulary


def statement_of(claim: Claim, vocabulary: Vocabulary) -> Statement:
    """The claim's words with all names of its therapies, conditions and outcomes."""
    return Statement(
        claim.text,
        _names(specific_therapies(claim), vocabulary),
        _names(claim.concepts(Role.CONDITION), vocabulary),
        _names(claim.concepts(Role.OUTCOME), vocabulary),
        claim.strength is Strength.NEGATED,
    )


def _names(concepts: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for concept in concepts for name in vocabulary.names(concept)))
