"""The verifier in use: the one place that says with what passages are read, so that a better reading changes no other line."""

from __future__ import annotations

from functools import cache

from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.verifier import Verifier


@cache
def verifier() -> Verifier:
    """The best verifier that this installation has, built once; today the plain reading, which needs no weights."""
    return PlainVerifier()


def trained_on() -> frozenset[str]:
    """The parts of labelled sets (`set/part`, or a set for all of it) that the verifier in use was trained on; empty for the plain one."""
    return frozenset(getattr(verifier(), "trained_on", ()))
