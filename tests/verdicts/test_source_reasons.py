"""What the works that a claim cites leave to be desired: each rule fires, and stays quiet beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_cases import (
    DAY,
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
    Mismatch,
    MismatchKind,
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
from claimcheck.verdicts import Article, Case, NumberCheck

LASTING = "Cord blood permanently improves movement in children with cerebral palsy [1]."
ADULTS = "Cord blood improves movement in adults with cerebral palsy [1]."
EQUAL = "Cord blood is as effective as training for cerebral palsy [1]."
DURABLE = frozenset({ClaimType.EFFECTIVENESS, ClaimType.DURABILITY})
REVIEW = Study(StudyKind.SYSTEMATIC_REVIEW, humans=True)

FIRES = [
    ("EVD07 error", "unsupported", Study(StudyKind.REGISTRATION), TEXT),
    ("EFF07 error", "overstated", Study(StudyKind.ANIMAL, humans=False), TEXT),
    ("EFF07 error", "overstated", Study(StudyKind.IN_VITRO), TEXT),
    ("CIT08 error", "unsupported", Study(StudyKind.PROTOCOL), TEXT),
    ("CIT08 error", "unsupported", Study(StudyKind.OPINION), TEXT),
    ("EVD05 error", "overstated", replace(TRIAL, phase="1/2"), TEXT),
    ("EVD05 error", "overstated", replace(TRIAL, pilot=True), TEXT),
    ("EVD05 error", "overstated", replace(TRIAL, preprint=True), TEXT),
    ("EFF08 warning", "overstated", Study(StudyKind.COHORT, compared=True), TEXT),
    ("EFF09 warning", "overstated", Study(StudyKind.CASE_SERIES), TEXT),
    ("SCO01 warning", "overstated", replace(TRIAL, ages=frozenset({"adults"})), TEXT),
    ("SCO01 warning", "overstated", TRIAL, ADULTS),
    ("EVD06 warning", "overstated", replace(TRIAL, seller_made="The authors own the clinic."), TEXT),
]


@pytest.mark.parametrize(("rule", "kind", "study", "text"), FIRES)
def test_a_cited_study_that_does_not_carry_the_claim(rule: str, kind: str, study: Study, text: str) -> None:
    case = case_of(study, made_claim(text))
    assert fired(case) == [rule]
    assert verdict(case) == kind
    assert "Cord blood in children with cerebral palsy 1" in why(case)


@pytest.mark.parametrize(("rule", "kind", "study", "text"), FIRES)
def test_the_same_study_beside_a_sound_one_is_no_finding(rule: str, kind: str, study: Study, text: str) -> None:
    sound = made_work(2, replace(TRIAL, ages=frozenset({"children", "adults"})))
    assert fired(made_case(made_claim(text), (piece(made_work(study=study)), piece(sound)))) == []


@pytest.mark.parametrize(("rule", "kind", "study", "text"), FIRES)
def test_a_denial_is_not_flagged(rule: str, kind: str, study: Study, text: str) -> None:
    assert fired(case_of(study, made_claim(text, strength=Strength.NEGATED))) == []


@pytest.mark.parametrize(("rule", "kind", "study", "text"), FIRES)
def test_a_hedged_claim_in_a_reference_text_is_not_flagged(rule: str, kind: str, study: Study, text: str) -> None:
    assert fired(case_of(study, made_claim(text, strength=Strength.HEDGED, causal=Causal.CONDITIONAL))) == []


@pytest.mark.parametrize(("rule", "kind", "study", "text"), FIRES)
def test_nothing_is_said_where_another_reference_was_not_read(rule: str, kind: str, study: Study, text: str) -> None:
    case = case_of(study, made_claim(text, citations=("r1", "r2")))
    unread = replace(case, cited=(*case.cited, made_resolution(None, Outcome.FAILED, "r2")))
    assert fired(unread) == []
    assert fired(case) == []


@pytest.mark.parametrize(
    "doubt",
    [
        {"confidence": 0.4},
        {"mismatches": (Mismatch(MismatchKind.TITLE, "Trout", "Cord blood"),)},
        {"mismatches": (Mismatch(MismatchKind.IDENTIFIER, "a", "b"),)},
        {"outcome": Outcome.NOT_FOUND},
    ],
)
def test_nothing_is_said_where_the_work_may_be_another(doubt: dict[str, object]) -> None:
    work = made_work(study=Study(StudyKind.ANIMAL))
    case = made_case(None, (piece(work, tier=Tier.E0),))
    assert fired(case) == ["EFF07 error"]
    doubtful = replace(case.cited[0], **doubt)  # type: ignore[arg-type]
    assert fired(replace(case, cited=(doubtful,))) == []


@pytest.mark.parametrize(
    ("study", "text", "cues"),
    [
        (Study(StudyKind.ANIMAL), "In mice, Cord blood improves movement after brain injury [1].", ("effect",)),
        (Study(StudyKind.ANIMAL), "Cord blood improves movement in animals [1].", ("effect", "mice-or-lab")),
        (Study(StudyKind.REGISTRATION), "A trial of Cord blood is being run to improve movement [1].", ("effect",)),
        (replace(TRIAL, pilot=True), "A small pilot shows that Cord blood improves movement [1].", ("effect",)),
        (replace(TRIAL, phase="2"), "In a phase 2 trial Cord blood improves movement [1].", ("effect",)),
        (Study(StudyKind.COHORT), "Cord blood improves movement [1].", ("effect", "association-wording")),
        (Study(StudyKind.CASE_SERIES), "Children moved better after treatment with Cord blood [1].", ("effect",)),
        (replace(TRIAL, seller_made="x"), "In a study funded by its maker Cord blood improves movement [1].", ("effect",)),
        (Study(StudyKind.ANIMAL), "Critics doubt that Cord blood improves movement [1].", ("effect", "distance")),
        (Study(StudyKind.COHORT), "Cord blood improves movement, but this is unclear [1].", ("effect", "uncertainty")),
    ],
)
def test_a_claim_that_says_so_itself_is_not_flagged(study: Study, text: str, cues: tuple[str, ...]) -> None:
    assert fired(case_of(study, made_claim(text, cues))) == []


@pytest.mark.parametrize(
    "study", [replace(TRIAL, pilot=True), Study(StudyKind.COHORT), Study(StudyKind.CASE_SERIES), Study(StudyKind.ANIMAL)]
)
def test_a_result_retold_is_no_statement_of_what_the_therapy_does(study: Study) -> None:
    past = made_claim("Cord blood improved movement in children with cerebral palsy [1].")
    assert fired(case_of(study, past)) == []
    assert fired(case_of(study, past, Voice.SELLING)) != []
    weak = made_case(past, (piece(made_work(), certainty=Certainty.VERY_LOW),))
    assert verdict(weak) == "supported_with_limits"
    assert verdict(replace(weak, claim=made_claim())) == "overstated"


def test_a_background_sentence_promises_nothing() -> None:
    assert fired(case_of(Study(StudyKind.PROTOCOL), made_claim("Safety is the main concern with Cord blood [1].", ()))) == []


def test_animal_work_retold_in_a_report_on_animals() -> None:
    told = Article(Voice.REPORTING, frozenset({Design.ANIMAL}), None)
    case = replace(case_of(Study(StudyKind.ANIMAL)), article=told, claim=made_claim(causal=Causal.CORRELATIONAL))
    assert fired(case) == []


def test_an_animal_study_that_is_there_for_something_else() -> None:
    work = made_work(study=Study(StudyKind.ANIMAL), title="How walking is measured", abstract=(Section("", "Walking."),))
    assert fired(made_case(None, (piece(work, tier=Tier.E0, limits=("off topic",)),))) == []


def test_a_therapy_found_under_another_name_is_the_same() -> None:
    work = made_work(study=Study(StudyKind.ANIMAL), title="Umbilical blood and walking")
    other = replace(work, abstract=(Section("", "Umbilical blood improved walking in lambs."),))
    assert fired(made_case(None, (piece(other, tier=Tier.E0),))) == ["EFF07 error"]


def test_a_work_on_animals_that_tells_of_people_as_well() -> None:
    for told in ("Twenty-one men took Cord blood.", "Clinical applications of Cord blood.", "In 40 patients Cord blood helped."):
        work = made_work(study=Study(StudyKind.ANIMAL, humans=False), abstract=(Section("", told),))
        assert fired(made_case(None, (piece(work),))) == []


def test_mechanisms_may_rest_on_the_laboratory() -> None:
    claim = made_claim("Cord blood releases growth factors [1].", types=frozenset({ClaimType.MECHANISM}))
    assert fired(case_of(Study(StudyKind.IN_VITRO), claim)) == []


def test_a_narrative_review_counts_against_text_that_sells_only() -> None:
    study = Study(StudyKind.NARRATIVE_REVIEW)
    assert fired(case_of(study, voice=Voice.SELLING)) == ["CIT08 error"]
    assert "CIT08 error" not in fired(case_of(study))


def test_hedged_selling_text_must_still_have_people_behind_it() -> None:
    hedged = made_claim(strength=Strength.HEDGED, causal=Causal.CONDITIONAL)
    assert fired(case_of(Study(StudyKind.ANIMAL), hedged, Voice.SELLING)) == ["EFF07 error"]


def test_another_condition() -> None:
    work = made_work(title="Cord blood in autism", abstract=(Section("", "Cord blood was given to autistic children."),))
    case = made_case(None, (piece(work, limits=("condition",)),))
    assert fired(case) == ["CIT08 error"]
    assert ruled(case).verdicts[0].axes == ("population",)
    assert fired(made_case(None, (piece(made_work(), limits=("condition",)),))) == []


def test_another_therapy() -> None:
    work = made_work(title="Exosomes in cerebral palsy", abstract=(Section("", "Exosomes improved movement."),))
    away = piece(work, Stance.NEUTRAL, score=0.0, limits=("off topic",))
    case = made_case(None, (away,))
    assert fired(case) == ["SCO06 error"]
    assert verdict(case) == "overstated"
    for other in (
        made_work(),
        replace(work, abstract=(Section("", "Umbilical cords were used."),)),
        replace(work, study=Study(StudyKind.NARRATIVE_REVIEW)),
        replace(work, study=REVIEW),
        replace(work, source="shipped with claimcheck"),
    ):
        assert fired(made_case(None, (replace(away, work=other),))) == []


def test_a_work_on_neither_the_therapy_nor_the_condition() -> None:
    work = made_work(study=REVIEW, title="Trout farming", abstract=(Section("", "Trout grew well."),))
    away = piece(work, Stance.NEUTRAL, score=0.0, limits=("condition", "off topic"))
    assert fired(made_case(None, (away,))) == ["CIT06 error"]
    foreign = replace(away, limits=("off topic",))
    unnamed = made_claim("Cord blood improves walking speed, strength and balance [1].")
    assert fired(made_case(unnamed, (foreign,))) == ["CIT06 error"]
    assert fired(made_case(unnamed, (replace(foreign, work=replace(work, title="Walking and balance of trout")),))) == []
    for other in (
        replace(work, abstract=()),
        replace(work, source="shipped with claimcheck"),
        made_work(study=REVIEW),
        replace(work, title="Palsy in trout"),
    ):
        assert fired(made_case(None, (replace(away, work=other),))) == []
    assert fired(made_case(made_claim(strength=Strength.SPECULATIVE), (away,))) == []


def test_a_cited_trial_of_a_narrower_therapy_counts_with_limits() -> None:
    case = made_case(None, (piece(made_work(1), limits=("intervention",)), piece(made_work(2), limits=("intervention",))))
    assert verdict(case) == "supported_with_limits"
    assert fired(case) == []


def test_a_work_that_surely_says_nothing_of_it() -> None:
    work = made_work()
    case = made_case(None, (piece(work, Stance.NEUTRAL),))
    assert fired(case) == ["CIT06 error"]
    assert verdict(case) == "unsupported"


@pytest.mark.parametrize(
    "case",
    [
        made_case(None, (piece(made_work(), Stance.NEUTRAL, score=0.6),)),
        made_case(None, (piece(made_work(), Stance.NEUTRAL, reasons=("speaks of it", "but also: “No effect.”")),)),
        made_case(None, (piece(made_work(abstract=()), Stance.NEUTRAL),)),
        made_case(None, (piece(made_work(), Stance.NEUTRAL), piece(made_work(), Stance.SUPPORTS, score=0.4))),
        made_case(None, (), cited=(made_resolution(made_work()),)),
    ],
)
def test_silence_that_is_not_sure_is_not_checked(case: Case) -> None:
    assert fired(case) == []
    assert verdict(case) == "not_checked"


@pytest.mark.parametrize(
    ("months", "text", "cues", "expected"),
    [
        (12, LASTING, ("lasting-effect",), ["SCO03 error"]),
        (36, LASTING, ("lasting-effect",), []),
        (None, LASTING, ("lasting-effect",), []),
        (3, "The benefit of Cord blood lasts for two years [1].", ("durability",), ["SCO03 error"]),
        (24, "The benefit of Cord blood lasts for two years [1].", ("durability",), []),
        (3, "The benefit of Cord blood lasts for six weeks [1].", ("durability",), []),
        (0.5, "The benefit of Cord blood lasts for six weeks [1].", ("durability",), ["SCO03 error"]),
        (3, "The benefit of Cord blood lasts, with follow-up of two years [1].", ("durability",), []),
    ],
)
def test_longer_than_anyone_was_followed(months: float | None, text: str, cues: tuple[str, ...], expected: list[str]) -> None:
    case = case_of(replace(TRIAL, follow_up_months=months), made_claim(text, ("effect", *cues), types=DURABLE))
    assert fired(case) == expected


def test_a_missed_primary_endpoint() -> None:
    study = replace(TRIAL, primary_met=False)
    silent = made_case(None, (piece(made_work(study=study), Stance.NEUTRAL, score=0.5),))
    assert fired(silent) == ["EFF10 warning"]
    assert verdict(silent) == "overstated"
    assert fired(case_of(study)) == ["EFF11 note"]
    assert verdict(case_of(study)) == "supported_with_limits"
    told = made_claim("Cord blood improves a secondary outcome in cerebral palsy [1].")
    assert fired(case_of(study, told)) == []


def test_no_difference_told_as_equality() -> None:
    passage = "There was no significant difference between Cord blood and training."
    work = made_work(abstract=(Section("", passage),))
    claim = made_claim(EQUAL, types=frozenset({ClaimType.COMPARISON, ClaimType.EFFECTIVENESS}))
    unsure = piece(work, Stance.NEUTRAL, passage=passage, score=0.5)
    assert fired(made_case(claim, (unsure,))) == ["EFF10 warning"]
    tested = replace(work, title="Cord blood: a non-inferiority trial")
    assert fired(made_case(claim, (replace(unsure, work=tested),))) == []


def test_an_effect_too_small_to_matter_is_a_note() -> None:
    work = made_work(abstract=(Section("", "Cord blood improved movement; the change was not clinically meaningful."),))
    assert fired(made_case(None, (piece(work),))) == ["EFF12 note"]
    assert fired(made_case(made_claim("Cord blood slightly improves movement [1]."), (piece(work),))) == []
    assert fired(case_of(TRIAL)) == []


def _aged(cited_year: int, other_year: int, tier: Tier) -> Case:
    old = piece(made_work(study=replace(TRIAL), year=cited_year), tier=Tier.E3)
    new = replace(piece(made_work(2, year=other_year)), cited=False, tier=tier, certainty=Certainty.MODERATE)
    return made_case(None, (old, new))


def test_old_sources_where_stronger_ones_are_known() -> None:
    assert fired(_aged(2005, 2020, Tier.E5)) == ["EVD09 note"]
    assert fired(_aged(2005, 2020, Tier.E3)) == []
    assert fired(_aged(2018, 2020, Tier.E5)) == []
    assert fired(_aged(2005, 2003, Tier.E5)) == []


def test_the_day_of_asking_counts_as_today() -> None:
    case = _aged(2014, 2016, Tier.E5)
    answer = Answer(Query(QueryKind.IDENTIFIER), "PubMed", Outcome.FOUND, case.cited[0].answers[0].works, "", "2018-01-01")
    assert fired(case) == ["EVD09 note"]
    assert DAY > "2025"
    assert fired(replace(case, cited=(replace(case.cited[0], answers=(answer,)),))) == []


@pytest.mark.parametrize(
    ("check", "body", "expected"),
    [
        (NumberCheck("c1", (), (("60%", "16%"),)), False, ["NUM01 error"]),
        (NumberCheck("c1", ("60%",), ()), True, ["NUM01 error"]),
        (NumberCheck("c1", ("60%",), ()), False, []),
        (NumberCheck("c1"), True, []),
        (None, True, []),
    ],
)
def test_numbers_of_the_source(check: NumberCheck | None, body: bool, expected: list[str]) -> None:
    work = made_work(body=(Section("", "All of it."),) if body else ())
    case = made_case(None, (piece(work),), numbers=check)
    assert fired(case) == expected
    assert not expected or "60%" in ruled(case).findings[0].message


def test_one_cause_one_finding() -> None:
    study = Study(StudyKind.CASE_SERIES, pilot=True, ages=frozenset({"adults"}), seller_made="the clinic's owner", follow_up_months=1)
    case = case_of(study, made_claim(LASTING, ("effect", "lasting-effect"), types=DURABLE), Voice.SELLING)
    assert fired(case) == ["EVD05 error"]


def test_a_rule_that_the_wording_breaks_already_is_not_told_twice() -> None:
    case = case_of(Study(StudyKind.ANIMAL), matches=(match_of("EFF07"),))
    assert fired(case) == ["EFF07 error"]
    assert verdict(case) == "overstated"


def test_where_other_evidence_carries_the_claim_a_source_of_the_wrong_kind_is_a_warning() -> None:
    animal = piece(made_work(study=Study(StudyKind.ANIMAL)), tier=Tier.E0)
    review = piece(made_work(2), cited=False, tier=Tier.E5, score=0.95)
    case = made_case(None, (animal, review))
    assert fired(case) == ["EFF07 warning"]
    assert verdict(case) == "supported_with_limits"


def test_messages_quote_the_claim_and_name_the_work() -> None:
    (finding,) = ruled(case_of(Study(StudyKind.ANIMAL))).findings
    assert finding.message.startswith("What was seen in animals or in a dish is offered as if it held for people: “Cord blood")
    assert "[1]" not in finding.message
    assert "“Cord blood in children with cerebral palsy 1” (2019), an animal study" in finding.message
    assert "{" not in finding.message
    assert finding.span == made_claim().span


@pytest.mark.parametrize(
    "text",
    [
        "Children given cord blood had better movement in cerebral palsy [1].",
        "Users of cord blood with cerebral palsy had better movement [1].",
    ],
)
def test_what_was_seen_in_those_who_took_it_is_no_cause(text: str) -> None:
    assert fired(case_of(Study(StudyKind.COHORT, compared=True), made_claim(text))) == []
