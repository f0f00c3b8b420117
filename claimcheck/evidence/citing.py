"""Whether a sentence says of the work it cites what that work says: accurate, not accurate, or not what the work speaks of.

The signals are shares and yes-or-no observations; their weights were fitted on public labelled citations (`claimcheck.training.citing`).
The answer is a lead for a reader, no proof: about two in three are right. Numbers (`evidence.numbers`) and stances
(`evidence.plain`) of the passages were tried as signals and told nothing more on those citations.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from claimcheck import resources
from claimcheck.evidence.effects import account_of
from claimcheck.evidence.terms import content, share

FILE = "evidence/citing.json"
BIAS = "bias"
_METHOD = re.compile(
    r"\b(?:methods?|described|previously|according to|using|performed|protocol|calculated|measured|(?:was|were) used)\b", re.IGNORECASE
)


class Fidelity(StrEnum):
    """How a citing sentence stands to the work it cites."""

    ACCURATE = "accurate"
    NOT_ACCURATE = "not accurate"
    IRRELEVANT = "irrelevant"


@dataclass(frozen=True, slots=True)
class Citing:
    """A sentence that cites: the `part` before the marker, back to the marker before it, and the whole `sentence`, without markers.

    `among_several` where the marker names several works at once, `others_beside` where the sentence cites others elsewhere.
    """

    part: str
    sentence: str
    among_several: bool = False
    others_beside: bool = False


@dataclass(frozen=True, slots=True)
class CitingReading:
    """How a citing sentence was read: the answer, how likely it is (0 to 1), and what was observed."""

    fidelity: Fidelity
    likelihood: float
    signals: Mapping[str, float]


def read_citing(citing: Citing, passages: Sequence[str]) -> CitingReading:
    """The likeliest answer for a citing sentence, given passages of the work it cites."""
    signals = signals_of(citing, passages)
    heights = {fidelity: _height(fidelity, signals) for fidelity in Fidelity}
    top = max(heights.values())
    whole = sum(math.exp(height - top) for height in heights.values())
    best = max(heights, key=lambda fidelity: heights[fidelity])
    return CitingReading(best, 1 / whole, signals)


def signals_of(citing: Citing, passages: Sequence[str]) -> dict[str, float]:
    """What is observed of a citing sentence and the passages, each from 0 to 1."""
    wanted = content(citing.part)
    shares = [share(wanted, passage) for passage in passages] or [0.0]
    nearest = max(passages, key=lambda passage: share(wanted, passage), default="")
    return {
        "shared on average": sum(shares) / len(shares),
        "shared with all": share(wanted, " ".join(passages)),
        "sentence shared with nearest": max((share(content(citing.sentence), passage) for passage in passages), default=0.0),
        "nearest shared": share(content(nearest), citing.part),
        "among several": float(citing.among_several),
        "others beside": float(citing.others_beside),
        "method": float(bool(_METHOD.search(citing.part))),
        "tells an effect": float(bool(account_of(citing.part).effects)),
    }


def _height(fidelity: Fidelity, signals: Mapping[str, float]) -> float:
    table = _weights()[fidelity]
    return table[BIAS] + sum(table.get(name, 0.0) * value for name, value in signals.items())


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    record: Mapping[str, Mapping[str, float]] = json.loads(resources.text(FILE))
    return record
