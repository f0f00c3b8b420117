"""Works read for claims: one piece a work, its stance, its limits, and the budget."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.reading import COUNTED, NO_TEXT, OFF_TOPIC, Consultation, Reader, evidence_of, read_all
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.model import (
    Attribution,
    Causal,
    CharSpan,
    Claim,
    ClaimType,
    Concept,
    Identifier,
    IdentifierKind,
    Mention,
    Notice,
    NoticeKind,
    Role,
    Section,
    Stance,
    Strength,
    Study,
    StudyKind,
    Tier,
    Vocabulary,
    Work,
)

CONCEPTS = (
    Concept("herbs", Role.THERAPY, "herbal tea"),
    Concept("nettle", Role.THERAPY, "nettle tea", ("nettle infusion",), ("herbs",)),
    Concept("gout", Role.CONDITION, "gout"),
    Concept("outcome-pain", Role.OUTCOME, "pain", ("pain score",)),
    Concept("outcome-sleep", Role.OUTCOME, "sleep"),
)
VOCABULARY = Vocabulary({concept.id: concept for concept in CONCEPTS})
READER = Reader(PlainVerifier(), VOCABULARY)


def claim_of(text: str, *concepts: str, strength: Strength = Strength.ASSERTIVE, types: frozenset[ClaimType] | None = None) -> Claim:
    mentions = tuple(
        Mention(VOCABULARY.concepts[concept].role, CharSpan(0, 1), VOCABULARY.concepts[concept].name, concept) for concept in concepts
    )
    kinds = types if types is not None else frozenset({ClaimType.EFFECTIVENESS})
    span = CharSpan(0, len(text))
    return Claim("c1", span, text, kinds, mentions, (), strength, Causal.DIRECT, Attribution.NONE, ())


def work_of(number: int, title: str, *sections: tuple[str, str], study: Study | None = None) -> Work:
    pmid = Identifier(IdentifierKind.PMID, str(number))
    return Work((pmid,), title, 2020, abstract=tuple(Section(*section) for section in sections), study=study or Study(StudyKind.RANDOMISED))


CLAIM = claim_of("Nettle tea relieves pain in gout.", "nettle", "gout", "outcome-pain")
FOR = work_of(
    1,
    "Nettle tea for gout: a randomised trial",
    ("Background", "Nettle tea is said to harm people with gout."),
    ("Results", "Pain scores fell more with nettle tea than with placebo (p = 0.01)."),
    ("Conclusions", "Nettle tea reduced pain in people with gout."),
)
AGAINST = work_of(
    2,
    "Nettle infusion in acute gout",
    ("Results", "There was no significant difference in pain between the groups (p = 0.62)."),
    ("Conclusions", "Nettle infusion did not reduce pain in gout."),
)


def test_supporting_and_contrary_works_both_give_evidence() -> None:
    found = evidence_of(Consultation(CLAIM, (FOR,), (AGAINST,)), READER)
    assert {(piece.work.title, piece.stance, piece.cited) for piece in found} == {
        (FOR.title, Stance.SUPPORTS, True),
        (AGAINST.title, Stance.REFUTES, False),
    }
    assert all(piece.reasons and piece.passage for piece in found)


def test_denial_turns_the_stances_round() -> None:
    denial = claim_of("Nettle tea does not relieve pain in gout.", "nettle", "gout", "outcome-pain", strength=Strength.NEGATED)
    stances = {piece.work.title: piece.stance for piece in evidence_of(Consultation(denial, (FOR, AGAINST)), READER)}
    assert stances == {FOR.title: Stance.REFUTES, AGAINST.title: Stance.SUPPORTS}


def test_background_and_methods_are_no_results() -> None:
    premise = work_of(3, "Nettle tea for gout", ("Background", "Nettle tea reduced pain in gout."))
    (piece,) = evidence_of(Consultation(CLAIM, (premise,)), READER)
    assert piece.stance is Stance.NEUTRAL


def test_protocol_gives_no_stance() -> None:
    protocol = replace(FOR, study=Study(StudyKind.PROTOCOL))
    (piece,) = evidence_of(Consultation(CLAIM, (protocol,)), READER)
    assert piece.stance is Stance.NEUTRAL
    assert "no results" in piece.reasons[0]


def test_status_is_not_for_studies_to_say() -> None:
    status = replace(CLAIM, types=frozenset({ClaimType.REGULATORY}))
    (piece,) = evidence_of(Consultation(status, (FOR,)), READER)
    assert piece.stance is Stance.NEUTRAL


def test_cited_work_off_topic_is_said_to_be_so_and_a_found_one_is_left_out() -> None:
    other = work_of(4, "Walking for back pain", ("", "Walking reduced pain."))
    (piece,) = evidence_of(Consultation(CLAIM, (other,)), READER)
    assert piece.stance is Stance.NEUTRAL
    assert OFF_TOPIC in piece.limits
    assert evidence_of(Consultation(CLAIM, (), (other,)), READER) == ()


def test_cited_work_without_abstract_gives_a_piece_that_says_so() -> None:
    (piece,) = evidence_of(Consultation(CLAIM, (work_of(5, "Nettle tea for gout"),)), READER)
    assert (piece.stance, piece.passage) == (Stance.NEUTRAL, "")
    assert NO_TEXT in piece.limits
    assert OFF_TOPIC not in piece.limits


def test_other_condition_is_neutral() -> None:
    asthma = work_of(6, "Nettle tea for asthma", ("Conclusions", "Nettle tea reduced pain."))
    (piece,) = evidence_of(Consultation(CLAIM, (asthma,)), READER)
    assert piece.stance is Stance.NEUTRAL
    assert "condition" in piece.limits


def test_retracted_work_is_of_no_tier_and_stands_last() -> None:
    retracted = replace(FOR, notices=(Notice(NoticeKind.RETRACTION, None, "2021-01-01"),))
    found = evidence_of(Consultation(CLAIM, (retracted, AGAINST)), READER)
    assert [piece.tier is Tier.EX for piece in found] == [False, True]


def test_trial_held_by_a_review_is_marked() -> None:
    review = replace(AGAINST, study=Study(StudyKind.SYSTEMATIC_REVIEW, pooled=4), references=FOR.identifiers)
    marked = {piece.work.title: COUNTED in piece.limits for piece in evidence_of(Consultation(CLAIM, (FOR, review)), READER)}
    assert marked == {FOR.title: True, AGAINST.title: False}


def test_work_that_is_cited_and_found_counts_once() -> None:
    (piece,) = evidence_of(Consultation(CLAIM, (FOR,), (FOR,)), READER)
    assert piece.cited


def test_treatment_without_a_name_is_that_of_the_title() -> None:
    unnamed = ("Conclusions", "The treatment reduced pain in people with gout.")
    own = work_of(7, "Nettle tea for gout", unnamed)
    other = work_of(8, "Cherries for gout", ("Background", "Nettle tea is common."), unnamed)
    stances = [piece.stance for piece in evidence_of(Consultation(CLAIM, (own, other)), READER)]
    assert stances == [Stance.SUPPORTS, Stance.NEUTRAL]


class Counting:
    """A verifier that counts what it reads."""

    def __init__(self) -> None:
        self.read = 0

    def judge(self, statement: Statement, passage: str) -> Bearing:
        self.read += 1
        return Bearing(Stance.NEUTRAL, 0.0)


@pytest.mark.parametrize("most", [0, 1, 7, 40])
def test_no_more_passages_are_read_than_the_budget_holds(most: int) -> None:
    long = work_of(9, "Nettle tea for gout", ("", "Nettle tea was drunk. " * 30))
    verifier = Counting()
    read_all([Consultation(CLAIM, (long, FOR, AGAINST))] * 4, Reader(verifier, VOCABULARY), most)
    assert verifier.read <= most


def test_what_one_claim_leaves_over_goes_to_the_next() -> None:
    verifier = Counting()
    long = work_of(9, "Nettle tea for gout", ("", "Nettle tea was drunk. " * 30))
    read_all([Consultation(CLAIM, ()), Consultation(CLAIM, (long,))], Reader(verifier, VOCABULARY), 10)
    assert verifier.read == 10


def test_same_answer_twice() -> None:
    consultation = Consultation(CLAIM, (FOR, AGAINST))
    assert evidence_of(consultation, READER) == evidence_of(consultation, READER)
