"""What a claim is about, in words that an index knows; nothing else of the article goes into a question to a service."""

from __future__ import annotations

from itertools import zip_longest

from claimcheck.model import Claim, Role, Topic, Vocabulary

GENERIC = "generic-"
MOST_THERAPIES = 6
MOST_CONDITIONS = 6
MOST_OUTCOMES = 4


def topic_of(claim: Claim, vocabulary: Vocabulary) -> Topic | None:
    """The names of a claim's therapies, conditions and outcomes, best first, and its types; None where it names no specific therapy."""
    therapies = tuple(concept for concept in claim.concepts(Role.THERAPY) if not concept.startswith(GENERIC))
    names = _names(therapies, vocabulary, MOST_THERAPIES)
    if not names:
        return None
    return Topic(
        names,
        _names(claim.concepts(Role.CONDITION), vocabulary, MOST_CONDITIONS),
        _names(claim.concepts(Role.OUTCOME), vocabulary, MOST_OUTCOMES),
        frozenset(str(kind) for kind in claim.types),
    )


def _names(concepts: tuple[str, ...], vocabulary: Vocabulary, most: int) -> tuple[str, ...]:
    """The names of all concepts first, then their synonyms by turns, each once, at most `most`."""
    by_turns = (name for turn in zip_longest(*(vocabulary.names(concept) for concept in concepts)) for name in turn if name)
    return tuple(dict.fromkeys(by_turns))[:most]
