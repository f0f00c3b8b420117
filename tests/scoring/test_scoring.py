"""Predicted claims matched with gold: half cover each way, one to one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.errors import UsageError
from claimcheck.model import CharSpan
from claimcheck.scoring.claims import pairs
from claimcheck.scoring.counts import f1
from claimcheck.scoring.gold import articles_in


@pytest.mark.parametrize(
    ("found", "gold", "matched"),
    [
        ([(0, 10)], [(0, 10)], [(0, 0)]),
        ([(0, 10)], [(0, 20)], [(0, 0)]),
        ([(0, 10)], [(0, 21)], []),
        ([(0, 10), (0, 10)], [(0, 10)], [(0, 0)]),
        ([(0, 10), (10, 20)], [(9, 20), (0, 9)], [(1, 0), (0, 1)]),
        ([(0, 10)], [(10, 20)], []),
    ],
)
def test_pairs(found: list[tuple[int, int]], gold: list[tuple[int, int]], matched: list[tuple[int, int]]) -> None:
    chosen = pairs([CharSpan(*s) for s in found], [CharSpan(*s) for s in gold])
    assert sorted(chosen) == sorted(matched)


def test_f1_of_nothing_is_nothing() -> None:
    assert f1(0, 0, 0) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert f1(1, 2, 2)["f1"] == 0.5


def test_gold_that_is_missing_or_broken_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It helps.", encoding="utf-8")
    with pytest.raises(UsageError, match="no gold"):
        articles_in(tmp_path, tmp_path)
    (tmp_path / "a.jsonl").write_text(json.dumps({"start": 0}) + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.jsonl:1"):
        articles_in(tmp_path, tmp_path)
