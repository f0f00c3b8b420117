"""One ranking from two: how well words fit, and how like the meaning is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

WORDS_SHARE = 0.3
Scored = tuple[tuple[float, int], ...]


def fused(words: Sequence[tuple[float, int]], likeness: Mapping[int, float], share: float = WORDS_SHARE) -> Scored:
    """Records by both, best first, each score from 0 to 1; `words` are scores of the text search, `likeness` cosines.

    A record whose words were not found counts as having none; one without a vector is ranked as its words rank it, as though its meaning
    were as near.
    """
    fit = _by_best(words)
    near = _spread(likeness)
    scores = {record: _joined(fit.get(record, 0.0), near.get(record), share) for record in dict.fromkeys((*fit, *near))}
    return tuple(sorted(((score, record) for record, score in scores.items()), key=lambda pair: (-pair[0], pair[1])))


def _joined(words: float, near: float | None, share: float) -> float:
    return words if near is None else share * words + (1 - share) * near


def _by_best(words: Iterable[tuple[float, int]]) -> dict[int, float]:
    scores = {record: score for score, record in words}
    best = max(scores.values(), default=0.0)
    return {record: score / best if best > 0 else 0.0 for record, score in scores.items()}


def _spread(likeness: Mapping[int, float]) -> dict[int, float]:
    """From 0 for the least like to 1 for the likest."""
    if not likeness:
        return {}
    least, most = min(likeness.values()), max(likeness.values())
    return {record: (value - least) / (most - least) if most > least else 1.0 for record, value in likeness.items()}
