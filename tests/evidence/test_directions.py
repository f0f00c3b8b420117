"""Which way an outcome went, from sentences on trials."""

from __future__ import annotations

import pytest

from claimcheck.evidence.directions import Compared, direction_of
from claimcheck.evidence.effects import Change

TEA = Compared("nettle tea", "water", "pain")
WALKING = Compared("nettle tea", "water", "walking distance")


@pytest.mark.parametrize(
    ("compared", "text", "change"),
    [
        (TEA, "Pain was significantly lower with nettle tea.", Change.FALL),
        (TEA, "Nettle tea increased pain.", Change.RISE),
        (TEA, "Pain was lower with water than with nettle tea.", Change.RISE),
        (TEA, "Pain improved with nettle tea.", Change.FALL),
        (WALKING, "Walking distance improved with nettle tea.", Change.RISE),
        (TEA, "Pain did not differ between the groups.", Change.NONE),
        (TEA, "Pain scores were 3 and 4 (p = 0.60).", Change.NONE),
        (Compared("nettle tea", "water", "pain relief"), "Nettle tea gave a greater reduction of pain.", Change.RISE),
        (TEA, "Forty people took part.", Change.UNKNOWN),
        (TEA, "", Change.UNKNOWN),
        (TEA, "Walking distance increased with nettle tea. Pain was not reduced.", Change.NONE),
    ],
)
def test_directions(compared: Compared, text: str, change: Change) -> None:
    assert direction_of(compared, text) is change
