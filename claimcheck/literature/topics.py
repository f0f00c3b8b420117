"""What a claim is about, in words that an index knows; nothing else of the article goes into a question to a service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from claimcheck.model import Claim, ClaimType, Role, Topic, Vocabulary
from claimcheck.model.names import is_generic

MOST_THERAPIES = 6
MOST_CONDITIONS = 6
MOST_OUTCOMES = 4
_STUDIED = frozenset(ClaimType) - {ClaimType.REGULATORY, ClaimType.AVAILABILITY, ClaimType.ETHICS, ClaimType.COST}
_MAIN_SHARE = 0.5


def topics_of(claims: Sequence[Claim], vocabulary: Vocabulary) -> Mapping[str, Topic]:
    """The topics worth a search, by claim id: claims that assert what studies can show.

    A claim that names no condition is about the one that most claims of the article name, where there is one.
    """
    main = _main_condition(claims)
    found = {claim.id: topic_of(claim, vocabulary) for claim in claims if claim.types & _STUDIED}
    names = _names(main, vocabulary, MOST_CONDITIONS)
    return {claim: topic if topic.conditions else replace(topic, conditions=names) for claim, topic in found.items() if topic}


def _main_condition(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The condition that at least half of the claims with a condition name; empty where there is none."""
    named = [set(claim.concepts(Role.CONDITION)) for claim in claims if claim.concepts(Role.CONDITION)]
    counts = Counter(concept for concepts in named for concept in concepts)
    best = max(counts, key=lambda concept: (counts[concept], concept), default=None)
    return (best,) if best is not None and counts[best] >= _MAIN_SHARE * len(named) else ()


def topic_of(claim: Claim, vocabulary: Vocabulary) -> Topic | None:
    """The names of a claim's therapies, conditions and outcomes, best first, and its types; None where it names no specific therapy."""
    therapies = tuple(concept for concept in claim.concepts(Role.THERAPY) if not is_generic(concept))
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
