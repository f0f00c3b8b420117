"""Wordings held against each other: what is said beyond a source, and the verdict on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cases import TEXT, TRIAL, fired, made_case, made_claim, made_work, piece, verdict, why

from claimcheck.model import Causal, Certainty, Evidence, Section, Stance, Strength, Study, StudyKind, Tier, Voice
from claimcheck.model.wording import Wording
from claimcheck.verdicts import Case
from claimcheck.verdicts.exaggeration import Margins, axis_beyond, compared, label, margins_for, shipped

LINKED = "Cord blood was associated with better movement in children with cerebral palsy."
HEDGED = "Cord blood may improve movement in children with cerebral palsy."
PLAIN = "Cord blood improves movement in children with cerebral palsy."
FIRST_PLAIN = "Cord blood improved movement in children with cerebral palsy and may improve sleep."
EVEN = Margins(((1.0,) * 4,) * 4, 0.5, 0.5, 0.75)
OTHER = Study(StudyKind.OTHER, humans=True)
shares = st.lists(st.floats(0.01, 1.0), min_size=4, max_size=4)


def one(level: int, text: str = "", **changes: object) -> Wording:
    none, linked, conditional, direct = (float(number == level) for number in range(4))
    return replace(Wording(text, (none, linked, conditional, direct)), **changes)  # type: ignore[arg-type]


def mixed(numbers: list[float]) -> Wording:
    none, linked, conditional, direct = (number / sum(numbers) for number in numbers)
    return Wording("", (none, linked, conditional, direct))


@pytest.mark.parametrize(("told", "source"), [(told, source) for told in range(4) for source in range(4)])
def test_one_level_against_another(told: int, source: int) -> None:
    found = compared(one(told), one(source), EVEN)
    expected = "exaggerates" if told > source else "downplays" if told < source else "same"
    assert label(found, EVEN) == expected
    assert found.levels == pytest.approx(told - source)


@given(shares, shares)
def test_shares_are_shares(ours: list[float], theirs: list[float]) -> None:
    told, source = mixed(ours), mixed(theirs)
    found, back = compared(told, source, EVEN), compared(source, told, EVEN)
    assert 0 <= found.beyond <= 1.000001
    assert found.beyond + found.below <= 1.000001
    assert (found.beyond, found.levels) == pytest.approx((back.below, -back.levels))


def test_levels_that_often_stand_together_are_likelier_the_same() -> None:
    told, source = mixed([0.1, 0.1, 0.2, 0.6]), mixed([0.1, 0.3, 0.1, 0.5])
    assert compared(told, source, shipped()["model"]).beyond < compared(told, source, EVEN).beyond


def test_a_slight_lead_is_no_axis() -> None:
    sure, unsure = mixed([0.01, 0.02, 0.02, 0.95]), mixed([0.1, 0.3, 0.2, 0.4])
    linked = mixed([0.02, 0.9, 0.05, 0.03])
    assert axis_beyond(sure, linked, EVEN) == "strength"
    assert axis_beyond(unsure, linked, EVEN) is None
    assert axis_beyond(sure, mixed([0.1, 0.4, 0.2, 0.3]), EVEN) is None


@pytest.mark.parametrize(
    ("claim", "source", "axis"),
    [
        (one(3), one(1), "strength"),
        (one(3), one(2), "certainty"),
        (one(3), one(3), None),
        (one(2), one(3), None),
        (one(2), one(1), None),
        (one(3), one(0), None),
        (one(0), one(1), None),
        (one(3, by_model=True, certainty=5.2), one(2, by_model=True, certainty=3.9), "certainty"),
        (one(3, by_model=True, certainty=3.9), one(2, by_model=True, certainty=5.2), None),
    ],
)
def test_only_a_plain_cause_says_too_much_of_an_effect(claim: Wording, source: Wording, axis: str | None) -> None:
    assert axis_beyond(claim, source, EVEN) == axis


def test_margins_go_by_what_read_both_wordings() -> None:
    assert margins_for(one(1, by_model=True), one(1, by_model=True)) == shipped()["model"]
    assert margins_for(one(1, by_model=True), one(1)) == shipped()["rules"]


def passage(text: str, level: int, study: Study = OTHER, **changes: object) -> Evidence:
    work = made_work(int(str(changes.pop("number", 1))), study, abstract=(Section("", text),))
    made = piece(work, passage=text, tier=Tier.E4, wording=one(level, text, strength=Strength.ASSERTIVE))
    return replace(made, **changes)  # type: ignore[arg-type]


def case_on(*evidence: Evidence, voice: Voice = Voice.REFERENCE, **changes: object) -> Case:
    claim = made_claim(TEXT, **changes)
    return made_case(claim, evidence, voice, wording=one(int(claim.causal), claim.text))


def test_a_plain_cause_made_of_an_association_is_overstated() -> None:
    case = case_on(passage(LINKED, 1))
    assert (verdict(case), fired(case)) == ("overstated", ["EFF08 warning"])
    assert "“Cord blood was associated with better movement in children with cerebral palsy”" in why(case)
    assert "“Cord blood improves movement in children with cerebral palsy [1]”" in why(case)


def test_a_hedged_conclusion_told_outright_is_overstated() -> None:
    case = case_on(passage(HEDGED, 2, TRIAL))
    assert (verdict(case), fired(case)) == ("overstated", ["EFF14 error"])
    assert "hedges with “may”" in why(case)


@pytest.mark.parametrize(
    "evidence",
    [
        (passage(PLAIN, 3),),
        (passage(LINKED, 1, TRIAL),),
        (passage(HEDGED, 2, TRIAL, certainty=Certainty.HIGH),),
        (passage(FIRST_PLAIN, 2, TRIAL),),
        (passage("Cord blood can improve movement in children with cerebral palsy.", 2, TRIAL),),
        (passage("This trial suggests that cord blood improves movement in cerebral palsy.", 2, TRIAL),),
        (passage(LINKED, 1), passage(PLAIN, 3, number=2)),
        (passage(HEDGED, 2, TRIAL, wording=None),),
        (passage("A randomised trial: cord blood was associated with better movement.", 1),),
    ],
    ids=["equal", "chance", "certain", "plain first", "can", "suggests", "another says so", "unread", "by chance"],
)
def test_a_source_that_carries_the_wording_is_no_finding(evidence: tuple[Evidence, ...]) -> None:
    case = case_on(*evidence)
    assert fired(case) == []
    assert verdict(case) in ("supported", "supported_with_limits")


@pytest.mark.parametrize(
    "changes",
    [
        {"strength": Strength.HEDGED, "causal": Causal.CONDITIONAL},
        {"causal": Causal.CORRELATIONAL},
        {"cues": ("effect", "hedge"), "strength": Strength.HEDGED, "causal": Causal.CONDITIONAL},
    ],
)
@pytest.mark.parametrize("evidence", [passage(LINKED, 1), passage(HEDGED, 2, TRIAL), passage(PLAIN, 3)])
def test_a_claim_no_stronger_than_its_passage_is_not_overstated(changes: dict[str, object], evidence: Evidence) -> None:
    assert fired(case_on(evidence, **changes)) == []


def test_only_a_passage_that_takes_a_stance_is_compared() -> None:
    neutral = passage(LINKED, 1, stance=Stance.NEUTRAL, score=0.3)
    assert "EFF08 warning" not in fired(case_on(neutral))


def test_what_was_looked_up_counts_where_all_of_several_say_less() -> None:
    found = {"cited": False, "score": 0.95}
    first, second = passage(LINKED, 1, **found), passage(LINKED, 1, number=2, **found)
    uncited = made_claim(PLAIN, citations=())
    case = made_case(uncited, (first, second), wording=one(3, PLAIN))
    assert (verdict(case), fired(case)) == ("overstated", ["EFF08 warning"])
    assert fired(replace(case, evidence=(first,))) == []
    assert fired(replace(case, evidence=(first, passage(PLAIN, 3, number=2, **found)))) == []
    assert fired(replace(case, evidence=(first, replace(second, limits=("outcome",))))) == []
