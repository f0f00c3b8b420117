"""What keeps a claim that evidence supports from being plainly supported, and what is told of its sources all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_cases import TEXT, TRIAL, fired, made_case, made_claim, made_work, piece, verdict, why

from claimcheck.model import Certainty, Cue, Evidence, Section, Stance, Strength, Study, StudyKind, Tier
from claimcheck.verdicts import Case, NumberCheck

REVIEW = piece(made_work(9), cited=False, tier=Tier.E5, certainty=Certainty.HIGH)
KNOWN = replace(REVIEW, statement_id="known-1")


def beside(cited: Evidence, **changes: object) -> Case:
    """A claim that a known review supports, with what it cites."""
    return replace(made_case(None, (cited, KNOWN)), **changes)  # type: ignore[arg-type]


def test_what_its_own_source_says_is_supported() -> None:
    assert verdict(beside(piece(made_work()))) == "supported"
    assert verdict(replace(beside(piece(made_work())), cited=(), evidence=(KNOWN,))) == "supported"


@pytest.mark.parametrize(
    ("stance", "score", "line"),
    [
        (Stance.REFUTES, 0.75, "other evidence carries it, but not the work it cites"),
        (Stance.NEUTRAL, 0.95, "other evidence carries it, but not the work it cites"),
        (Stance.NEUTRAL, 0.3, "whether the work it cites does was not settled by reading"),
        (Stance.SUPPORTS, 0.4, "whether the work it cites does was not settled by reading"),
    ],
)
def test_other_evidence_does_not_make_a_source_say_so(stance: Stance, score: float, line: str) -> None:
    case = beside(piece(made_work(), stance, score=score))
    assert verdict(case) == "supported_with_limits"
    assert line in why(case)


def test_a_denial_is_no_better_supported_than_its_source_allows() -> None:
    claim = made_claim("Cord blood does not improve movement in cerebral palsy [1].", strength=Strength.NEGATED)
    case = replace(beside(piece(made_work(), Stance.NEUTRAL, score=0.3)), claim=claim)
    assert verdict(case) == "supported_with_limits"
    assert verdict(replace(case, evidence=(piece(made_work()), KNOWN))) == "supported"


@pytest.mark.parametrize("limits", [("outcome",), ("condition",), ("population",)])
def test_evidence_beside_the_point_does_not_carry_what_its_source_does_not(limits: tuple[str, ...]) -> None:
    unsettled = piece(made_work(), Stance.NEUTRAL, score=0.3)
    assert verdict(made_case(None, (unsettled, replace(KNOWN, limits=limits)))) == "not_checked"
    assert verdict(made_case(None, (piece(made_work()), replace(KNOWN, limits=limits)))) != "not_checked"


def test_one_work_that_a_search_brought_does_not_carry_what_its_source_does_not() -> None:
    unsettled = piece(made_work(), Stance.NEUTRAL, score=0.3)
    one, two = (piece(made_work(number), cited=False) for number in (2, 3))
    assert verdict(made_case(None, (unsettled, one))) == "not_checked"
    assert verdict(made_case(None, (unsettled, one, two))) == "supported_with_limits"


def test_a_source_that_surely_says_otherwise_is_told_where_stronger_evidence_carries_the_claim() -> None:
    against = piece(made_work(), Stance.REFUTES, tier=Tier.E3, certainty=Certainty.LOW)
    case = beside(against)
    assert verdict(case) == "supported_with_limits"
    assert fired(case) == ["CIT07 warning"]


@pytest.mark.parametrize("kind", [StudyKind.PROTOCOL, StudyKind.OPINION])
def test_a_source_without_a_result_is_told_where_other_evidence_carries_the_claim(kind: StudyKind) -> None:
    case = beside(piece(made_work(study=Study(kind)), Stance.NEUTRAL, score=0.2, tier=Tier.E1))
    assert verdict(case) == "supported_with_limits"
    assert fired(case) == ["CIT08 warning"]
    assert "but not the work it cites" in why(case)


def test_a_number_that_the_abstract_does_not_hold_is_a_limit() -> None:
    case = beside(piece(made_work()), numbers=NumberCheck("c1", missing=("64%",)))
    assert verdict(case) == "supported_with_limits"
    assert "the number “64%” was not found in the abstract (full text not read)" in why(case)
    two = replace(case, numbers=NumberCheck("c1", missing=("64%", "12")))
    assert "the numbers “64%”, “12” were not found" in why(two)


def test_another_number_is_overstated_whatever_else_is_known() -> None:
    numbers = NumberCheck("c1", contradicted=(("64%", "16%"),))
    for cited in (piece(made_work()), piece(made_work(), Stance.NEUTRAL, score=0.2)):
        case = beside(cited, numbers=numbers)
        assert verdict(case) == "overstated"
        assert [line.split()[0] for line in fired(case)] == ["NUM01"]
        assert "the claim says 64%, the work it cites 16%" in why(case)


def test_very_low_certainty_is_never_plainly_supported() -> None:
    weak = [piece(made_work(number), certainty=Certainty.VERY_LOW) for number in (1, 2)]
    case = made_case(made_claim(strength=Strength.HEDGED), tuple(weak))
    assert verdict(case) == "supported_with_limits"
    assert "the evidence is of very low certainty" in why(case)


def test_claims_on_animals_are_never_plainly_supported() -> None:
    rats = made_claim("Cord blood improves movement in rats [1].")
    rats = replace(rats, cues=(*rats.cues, Cue("mice-or-lab", rats.span, "rats")))
    pieces = tuple(piece(made_work(n, Study(StudyKind.ANIMAL)), tier=Tier.E0, certainty=Certainty.NONE) for n in (1, 2))
    case = made_case(rats, pieces)
    assert verdict(case) == "supported_with_limits"
    assert "no graded certainty" in why(case)
    assert "none certainty" not in why(case)


def test_lines_say_only_what_holds() -> None:
    case = made_case(None, (piece(made_work(), Stance.REFUTES, score=0.8),))
    assert "no contrary evidence is sure and direct enough to decide" in why(case)
    assert "no reading of the works it cites is sure enough to flag it" in why(case)
    weak = made_case(None, (piece(made_work(), score=0.4),))
    assert "no evidence for it is sure and direct enough to decide" in why(weak)
    assert "no contrary evidence is known" in why(weak)
    for words in ("asking on its topic", "bare benefit", "burden of proof"):
        assert words not in why(case)


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Pain in the Phase 1 postanesthetic care unit was lower.", []),
        ("This phase 1 trial gave Cord blood to children.", ["EVD05 error"]),
        ("A randomised, double-blind phase I/II dose-finding study.", ["EVD05 error"]),
        ("Cord blood improved movement.", ["EVD05 error"]),
    ],
)
def test_a_phase_is_one_of_a_trial(abstract: str, expected: list[str]) -> None:
    work = made_work(study=replace(TRIAL, phase="1"), abstract=(Section("", abstract),))
    assert fired(made_case(made_claim(TEXT), (piece(work),))) == expected
    review = made_work(study=Study(StudyKind.SYSTEMATIC_REVIEW, phase="1", humans=True), abstract=(Section("", abstract),))
    assert "EVD05 error" not in fired(made_case(made_claim(TEXT), (piece(review, tier=Tier.E5),)))
