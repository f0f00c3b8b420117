"""Ridge regression by Gram matrix: leave-one-out answers, thresholds and calibration; and that no set without leave is trained on."""

from __future__ import annotations

import pytest

numpy = pytest.importorskip("numpy")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from claimcheck.training.checklist_figures import Question, out_of_fold  # noqa: E402
from claimcheck.training.ridge import as_often, calibrated, centred, centred_to, fits  # noqa: E402


def _made(count: int, width: int, seed: int = 0) -> tuple[numpy.ndarray, numpy.ndarray]:
    chance = numpy.random.default_rng(seed)
    x = chance.normal(size=(count, width))
    return x, x[:, 0] + 0.3 * chance.normal(size=count) > 0


@pytest.mark.parametrize("penalty", [0.5, 20.0])
def test_leave_one_out_answers_are_those_of_fits_without_the_example(penalty: float) -> None:
    x, y = _made(24, 5)
    known = fits(x @ x.T, y, (penalty,))[penalty]
    for left in (0, 7, 23):
        rest = numpy.arange(24) != left
        own = fits(x[rest] @ x[rest].T, y[rest], (penalty,))[penalty]
        across = centred_to(x[rest] @ x[rest].T, x[[left]] @ x[rest].T)
        assert known.left_out[left] == pytest.approx(float((own.mean + across @ own.dual)[0]))


def test_a_centred_gram_matrix_is_that_of_the_examples_less_their_mean() -> None:
    x, _ = _made(9, 3)
    less = x - x.mean(axis=0)
    assert numpy.allclose(centred(x @ x.T), less @ less.T)


@settings(max_examples=40)
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30, unique=True), st.data())
def test_yes_is_said_as_often_as_it_is_right(scores: list[int], data: st.DataObject) -> None:
    y = numpy.array(data.draw(st.lists(st.booleans(), min_size=len(scores), max_size=len(scores))))
    assert (numpy.array(scores, float) >= as_often(numpy.array(scores, float), y)).sum() == y.sum()


def test_calibrated_scores_are_as_high_as_yes_is_frequent() -> None:
    chance = numpy.random.default_rng(1)
    scores = chance.normal(size=4000)
    y = chance.random(4000) < 1 / (1 + numpy.exp(-(2 * scores - 1)))
    slope, bias = calibrated(scores, y)
    assert slope == pytest.approx(2, abs=0.25)
    assert bias == pytest.approx(-1, abs=0.2)


def test_what_can_be_learned_is_found_out_of_fold_and_what_cannot_is_not() -> None:
    x, y = _made(120, 4)
    none = numpy.zeros((120, 1))
    told = Question("Q", "told", numpy.arange(120), y, 4 * x, tuple("abcd"), none)
    chance = numpy.random.default_rng(5).permutation(y)
    untold = Question("Q", "untold", numpy.arange(120), chance, 4 * x, tuple("abcd"), none)
    assert out_of_fold(told, 0).macro_f1 > 0.85
    assert out_of_fold(untold, 0).macro_f1 < 0.65
