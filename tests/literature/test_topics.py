"""Topics made from claims: names and synonyms, nothing else of the text."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.literature.topics import MOST_THERAPIES, topic_of, topics_of
from claimcheck.model import (
    Attribution,
    Causal,
    CharSpan,
    Claim,
    ClaimType,
    Concept,
    Mention,
    Role,
    Strength,
    Vocabulary,
)

CONCEPTS = (
    Concept("generic-treatment", Role.THERAPY, "treatment"),
    Concept("nettle", Role.THERAPY, "nettle tea", tuple(f"nettle drink {number}" for number in range(9))),
    Concept("cherry", Role.THERAPY, "cherries", ("cherry juice",)),
    Concept("gout", Role.CONDITION, "gout", ("gouty arthritis",)),
    Concept("outcome-pain", Role.OUTCOME, "pain"),
)
VOCABULARY = Vocabulary({concept.id: concept for concept in CONCEPTS})


def claim_of(*concepts: str) -> Claim:
    text = "Mrs Example of Example Street says that it helped her."
    mentions = tuple(Mention(VOCABULARY.concepts[name].role, CharSpan(0, 1), "words", name) for name in concepts)
    types = frozenset({ClaimType.EFFECTIVENESS})
    span = CharSpan(0, len(text))
    return Claim("c1", span, text, types, mentions, (), Strength.ASSERTIVE, Causal.DIRECT, Attribution.NONE, ())


def test_names_come_first_and_synonyms_after() -> None:
    topic = topic_of(claim_of("nettle", "cherry", "gout", "outcome-pain"), VOCABULARY)
    assert topic is not None
    assert topic.therapies[:4] == ("nettle tea", "cherries", "nettle drink 0", "cherry juice")
    assert len(topic.therapies) == MOST_THERAPIES
    assert topic.conditions == ("gout", "gouty arthritis")
    assert topic.outcomes == ("pain",)
    assert topic.types == {"effectiveness"}


def test_no_topic_without_a_specific_therapy() -> None:
    assert topic_of(claim_of("generic-treatment", "gout"), VOCABULARY) is None
    assert topic_of(claim_of("gout", "outcome-pain"), VOCABULARY) is None


def test_generic_words_for_treatment_are_left_out() -> None:
    topic = topic_of(claim_of("generic-treatment", "cherry"), VOCABULARY)
    assert topic is not None
    assert topic.therapies == ("cherries", "cherry juice")


def test_nothing_else_of_the_article_stands_in_a_topic() -> None:
    topic = topic_of(claim_of("cherry", "gout"), VOCABULARY)
    assert topic is not None
    known = {name for concept in CONCEPTS for name in (concept.name, *concept.synonyms)}
    assert {*topic.therapies, *topic.conditions, *topic.outcomes} <= known


def test_unknown_concepts_give_no_names() -> None:
    claim = claim_of("cherry")
    lost = Vocabulary({})
    assert topic_of(claim, lost) is None


def test_a_claim_without_condition_is_about_the_one_that_the_article_names() -> None:
    claims = [replace(claim_of("nettle", "gout"), id="c1"), replace(claim_of("cherry"), id="c2"), replace(claim_of("gout"), id="c3")]
    topics = topics_of(claims, VOCABULARY)
    assert set(topics) == {"c1", "c2"}
    assert topics["c2"].conditions == ("gout", "gouty arthritis")


def test_what_studies_cannot_show_is_not_searched() -> None:
    claim = replace(claim_of("nettle", "gout"), types=frozenset({ClaimType.REGULATORY, ClaimType.COST}))
    assert topics_of([claim], VOCABULARY) == {}
