"""Found by an attempt to break it: a damaged table of formulas stopped the check, and so did a block of over a million characters."""

from __future__ import annotations

import pytest

from claimcheck.claims import combination, reading
from claimcheck.model import CharSpan


@pytest.mark.parametrize("held", ["{", '{"a": 1}', "[]"])
def test_a_damaged_table_of_formulas_is_one_line_and_leaves_it_to_the_rules(held: str, monkeypatch: pytest.MonkeyPatch) -> None:
    combination.shipped.cache_clear()
    monkeypatch.setattr("claimcheck.claims.combination.resources.text", lambda name: held)
    assert combination.shipped() is None
    assert combination.why_absent() == "claimcheck/claims/combination.json is missing or damaged; install claimcheck-health again"
    combination.shipped.cache_clear()


@pytest.mark.parametrize("text", ["word " * 300_000, "x" * 1_000_001, "short", ""])
def test_a_long_block_is_read_in_parts_that_join_to_the_whole(text: str) -> None:
    parts = list(reading._parts(CharSpan(0, len(text)), text))
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(len(part) <= 200_000 for part in parts)
