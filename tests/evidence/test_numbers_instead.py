"""What a work gives in place of a number that it does not hold."""

from __future__ import annotations

import pytest

from claimcheck.evidence.derived import with_derived
from claimcheck.evidence.numbers import compare, compare_texts
from claimcheck.evidence.quantities import Kind, quantities
from claimcheck.model import Section, Study, Work


@pytest.mark.parametrize(
    ("claim", "told", "given"),
    [
        ("Nettle tea cut attacks of gout by 80%.", "Nettle tea cut attacks of gout by 24% (4% to 40%).", "24%"),
        ("Mobility improved in 85.3% on nettle tea and 23.7% on water.", "Mobility improved on nettle tea (45.3% vs 23.7%).", "45.3%"),
        ("Nettle tea lowered body weight by 12 kg.", "Body weight with nettle tea fell by 1.2 kg.", "1.2 kg"),
        ("In 58 trials nettle tea eased pain.", "We found 21 trials of nettle tea.", "21 trials"),
    ],
)
def test_another_number_for_the_same_outcome_is_a_contradiction(claim: str, told: str, given: str) -> None:
    assert [wrong.given.text for wrong in compare_texts(claim, (told,)).contradicted] == [given]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Nettle tea cut attacks of gout by 80%.", "Sleep rose by 24%."),
        ("Nettle tea cut attacks of gout by 80%.", "At baseline 24% had attacks of gout on nettle tea."),
        ("Nettle tea cut attacks of gout by 20 to 80%.", "Nettle tea cut attacks of gout by 24%."),
    ],
)
def test_a_number_for_something_else_contradicts_nothing(claim: str, told: str) -> None:
    assert compare_texts(claim, (told,)).contradicted == ()


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("40% had no attack.", "60% had an attack."),
        ("Attacks were 20 percentage points rarer.", "Attacks came to 30% on tea and 50% on water."),
        ("Attacks fell by 40%.", "Attacks came to 30% on tea and 50% on water."),
        ("Attacks were halved.", "Attacks fell by 52%."),
        ("The score fell by 4 points.", "The score fell (4.1, p = 0.02)."),
    ],
)
def test_a_number_that_follows_from_others_is_found(claim: str, told: str) -> None:
    check = compare_texts(claim, (told,))
    assert (len(check.found), check.missing, check.contradicted) == (1, (), ())


def test_bounds_of_an_interval_are_no_arms() -> None:
    shares = {round(quantity.value) for quantity in with_derived("Pain fell in 40% (95% CI 28% to 52%).") if quantity.kind is Kind.SHARE}
    assert shares == {40, 28, 52, 60, 72, 48}


def test_fewer_people_than_a_trial_had_are_wrong_only_where_the_claim_counts_the_trial() -> None:
    work = Work((), "Tea", abstract=(Section("", "Tea was given."),), study=Study(participants=400))
    assert compare("In a trial of 40 people tea helped.", work).contradicted
    assert not compare("40 people slept better.", work).contradicted


def test_an_abbreviation_of_the_work_hides_no_outcome() -> None:
    told = "Quality of life (QOL) was asked for. QOL improved in 45.3% of patients."
    work = Work((), "Tea", abstract=(Section("", told),))
    (wrong,) = compare("Quality of life improved in 85% of patients.", work).contradicted
    assert wrong.given.text == "45.3%"


@pytest.mark.parametrize(
    ("text", "unit"), [("lost 3.5 kg", "kg"), ("fell by 8 mm Hg", "mmHg"), ("rose by 6.4 points", "points"), ("took 20 mg", None)]
)
def test_amounts_hold_their_unit(text: str, unit: str | None) -> None:
    assert [quantity.unit for quantity in quantities(text)] == ([unit] if unit else [])
