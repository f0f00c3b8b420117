"""The weights that signals carry, trained on marked articles and shipped as data (card: claimcheck/claims/README.md)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from claimcheck import resources

FILE = "claims/weights.json"
BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Weights:
    """For each question (`claim`, and one a claim type) what a signal adds to its log-odds, and the probability from which it is yes."""

    tables: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, float]

    def probability(self, question: str, signals: Iterable[str]) -> float:
        """How likely the answer to a question is yes, 0 to 1."""
        table = self.tables[question]
        return 1 / (1 + math.exp(-table[BIAS] - sum(table.get(signal, 0.0) for signal in signals)))

    def says_yes(self, question: str, signals: Iterable[str]) -> bool:
        """Whether the probability reaches the question's threshold."""
        return self.probability(question, signals) >= self.thresholds[question]

    def heaviest(self, question: str, signals: Iterable[str], count: int = 5) -> tuple[tuple[str, float], ...]:
        """The signals that weighed most for or against, heaviest first."""
        table = self.tables[question]
        weighed = [(signal, table[signal]) for signal in signals if table.get(signal)]
        return tuple(sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0]))[:count])


@cache
def shipped() -> Weights:
    """The weights of this release."""
    record = json.loads(resources.text(FILE))
    return Weights(record["tables"], record["thresholds"])
