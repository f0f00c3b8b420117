"""Which trained models a run reads with, and the line that says where the rules have to answer alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimcheck.claims import combination, heads
from claimcheck.evidence import standing_verifier
from claimcheck.inference import identity
from claimcheck.model import Problem

SENTENCE, STANCE = "sentence", standing_verifier.MODEL
_READ = {SENTENCE: "sentences", STANCE: "passages"}
_SHOWN = 12


def in_use() -> Mapping[str, str]:
    """The models that read, each with the beginning of what tells it from every other version; none where the rules answer alone."""
    return {name: shown(identity(name)) for name, why in _absences().items() if not why}


def shown(whole: str) -> str:
    """A model's identity as a report gives it: its first twelve digits."""
    return whole[:_SHOWN]


def problems() -> Iterator[Problem]:
    """One line for each reason why a model is not in use, with what to do."""
    reasons: dict[str, list[str]] = {}
    for name, why in _absences().items():
        if why:
            reasons.setdefault(why.replace(name, ""), []).append(name)
    for names in reasons.values():
        told = f"{_absences()[names[0]]}; until then {' and '.join(_READ[name] for name in names)} are read by the rules alone"
        yield Problem("models", told, " and ".join(names))


def _absences() -> Mapping[str, str]:
    """For each model why it is not in use, or ""."""
    return {SENTENCE: heads.why_absent() or combination.why_absent(), STANCE: standing_verifier.why_absent()}
