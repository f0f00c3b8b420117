"""Fits how rules and model are put together: `python -m claimcheck.training.combining OUT_OF_FOLD --pages ARTICLES GOLD [--pages …]`.

Reads the raw predictions that `claimcheck.training.sentence` left for pages not trained on. For each fold and for the release: the weights
of signals, then the formulas of `claimcheck.claims.combination` on what neither part had seen. Writes claims/weights.json,
claims/combination.json and scoring/out_of_fold.json.gz, and prints the figures of rules alone, model alone and both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimcheck import ruleset
from claimcheck.claims import combination as combining
from claimcheck.claims.combination import YesOrNo, log_odds
from claimcheck.claims.finding import ClaimFinder
from claimcheck.claims.heads import Heads, SentenceModel
from claimcheck.claims.weighing import QUESTION, Weigher
from claimcheck.claims.weights import FILE as WEIGHTS
from claimcheck.claims.weights import Weights
from claimcheck.model import ClaimType
from claimcheck.scoring import out_of_fold
from claimcheck.training.articles import FOLDS, MarkedSentence, fold_of, marked_articles, sentences_of
from claimcheck.training.regression import expected, f1, fit
from claimcheck.training.signals import row_of, rows_of_examples, weights_of

PACKAGE = Path(__file__).resolve().parents[1]
TYPE_FROM = 0.4  # thresholds of their own did worse on pages not seen: most types are rare
SEVERAL = ("strength", "causal", "attribution")
_BONUSES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0)
Truth = npt.NDArray[np.bool_]
Row = tuple[MarkedSentence, Heads]


def yes_or_no(rules: Sequence[float], model: Sequence[float], truth: Truth, penalty: float = 1.0) -> YesOrNo:
    """The formula that fits best, with the threshold of the best F1."""
    x = np.array([[log_odds(r), log_odds(m), 1.0] for r, m in zip(rules, model, strict=True)])
    weights = fit(x, truth, penalty)
    probability = expected(x, weights)
    thresholds = [round(0.2 + 0.02 * step, 2) for step in range(26)]
    best = max(thresholds, key=lambda threshold: (f1(probability >= threshold, truth), threshold))
    return YesOrNo(round(float(weights[2]), 3), round(float(weights[0]), 3), round(float(weights[1]), 3), best)


class Joining:
    """Rows for one fit: sentences that neither the model nor the weights of signals had seen, with what both say of them."""

    def __init__(self, rows: Sequence[Row], weights: Callable[[MarkedSentence], Weights]) -> None:
        self.rows, self._weights = rows, weights
        self.claims = [row for row in rows if row[0].gold is not None]

    def rules(self, rows: Sequence[Row], question: str) -> list[float]:
        """What the weights of signals say."""
        return [self._weights(row[0]).probability(question, row[0].observed.signals) for row in rows]

    def combination(self) -> combining.Combination:
        """All formulas."""
        claim = yes_or_no(self.rules(self.rows, QUESTION), _model(self.rows, "claim", "yes"), _truth(self.rows, _is_claim))
        types = {str(kind): self._type(kind) for kind in ClaimType if self._known(kind)}
        bonus = {question: self._bonus(question) for question in SEVERAL}
        flags = _truth(self.rows, lambda row: row[0].gold is not None and row[0].gold.flag)
        doubt = yes_or_no([0.5] * len(self.rows), _model(self.rows, "flag", "yes"), flags)
        return combining.Combination(claim, types, bonus, doubt)

    def _known(self, kind: ClaimType) -> bool:
        return sum(_has(kind)(row) for row in self.claims) >= 5 and str(kind) in self._weights(self.claims[0][0]).tables

    def _type(self, kind: ClaimType) -> YesOrNo:
        form = yes_or_no(self.rules(self.claims, kind), _model(self.claims, "types", kind), _truth(self.claims, _has(kind)), 3.0)
        return replace(form, threshold=TYPE_FROM)

    def _bonus(self, question: str) -> float:
        """The bonus of the rules' label with which most claims are right, the smallest of equals."""
        told = [(self._ruled(row[0], question), row[1].probabilities[question], _gold(row[0], question)) for row in self.claims]

        def right(bonus: float) -> int:
            formulas = combining.Combination(YesOrNo(0, 0, 1, 0.5), {}, {question: bonus}, YesOrNo(0, 0, 1, 0.5))
            return sum(gold is not None and formulas.label(question, ruled, model) == gold for ruled, model, gold in told)

        return max(_BONUSES, key=lambda bonus: (right(bonus), -bonus))

    def _ruled(self, sentence: MarkedSentence, question: str) -> str:
        value = getattr(Weigher(self._weights(sentence)).weigh(sentence.observed), question)
        return str(int(value)) if question == "causal" else str(value)


def _is_claim(row: Row) -> bool:
    return row[0].gold is not None


def _has(kind: ClaimType) -> Callable[[Row], bool]:
    return lambda row: row[0].gold is not None and kind in row[0].gold.types


def _gold(sentence: MarkedSentence, question: str) -> str | None:
    value = getattr(sentence.gold, question)
    return None if value is None else str(value)


def _model(rows: Sequence[Row], head: str, label: str) -> list[float]:
    return [heads.probability(head, label) for _, heads in rows]


def _truth(rows: Sequence[Row], ask: Callable[[Row], bool]) -> Truth:
    return np.array([ask(row) for row in rows])


def figures(joining: Joining) -> str:
    """F1 of claims and of types: rules alone, model alone, both."""
    found = joining.combination()
    truth = _truth(joining.rows, _is_claim)
    rules, model = joining.rules(joining.rows, QUESTION), _model(joining.rows, "claim", "yes")
    both = [found.claim.probability(r, m) for r, m in zip(rules, model, strict=True)]
    parts = {"rules": (rules, 0.5), "model": (model, 0.5), "both": (both, found.claim.threshold)}
    return ", ".join(f"{name} {f1(np.array(values) >= threshold, truth):.3f}" for name, (values, threshold) in parts.items())


def rows_of(
    pages: Sequence[MarkedSentence], outputs: Mapping[str, Sequence[Sequence[float]]], heads: Mapping[str, tuple[str, ...]]
) -> list[Row]:
    """Each sentence with the answers of the model that had not seen its page."""
    model = SentenceModel(_Held(heads, outputs))
    return [(sentence, model.read(out_of_fold.key_of(sentence.page, sentence.example.first))) for sentence in pages]


class _Held:
    """A network that gives held numbers by key."""

    def __init__(self, heads: Mapping[str, tuple[str, ...]], outputs: Mapping[str, Sequence[Sequence[float]]]) -> None:
        self.heads, self._outputs = heads, outputs
        self.calibration = out_of_fold.AS_FITTED

    def run(self, text: str, second: str = "") -> Mapping[str, Sequence[float]]:
        """The numbers of a key."""
        return dict(zip(self.heads, self._outputs[text], strict=True))


def main(arguments: Sequence[str]) -> None:
    """Fit, write and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--pages", nargs=2, type=Path, action="append", required=True, metavar=("ARTICLES", "GOLD"))
    given = parser.parse_args(arguments)
    held = json.loads(gzip.decompress(given.predictions.read_bytes()))
    heads = {name: tuple(labels) for name, labels in held["heads"].items()}
    rules = ruleset.load()
    finder = ClaimFinder(rules, Weigher(Weights({}, {})))
    pages = [sentence for pair in given.pages for article in marked_articles(pair) for sentence in sentences_of(article, finder)]
    pages = [sentence for sentence in pages if out_of_fold.key_of(sentence.page, sentence.example.first) in held["outputs"]]
    rows = rows_of(pages, held["outputs"], heads)
    examples = rows_of_examples(rules, finder)
    signalled = [(row[0], row_of(row[0])) for row in rows]
    folds = [weights_of([*(r for sentence, r in signalled if fold_of(sentence.article) != fold), *examples]) for fold in range(FOLDS)]
    whole = Joining(rows, lambda sentence: folds[fold_of(sentence.article)])
    sys.stdout.write(f"claims, out of fold: {figures(whole)}\n")
    _report(rows, whole)
    tables = [_table(rows, folds, fold) for fold in range(FOLDS)]
    record = {"folds": {row[0].page: fold_of(row[0].article) for row in rows}, "tables": tables, **held}
    with gzip.GzipFile(PACKAGE / out_of_fold.FILE, "wb", mtime=0) as file:
        file.write(json.dumps(record, sort_keys=True).encode())
    _write(PACKAGE / combining.FILE, asdict(whole.combination()))
    _write(PACKAGE / WEIGHTS, asdict(weights_of([*(r for _, r in signalled), *examples])))


def _table(rows: Sequence[Row], folds: Sequence[Weights], fold: int) -> dict[str, object]:
    """The weights of a fold, and the combination fitted on the other folds, each of which saw neither itself nor this one's pages."""
    others = [row for row in rows if fold_of(row[0].article) != fold]
    joining = Joining(others, lambda sentence: folds[fold_of(sentence.article)])
    return {"weights": asdict(folds[fold]), "combination": asdict(joining.combination())}


def _report(rows: Sequence[Row], joining: Joining) -> None:
    kinds = Counter(row[0].kind for row in rows)
    for kind in sorted(kinds):
        part = Joining([row for row in rows if row[0].kind == kind], joining._weights)
        sys.stdout.write(f"  {kind} ({kinds[kind]} sentences): {figures(part)}\n")


def _write(path: Path, record: Mapping[str, object]) -> None:
    path.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
