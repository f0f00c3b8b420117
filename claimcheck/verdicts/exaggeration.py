"""One wording held against another: whether a text says more than its source, by how many levels, and in what.

How likely each pair of levels is follows from what was read of each side and from how often the two sides of a retelling have these
levels together (`claimcheck.training.exaggeration`). The same comparison decides on claims and on the labelled set that it is scored on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from claimcheck import resources
from claimcheck.model import Causal
from claimcheck.model.wording import Wording

FILE = "verdicts/exaggeration.json"
STRENGTH, CERTAINTY = "strength", "certainty"
SAME, EXAGGERATES, DOWNPLAYS = "same", "exaggerates", "downplays"
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Margins:
    """From which probability a text exaggerates (`above`) or plays down (`below`), and from which that is sure enough for a finding.

    `together[told][source]` says how much more often a text and its source have two levels together than they would by chance.
    """

    together: tuple[tuple[float, ...], ...]
    above: float
    below: float
    sure: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """How likely a text is worded beyond its source and below it (0 to 1), and how many levels beyond it is to be expected (-3 to 3)."""

    beyond: float
    below: float
    levels: float


def compared(told: Wording, source: Wording, margins: Margins) -> Comparison:
    """A text held against its source."""
    cells = list(_cells(told.causal, source.causal, margins.together))
    whole = sum(share for _, share in cells)
    beyond = sum(share for difference, share in cells if difference > 0)
    below = sum(share for difference, share in cells if difference < 0)
    return Comparison(beyond / whole, below / whole, sum(difference * share for difference, share in cells) / whole)


def label(comparison: Comparison, margins: Margins) -> str:
    """Whether a text exaggerates its source, plays it down, or says the same."""
    further = comparison.beyond / margins.above >= comparison.below / margins.below
    if further and comparison.beyond >= margins.above:
        return EXAGGERATES
    return DOWNPLAYS if not further and comparison.below >= margins.below else SAME


def axis_beyond(claim: Wording, source: Wording, margins: Margins) -> str | None:
    """In what a claim surely says more of an effect than its source: `strength` of a cause, `certainty`, or None.

    Both are taken to speak of an effect: that one of them might speak of none is left out. Only a plain cause can say too much.
    """
    told, given = _of_effect(claim), _of_effect(source)
    if told is None or given is None or told.level is not Causal.DIRECT or given.level >= told.level:
        return None
    if compared(told, given, margins).beyond < margins.sure:
        return None
    if given.level is Causal.CORRELATIONAL:
        return STRENGTH
    surer = claim.certainty is None or source.certainty is None or claim.certainty > source.certainty
    return CERTAINTY if surer else None


def read(record: Mapping[str, object]) -> Margins:
    """Margins from their JSON form."""
    held = json.loads(json.dumps(record))
    together = tuple(tuple(float(share) for share in row) for row in held["together"])
    return Margins(together, float(held["above"]), float(held["below"]), float(held["sure"]))


@cache
def shipped() -> Mapping[str, Margins]:
    """The margins of this release, by what read the wordings: `rules` alone or `model`."""
    return {name: read(margins) for name, margins in json.loads(resources.text(FILE)).items()}


def margins_for(*wordings: Wording) -> Margins:
    """The shipped margins for some wordings: those of the model where it read all of them."""
    return shipped()["model" if all(wording.by_model for wording in wordings) else "rules"]


def _cells(told: Sequence[float], source: Sequence[float], together: Sequence[Sequence[float]]) -> Iterator[tuple[int, float]]:
    """The difference of each pair of levels, and its share."""
    for ours, likely in enumerate(told):
        for theirs, given in enumerate(source):
            yield ours - theirs, max(likely * given * together[ours][theirs], _TINY**2)


def _of_effect(wording: Wording) -> Wording | None:
    """A wording with the level of no relation left out; None where that is nearly all there is."""
    _, *shares = wording.causal
    whole = sum(shares)
    if whole < _TINY:
        return None
    linked, conditional, direct = (share / whole for share in shares)
    return replace(wording, causal=(0.0, linked, conditional, direct))
