"""Fits how the stance model and the plain reading are joined: `python -m claimcheck.training.joining BENCHMARKS [--write]`.

Reads the development parts of sets that may train, which the model did not see, through the passages that the product picks. One
multinomial logistic regression for a passage alone and one for the passages of a work together; the thresholds are those of the best
macro F1 among those that say "supports" about as often as it is true. Figures are from five folds; `--write` writes evidence/stance.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimcheck.evidence.joined import BIAS, FILE, STANCES, JoinedVerifier, Table
from claimcheck.evidence.passages import passages_of
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.reading import MOST, surest, told_together
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.inference import open_model
from claimcheck.model import Section, Stance, Work
from claimcheck.scoring.metrics import accuracy, calibration_error, macro_f1
from claimcheck.scoring.reading import part, records_of, words_in
from claimcheck.scoring.wordings import statement_in
from claimcheck.training.licences import trainable

PACKAGE = Path(__file__).resolve().parents[1]
FOLDS, PENALTY, STEPS = 5, 10.0, 1200
# The other observations (directions, denials, hedges) told nothing on top of the model in five folds.
USED = ("model supports", "model refutes", "model neutral", "plain supports", "plain refutes", "shared words", "therapy named")
USED_OF_WORKS = (*USED, "surest supports", "surest refutes")
NAMES = {"entailment": Stance.SUPPORTS, "contradiction": Stance.REFUTES, "neutral": Stance.NEUTRAL}
Matrix = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int_]
_EVEN = 0.04


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement, the passages held against it, the true stance, the claim that keeps pairs in one fold; of a work the plain reading."""

    statement: Statement
    passages: tuple[str, ...]
    stance: Stance
    group: str
    plain: Bearing | None = None


def works(benchmarks: Path) -> list[Pair]:
    """Claims against whole abstracts, by the passages that the product picks."""
    pairs = []
    for name, file in (("scifact", "pairs_abstract"), ("check_covid", "dev")):
        folder = benchmarks / trainable(name)
        for record in records_of(part(folder, "dev", *([file] if file != "dev" else []))):
            claim = words_in(record, "hypothesis")
            statement = statement_in(claim)
            held = Work((), "", abstract=(Section("", words_in(record, "premise")),))
            picked = passages_of(held, statement, MOST)
            plain = surest(statement, held, picked, PlainVerifier())
            texts = tuple(passage.text for passage in told_together(picked))
            bearing = plain.bearing if plain else Bearing(Stance.NEUTRAL, 0.0)
            pairs.append(Pair(statement, texts, NAMES[words_in(record, "label")], claim, bearing))
    return pairs


def passages(benchmarks: Path) -> list[Pair]:
    """Claims against single passages: gold rationales, and the likeliest sentences of abstracts that bear on nothing."""
    folder = benchmarks / trainable("scifact")
    pairs = [
        Pair(statement_in(words_in(r, "hypothesis")), (words_in(r, "premise"),), NAMES[words_in(r, "label")], words_in(r, "hypothesis"))
        for r in records_of(part(folder, "dev", "pairs_rationale"))
    ]
    return pairs + [
        Pair(pair.statement, (passage,), Stance.NEUTRAL, pair.group)
        for pair in works(benchmarks)
        if pair.stance is Stance.NEUTRAL
        for passage in pair.passages[:2]
    ]


def observations(
    pairs: Sequence[Pair], observe: Callable[[Pair], Mapping[str, float]], names: Sequence[str]
) -> tuple[Matrix, Sequence[str], Whole, Whole]:
    """Rows of observations by name, their names, the true stances and the folds."""
    seen = [observe(pair) for pair in pairs]
    x = np.array([[row[name] for name in names] for row in seen])
    groups = {group: number for number, group in enumerate(sorted({pair.group for pair in pairs}))}
    truth = np.array([STANCES.index(pair.stance) for pair in pairs])
    return x, names, truth, np.array([groups[pair.group] % FOLDS for pair in pairs])


def fit(x: Matrix, y: Whole) -> tuple[Matrix, Matrix]:
    """Slopes [stances, observations] and biases [stances] of a multinomial regression on standardised columns."""
    middle, spread = x.mean(0), x.std(0) + 1e-6
    held = np.hstack([np.ones((len(x), 1)), (x - middle) / spread])
    weights = np.zeros((len(STANCES), held.shape[1]))
    wanted = np.eye(len(STANCES))[y]
    for _ in range(STEPS):
        slope = (_shares(held @ weights.T) - wanted).T @ held + PENALTY * np.hstack([np.zeros((len(STANCES), 1)), weights[:, 1:]])
        weights -= 0.3 * slope / len(y)
    slopes = weights[:, 1:] / spread
    return slopes, weights[:, 0] - slopes @ middle


def _shares(heights: Matrix) -> Matrix:
    powers = np.exp(heights - heights.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))


def thresholds_of(likely: Matrix, y: Whole) -> dict[Stance, float]:
    """The thresholds of the best macro F1 among those under which support is read about as often as it is true."""
    best, chosen = -1.0, (0.5, 0.5)
    for supports, refutes in product(np.arange(0.34, 0.72, 0.02), repeat=2):
        found = decided(likely, float(supports), float(refutes))
        even = abs(float((found == 0).mean() - (y == 0).mean())) <= _EVEN
        figure = macro_f1([(str(a), str(b)) for a, b in zip(y, found, strict=True)]) if even else -1.0
        if figure > best:
            best, chosen = figure, (round(float(supports), 2), round(float(refutes), 2))
    return {Stance.SUPPORTS: chosen[0], Stance.REFUTES: chosen[1]}


def decided(likely: Matrix, supports: float, refutes: float) -> Whole:
    """The stance of each row: the likelier of the two where it reaches its threshold, else neutral."""
    stronger = (likely[:, 1] > likely[:, 0]).astype(int)
    reached = np.where(stronger == 0, likely[:, 0] >= supports, likely[:, 1] >= refutes)
    return np.where(reached, stronger, 2)


def table_of(x: Matrix, names: Sequence[str], y: Whole, folds: Whole, title: str) -> Table:
    """The table fitted on all rows, with thresholds and printed figures from the folds."""
    likely = np.zeros((len(y), len(STANCES)))
    for fold in range(FOLDS):
        slopes, bias = fit(x[folds != fold], y[folds != fold])
        likely[folds == fold] = _shares(x[folds == fold] @ slopes.T + bias)
    thresholds = thresholds_of(likely, y)
    found = decided(likely, thresholds[Stance.SUPPORTS], thresholds[Stance.REFUTES])
    pairs = [(str(a), str(b)) for a, b in zip(y, found, strict=True)]
    apart = calibration_error([(float(row.max()), bool(row.argmax() == truth)) for row, truth in zip(likely, y, strict=True)])
    told = f"{title}: macro F1 {macro_f1(pairs):.3f}, accuracy {accuracy(pairs):.3f}, calibration error {apart:.3f}, n {len(y)}"
    sys.stdout.write(f"{told}, thresholds {[thresholds[s] for s in STANCES[:2]]}\n")
    slopes, bias = fit(x, y)
    weights = {
        stance: {BIAS: round(float(bias[row]), 3)} | {name: round(float(slopes[row, column]), 3) for column, name in enumerate(names)}
        for row, stance in enumerate(STANCES)
    }
    return Table(weights, thresholds)


def as_record(table: Table) -> dict[str, object]:
    """A table in its JSON form."""
    weights = {str(stance): dict(held) for stance, held in table.weights.items()}
    return {"weights": weights, "thresholds": {str(stance): value for stance, value in table.thresholds.items()}}


def main(arguments: Sequence[str]) -> None:
    """Fit both tables, print the figures, and write them where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("benchmarks", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    empty = Table({stance: {} for stance in STANCES}, dict.fromkeys(STANCES, 0.5))
    blank = JoinedVerifier(open_model("stance"), {"passage": empty, "work": empty})
    alone = table_of(
        *observations(passages(given.benchmarks), lambda pair: blank.observe(pair.statement, pair.passages[0]), USED), "a passage"
    )
    reader = JoinedVerifier(open_model("stance"), {"passage": alone, "work": empty})
    together = table_of(
        *observations(
            works(given.benchmarks),
            lambda pair: reader.observe_work(pair.statement, pair.passages, pair.plain or Bearing(Stance.NEUTRAL, 0.0)),
            USED_OF_WORKS,
        ),
        "a work",
    )
    if given.write:
        record = {"passage": as_record(alone), "work": as_record(together)}
        (PACKAGE / FILE).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
