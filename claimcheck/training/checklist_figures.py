"""Figures of the ten expert questions by nested cross-validation: all choices are made inside the training folds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claimcheck.scoring.metrics import calibration_error, macro_f1, mean
from claimcheck.training.ridge import Fit, Matrix, Yes, as_often, calibrated, centred_to, fits

PENALTIES = (20.0, 60.0, 200.0)
WORD_SCALES = (40.0,)
FOLDS = 5
SEEDS = (0, 1, 2, 3, 4)
SHARES = (0.25, 0.5, 0.75, 1.0)
Rows = npt.NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the releases it applies to: their rows, the answers, the columns of its named signals, and the shares of words."""

    id: str
    name: str
    rows: Rows
    y: Yes
    columns: Matrix
    names: Sequence[str]
    words: Matrix

    def gram_of(self, values: Matrix) -> Matrix:
        """Products of every release with every other."""
        return np.asarray(values @ values.T)


@dataclass(frozen=True, slots=True)
class Figure:
    """What one pass over the folds came to, shares from 0 to 1."""

    macro_f1: float
    calibration_error: float


def chosen(signals: Matrix, words: Matrix, y: Yes) -> tuple[float, Fit]:
    """The weight of the words and the fit with the least leave-one-out loss."""
    tried = [(scale, fit) for scale in WORD_SCALES for fit in fits(signals + scale * words, y, PENALTIES).values()]
    return min(tried, key=lambda pair: pair[1].loss)


def out_of_fold(question: Question, seed: int, share: float = 1.0) -> Figure:
    """A pass over the folds with a share of the other releases to learn from."""
    chance = np.random.default_rng(seed)
    fold = _folds(question.y, chance)
    signals, words = question.gram_of(question.columns), question.gram_of(question.words)
    likely, said = np.zeros(len(fold)), np.zeros(len(fold), bool)
    for number in range(FOLDS):
        inside = np.flatnonzero(fold == number)
        known = _part(np.flatnonzero(fold != number), question.y, share, chance)
        scale, fit = chosen(signals[np.ix_(known, known)], words[np.ix_(known, known)], question.y[known])
        both = signals + scale * words
        scores = fit.mean + centred_to(both[np.ix_(known, known)], both[np.ix_(inside, known)]) @ fit.dual
        slope, bias = calibrated(fit.left_out, question.y[known])
        likely[inside] = 1 / (1 + np.exp(-(slope * scores + bias)))
        said[inside] = scores >= as_often(fit.left_out, question.y[known])
    pairs = [(str(gold), str(found)) for gold, found in zip(question.y, said, strict=True)]
    return Figure(macro_f1(pairs, ("True", "False")), calibration_error(list(zip(likely.tolist(), question.y.tolist(), strict=True))))


def report(asked: Sequence[Question]) -> None:
    """Print macro-F1 a question with its spread over seeds, and the learning curve."""
    figures = {question.id: [out_of_fold(question, seed) for seed in SEEDS] for question in asked}
    for question in asked:
        known = [figure.macro_f1 for figure in figures[question.id]]
        error = mean(figure.calibration_error for figure in figures[question.id])
        _say(f"{question.name}: macro F1 {mean(known):.3f} ± {np.std(known):.3f}, calibration error {error:.3f}, n {len(question.y)}")
    by_seed = [mean(figures[question.id][number].macro_f1 for question in asked) for number in range(len(SEEDS))]
    _say(f"mean of the questions: {mean(by_seed):.3f} ± {np.std(by_seed):.3f} over {len(SEEDS)} seeds")
    for share in SHARES[:-1]:
        part = mean(out_of_fold(question, seed, share).macro_f1 for question in asked for seed in SEEDS[:2])
        _say(f"with {share:.0%} of the releases: {part:.3f}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _folds(y: Yes, chance: np.random.Generator) -> Rows:
    fold = np.empty(len(y), int)
    for answer in (False, True):
        rows = chance.permutation(np.flatnonzero(y == answer))
        fold[rows] = np.arange(len(rows)) % FOLDS
    return fold


def _part(rows: Rows, y: Yes, share: float, chance: np.random.Generator) -> Rows:
    """A share of some releases, as many of each answer."""
    if share >= 1:
        return rows
    parts = [chance.permutation(rows[y[rows] == answer]) for answer in (False, True)]
    return np.sort(np.concatenate([part[: max(4, round(share * len(part)))] for part in parts]))
