"""The decision table on what was cited, looked up, asked in vain or not reached."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_cases import (
    DAY,
    RETRACTED,
    TEXT,
    TRIAL,
    case_of,
    fired,
    made_case,
    made_claim,
    made_resolution,
    made_work,
    match_of,
    piece,
    ruled,
    verdict,
    why,
)

from claimcheck.model import (
    Answer,
    Causal,
    Certainty,
    ClaimType,
    Design,
    Evidence,
    Notice,
    NoticeKind,
    Outcome,
    Query,
    QueryKind,
    Section,
    Stance,
    Strength,
    Study,
    StudyKind,
    Tier,
    Voice,
)
from claimcheck.verdicts import Article, Case
from claimcheck.verdicts.trust import once_a_study

UNCITED = made_claim("Cord blood improves movement in children with cerebral palsy.", citations=())
NEGATED = made_claim("Cord blood does not improve movement in cerebral palsy [1].", (), strength=Strength.NEGATED)
REVIEW = Study(StudyKind.SYSTEMATIC_REVIEW, pooled=5, humans=True, compared=True)
TOPIC = Query(QueryKind.TOPIC)


def _looked_up(number: int = 9, **changes: object) -> Evidence:
    changes = {"cited": False, "score": 0.95} | changes
    return piece(made_work(number), **changes)


def _known(stance: Stance, tier: Tier = Tier.E5, certainty: Certainty = Certainty.HIGH) -> Evidence:
    work = made_work(50, design="systematic review")
    return piece(work, stance, tier=tier, certainty=certainty, cited=False, score=1.0, statement_id="known-statement")


def _answer(outcome: Outcome, source: str = "PubMed", detail: str = "", works: int = 0) -> Answer:
    day = DAY if outcome in (Outcome.FOUND, Outcome.NOT_FOUND) else None
    return Answer(TOPIC, source, outcome, tuple(made_work(n) for n in range(works)), detail, day)


def test_one_cited_trial_supports_within_limits() -> None:
    case = case_of(TRIAL)
    assert verdict(case) == "supported_with_limits"
    assert fired(case) == []
    assert "read as supports (0.95)" in why(case)


def test_a_cited_review_of_unknown_worth_says_nothing_of_certainty() -> None:
    review = piece(made_work(study=Study(StudyKind.NARRATIVE_REVIEW)), tier=Tier.E1, certainty=Certainty.VERY_LOW)
    assert verdict(made_case(None, (review,))) == "supported_with_limits"
    assert verdict(made_case(None, (replace(review, tier=Tier.E2),))) == "overstated"


def test_two_cited_trials_or_one_review_support() -> None:
    two = made_case(None, (piece(made_work(1)), piece(made_work(2))))
    one = made_case(None, (piece(made_work(study=REVIEW), tier=Tier.E5),))
    assert [verdict(two), verdict(one)] == ["supported", "supported"]


def test_a_review_and_a_trial_in_it_count_once() -> None:
    trial = made_work(2)
    review = made_work(1, REVIEW, references=trial.identifiers)
    pieces = (piece(trial), piece(review, tier=Tier.E4))
    assert once_a_study(pieces) == (pieces[1],) or once_a_study(pieces) == (pieces[0],)
    assert verdict(made_case(None, pieces)) == "supported_with_limits"
    apart = (piece(trial), piece(made_work(1, REVIEW), tier=Tier.E4))
    assert len(once_a_study(apart)) == 2
    assert verdict(made_case(None, apart)) == "supported"


def test_a_trial_and_its_second_report_count_once() -> None:
    first, second = made_work(1), made_work(2)
    second = replace(second, identifiers=(*second.identifiers, *first.identifiers))
    assert verdict(made_case(None, (piece(first), piece(second)))) == "supported_with_limits"


def test_a_cited_work_that_says_otherwise() -> None:
    case = made_case(None, (piece(made_work(), Stance.REFUTES),))
    assert verdict(case) == "contradicted"
    assert fired(case) == ["CIT07 error"]
    assert "the work it cites says otherwise" in why(case)


@pytest.mark.parametrize(
    "case",
    [
        made_case(None, (piece(made_work(), Stance.REFUTES, tier=Tier.E2, certainty=Certainty.VERY_LOW),)),
        made_case(None, (piece(made_work(1), Stance.REFUTES), piece(made_work(2)))),
    ],
)
def test_weak_or_mixed_cited_works_are_conflicting(case: Case) -> None:
    assert verdict(case) == "conflicting"
    assert fired(case) == ["CIT07 error"]


def test_a_hedged_or_denied_claim_against_its_source_is_not_flagged() -> None:
    hedged = made_claim(strength=Strength.HEDGED, causal=Causal.CONDITIONAL)
    for claim in (hedged, NEGATED):
        case = made_case(claim, (piece(made_work(), Stance.REFUTES),))
        assert verdict(case) == "conflicting"
        assert fired(case) == []


def test_a_denial_that_its_source_bears_out() -> None:
    assert verdict(made_case(NEGATED, (piece(made_work()),))) == "supported"


def test_an_unsure_reading_of_a_cited_work_decides_nothing() -> None:
    for stance, said in (
        (Stance.SUPPORTS, "its reading points its way (0.50), not surely enough to count"),
        (Stance.REFUTES, "its reading points the other way (0.80), not surely enough to be flagged"),
    ):
        case = made_case(None, (piece(made_work(), stance, score=0.5 if stance is Stance.SUPPORTS else 0.8),))
        assert verdict(case) == "not_checked"
        assert said in why(case)
    silent = made_case(None, (piece(made_work(), Stance.NEUTRAL, score=0.3),))
    assert "reading did not settle whether it says so" in why(silent)


def test_an_article_that_hides_contrary_evidence_behind_a_small_trial() -> None:
    weak = piece(made_work(), certainty=Certainty.LOW, tier=Tier.E3)
    case = made_case(None, (weak, _known(Stance.REFUTES)))
    assert verdict(case) == "contradicted"
    assert fired(case) == ["EVD08 error"]
    near = made_case(None, (piece(made_work()), _known(Stance.REFUTES)))
    assert verdict(near) == "conflicting"


def test_a_retracted_source_counts_for_nothing() -> None:
    gone = made_work(notices=RETRACTED)
    case = made_case(None, (piece(gone),))
    assert verdict(case) == "unsupported"
    assert fired(case) == ["CIT03 error"]
    beside = made_case(None, (piece(gone), piece(made_work(2))))
    assert verdict(beside) == "supported_with_limits"
    assert fired(beside) == []


def test_a_retracted_review_neither_supports_nor_refutes() -> None:
    gone = made_work(9, REVIEW, notices=RETRACTED)
    for stance in (Stance.SUPPORTS, Stance.REFUTES):
        case = made_case(UNCITED, (piece(gone, stance, tier=Tier.E5, cited=False),), cited=())
        assert verdict(case) == "not_checked"
        assert fired(case) == []


def test_a_reinstated_work_counts() -> None:
    back = (*RETRACTED, Notice(NoticeKind.REINSTATEMENT, None, "2021-01-01"))
    assert verdict(made_case(None, (piece(made_work(notices=back)),))) == "supported_with_limits"


def test_a_sentence_about_the_retraction_is_not_flagged() -> None:
    claim = made_claim("The paper saying that Cord blood improves movement was retracted [1].")
    assert fired(made_case(claim, (piece(made_work(notices=RETRACTED)),))) == []


def test_a_replaced_work_is_left_unchecked() -> None:
    work = made_work(notices=(replace(RETRACTED[0], replaced=True),))
    case = made_case(None, (piece(work),))
    assert verdict(case) == "not_checked"
    assert fired(case) == []
    assert "retracted and replaced" in why(case)


@pytest.mark.parametrize(
    ("pieces", "expected", "findings"),
    [
        ((_looked_up(),), "supported_with_limits", []),
        ((_looked_up(tier=Tier.E5),), "supported_with_limits", []),
        ((_looked_up(8), _looked_up(9)), "supported", []),
        ((_looked_up(tier=Tier.E3, certainty=Certainty.LOW),), "supported_with_limits", []),
        ((_looked_up(score=0.7),), "not_checked", []),
        ((_looked_up(tier=Tier.E0),), "not_checked", []),
        ((_looked_up(tier=Tier.E1),), "not_checked", []),
        ((_looked_up(stance=Stance.REFUTES),), "conflicting", []),
        ((_looked_up(8, stance=Stance.REFUTES), _looked_up(9, stance=Stance.REFUTES)), "contradicted", ["EVD08 error"]),
        ((_looked_up(stance=Stance.REFUTES, tier=Tier.E5),), "contradicted", ["EVD08 error"]),
        ((_looked_up(stance=Stance.REFUTES, score=0.85),), "conflicting", []),
        ((_looked_up(stance=Stance.REFUTES, score=0.7),), "not_checked", []),
        ((_looked_up(stance=Stance.REFUTES, tier=Tier.E2),), "not_checked", []),
        ((_looked_up(stance=Stance.REFUTES, limits=("population",)),), "not_checked", []),
        ((_looked_up(8, stance=Stance.REFUTES), _looked_up(9, certainty=Certainty.VERY_LOW)), "conflicting", []),
        ((_looked_up(8, stance=Stance.REFUTES), _looked_up(9, score=0.55)), "conflicting", []),
    ],
)
def test_what_was_looked_up_is_trusted_less(pieces: tuple[Evidence, ...], expected: str, findings: list[str]) -> None:
    case = made_case(UNCITED, pieces, cited=())
    assert verdict(case) == expected
    assert fired(case) == findings


def test_what_goes_beyond_a_cited_trial_is_overstated() -> None:
    claim = made_claim("Cord blood cures cerebral palsy [1].", ("cure", "effect"), types=frozenset({ClaimType.CURE}))
    case = case_of(TRIAL, claim)
    assert verdict(case) == "overstated"
    assert ruled(case).verdicts[0].axes == ("strength",)
    cured = piece(made_work(), passage="Cord blood cured 12 of 15 children.")
    assert verdict(made_case(claim, (cured,))) == "supported_with_limits"


def test_an_appeal_to_research_whose_reference_is_found_is_no_longer_uncited() -> None:
    case = case_of(TRIAL, matches=(match_of("EVD01"),))
    assert fired(case) == []
    assert fired(replace(case, cited=())) == ["EVD01 error"]


def test_an_appeal_to_research_whose_reference_leads_nowhere() -> None:
    claim = made_claim("Studies prove that Cord blood improves movement [1].", ("effect", "proven-appeal"))
    case = made_case(claim, cited=(made_resolution(None, Outcome.NOT_FOUND),))
    assert fired(case) == ["EVD01 error"]
    assert verdict(case) == "unsupported"
    assert f"not found in PubMed ({DAY})" in why(case)
    for outcome in (Outcome.FAILED, Outcome.NOT_ASKED):
        other = made_case(claim, cited=(made_resolution(None, outcome),))
        assert fired(other) == []
        assert verdict(other) == "not_checked"


@pytest.mark.parametrize(
    ("cited", "line"),
    [
        ((), "it cites a source that was not asked: the check ran offline"),
        (
            (made_resolution(None, Outcome.NOT_ASKED, detail="offline: no service was asked"),),
            "it cites a source that was not asked: the check ran offline",
        ),
        ((made_resolution(None, Outcome.NOT_ASKED, detail="no service knows web pages"),), "not asked: no service knows web pages"),
        ((made_resolution(None, Outcome.FAILED, detail="PubMed: timed out"),), "could not be reached: PubMed: timed out"),
        ((made_resolution(None, Outcome.FAILED),), "could not be reached: PubMed (no reason given)"),
        ((made_resolution(None, Outcome.NOT_FOUND),), f"what it cites leads to no work: not found in PubMed ({DAY})"),
        ((made_resolution(made_work(abstract=())),), "nothing of it could be read that bears on the claim"),
    ],
)
def test_a_source_that_says_nothing_leaves_the_claim_unchecked(cited: tuple, line: str) -> None:  # type: ignore[type-arg]
    case = made_case(cited=cited)
    assert verdict(case) == "not_checked"
    assert fired(case) == []
    decision = [step for step in ruled(case).verdicts[0].why if not step.startswith("not flagged")][-1]
    assert line in decision


def test_an_outage_outweighs_a_work_that_is_not_found() -> None:
    claim = made_claim(citations=("r1", "r2"))
    cited = (made_resolution(None, Outcome.NOT_FOUND), made_resolution(None, Outcome.FAILED, "r2", detail="429"))
    case = made_case(claim, cited=cited, answers=(_answer(Outcome.NOT_FOUND),))
    assert verdict(case) == "not_checked"
    assert "429" in why(case)


def test_asked_in_vain() -> None:
    case = made_case(UNCITED, cited=(), answers=(_answer(Outcome.NOT_FOUND), _answer(Outcome.FOUND, "library", works=3)))
    assert verdict(case) == "unsupported"
    assert f"3 works were found on it in PubMed ({DAY}), library ({DAY}), and none bears it out" in why(case)
    assert fired(case) == []
    selling = replace(case, article=Article(Voice.SELLING, frozenset(), None), claim=made_claim())
    nowhere = replace(selling, cited=(made_resolution(None, Outcome.NOT_FOUND),))
    assert fired(nowhere) == ["EVD00 warning"]
    assert verdict(nowhere) == "unsupported"


@pytest.mark.parametrize(
    "change",
    [
        {"answers": (_answer(Outcome.NOT_FOUND), _answer(Outcome.FAILED, "Europe PMC", "503"))},
        {"answers": (_answer(Outcome.NOT_ASKED),)},
        {"answers": ()},
        {"answers": (replace(_answer(Outcome.FOUND, "local library", works=2), asked_on=None),)},
        {"evidence": (_looked_up(score=0.5),)},
        {"evidence": (_looked_up(stance=Stance.NEUTRAL),)},
        {"claim": replace(UNCITED, strength=Strength.NEGATED)},
        {"claim": made_claim("Researchers in Rome found that Cord blood improves movement.", ("effect", "described-study"), citations=())},
        {"article": Article(Voice.REPORTING, frozenset({Design.OBSERVATIONAL}), 20)},
        {"claim": made_claim(), "cited": (made_resolution(None, Outcome.FAILED),)},
    ],
)
def test_unsupported_needs_every_source_to_have_answered_with_nothing(change: dict[str, object]) -> None:
    made = made_case(UNCITED, cited=(), answers=(_answer(Outcome.NOT_FOUND),))
    assert verdict(made) == "unsupported"
    case = replace(made, **change)  # type: ignore[arg-type]
    assert verdict(case) == "not_checked"
    assert fired(case) == []


def test_sources_that_failed_are_named() -> None:
    case = made_case(UNCITED, cited=(), answers=(_answer(Outcome.FAILED, "Europe PMC", "503"),))
    assert "sources could not be asked about it: Europe PMC (503)" in why(case)


def test_reading_is_told_first() -> None:
    text = replace(made_work(), title="", abstract=(Section("", "x"),))
    lines = ruled(made_case(None, (piece(text),))).verdicts[0].why
    assert lines[0] == "it cites “untitled work” (2019), randomised trial: read as supports (0.95)"
    assert TEXT not in lines[0]


def test_offline_nothing_is_said_of_reading() -> None:
    lines = ruled(made_case(cited=(made_resolution(None, Outcome.NOT_ASKED),))).verdicts[0].why
    assert lines[0] == "it can be checked"
    assert not any("works it cites" in line or "retracted" in line for line in lines)
