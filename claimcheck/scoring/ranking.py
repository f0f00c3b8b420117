"""How good a ranked list is."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence


def ndcg(ranked: Sequence[str], relevant: Collection[str], depth: int) -> float:
    """Normalised discounted cumulative gain of the first `depth` names, 0 to 1, every relevant name alike (0 where there is none)."""
    best = sum(1 / math.log2(place + 2) for place in range(min(depth, len(relevant))))
    gained = sum(1 / math.log2(place + 2) for place, name in enumerate(ranked[:depth]) if name in relevant)
    return gained / best if best else 0.0


def recall(ranked: Sequence[str], relevant: Collection[str], depth: int) -> float:
    """The share of the relevant names among the first `depth` (0 where there is none)."""
    return len(set(ranked[:depth]) & set(relevant)) / len(set(relevant)) if relevant else 0.0
