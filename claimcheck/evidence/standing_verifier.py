"""The verifier in use: the one place that says with what passages are read, so that a better reading changes no other line."""

from __future__ import annotations

from functools import cache

from claimcheck.evidence.joined import JoinedVerifier, PairModel, tables_why_absent
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.verifier import Verifier

MODEL = "stance"


@cache
def verifier() -> Verifier:
    """The best verifier that this installation has, built once: the trained one, or the plain reading where its weights are not whole."""
    model = network()
    return JoinedVerifier(model) if model and not tables_why_absent() else PlainVerifier()


def network() -> PairModel | None:
    """The trained model that reads pairs, None where its weights are not whole."""
    from claimcheck.inference import open_if_whole

    return open_if_whole(MODEL)[0]


def why_absent() -> str:
    """The line that says why the trained reading is not in use; "" where it is."""
    from claimcheck.inference import open_if_whole

    return open_if_whole(MODEL)[1] or tables_why_absent()


def trained_on() -> frozenset[str]:
    """The parts of labelled sets (`set/part`, or a set for all of it) that the verifier in use was trained on; empty for the plain one."""
    return frozenset(getattr(verifier(), "trained_on", ()))
