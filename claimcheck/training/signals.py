"""Trains claimcheck/claims/weights.json: `python -m claimcheck.training.signals ARTICLES GOLD [ARTICLES GOLD …]`.

Reads marked articles, and the flagged examples of the rules as further claims (their types are not marked).
Pages whose number is divisible by 5 are held out. Thresholds are chosen on out-of-fold predictions, articles kept whole.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimcheck import readers, ruleset
from claimcheck.claims.finding import QUESTION, ClaimFinder
from claimcheck.claims.weights import BIAS, Weights
from claimcheck.model import ClaimType, Ruleset
from claimcheck.scoring.claims import VALIDATION_STEP, pairs
from claimcheck.scoring.gold import GoldArticle, GoldClaim, articles_in
from claimcheck.surfaces.rule_trial import as_article
from claimcheck.training.regression import best_threshold, expected, f1, fit, matrix

FOLDS = 6
RARE = 8
PENALTY = {QUESTION: 5.0}
TYPE_PENALTY = 2.0
FEWEST = 8
EXAMPLE = "example "
TARGET = Path(__file__).resolve().parents[1] / "claims" / "weights.json"


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence as training sees it."""

    article: str
    signals: frozenset[str]
    gold: GoldClaim | None
    is_claim: bool


def rows_of(article: GoldArticle, finder: ClaimFinder) -> list[Row]:
    """Every sentence of an article with the gold claim it matches."""
    observed = finder.observe(readers.read(article.path))
    spans = [sentence.span for sentence, _, _ in observed]
    matched = dict(pairs(spans, [claim.span for claim in article.claims]))
    golds = [article.claims[matched[i]] if i in matched else None for i in range(len(observed))]
    return [Row(article.id, signals, gold, gold is not None) for (_, _, signals), gold in zip(observed, golds, strict=True)]


def rows_of_examples(rules: Ruleset, finder: ClaimFinder) -> list[Row]:
    """The flagged examples of the rules: claims written by the project, with no types marked."""
    rows = []
    for rule in rules.rules:
        for example in rule.examples:
            if example.span is not None and rule.when:
                document, start = as_article(example)
                observed = finder.observe(document)
                rows += [Row(f"{EXAMPLE}{rule.id}", signals, None, True) for s, _, signals in observed if s.span.start >= start]
    return rows


@dataclass(frozen=True, slots=True)
class Table:
    """What training one question gave: weights by signal, threshold, and F1 out of fold."""

    weights: dict[str, float]
    threshold: float
    f1: float
    yes: int


def train(rows: Sequence[Row], y: npt.NDArray[np.bool_], names: Sequence[str], penalty: float) -> Table:
    """Fit one question on all rows, with its threshold from out-of-fold predictions."""
    x = matrix([row.signals for row in rows], names)
    folds = _folds([row.article for row in rows])
    held_out = np.zeros(len(rows))
    for fold in range(FOLDS):
        inside = folds == fold
        held_out[inside] = expected(x[inside], fit(x[~inside], y[~inside], penalty))
    marked = np.array([not row.article.startswith(EXAMPLE) for row in rows])
    threshold = best_threshold(held_out[marked], y[marked])
    weights = fit(x, y, penalty)
    table = {name: round(float(w), 3) for name, w in zip([*names, BIAS], weights, strict=True) if abs(w) >= 0.005 or name == BIAS}
    return Table(table, threshold, round(f1(held_out[marked] >= threshold, y[marked]), 3), int(y.sum()))


def _folds(articles: Sequence[str]) -> npt.NDArray[np.int64]:
    order = {name: number for number, name in enumerate(sorted(set(articles)))}
    return np.array([order[name] % FOLDS for name in articles])


def _held_out(article_id: str) -> bool:
    number = article_id.split("-")[0]
    return number.isdigit() and int(number) % VALIDATION_STEP == 0


def main(arguments: Sequence[str]) -> None:
    """Read the articles, train every question, write the weights and print the figures."""
    folders = [Path(a) for a in arguments]
    articles = [a for pair in zip(folders[::2], folders[1::2], strict=True) for a in articles_in(*pair)]
    rules = ruleset.load()
    finder = ClaimFinder(rules, Weights({}, {}))
    rows = [row for article in articles if not _held_out(article.id) for row in rows_of(article, finder)]
    rows += rows_of_examples(rules, finder)
    TARGET.write_text(json.dumps(_record(_tables(rows)), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _tables(rows: Sequence[Row]) -> dict[str, Table]:
    counts = Counter(signal for row in rows for signal in row.signals)
    names = sorted(name for name, times in counts.items() if times >= RARE)
    kinds = [name for name in names if name.startswith(("kind:", "names:", "shape:past", "shape:verbless", "block:"))]
    claims = [row for row in rows if row.gold is not None]
    tables = {QUESTION: train(rows, np.array([row.is_claim for row in rows]), names, PENALTY[QUESTION])}
    for kind in ClaimType:
        y = np.array([row.gold is not None and kind in row.gold.types for row in claims])
        if y.sum() >= FEWEST:
            tables[str(kind)] = train(claims, y, kinds, TYPE_PENALTY)
    for question, table in tables.items():
        sys.stdout.write(f"{question}: F1 {table.f1} out of fold, {table.yes} yes, threshold {table.threshold}\n")
    return tables


def _record(tables: dict[str, Table]) -> dict[str, object]:
    return {
        "tables": {question: table.weights for question, table in tables.items()},
        "thresholds": {question: table.threshold for question, table in tables.items()},
    }


if __name__ == "__main__":
    main(sys.argv[1:])
