"""What the trained sentence model says of a sentence: one answer a head, each as probabilities or a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from typing import Protocol

_KEPT = 1024


class TextModel(Protocol):
    """A loaded network: raw numbers a head for a text and its context, with the figures that turn them into probabilities."""

    @property
    def heads(self) -> Mapping[str, tuple[str, ...]]:
        """The labels of each head in the order of its output."""

    @property
    def calibration(self) -> Mapping[str, object]:
        """Temperatures, which heads have several labels at once, which give a value, and what the weights were trained on."""

    def run(self, text: str, second: str = "") -> Mapping[str, Iterable[float]]:
        """The raw output of each head."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The answers of all heads to one sentence; `probabilities` by head and label (0 to 1), `values` of heads that measure."""

    probabilities: Mapping[str, Mapping[str, float]]
    values: Mapping[str, float]

    def likeliest(self, head: str) -> str:
        """The label with the highest probability, the first of equals (KeyError for a head that is not there)."""
        of = self.probabilities[head]
        return max(of, key=lambda label: of[label])

    def probability(self, head: str, label: str) -> float:
        """How likely a label is (KeyError where there is no such head or label)."""
        return self.probabilities[head][label]

    def value(self, head: str) -> float:
        """What a measuring head gives, on its own scale (KeyError where there is no such head)."""
        return self.values[head]


class SentenceModel:
    """The sentence model over a loaded network; what was read is kept, the last thousand sentences of it."""

    def __init__(self, model: TextModel) -> None:
        self._model = model
        self.heads: Mapping[str, tuple[str, ...]] = dict(model.heads)
        self._several = _names(model.calibration.get("multilabel"))
        self._measuring = _names(model.calibration.get("scale")) & {head for head, labels in self.heads.items() if len(labels) == 1}
        self._kept = lru_cache(maxsize=_KEPT)(self._read)

    @property
    def calibration(self) -> Mapping[str, object]:
        """The figures that turn its numbers into probabilities, and what it was trained on."""
        return self._model.calibration

    @property
    def trained_pages(self) -> frozenset[str]:
        """The marked pages that the weights were trained on, by the digest of their text (`claimcheck.scoring.out_of_fold.page_of`)."""
        return _names(self._model.calibration.get("trained_pages"))

    @property
    def trained_on(self) -> frozenset[str]:
        """The parts of labelled sets that the weights were trained on, as `set/part`."""
        return _names(self._model.calibration.get("trained_on"))

    def read(self, text: str, context: str = "") -> Heads:
        """All heads for a sentence; `context` comes from `abstract_context` or `article_context`, or is empty."""
        return self._kept(text, context)

    def _read(self, text: str, context: str) -> Heads:
        raw = {head: [float(number) for number in numbers] for head, numbers in self._model.run(text, context).items()}
        values = {head: self._value(head, numbers[0]) for head, numbers in raw.items() if head in self._measuring}
        return Heads({head: self._shares(head, numbers) for head, numbers in raw.items() if head not in values}, values)

    def _shares(self, head: str, raw: Sequence[float]) -> Mapping[str, float]:
        heat = _number(_held(self._model.calibration, "temperature", head), 1.0)
        cooled = [number / heat if heat > 0 else number for number in raw]
        shares = [_sigmoid(number) for number in cooled] if head in self._several else _softmax(cooled)
        return dict(zip(self.heads[head], shares, strict=True))

    def _value(self, head: str, raw: float) -> float:
        """The value itself, or offset + factor × raw where the scale of a head is given as these two numbers."""
        scale = _held(self._model.calibration, "scale", head)
        if isinstance(scale, list | tuple) and len(scale) == 2:
            return _number(scale[0], 0.0) + _number(scale[1], 1.0) * raw
        return raw


def sentence_model() -> SentenceModel | None:
    """The shipped sentence model, loaded once; None where its weights are missing or damaged (then the rules answer alone)."""
    return _opened()[0]


def why_absent() -> str:
    """The line that says why there is no sentence model and what to do; "" where there is one."""
    return _opened()[1]


def abstract_context(sentences: Sequence[str], index: int) -> str:
    """What the model is told of a sentence of an abstract: its place, how many there are, and the sentence before it."""
    before = sentences[index - 1] if index > 0 else ""
    return f"sentence {index + 1} of {len(sentences)}. {before}"


def article_context(section: Sequence[str], therapy: str, condition: str, kind: str) -> str:
    """What the model is told of a sentence of an article: kind of block, headings above it, therapy and condition in focus."""
    return " | ".join((kind, " > ".join(section), therapy, condition))


@cache
def _opened() -> tuple[SentenceModel | None, str]:
    from claimcheck.inference import open_if_whole

    model, why = open_if_whole("sentence")
    return (SentenceModel(model) if model else None, why)


def _softmax(raw: Sequence[float]) -> list[float]:
    top = max(raw, default=0.0)
    powers = [exp(number - top) for number in raw]
    return [power / sum(powers) for power in powers]


def _sigmoid(raw: float) -> float:
    return 1 / (1 + exp(-raw)) if raw >= 0 else exp(raw) / (1 + exp(raw))


def _names(value: object) -> frozenset[str]:
    """The texts of a list or the keys of a mapping; none where it is neither."""
    return frozenset(name for name in value if isinstance(name, str)) if isinstance(value, list | tuple | Mapping) else frozenset()


def _held(calibration: Mapping[str, object], name: str, head: str) -> object:
    of = calibration.get(name)
    return of.get(head) if isinstance(of, Mapping) else None


def _number(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) else otherwise
