"""Fits claimcheck/evidence/citing.json: `python -m claimcheck.training.citing TRAIN.jsonl.gz`.

Multinomial logistic regression on the signals of `claimcheck.evidence.citing`; the rarer answers weigh more.
Prints the figures out of fold, papers kept whole.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimcheck.evidence.citing import BIAS, Fidelity, signals_of
from claimcheck.scoring.benchmarks.citation_integrity import LABELS, NAME, citing_of
from claimcheck.scoring.metrics import accuracy, macro_f1
from claimcheck.scoring.reading import list_in, records_of, words_in
from claimcheck.training.licences import trainable

TARGET = Path(__file__).resolve().parents[1] / "evidence" / "citing.json"
IMPORTANCE = {Fidelity.ACCURATE: 1.0, Fidelity.NOT_ACCURATE: 2.0, Fidelity.IRRELEVANT: 3.5}
PENALTY = 10.0
STEPS = 1500
FOLDS = 5
Matrix = npt.NDArray[np.float64]


def fit(x: Matrix, y: npt.NDArray[np.int_]) -> Matrix:
    """Weights, one row an answer, for columns that are standardised but for the first, which is ones."""
    importance = np.array([list(IMPORTANCE.values())[answer] for answer in y])
    importance /= importance.mean()
    wanted = np.eye(len(IMPORTANCE))[y]
    weights = np.zeros((len(IMPORTANCE), x.shape[1]))
    for _ in range(STEPS):
        height = x @ weights.T
        likely = np.exp(height - height.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        weights -= 0.5 * (((likely - wanted) * importance[:, None]).T @ x + PENALTY * weights) / len(y)
    return weights


def main(train: Path) -> None:
    """Fit on a file, print the figures out of fold, and write the weights for signals as they are observed."""
    trainable(NAME)
    records = list(records_of(train))
    observed = [signals_of(citing_of(words_in(r, "citing_sentence")), list_in(r, "reference_sentences")) for r in records]
    names = list(observed[0])
    raw = np.array([[signals[name] for name in names] for signals in observed])
    middle, spread = raw.mean(axis=0), raw.std(axis=0) + 1e-9
    x = np.hstack([np.ones((len(raw), 1)), (raw - middle) / spread])
    answers = list(LABELS.values())
    y = np.array([answers.index(words_in(record, "label")) for record in records])
    papers = [int(str(record.get("doc_id", 0))) // 1000 for record in records]
    _report(x, y, np.array([sorted(set(papers)).index(paper) % FOLDS for paper in papers]))
    weights = fit(x, y)
    slopes = weights[:, 1:] / spread
    table = {
        answer: {BIAS: round(float(weights[row, 0] - slopes[row] @ middle), 3)}
        | {name: round(float(slope), 3) for name, slope in zip(names, slopes[row], strict=True)}
        for row, answer in enumerate(Fidelity)
    }
    TARGET.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def _report(x: Matrix, y: npt.NDArray[np.int_], fold: npt.NDArray[np.int_]) -> None:
    found = np.zeros(len(y), int)
    for number in range(FOLDS):
        weights = fit(x[fold != number], y[fold != number])
        found[fold == number] = (x[fold == number] @ weights.T).argmax(axis=1)
    pairs = [(str(gold), str(answer)) for gold, answer in zip(y, found, strict=True)]
    print(f"out of fold: micro F1 {accuracy(pairs):.3f}, macro F1 {macro_f1(pairs):.3f}, n {len(pairs)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
