"""Figures of labels and of rankings, as the papers of the public sets define them; all are shares from 0 to 1."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log2

Pair = tuple[str, str]


def accuracy(pairs: Iterable[Pair]) -> float:
    """The share of pairs (gold, found) that agree; 0 of none."""
    same = [gold == found for gold, found in pairs]
    return sum(same) / len(same) if same else 0.0


def f1_of(pairs: Iterable[Pair], label: str) -> float:
    """F1 of one label over pairs (gold, found); 0 where the label stands in neither."""
    right = wanted = given = 0
    for gold, found in pairs:
        right += gold == found == label
        wanted += gold == label
        given += found == label
    return 2 * right / (wanted + given) if wanted + given else 0.0


def precision_of(pairs: Iterable[Pair], label: str) -> float:
    """The share of what was found with a label that has it; 0 where it was never found."""
    golds = [gold for gold, found in pairs if found == label]
    return golds.count(label) / len(golds) if golds else 0.0


def recall_of(pairs: Iterable[Pair], label: str) -> float:
    """The share of what has a label that was found with it; 0 where nothing has it."""
    founds = [found for gold, found in pairs if gold == label]
    return founds.count(label) / len(founds) if founds else 0.0


def macro_f1(pairs: Iterable[Pair], labels: Collection[str] = ()) -> float:
    """The mean of F1 over `labels` (without them over all labels of the gold), from pairs (gold, found)."""
    known = list(pairs)
    of = tuple(labels) or tuple(sorted({gold for gold, _ in known}))
    return sum(f1_of(known, label) for label in of) / len(of) if of else 0.0


def ndcg(ranked: Sequence[str], relevant: Collection[str] | Mapping[str, float], k: int) -> float:
    """Normalised discounted cumulative gain of the first `k`; a mapping grades what is relevant, else each counts 1."""
    grades = relevant if isinstance(relevant, Mapping) else dict.fromkeys(relevant, 1.0)
    best = _gain(sorted(grades.values(), reverse=True)[:k])
    return _gain([grades.get(name, 0.0) for name in dict.fromkeys(ranked[:k])]) / best if best else 0.0


def recall(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """The share of what is relevant that stands among the first `k`; 0 where nothing is."""
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant)) if relevant else 0.0


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of none."""
    known = list(values)
    return sum(known) / len(known) if known else 0.0


def _gain(grades: Sequence[float]) -> float:
    return sum(grade / log2(place + 2) for place, grade in enumerate(grades))
