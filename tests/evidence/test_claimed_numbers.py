"""Numbers of claims held against works: kinds, rounding, other ways to say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.evidence.number_words import parse
from claimcheck.evidence.numbers import compare, compare_texts
from claimcheck.evidence.quantities import Kind, quantities
from claimcheck.model import Section, Study, Work


def kinds(text: str) -> list[tuple[Kind, float]]:
    return [(quantity.kind, round(quantity.value, 1)) for quantity in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("87 % improved", [(Kind.SHARE, 87)]),
        ("87 per cent of them", [(Kind.SHARE, 87)]),
        ("between 20 and 30 percent", [(Kind.SHARE, 20), (Kind.SHARE, 30)]),
        ("3 out of 4 slept", [(Kind.SHARE, 75)]),
        ("nine in ten slept", [(Kind.SHARE, 90)]),
        ("two thirds of them", [(Kind.SHARE, 66.7)]),
        ("in 63 children", [(Kind.PEOPLE, 63)]),
        ("twenty-two healthy volunteers", [(Kind.PEOPLE, 22)]),
        ("1.2 million people", [(Kind.PEOPLE, 1_200_000)]),
        ("(n = 1,234)", [(Kind.PEOPLE, 1234)]),
        ("14 randomised trials", [(Kind.STUDIES, 14)]),
        ("for six weeks", [(Kind.TIME, 42)]),
        ("a five-fold rise", [(Kind.FOLD, 5)]),
        ("twice as likely", [(Kind.FOLD, 2)]),
        ("an odds ratio of 0.80", [(Kind.RATIO, 0.8)]),
    ],
)
def test_numbers_that_studies_hold_are_read(text: str, expected: list[tuple[Kind, float]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in 2019",
        "for $50 and £1,200",
        "500 mg of it daily",
        "aged 12 years",
        "a 65-year-old woman",
        "ten years ago",
        "as references 3 and 4 say",
        "step 2 of the plan",
        "(95% CI 0.4 to 0.9)",
        "20 years of experience",
    ],
)
def test_years_ages_doses_prices_and_list_numbers_are_left_out(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("claim", "work"),
    [
        ("87% improved", "Improvement was seen in 86.8%."),
        ("87% improved", "45/52 improved."),
        ("87% improved", "Of 52 patients 45 patients improved."),
        ("3 out of 4 improved", "75% improved."),
        ("Half of the patients improved", "48% improved."),
        ("It cuts the risk by 30%", "The hazard ratio was 0.70."),
        ("It doubled the rate", "The relative risk was 2.01."),
        ("twice as likely to sleep", "Sleep rose by 100%."),
        ("over one year", "They were followed for 12 months."),
        ("nearly 300 people", "We studied 291 people."),
        ("in sixty-three children", "There were 63 children."),
        ("63 children", "30 patients had tea and 33 patients had water."),
    ],
)
def test_same_number_said_otherwise_is_found(claim: str, work: str) -> None:
    check = compare_texts(claim, (work,))
    assert (len(check.found), check.missing, check.contradicted) == (1, (), ())


@pytest.mark.parametrize(
    ("claim", "work"),
    [
        ("87% improved", "Improvement was seen in 78%."),
        ("63 children", "There were 36 children."),
        ("over five years", "They were followed for 12 months."),
        ("It doubled the rate", "The relative risk was 1.20."),
        ("63 children", "63% of them slept."),
        ("14 trials", "14 patients were seen."),
    ],
)
def test_other_number_is_not_found(claim: str, work: str) -> None:
    assert compare_texts(claim, (work,)).found == ()


def test_other_share_for_the_same_is_a_contradiction() -> None:
    check = compare_texts("90% of patients with gout slept better.", ("Of patients with gout 60% slept better.",))
    ((wrong),) = check.contradicted
    assert (wrong.claimed.value, wrong.given.value) == (90, 60)


def test_share_of_something_else_is_only_missing() -> None:
    check = compare_texts("90% of patients with gout slept better.", ("The clinic was 60% full.",))
    assert check.contradicted == ()
    assert [quantity.value for quantity in check.missing] == [90]


def test_more_people_than_were_studied_is_a_contradiction() -> None:
    work = Work((), "Nettle tea", abstract=(Section("", "Nettle tea was given."),), study=Study(participants=40))
    assert [wrong.given.value for wrong in compare("In 400 people it worked.", work).contradicted] == [40]
    assert compare("In 40 people it worked.", work).found[0].value == 40


def test_work_without_text_says_nothing() -> None:
    check = compare("87% improved.", Work((), "Nettle tea"))
    assert (check.found, check.missing, check.contradicted, check.read) == ((), (), (), "")


def test_what_was_read_is_told() -> None:
    abstract = Work((), "Nettle tea", abstract=(Section("", "87% improved."),))
    whole = Work((), "Nettle tea", body=(Section("", "87% improved."),))
    assert compare("87% improved.", abstract).read == "abstract"
    assert compare("87% improved.", whole).read == "full text"


@pytest.mark.parametrize(
    ("words", "value"), [("1,234", 1234), ("3.5", 3.5), ("twenty-two", 22), ("three hundred", 300), ("ten", 10), ("tree", None), ("", None)]
)
def test_numbers_as_words(words: str, value: float | None) -> None:
    assert parse(words) == value


@given(st.text(alphabet="0123456789 .,%/-–()nNin=ofOR patients weeks twice two half", max_size=120))
def test_places_of_numbers_are_right_for_any_text(text: str) -> None:
    for quantity in quantities(text):
        assert text[quantity.start : quantity.end].strip() == quantity.text.strip()
        assert quantity.value >= 0


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=0, max_value=9))
def test_every_share_is_found_when_rounded(whole: int, tenth: int) -> None:
    exact = whole + tenth / 10
    assert compare_texts(f"{round(exact + 1e-9)}% improved", (f"{exact}% improved.",)).found
