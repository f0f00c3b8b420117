"""How a sentence is worded: how causal, how firmly and how surely it says what it says."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model.claims import Causal, Strength


@dataclass(frozen=True, slots=True)
class Wording:
    """How a text is worded, read from the most causal of its sentences.

    `causal` is how likely each level of `Causal` is, in its order (sum 1); `strength` how firmly it is put; `by_model` whether a trained
    model had its say; `certainty` how surely a finding is told, from 1 to 6, as that model reads it (None where it does not).
    """

    text: str
    causal: tuple[float, float, float, float]
    strength: Strength = Strength.ASSERTIVE
    by_model: bool = False
    certainty: float | None = None

    @property
    def level(self) -> Causal:
        """The likeliest level, the lowest of equals."""
        return max(Causal, key=lambda level: (self.causal[level], -level))

    @property
    def expected(self) -> float:
        """The level to be expected, 0 to 3."""
        return sum(level * share for level, share in enumerate(self.causal))
