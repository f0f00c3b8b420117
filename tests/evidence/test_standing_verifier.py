"""The verifier in use."""

from __future__ import annotations

from claimcheck.evidence.reading import bearing_of
from claimcheck.evidence.standing_verifier import trained_on, verifier
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.model import Section, Stance, Work


def test_it_is_built_once_and_says_what_it_was_trained_on() -> None:
    assert verifier() is verifier()
    assert isinstance(trained_on(), frozenset)


def test_a_work_bears_by_the_passage_that_speaks_for_it() -> None:
    claim = Statement("Nettle tea eases pain.", ("nettle tea",), (), ("pain",))
    works = [Work((), "", abstract=(Section("", text),)) for text in ("Tea is old. Nettle tea reduced pain.", "Tea is old.")]
    assert [bearing_of(claim, work, verifier()).stance for work in works] == [Stance.SUPPORTS, Stance.NEUTRAL]
    assert bearing_of(claim, Work((), ""), verifier()) == Bearing(Stance.NEUTRAL, 0.0)
