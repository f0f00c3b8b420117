"""Whether a passage says what a claim says: one interface for the plain reading and for trained ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from claimcheck.model import Stance


@dataclass(frozen=True, slots=True)
class Statement:
    """What is held against a passage: the claim's words, names and synonyms of what it speaks of, and whether it denies an effect."""

    text: str
    therapies: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a passage bears on a statement: its stance, how sure the reading is (0 to 1), why, and on which axes it falls short.

    `probabilities` are those of supports, refutes and neutral, in this order, where the reading gives them; they stand also where the
    stance is NEUTRAL for want of certainty.
    """

    stance: Stance
    score: float
    reasons: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    probabilities: tuple[float, float, float] | None = None


class Verifier(Protocol):
    """Reads a passage against a statement."""

    def judge(self, statement: Statement, passage: str) -> Bearing:
        """How the passage bears on the statement; NEUTRAL where it cannot tell."""
        ...


@runtime_checkable
class WorkVerifier(Verifier, Protocol):
    """A verifier that reads the passages of a work together too, beside a plain one."""

    plain: Verifier

    def weigh(self, statement: Statement, passages: Sequence[str], plain: Bearing) -> Bearing:
        """How some passages of one work, in the order of its text, bear together; `plain` is how the plain reading takes the work."""
        ...
