"""Outcomes that the vocabulary does not name, taken from the claim's own words."""

from __future__ import annotations

import pytest

from claimcheck import readers, ruleset
from claimcheck.checker import Checker
from claimcheck.evidence.worded import worded


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vitamin D3 prevents falls in older adults.", ("falls",)),
        ("Acupuncture relieves hot flashes in women.", ("hot flashes",)),
        ("Garlic boosts immunity.", ("immunity",)),
        ("Meditation might cut the risk of heart attack.", ()),
        ("The tablets are taken with water.", ()),
    ],
)
def test_what_changes_is_named_up_to_the_first_preposition(text: str, told: tuple[str, ...]) -> None:
    assert worded(text, ()) == told


def test_what_is_known_already_is_no_outcome() -> None:
    assert worded("Vitamin D3 prevents falls.", ("falls",)) == ()


@pytest.mark.model
def test_a_review_of_deaths_is_no_direct_evidence_on_falls() -> None:
    """A claim whose outcome the vocabulary lacks was held against any outcome of the therapy."""
    document = readers.read_bytes(b"Vitamin D3 prevents falls in older adults.", "a.txt", "text/plain")
    evidence = Checker(ruleset.load()).check(document).evidence
    on_deaths = [piece for piece in evidence if "eaths" in piece.passage]
    assert on_deaths
    assert all("outcome" in piece.limits for piece in on_deaths)
