"""Claims that a search cannot settle keep their passages, without a stance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.evidence.unsettled import unsettled
from claimcheck.evidence.verifier import Statement
from claimcheck.model import (
    Attribution,
    Causal,
    Certainty,
    CharSpan,
    Claim,
    ClaimType,
    Evidence,
    Mention,
    Role,
    Stance,
    Strength,
    Tier,
    Work,
)

PIECE = Evidence("c1", Work((), "A made trial"), "Nettle tea reduced pain.", Stance.REFUTES, 0.9, Tier.E4, Certainty.MODERATE)


def claim_of(text: str, *therapies: str, types: tuple[ClaimType, ...] = (ClaimType.EFFECTIVENESS,)) -> Claim:
    mentions = tuple(Mention(Role.THERAPY, CharSpan(0, 1), "words", therapy) for therapy in therapies)
    span = CharSpan(0, len(text))
    return Claim("c1", span, text, frozenset(types), mentions, (), Strength.ASSERTIVE, Causal.DIRECT, Attribution.NONE, ())


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (claim_of("Nettle tea was drunk by half of the group.", "nettle"), "does not say what the therapy changes"),
        (claim_of("Nettle tea and cherries reduce pain.", "nettle", "cherry"), "several treatments"),
        (claim_of("Nettle tea is safe and reduces bleeding.", "nettle", types=(ClaimType.SAFETY,)), "on safety"),
    ],
)
def test_a_stance_is_taken_back(claim: Claim, reason: str) -> None:
    found = unsettled(PIECE, claim, Statement(claim.text, ("nettle tea",)))
    assert (found.stance, found.passage) == (Stance.NEUTRAL, PIECE.passage)
    assert reason in found.reasons[0]


def test_a_plain_claim_keeps_it() -> None:
    claim = claim_of("Nettle tea reduces pain.", "nettle", "generic-treatment")
    assert unsettled(PIECE, claim, Statement(claim.text, ("nettle tea",))) == PIECE
    neutral = replace(PIECE, stance=Stance.NEUTRAL)
    assert unsettled(neutral, claim, Statement("", ())) == neutral
