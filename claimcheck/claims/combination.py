"""How the weights of signals and the trained model are put together: one formula a kind of question (card: claimcheck/claims/README.md).

Yes or no: log-odds = bias + rules * log-odds(rules) + model * log-odds(model). One of several labels: the model's log-probability,
and a bonus for the label that the rules give. Fitted on predictions for pages that neither had seen (`claimcheck.training.combining`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from claimcheck import resources

FILE = "claims/combination.json"
_SUREST = 0.999


def log_odds(probability: float) -> float:
    """The log-odds of a probability, which is kept away from 0 and 1."""
    inside = min(max(probability, 1 - _SUREST), _SUREST)
    return math.log(inside / (1 - inside))


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """The formula of one yes-or-no question, and the probability from which the answer is yes."""

    bias: float
    rules: float
    model: float
    threshold: float

    def probability(self, rules: float, model: float) -> float:
        """How likely yes is, given what the rules and the model say (0 to 1 each)."""
        return 1 / (1 + math.exp(-(self.bias + self.rules * log_odds(rules) + self.model * log_odds(model))))


@dataclass(frozen=True, slots=True)
class Combination:
    """The formulas: whether it is a claim, each type, the bonus of the rules' label by question, and how doubt is read."""

    claim: YesOrNo
    types: Mapping[str, YesOrNo]
    bonus: Mapping[str, float]
    doubt: YesOrNo

    def label(self, question: str, rules: str, model: Mapping[str, float]) -> str:
        """The likeliest label of a question with several."""
        bonus = self.bonus[question]
        return max(model, key=lambda label: log_odds(model[label]) + (bonus if label == rules else 0.0))


def model_alone(combination: Combination) -> Combination:
    """The same questions answered by the model alone: yes from one in two, and no bonus for the rules' label."""
    alone = YesOrNo(0.0, 0.0, 1.0, 0.5)
    return Combination(alone, dict.fromkeys(combination.types, alone), dict.fromkeys(combination.bonus, 0.0), combination.doubt)


def read(record: Mapping[str, object]) -> Combination:
    """A combination from its JSON form."""
    held = json.loads(json.dumps(record))
    types = {kind: YesOrNo(**table) for kind, table in held["types"].items()}
    return Combination(YesOrNo(**held["claim"]), types, held["bonus"], YesOrNo(**held["doubt"]))


@cache
def shipped() -> Combination | None:
    """The combination of this release; None where its file is missing or damaged (then the rules answer alone)."""
    try:
        return read(json.loads(resources.text(FILE)))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def why_absent() -> str:
    """The line that says that the combination is not there and what to do; "" where it is."""
    return "" if shipped() else f"claimcheck/{FILE} is missing or damaged; install claimcheck-health again"
