"""Figures of labels and of rankings, as the papers of the public sets define them; all are shares from 0 to 1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log2, sqrt

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


def weighted_f1(pairs: Iterable[Pair]) -> float:
    """The mean of F1 over the labels of the gold, each weighed by how often it stands there, from pairs (gold, found)."""
    known = list(pairs)
    often = Counter(gold for gold, _ in known)
    return sum(count * f1_of(known, label) for label, count in often.items()) / len(known) if known else 0.0


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's correlation of the two sides of pairs, -1 to 1; 0 where a side does not vary."""
    one, other = mean(a for a, _ in pairs), mean(b for _, b in pairs)
    both = sum((a - one) * (b - other) for a, b in pairs)
    spread = sqrt(sum((a - one) ** 2 for a, _ in pairs)) * sqrt(sum((b - other) ** 2 for _, b in pairs))
    return both / spread if spread else 0.0


def average_precision(ranked: Sequence[bool]) -> float:
    """The mean precision at the place of each relevant entry of a ranking (True is relevant); 0 where none is."""
    places = [place for place, relevant in enumerate(ranked, 1) if relevant]
    return mean(number / place for number, place in enumerate(places, 1))


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


def share_difference(pairs: Iterable[Pair], label: str) -> float:
    """The share of what was found with a label minus the share that has it: above 0 where it is given too often; 0 of none."""
    known = list(pairs)
    more = sum(found == label for _, found in known) - sum(gold == label for gold, _ in known)
    return more / len(known) if known else 0.0


def calibration_error(answers: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """How far probabilities stand from the share that is right (expected calibration error), from pairs (probability, whether right).

    Answers are parted into `bins` of equal width over 0 to 1, each bin weighs by its answers; 1 belongs to the last bin. 0 of none.
    """
    parted: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for probability, right in answers:
        parted[min(max(int(probability * bins), 0), bins - 1)].append((probability, right))
    count = sum(len(held) for held in parted.values())
    apart = (abs(sum(right for _, right in held) - sum(probability for probability, _ in held)) for held in parted.values())
    return sum(apart) / count if count else 0.0


def _gain(grades: Sequence[float]) -> float:
    return sum(grade / log2(place + 2) for place, grade in enumerate(grades))
