"""The trained stance model joined with the plain reading: one table of weights, calibrated, and silent below a threshold."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from claimcheck import resources
from claimcheck.evidence.observed import observed
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.model import Stance

FILE = "evidence/stance.json"
HEAD = "stance"
BIAS = "bias"
STANCES = (Stance.SUPPORTS, Stance.REFUTES, Stance.NEUTRAL)
KEPT_FROM = 0.3
"""How likely the model must find a stance of the plain reading for it to stand."""
_KEPT = 4096


class PairModel(Protocol):
    """A loaded network that reads a statement and a passage: raw numbers a head."""

    @property
    def calibration(self) -> Mapping[str, object]:
        """What the weights were trained on, among others."""

    def run(self, text: str, second: str = "") -> Mapping[str, Iterable[float]]:
        """The raw output of each head."""


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of observations by stance, and from which probability a stance is taken: below, the reading abstains."""

    weights: Mapping[Stance, Mapping[str, float]]
    thresholds: Mapping[Stance, float]

    def probabilities(self, observations: Mapping[str, float]) -> tuple[float, float, float]:
        """How likely supports, refutes and neutral are."""
        heights = [self._height(stance, observations) for stance in STANCES]
        top = max(heights)
        powers = [math.exp(height - top) for height in heights]
        whole = sum(powers)
        return powers[0] / whole, powers[1] / whole, powers[2] / whole

    def _height(self, stance: Stance, observations: Mapping[str, float]) -> float:
        weights = self.weights[stance]
        return weights.get(BIAS, 0.0) + sum(weights.get(name, 0.0) * value for name, value in observations.items())

    def stance(self, probabilities: Sequence[float]) -> Stance:
        """The likelier of the two stances where it reaches its threshold, else NEUTRAL."""
        best = 0 if probabilities[0] >= probabilities[1] else 1
        return STANCES[best] if probabilities[best] >= self.thresholds[STANCES[best]] else Stance.NEUTRAL


def table_of(name: str) -> Table:
    """One of the shipped tables: `passage` for a passage alone, `work` for what the passages of a work say together."""
    record = json.loads(resources.text(FILE))[name]
    weights = {Stance(stance): dict(table) for stance, table in record["weights"].items()}
    return Table(weights, {Stance(stance): float(value) for stance, value in record["thresholds"].items()})


def tables_why_absent() -> str:
    """The line that says that the tables are missing or damaged and what to do; "" where they are whole."""
    try:
        table_of("passage"), table_of("work")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return f"claimcheck/{FILE} is missing or damaged; install claimcheck-health again"
    return ""


class JoinedVerifier:
    """A `Verifier` that asks the trained model and the plain reading, and takes a stance only where both together are sure."""

    def __init__(self, model: PairModel, tables: Mapping[str, Table] | None = None) -> None:
        self._model, self.plain = model, PlainVerifier()
        self._passage = (tables or {}).get("passage") or table_of("passage")
        self._work = (tables or {}).get("work") or table_of("work")
        self._raw = lru_cache(maxsize=_KEPT)(self._run)

    @property
    def trained_on(self) -> frozenset[str]:
        """The parts of labelled sets that the weights saw, as `set/part`."""
        held = self._model.calibration.get("trained_on")
        return frozenset(name for name in held if isinstance(name, str)) if isinstance(held, list | tuple) else frozenset()

    def judge(self, statement: Statement, passage: str) -> Bearing:
        """How the passage bears on the statement, with the probabilities of the three stances."""
        plain = self.plain.judge(statement, passage)
        return _bearing(self._passage, self.observe(statement, passage, plain), plain)

    def observe(self, statement: Statement, passage: str, plain: Bearing | None = None) -> Mapping[str, float]:
        """The model's log-probabilities and what is observed beside them."""
        plain = plain or self.plain.judge(statement, passage)
        return {**dict(self._raw(statement.text, passage)), **observed(statement, passage, plain)}

    def weigh(self, statement: Statement, passages: Sequence[str], plain: Bearing) -> Bearing:
        """How the best passages of one work, in the order of its text, bear on the statement together.

        `plain` is how the plain reading takes the work.
        """
        return _bearing(self._work, self.observe_work(statement, passages, plain), plain)

    def observe_work(self, statement: Statement, passages: Sequence[str], plain: Bearing) -> Mapping[str, float]:
        """What is observed of all passages together, and the surest of what each says alone."""
        together = self.observe(statement, " ".join(passages), plain)
        alone = [self.judge(statement, passage).probabilities or (0.0, 0.0, 1.0) for passage in passages]
        surest = (max((one[number] for one in alone), default=0.0) for number in range(2))
        return dict(together) | {f"surest {stance}": likely for stance, likely in zip(STANCES[:2], surest, strict=True)}

    def _run(self, text: str, passage: str) -> tuple[tuple[str, float], ...]:
        raw = [float(number) for number in self._model.run(text, passage)[HEAD]]
        top = max(raw)
        whole = top + math.log(sum(math.exp(number - top) for number in raw))
        return tuple((f"model {stance}", max(-8.0, number - whole)) for stance, number in zip(STANCES, raw, strict=True))


def _bearing(table: Table, observations: Mapping[str, float], plain: Bearing) -> Bearing:
    """The stance that both readings allow.

    What the plain reading takes a stance on stands, with its reasons, unless the model finds it unlikely; where it abstains the model alone
    may take one, as sure as its probability. So nothing is refuted on one weak probability: the steps of the verdict ask for far more.
    """
    likely = table.probabilities(observations)
    if plain.stance is Stance.NEUTRAL:
        return _by_model(table.stance(likely), likely, plain)
    if likely[STANCES.index(plain.stance)] >= KEPT_FROM:
        return replace(plain, probabilities=likely)
    reason = f"the trained reading finds that unlikely ({likely[STANCES.index(plain.stance)]:.2f})"
    return Bearing(Stance.NEUTRAL, 0.25, (reason, *plain.reasons), plain.limits, likely)


def _by_model(stance: Stance, likely: tuple[float, float, float], plain: Bearing) -> Bearing:
    """What the model alone takes; the plain reading's reason for abstaining stands beside it."""
    if stance is Stance.NEUTRAL:
        return replace(plain, probabilities=likely)
    score = round(likely[STANCES.index(stance)], 2)
    reason = f"read as {'bearing it out' if stance is Stance.SUPPORTS else 'saying otherwise'} by the trained reading ({score:.2f})"
    return Bearing(stance, score, (reason, *plain.reasons[:1]), plain.limits, likely)
