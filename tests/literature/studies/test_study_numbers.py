"""Numbers read from abstracts: people, follow-up, ages, whether the primary endpoint was met."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.literature.studies import read
from claimcheck.literature.studies.endpoint import primary_met_in
from claimcheck.literature.studies.follow_up import follow_up_in
from claimcheck.literature.studies.numerals import in_digits
from claimcheck.literature.studies.participants import participants_in, pooled_in
from claimcheck.literature.studies.phases import phase_in, phase_of_types
from claimcheck.model import Section, Work

WORDS = {
    7: "seven",
    19: "nineteen",
    63: "sixty-three",
    120: "one hundred and twenty",
    182: "one hundred eighty-two",
    640: "six-hundred forty",
    2400: "two thousand four hundred",
}


@pytest.mark.parametrize(("number", "words"), list(WORDS.items()))
def test_words_for_numbers_become_digits(number: int, words: str) -> None:
    assert in_digits(f"We saw {words} children.") == f"we saw {number} children."
    assert in_digits(f"{words.capitalize()} children came. twenty more").startswith(f"{number} children came. 20 more")


def test_ends_of_longer_words_are_no_numbers() -> None:
    assert in_digits("Bone often weighs a stone, one of sixty.") == "bone often weighs a stone, one of 60."


def test_thousands_are_joined_and_neighbours_are_not() -> None:
    assert in_digits("1,250 men and 15 519 women") == "1250 men and 15519 women"
    assert in_digits("in group 2 150 people") == "in group 2 150 people"


@given(st.integers(min_value=5, max_value=9_999_999), st.sampled_from(["children", "women with knee pain", "overweight or obese adults"]))
def test_a_plain_number_of_people_is_found(number: int, people: str) -> None:
    if not 1900 <= number <= 2099:
        assert participants_in(in_digits(f"Methods: A total of {number:,} {people} were randomised.")) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sixty-three children were enrolled. Twelve children improved.", 63),
        ("Children (n = 63) were randomised. Of these, 20 children improved.", 63),
        ("Women were randomised to cells (n = 32) or saline (n = 31).", 63),
        ("32 patients received cells and 31 patients received saline in a randomised trial.", 63),
        ("Of 145 patients that entered the trial, 72 patients took fruit and 73 patients their usual diet.", 145),
        ("We screened 500 patients. We randomised 120 patients.", 120),
        ("120 patients were randomised; 34 patients (28%) withdrew.", 120),
        ("20 type 1 diabetic patients were investigated.", 20),
        ("Between 1995 and 1999 patients were seen; 46 patients were treated.", 46),
        ("92 general practitioners recruited 2409 hypertensive patients, who were randomised.", 2409),
        ("87 patients were randomised to cells and 90 to the control group.", 177),
        ("Patients were randomised to two groups of 35 each.", 70),
        ("This was a trial with 3 arms. There were 239 patients in each arm.", 717),
        ("A total of 120 patients were divided into a control group and a treatment group (n=60).", 120),
        ("Of 346 patients with reflux, 51 (14.7%) were ultimately diagnosed with spasm.", 51),
        ("Of 313 patients enrolled, 248 were randomised.", 248),
        ("60 patients were recruited. 30 patients were randomly assigned to light first. The remaining 30 had the dark first.", 60),
        ("The light group (n = 35) sat still. The dark group (n = 35) lay down.", 70),
        ("We used records of new users (n=181 441).", 181441),
        ("One thousand three hundred and twenty-eight (1328) patients were included.", 1328),
        ("Trials were large (n = 203 to 1089).", None),
        ("ASA physical status 1-2 adults were seen.", None),
        ("Twelve villages were randomised to worms (n = 6) or none (n = 6).", None),
        ("The sample size required 26 patients in each of the two groups.", None),
        ("Infants aged 6- to 24-month-old were fed 20 mg daily.", None),
        ("Patients got better.", None),
    ],
)
def test_people_in_a_study(text: str, expected: int | None) -> None:
    assert participants_in(in_digits(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We included 23 randomised trials (7,037 patients).", (23, 7037)),
        ("We screened 900 abstracts. Five trials with 328 participants met the inclusion criteria.", (5, 328)),
        ("The literature is large.", (None, None)),
    ],
)
def test_what_a_review_pooled(text: str, expected: tuple[int | None, int | None]) -> None:
    assert pooled_in(in_digits(text)) == expected


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("followed for 2 years", 24),
        ("at 3, 6 and 12 months of follow-up", 12),
        ("after a median follow-up of 18 months", 18),
        ("pain at 6 and 12 months", 12),
        ("a 52-week trial", 12),
        ("at week 26", 6),
        ("treated for 10 days", 0.33),
        ("children aged 6 months", None),
        ("symptoms for 2 years", None),
        ("in the past 12 months", None),
        ("median diabetes duration, 18 years", None),
        ("at 28 weeks of gestation", None),
        ("a 4-week placebo run-in period", None),
        ("after a run-in of 4 weeks, women were treated for 12 weeks", 2.77),
        ("a washout period of 14 days", None),
        ("pain was measured 1 and 26 weeks after infarction", 6),
        ("after 6 months' therapy with tea", 6),
        ("20 mg given for 5 days; survival did not differ", None),
        ("patients were included during a 3-year period", None),
        ("at 1 week of follow-up; they were treated for 26 weeks", 6),
        ("mean follow-up was 24 months; the risk of 1000 people treated for 5 years", 24),
        ("at 6 months 59% came", 6),
        ("4 weeks of rest followed by 2 weeks of running, then pain at 12 weeks", 2.77),
    ],
)
def test_follow_up(text: str, months: float | None) -> None:
    assert follow_up_in(text) == months


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Children with autism were treated.", {"children"}),
        ("patients aged 18 to 60 years", {"adults"}),
        ("patients aged 2-12 years", {"children"}),
        ("elderly patients", {"older_adults"}),
        ("patients aged 65 years and older", {"older_adults"}),
        ("patients with pain", set()),
    ],
)
def test_ages(text: str, ages: set[str]) -> None:
    study = read(Work((), "Cells", abstract=(Section("", f"{text} were randomised."),))).study
    assert study is not None
    assert study.ages == ages


def test_tags_of_the_record_give_the_ages() -> None:
    study = read(Work((), "Cells in the elderly", mesh=("Humans", "Infant, Newborn", "Aged, 80 and over/physiology"))).study
    assert study is not None
    assert study.ages == {"children", "older_adults"}


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("the primary outcome did not differ between groups (p = 0.43).", False),
        ("the trial failed to meet its primary endpoint.", False),
        ("there was no significant difference in the primary outcome.", False),
        ("the primary endpoint was not met.", False),
        ("the primary outcome was significantly lower with cells (p < 0.001).", True),
        ("the study met its primary endpoint.", True),
        ("the primary outcome was pain at 12 weeks.", None),
        ("we hypothesised that the primary outcome would be significantly better.", None),
        ("the primary outcome was significantly better. the co-primary outcome did not differ.", None),
        ("pain was significantly lower.", None),
    ],
)
def test_whether_the_primary_endpoint_was_met(text: str, met: bool | None) -> None:
    assert primary_met_in(text) is met


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("a phase ii trial", "2"),
        ("a phase 1/2 open-label study", "1/2"),
        ("a phase iib, randomised, double-blind, placebo-controlled, multicentre trial", "2"),
        ("a phase i-ii study", "1/2"),
        ("a phase ii and iii study", "2/3"),
        ("in the phase iii bright-sky trial", "3"),
        ("a phase 2a proof-of-concept study", "2"),
        ("a randomised trial (phase 3)", "3"),
        ("two phase 3 randomised trials", "3"),
        ("this phase ii trial was small. a phase iii trial is warranted.", "2"),
        ("cells were tested in a previous phase 2 trial", None),
        ("a larger phase iii trial is needed", None),
        ("we used pooled phase ii data", None),
        ("data from the phase iii dawn trial", None),
        ("time in the phase 1 postanaesthetic care unit", None),
        ("glipizide for 2 months (phase i), then insulin for 2 months (phase ii)", None),
        ("phase i surgery of the nose", None),
        ("in phase 1 of the study women took tea", None),
        ("phase 1 study visits came first, in phase 1 all took tea; in phase 2 all took milk", None),
        ("phase 2 of the menstrual cycle", None),
        ("phase of the moon", None),
    ],
)
def test_phases(text: str, phase: str | None) -> None:
    assert phase_in(text) == phase


@pytest.mark.parametrize(("types", "phase"), [("clinical trial, phase iv", "4"), ("phase 1/2", "1/2"), ("phase iib", "2"), ("trial", None)])
def test_phases_of_publication_types_and_registers(types: str, phase: str | None) -> None:
    assert phase_of_types(types) == phase


def test_only_trials_have_a_phase() -> None:
    def phase(title: str, abstract: str) -> str | None:
        study = read(Work((), title, abstract=(Section("", abstract),))).study
        assert study is not None
        return study.phase

    assert phase("Cells for knees: a phase II randomised trial", "90 patients were randomised.") == "2"
    assert phase("A cohort study of knees", "We followed 90 patients who took tea in a phase II study.") is None


@pytest.mark.parametrize(
    ("abstract", "people"),
    [
        ("Women were randomised; 2 patients withdrew.", None),
        ("In this n-of-1 trial 2 patients were randomised.", 2),
    ],
)
def test_a_randomised_trial_has_no_two_people(abstract: str, people: int | None) -> None:
    study = read(Work((), "Tea: a randomised trial", abstract=(Section("", abstract),))).study
    assert study is not None
    assert study.participants == people
