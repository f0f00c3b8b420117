"""One ranking from two: how well words fit, and how like the meaning is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

WORDS_SHARE = 1 / 7
TOPIC_SHARE = 1 / 2
"""More of the words, for those of a topic also tell telling designs and what a work is about from what it mentions."""
Scored = tuple[tuple[float, int], ...]


def fused(words: Sequence[tuple[float, int]], likeness: Mapping[int, float], share: float = WORDS_SHARE) -> Scored:
    """Records by both, best first, each score at most 1; `words` are scores of the text search, `likeness` cosines.

    A record whose words were not found counts as having none; one without a vector as though its meaning were as near, among all that are
    here, as its words are.
    """
    fit = _by_best(words)
    least, most = min(likeness.values(), default=0.0), max(likeness.values(), default=1.0)
    near = {record: least + (most - least) * value for record, value in fit.items()} | dict(likeness)
    scores = ((share * fit.get(record, 0.0) + (1 - share) * value, record) for record, value in near.items())
    return tuple(sorted(scores, key=lambda pair: (-pair[0], pair[1])))


def _by_best(words: Iterable[tuple[float, int]]) -> dict[int, float]:
    """Scores as shares of the best."""
    scores = {record: score for score, record in words}
    best = max(scores.values(), default=0.0)
    return {record: score / best if best > 0 else 0.0 for record, score in scores.items()}
