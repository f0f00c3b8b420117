"""What training learns from: texts with what is known of them, and the questions asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Head:
    """One question: its labels, and how they are answered: one of them, any number of them, or a value on a scale."""

    labels: tuple[str, ...]
    kind: str = "one"
    importance: float = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """A text (and a second one) with what is known of it.

    `answers` gives for each head the labels that would be right: one or more allowed ones for a head of kind "one", all true ones for
    kind "many", a number for kind "scale". `names` are spans of the first text that name what it is about and may be hidden in training.
    """

    first: str
    second: str = ""
    answers: Mapping[str, tuple[str, ...] | float] = field(default_factory=dict)
    weight: float = 1.0
    names: tuple[tuple[int, int], ...] = ()
