"""Ridge regression on a Gram matrix, with its leave-one-out answers, for more signals than examples; and their calibration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Yes = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fit:
    """A fit: what each example adds, the mean answer, and for each example the answer of a fit without it; `loss` is their mean square."""

    dual: Matrix
    mean: float
    left_out: Matrix
    loss: float


def centred(gram: Matrix) -> Matrix:
    """The Gram matrix of the examples less their mean."""
    middle = gram.mean(axis=0)
    return np.asarray(gram - middle - middle[:, None] + gram.mean())


def centred_to(gram: Matrix, across: Matrix) -> Matrix:
    """Products of new examples (rows) with those of `gram`, all less the mean of the latter."""
    return np.asarray(across - gram.mean(axis=0) - across.mean(axis=1)[:, None] + gram.mean())


def fits(gram: Matrix, y: Yes, penalties: tuple[float, ...]) -> dict[float, Fit]:
    """A fit for each penalty, from one decomposition."""
    values, vectors = np.linalg.eigh(centred(gram))
    values = np.maximum(values, 0.0)
    answers = y.astype(float)
    turned = vectors.T @ answers
    return {penalty: _fit(values, vectors, turned, answers, penalty) for penalty in penalties}


def _fit(values: Matrix, vectors: Matrix, turned: Matrix, answers: Matrix, penalty: float) -> Fit:
    mean = float(answers.mean())
    kept = values / (values + penalty)
    said = mean + vectors @ (kept * turned)
    own = (vectors**2) @ kept + 1 / len(answers)
    left_out = answers - (answers - said) / (1 - own)
    return Fit(vectors @ (turned / (values + penalty)), mean, left_out, float(((answers - left_out) ** 2).mean()))


def calibrated(scores: Matrix, y: Yes) -> tuple[float, float]:
    """Slope and bias that turn scores into log-odds."""
    x = np.stack([scores, np.ones_like(scores)], axis=1)
    weights = np.zeros(2)
    for _ in range(40):
        likely = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        bend = (x * (likely * (1 - likely))[:, None]).T @ x + np.diag([1e-3, 1e-9])
        step = np.linalg.solve(bend, x.T @ (likely - y) + np.array([1e-3, 0.0]) * weights)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return float(weights[0]), float(weights[1])


def as_often(scores: Matrix, y: Yes) -> float:
    """The threshold above which as many scores lie as there are yes: of all choices the one that varies least on few examples."""
    ordered = np.sort(scores)[::-1]
    wanted = int(y.sum())
    if not 0 < wanted < len(ordered):
        return float(ordered[-1] - 1 if wanted else ordered[0] + 1)
    return float((ordered[wanted - 1] + ordered[wanted]) / 2)
