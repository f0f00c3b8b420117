"""The weights of signals (claims/weights.json): one logistic regression a question, from marked articles.

The flagged examples of the rules are further claims (their types are not marked). Thresholds are chosen on predictions
out of fold, articles kept whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claimcheck.claims.finding import ClaimFinder
from claimcheck.claims.weighing import QUESTION
from claimcheck.claims.weights import BIAS, Weights
from claimcheck.model import ClaimType, Ruleset
from claimcheck.surfaces.rule_trial import as_article
from claimcheck.training.articles import MarkedSentence
from claimcheck.training.regression import best_threshold, expected, fit, matrix

FOLDS = 6
RARE = 8
PENALTY = 5.0
TYPE_PENALTY = 2.0
FEWEST = 8
EXAMPLE = "example "
_OF_TYPES = ("kind:", "names:", "shape:past", "shape:verbless", "block:")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence as the regression sees it; `types` are None where they are not marked."""

    article: str
    signals: frozenset[str]
    is_claim: bool
    types: frozenset[str] | None


def row_of(sentence: MarkedSentence) -> Row:
    """A sentence of a marked article."""
    gold = sentence.gold
    return Row(sentence.article, sentence.observed.signals, gold is not None, gold.types if gold else None)


def rows_of_examples(rules: Ruleset, finder: ClaimFinder) -> list[Row]:
    """The flagged examples of the rules: claims written by the project."""
    rows = []
    for rule in rules.rules:
        for example in rule.examples:
            if example.span is not None and rule.when:
                document, start = as_article(example)
                observed = finder.observe(document)
                rows += [Row(f"{EXAMPLE}{rule.id}", signals, True, None) for s, _, signals in observed if s.span.start >= start]
    return rows


def weights_of(rows: Sequence[Row]) -> Weights:
    """The weights and thresholds of every question that enough sentences answer with yes."""
    counts = Counter(signal for row in rows for signal in row.signals)
    names = sorted(name for name, times in counts.items() if times >= RARE)
    kinds = [name for name in names if name.startswith(_OF_TYPES)]
    claims = [row for row in rows if row.types is not None]
    tables = {QUESTION: _trained(rows, np.array([row.is_claim for row in rows]), names, PENALTY)}
    for kind in ClaimType:
        truth = np.array([row.types is not None and kind in row.types for row in claims])
        if truth.sum() >= FEWEST:
            tables[str(kind)] = _trained(claims, truth, kinds, TYPE_PENALTY)
    return Weights({name: table for name, (table, _) in tables.items()}, {name: threshold for name, (_, threshold) in tables.items()})


def _trained(rows: Sequence[Row], truth: npt.NDArray[np.bool_], names: Sequence[str], penalty: float) -> tuple[dict[str, float], float]:
    """One question fitted on all rows, and its threshold."""
    x = matrix([row.signals for row in rows], names)
    folds = _folds([row.article for row in rows])
    held_out = np.zeros(len(rows))
    for fold in range(FOLDS):
        inside = folds == fold
        held_out[inside] = expected(x[inside], fit(x[~inside], truth[~inside], penalty))
    marked = np.array([not row.article.startswith(EXAMPLE) for row in rows])
    threshold = best_threshold(held_out[marked], truth[marked])
    weights = fit(x, truth, penalty)
    table = {name: round(float(w), 3) for name, w in zip([*names, BIAS], weights, strict=True) if abs(w) >= 0.005 or name == BIAS}
    return table, threshold


def _folds(articles: Sequence[str]) -> npt.NDArray[np.int64]:
    order = {name: number for number, name in enumerate(sorted(set(articles)))}
    return np.array([order[name] % FOLDS for name in articles])
