"""What a trained reading of a sentence may add to a verdict, and all that goes before it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_cases import made_case, made_claim, made_resolution, made_work, match_of, piece, ruled, verdict, why

from claimcheck.model import (
    Attribution,
    Certainty,
    Claim,
    ClaimType,
    Finding,
    Outcome,
    Stance,
    Strength,
    Tier,
    Voice,
)
from claimcheck.verdicts import Case
from claimcheck.verdicts.doubt import LET_PASS, MARKED

SURE = 0.99
PLAIN = "Cord blood brings back speech in children with cerebral palsy."


def doubtful(doubt: float | None = SURE, text: str = PLAIN, cues: tuple[str, ...] = (), **changes: object) -> Claim:
    return made_claim(text, cues, citations=(), **{"doubt": doubt, **changes})


def case_with(doubt: float | None = SURE, voice: Voice = Voice.SELLING, cues: tuple[str, ...] = (), **changes: object) -> Case:
    return made_case(doubtful(doubt, cues=cues, **changes), (), voice)


def findings(case: Case) -> tuple[Finding, ...]:
    return ruled(case).findings


def flagged(case: Case) -> bool:
    return ruled(case).verdicts[0].flagged


@pytest.mark.parametrize("voice", list(Voice))
def test_a_sentence_is_marked_from_the_doubt_that_its_kind_of_text_asks_for(voice: Voice) -> None:
    at, below = case_with(MARKED[voice], voice), case_with(MARKED[voice] - 0.01, voice)
    assert (verdict(at), flagged(at)) == ("unsupported", True)
    assert (verdict(below), flagged(below)) == ("not_checked", False)


def test_texts_that_report_or_explain_must_be_put_worse_than_those_that_sell() -> None:
    assert MARKED[Voice.SELLING] < MARKED[Voice.REPORTING] < MARKED[Voice.REFERENCE]
    told = [flagged(case_with(0.65, voice)) for voice in (Voice.SELLING, Voice.REPORTING, Voice.REFERENCE)]
    assert told == [True, True, False]


def test_without_a_trained_reading_nothing_changes() -> None:
    assert verdict(case_with(None)) == "not_checked"
    assert verdict(case_with(None, cues=("effect",))) == "unsupported"


def test_what_leans_on_unnamed_research_is_unsupported_for_nothing_is_there_to_go_beyond() -> None:
    case = case_with(attribution=Attribution.APPEAL_TO_RESEARCH)
    assert verdict(case) == "unsupported"
    assert "on research that the sentence does not name" in why(case)


@pytest.mark.parametrize("voice", list(Voice))
def test_a_denial_is_never_marked_for_it(voice: Voice) -> None:
    denial = doubtful(text="Cord blood does not bring back speech in cerebral palsy.", strength=Strength.NEGATED)
    assert not findings(made_case(denial, (), voice))


def test_an_aim_is_never_marked_for_it() -> None:
    assert verdict(case_with(cues=("aim",))) == "not_checkable"
    assert not findings(case_with(cues=("aim",)))


@pytest.mark.parametrize("kind", [ClaimType.AVAILABILITY, ClaimType.COST, ClaimType.ETHICS])
def test_what_is_offered_costs_or_is_allowed_is_never_marked_for_it(kind: ClaimType) -> None:
    assert not findings(case_with(types=frozenset({kind})))
    assert flagged(case_with(types=frozenset({kind, ClaimType.CURE})))


def test_what_evidence_carries_is_never_marked_for_it() -> None:
    cited = piece(made_work(1))
    claim = made_claim(doubt=SURE)
    assert verdict(made_case(claim, (cited,))) == "supported_with_limits"
    known = piece(made_work(50), tier=Tier.E5, certainty=Certainty.HIGH, cited=False, score=1.0, statement_id="known-statement")
    carried = made_case(doubtful(), (known,), Voice.SELLING)
    assert verdict(carried).startswith("supported")
    assert not flagged(carried)


def test_a_cited_work_that_was_read_and_says_otherwise_decides_before_it() -> None:
    case = made_case(made_claim(doubt=SURE), (piece(made_work(1), Stance.REFUTES),))
    assert verdict(case) in {"contradicted", "conflicting"}
    assert "reviewers mark" not in why(case)


def test_a_rule_on_wording_is_named_before_it() -> None:
    case = made_case(doubtful(), (), Voice.SELLING, matches=(match_of("LNG01"),))
    assert "flagged by LNG01" in why(case)
    assert "reviewers mark" not in why(case)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"types": frozenset({ClaimType.CURE})}, "a cure is stated as a fact with nothing given for it"),
        ({"types": frozenset({ClaimType.CURE, ClaimType.EFFECTIVENESS})}, "a cure is stated as a fact"),
        ({"types": frozenset({ClaimType.SAFETY}), "attribution": Attribution.AUTHORITY}, "safety is stated as a fact on somebody's word"),
        ({"strength": Strength.HEDGED}, "a benefit is held out with nothing given for it"),
        ({"strength": Strength.SPECULATIVE, "attribution": Attribution.TESTIMONIAL}, "held out for the future on the word of patients"),
        ({"types": frozenset({ClaimType.COMPARISON})}, "an advantage is stated as a fact"),
        ({"types": frozenset({ClaimType.POPULATION})}, "something is stated as a fact"),
        ({"doubt": 0.876}, "pages it learnt from (0.88)"),
    ],
)
def test_the_reason_names_what_is_claimed_how_and_on_whose_word(changes: dict[str, object], said: str) -> None:
    case = case_with(**changes)
    assert said in why(case)
    (finding,) = findings(case)
    assert finding.rule_id == "EVD00"
    assert said.split()[0] in finding.message.lower()


def test_the_finding_can_be_read_and_keeps_the_words_of_the_article_as_they_are() -> None:
    text = "Cord blood {therapy} <b>brings</b> back | speech."
    (finding,) = findings(made_case(doubtful(text=text), (), Voice.SELLING))
    assert finding.message == (
        "No support for this stands in the article or in what could be read. A benefit is stated as a fact with nothing given for it; "
        "sentences worded like this were marked more often than not on the pages it learnt from (0.99)."
    )
    assert (finding.claim_id, finding.span.start, finding.span.end) == ("c1", 0, len(text))
    assert finding.suggestion == "Give a source that studied this in people, or say that it has not been shown."


def test_a_bare_benefit_passes_where_the_trained_reading_finds_nothing_in_it() -> None:
    assert flagged(case_with(None, cues=("effect",)))
    assert flagged(case_with(LET_PASS, cues=("effect",)))
    assert not flagged(case_with(LET_PASS - 0.01, cues=("effect",)))


def test_a_low_doubt_excuses_no_cure_and_no_rule() -> None:
    cure = case_with(0.0, cues=("cure",), types=frozenset({ClaimType.CURE}))
    assert flagged(cure)
    assert flagged(made_case(doubtful(0.0), (), Voice.SELLING, matches=(match_of("LNG01"),)))


@pytest.mark.parametrize("on", list(Attribution))
def test_a_source_that_was_read_is_not_said_to_be_unread_or_missing(on: Attribution) -> None:
    """A cited work was found and read, and the reading settled nothing."""
    case = made_case(made_claim(doubt=SURE, attribution=on), (piece(made_work(1), Stance.NEUTRAL, score=0.2),))
    assert verdict(case) == "overstated"
    assert "on a source whose reading did not settle it" in why(case)


@pytest.mark.parametrize("on", list(Attribution))
@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.NOT_ASKED])
def test_an_outage_is_never_said_to_be_missing_support(outcome: Outcome, on: Attribution) -> None:
    case = made_case(made_claim(doubt=SURE, attribution=on), (), Voice.SELLING, cited=(made_resolution(None, outcome),))
    assert verdict(case) == "overstated"
    assert "on a source that was not read" in why(case)
    assert not [finding for finding in findings(case) if "sources asked" in finding.message]


def test_a_source_that_was_looked_for_and_not_found_is_said_to_be_so() -> None:
    case = made_case(made_claim(doubt=SURE), (), Voice.SELLING, cited=(made_resolution(None, Outcome.NOT_FOUND),))
    assert "on a source that was not found" in why(case)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0, 1),
    st.sampled_from(Voice),
    st.sampled_from(Strength),
    st.sampled_from(Attribution),
    st.frozensets(st.sampled_from(ClaimType), min_size=1),
    st.lists(st.sampled_from(["effect", "cure", "aim", "hype", "safety-praise"]), unique=True),
)
def test_more_doubt_never_takes_a_flag_away(
    doubt: float, voice: Voice, strength: Strength, on: Attribution, types: frozenset[ClaimType], cues: list[str]
) -> None:
    case = case_with(doubt, voice, tuple(cues), strength=strength, attribution=on, types=types)
    more = replace(case, claim=replace(case.claim, doubt=min(1.0, doubt + 0.3)))
    assert flagged(case) <= flagged(more)
