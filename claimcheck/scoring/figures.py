"""The figures of one benchmark, in the form that `claimcheck score --json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """What a benchmark came to: its name, the part that was scored, how many examples, and each metric by name (shares 0 to 1)."""

    benchmark: str
    split: str
    n: int
    metrics: Mapping[str, float | int]
