"""How far probabilities stand from what is right, and how often a label is given too often."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.scoring.metrics import calibration_error, share_difference


def test_each_bin_weighs_by_its_answers() -> None:
    answers = [(0.95, True), (0.95, False), (0.55, True), (0.52, True)]
    assert calibration_error(answers) == pytest.approx((abs(1 - 1.9) + abs(2 - 1.07)) / 4)


def test_ends_of_the_range_have_a_bin() -> None:
    assert calibration_error([(1.0, True), (0.0, False)]) == 0
    assert calibration_error([(1.0, False), (0.0, True)]) == 1
    assert calibration_error([(0.2, True)], bins=1) == pytest.approx(0.8)
    assert calibration_error([]) == 0


def test_two_bins_do_not_make_up_for_each_other() -> None:
    too_sure, too_unsure = [(0.9, False)] * 2, [(0.5, True)] * 2
    assert calibration_error([*too_sure, *too_unsure]) == pytest.approx((1.8 + 1.0) / 4)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_the_error_is_a_share_and_does_not_hang_on_order(answers: list[tuple[float, bool]]) -> None:
    error = calibration_error(answers)
    assert 0 <= error <= 1
    assert calibration_error(reversed(answers)) == pytest.approx(error)


def test_a_label_given_too_often_stands_above_nothing() -> None:
    pairs = [("yes", "yes"), ("no", "yes"), ("no", "yes"), ("yes", "no")]
    assert share_difference(pairs, "yes") == pytest.approx(0.25)
    assert share_difference(pairs, "no") == pytest.approx(-0.25)
    assert share_difference([], "yes") == 0
