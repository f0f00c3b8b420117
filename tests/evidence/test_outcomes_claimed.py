"""What a claim says is changed must be what the passage speaks of; background is no result, abbreviations stand for their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.evidence.abbreviations import abbreviations, spelt_out
from claimcheck.evidence.aspects import elsewhere
from claimcheck.evidence.passages import passages_of
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.terms import names_beside, stem
from claimcheck.evidence.verifier import Statement
from claimcheck.evidence.worded import unmarked, worded
from claimcheck.model import Section, Stance, Work

NAMES = ("nettle tea",)
REGROWS = Statement("Nettle tea regrows bone in gout.", NAMES, ("gout",), ("bone",))
DENSER = Statement("Nettle tea improves bone density of the spine.", NAMES, (), ("bone density",))
PREVENTS = Statement("Nettle tea prevents gout.", NAMES, ("gout",))


def bearing(statement: Statement, passage: str) -> tuple[Stance, tuple[str, ...]]:
    found = PlainVerifier().judge(statement, passage)
    return found.stance, found.limits


def test_help_with_something_else_is_no_support() -> None:
    assert bearing(REGROWS, "Nettle tea was effective in gout.") == (Stance.NEUTRAL, ("outcome",))
    assert bearing(REGROWS, "Nettle tea improved bone.")[0] is Stance.SUPPORTS


def test_another_part_of_the_body_is_no_support() -> None:
    assert bearing(DENSER, "Nettle tea improved bone density of the hip.") == (Stance.NEUTRAL, ("outcome",))
    assert bearing(DENSER, "Nettle tea improved lumbar bone density.")[0] is Stance.SUPPORTS


@pytest.mark.parametrize(
    ("claimed", "told", "apart"),
    [
        ("shorter attacks", "a lower frequency of attacks", True),
        ("fewer attacks", "a lower frequency of attacks", False),
        ("knee pain", "pain of the shoulder", True),
        ("pain", "pain of the shoulder", False),
    ],
)
def test_aspects_lie_apart_only_where_both_are_named(claimed: str, told: str, apart: bool) -> None:
    assert elsewhere(claimed, told) is apart


def test_the_condition_counts_as_outcome_where_it_is_what_is_prevented() -> None:
    found = PlainVerifier().judge(PREVENTS, "Nettle tea did not reduce gout.")
    assert (found.stance, found.score) == (Stance.REFUTES, 0.9)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nettle tea relieves reflux [3].", ("reflux",)),
        ("Nettle tea relieves reflux (PMID 123).", ("reflux",)),
        ("Nettle tea regrows cartilage.", ("cartilage",)),
        ("Nettle tea reduced cramps, but not their severity.", ("cramps",)),
        ("Nettle tea reduces the need for painkillers.", ("painkillers",)),
        ("Nettle tea helps children.", ()),
    ],
)
def test_what_a_claim_changes_by_its_own_words(text: str, told: tuple[str, ...]) -> None:
    assert worded(text, ()) == told


def test_part_of_a_known_name_is_no_outcome_and_what_follows_it_is() -> None:
    assert worded("Nettle tea prevents gouty disease.", ("gouty disease",)) == ()
    assert worded("Nettle tea stops gout flares.", ("gout",)) == ("flares",)


def test_marks_of_citation_are_no_words() -> None:
    assert unmarked("Tea helps [2, 3] in gout (PMID 12).") == "Tea helps in gout."


def test_a_name_inside_a_longer_one_does_not_count() -> None:
    drugs = ("anti-inflammatory drugs",)
    assert names_beside(("inflammation", "inflammatory"), drugs, "Anti-inflammatory drugs helped.") == ()
    assert names_beside(("inflammatory",), drugs, "Anti-inflammatory drugs eased inflammatory pain.") == ("inflammatory",)


@pytest.mark.parametrize(("one", "other"), [("diarrhoea", "diarrhea"), ("blockade", "blockers")])
def test_spellings_fall_together(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_opening_sentences_of_a_plain_abstract_are_premises() -> None:
    known = "Nettle tea has activity in cells. It is cheap. We gave it to 40 people. Pain did not change. It is of no use in gout."
    work = Work((), "", abstract=(Section("", known),))
    premises = {passage.text for passage in passages_of(work, REGROWS, 9) if passage.premise}
    assert premises == {"Nettle tea has activity in cells.", "It is cheap."}


def test_a_conclusion_put_as_a_hypothesis_borne_out_is_a_result() -> None:
    assert bearing(PREVENTS, "The results support the hypothesis that nettle tea prevents gout.")[0] is Stance.SUPPORTS
    assert bearing(PREVENTS, "The hypothesis was that nettle tea prevents gout.")[0] is Stance.NEUTRAL


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("whole-body vibration (WBV) was", (("WBV", "whole-body vibration"),)),
        ("use of calcium channel blockers (CCBs) was", (("CCB", "calcium channel blockers"),)),
        ("quality of life (QoL;", (("QoL", "quality of life"),)),
        ("in Hong Kong (USA) and", ()),
        ("patients (n = 12)", ()),
    ],
)
def test_abbreviations_are_read_where_they_are_made(text: str, made: tuple[tuple[str, str], ...]) -> None:
    assert abbreviations(text) == made


def test_abbreviations_are_spelt_out_as_whole_words() -> None:
    made = (("EA", "electroacupuncture"),)
    assert spelt_out("EA eased pain; TEA did not.", made) == "electroacupuncture eased pain; TEA did not."


@given(st.text(max_size=200))
def test_any_text_may_hold_abbreviations(text: str) -> None:
    for short, long in abbreviations(text):
        assert short in text
        assert long in text
