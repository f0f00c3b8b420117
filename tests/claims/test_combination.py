"""One formula a question: what the rules say and what the model says, put together in the open."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.claims import combination
from claimcheck.claims.combination import Combination, YesOrNo, log_odds, model_alone

SHARES = st.floats(0.0, 1.0)
INSIDE = st.floats(0.002, 0.998)
WEIGHTS = st.floats(0.0, 4.0)
MODEL = YesOrNo(0.0, 0.0, 1.0, 0.5)
RULES = YesOrNo(0.0, 1.0, 0.0, 0.5)
RULED = {"assertive": 0.5, "hedged": 0.3, "speculative": 0.15, "negated": 0.05}


def formulas(bonus: float) -> Combination:
    return Combination(MODEL, {"cure": MODEL}, {"strength": bonus}, YesOrNo(-1.0, 0.0, 2.0, 0.4))


@settings(deadline=None)
@given(INSIDE, SHARES)
def test_the_model_alone_and_the_rules_alone_are_special_cases(one: float, other: float) -> None:
    assert MODEL.probability(other, one) == pytest.approx(one)
    assert RULES.probability(one, other) == pytest.approx(one)


def test_both_add_up_as_log_odds() -> None:
    assert YesOrNo(log(2), 1.0, 2.0, 0.5).probability(0.75, 0.5) == pytest.approx(6 / 7)
    assert YesOrNo(0.0, 1.0, 2.0, 0.5).probability(0.25, 0.75) == pytest.approx(3 / 4)


@settings(deadline=None)
@given(SHARES, SHARES, SHARES, WEIGHTS, WEIGHTS)
def test_more_said_for_it_never_makes_it_less_likely(low: float, high: float, other: float, rules: float, model: float) -> None:
    form = YesOrNo(-0.5, rules, model, 0.5)
    low, high = sorted((low, high))
    assert form.probability(low, other) <= form.probability(high, other)
    assert form.probability(other, low) <= form.probability(other, high)


@settings(deadline=None)
@given(SHARES, SHARES, st.floats(-20, 20), st.floats(-8, 8), st.floats(-8, 8))
def test_what_comes_out_is_a_probability_whatever_goes_in(rules: float, model: float, bias: float, one: float, other: float) -> None:
    assert 0 <= YesOrNo(bias, one, other, 0.5).probability(rules, model) <= 1


@pytest.mark.parametrize("sure", [0.0, 1.0])
def test_nothing_is_so_sure_that_the_other_side_cannot_weigh_against_it(sure: float) -> None:
    assert isfinite(log_odds(sure))
    assert YesOrNo(0.0, 1.0, 1.0, 0.5).probability(sure, 1 - sure) == pytest.approx(0.5)


def test_the_label_of_the_rules_needs_its_bonus_to_win() -> None:
    assert formulas(0.0).label("strength", "hedged", RULED) == "assertive"
    needed = log_odds(RULED["assertive"]) - log_odds(RULED["hedged"])
    assert formulas(needed - 0.01).label("strength", "hedged", RULED) == "assertive"
    assert formulas(needed + 0.01).label("strength", "hedged", RULED) == "hedged"


def test_a_bonus_changes_nothing_where_both_say_the_same() -> None:
    assert {formulas(bonus).label("strength", "assertive", RULED) for bonus in (0.0, 1.0, 5.0)} == {"assertive"}


def test_a_label_that_the_model_does_not_know_gets_no_bonus() -> None:
    assert formulas(5.0).label("strength", "shouted", RULED) == "assertive"


@settings(deadline=None)
@given(st.permutations(tuple(RULED.values())))
def test_without_a_bonus_the_likeliest_label_is_said_whatever_the_rules_say(shares: list[float]) -> None:
    model = dict(zip(RULED, shares, strict=True))
    wanted = max(model, key=lambda label: model[label])
    assert {formulas(0.0).label("strength", ruled, model) for ruled in RULED} == {wanted}


def test_the_model_alone_asks_the_same_questions_and_keeps_the_doubt() -> None:
    both = formulas(3.0)
    alone = model_alone(both)
    assert (set(alone.types), set(alone.bonus)) == (set(both.types), set(both.bonus))
    assert alone.doubt == both.doubt
    assert alone.claim.probability(0.999, 0.3) == pytest.approx(0.3)
    assert alone.claim.threshold == alone.types["cure"].threshold == 0.5
    assert alone.label("strength", "negated", RULED) == "assertive"


def test_a_combination_comes_back_from_its_json_form() -> None:
    made = formulas(0.25)
    assert combination.read(asdict(made)) == made
