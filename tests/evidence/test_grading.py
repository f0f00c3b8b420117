"""What a work is worth: tiers by design, limits in words, certainty that only falls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.evidence.grading import Claimed, certainty_of, tier_of_work
from claimcheck.model import Certainty, Notice, NoticeKind, Section, Study, StudyKind, Tier, Work

BIG_TRIAL = Study(StudyKind.RANDOMISED, participants=640, humans=True, compared=True)


def graded(study: Study | None, abstract: str = "", **fields: object) -> tuple[Tier, tuple[str, ...]]:
    return tier_of_work(Work((), "Cells", abstract=(Section("", abstract),), study=study, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("study", "tier"),
    [
        (Study(StudyKind.SYSTEMATIC_REVIEW, participants=900, compared=True), Tier.E5),
        (Study(StudyKind.SYSTEMATIC_REVIEW, participants=900), Tier.E4),
        (BIG_TRIAL, Tier.E4),
        (Study(StudyKind.CONTROLLED), Tier.E3),
        (Study(StudyKind.COHORT, compared=True), Tier.E3),
        (Study(StudyKind.COHORT, compared=False), Tier.E2),
        (Study(StudyKind.CASE_CONTROL), Tier.E2),
        (Study(StudyKind.SINGLE_ARM), Tier.E2),
        (Study(StudyKind.CASE_SERIES), Tier.E2),
        (Study(StudyKind.CASE_REPORT), Tier.E1),
        (Study(StudyKind.NARRATIVE_REVIEW), Tier.E1),
        (Study(StudyKind.PROTOCOL), Tier.E1),
        (Study(StudyKind.REGISTRATION), Tier.E1),
        (Study(StudyKind.OTHER), Tier.E1),
        (Study(StudyKind.ANIMAL), Tier.E0),
        (Study(StudyKind.IN_VITRO), Tier.E0),
        (Study(StudyKind.RANDOMISED, humans=False), Tier.E0),
        (Study(StudyKind.NOTICE), Tier.EX),
        (None, Tier.E1),
    ],
)
def test_tiers_by_design(study: Study | None, tier: Tier) -> None:
    assert graded(study)[0] is tier


def test_a_retracted_work_is_worth_nothing() -> None:
    retracted = Notice(NoticeKind.RETRACTION, date="2020-01-01")
    assert graded(BIG_TRIAL, notices=(retracted,)) == (Tier.EX, ("retracted",))
    lifted = Notice(NoticeKind.REINSTATEMENT, date="2021-01-01")
    assert graded(BIG_TRIAL, notices=(retracted, lifted)) == (Tier.E4, ())


@pytest.mark.parametrize(
    ("study", "abstract", "limit"),
    [
        (Study(StudyKind.RANDOMISED, participants=63), "", "63 participants only"),
        (Study(StudyKind.RANDOMISED, participants=1), "", "1 participant only"),
        (Study(StudyKind.SYSTEMATIC_REVIEW, participants=163, pooled=3, compared=True), "", "3 studies with 163 participants only"),
        (Study(StudyKind.SYSTEMATIC_REVIEW, participants=163, compared=True), "", "163 participants only"),
        (Study(StudyKind.SYSTEMATIC_REVIEW, pooled=2, compared=True), "", "2 studies only"),
        (Study(StudyKind.SYSTEMATIC_REVIEW, participants=1000, compared=True), "Trials differed (I² = 82%).", "studies disagree (I² 82 %)"),
        (BIG_TRIAL, "31% of patients were lost to follow-up.", "31 % of participants lost"),
        (BIG_TRIAL, "This open-label trial measured pain.", "open label with a subjective outcome"),
        (Study(StudyKind.RANDOMISED, seller_made="funding: CellCo"), "", "made by the seller, as it seems (funding: CellCo)"),
        (Study(StudyKind.RANDOMISED, preprint=True), "", "preprint"),
    ],
)
def test_each_limit_has_words_and_lowers_by_one(study: Study, abstract: str, limit: str) -> None:
    tier, limits = graded(study, abstract)
    assert limits == (limit,)
    assert certainty_of(tier, limits).rank == certainty_of(tier, ()).rank + 1


def test_what_lowers_nothing() -> None:
    assert graded(BIG_TRIAL, "8% of patients were lost to follow-up. This open-label trial measured death.") == (Tier.E4, ())
    assert graded(BIG_TRIAL, "Attendance was 61.8% and the dropout rate was 3%.") == (Tier.E4, ())
    tier, limits = graded(Study(StudyKind.RANDOMISED, participants=640, pilot=True))
    assert (limits, certainty_of(tier, limits)) == (("pilot study",), Certainty.MODERATE)
    assert certainty_of(Tier.E4, ("counted in a review", "no abstract")) is Certainty.MODERATE


def test_an_expression_of_concern_lowers() -> None:
    tier, limits = graded(BIG_TRIAL, notices=(Notice(NoticeKind.CONCERN),))
    assert (tier, limits, certainty_of(tier, limits)) == (Tier.E4, ("expression of concern",), Certainty.LOW)


def test_what_the_claim_says_beyond_the_work() -> None:
    work = Work((), "Cells", study=Study(StudyKind.RANDOMISED, participants=640, follow_up_months=6))
    assert tier_of_work(work, Claimed(months=24))[1] == ("followed for 6 months only",)
    assert tier_of_work(work, Claimed(months=6))[1] == ()
    assert tier_of_work(work, Claimed(surrogate=True))[1] == ("surrogate outcome",)
    assert certainty_of(Tier.E4, ("followed for 6 months only", "duration")) is Certainty.LOW
    assert certainty_of(Tier.E4, ("population", "intervention")) is Certainty.LOW


def test_three_small_trials_on_mixed_cells_end_low() -> None:
    tier, limits = graded(Study(StudyKind.SYSTEMATIC_REVIEW, participants=163, pooled=3, compared=True))
    assert certainty_of(tier, (*limits, "intervention")) is Certainty.LOW


LIMITS = (
    "63 participants only",
    "preprint",
    "made by the seller, as it seems (x)",
    "expression of concern",
    "duration",
    "population",
    "pilot study",
)


@given(st.sampled_from(list(Tier)), st.lists(st.sampled_from(LIMITS), max_size=7), st.sampled_from(LIMITS))
def test_limits_never_raise(tier: Tier, limits: list[str], more: str) -> None:
    before, after = certainty_of(tier, limits), certainty_of(tier, [*limits, more])
    assert before.rank <= after.rank
    assert (after is Certainty.NONE) == (tier in (Tier.E0, Tier.EX))
    if tier is Tier.E1:
        assert after is Certainty.VERY_LOW
