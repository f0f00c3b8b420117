"""Figures of ranked lists, and SciFact's retrieval through the library."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from claimcheck.errors import UsageError
from claimcheck.scoring.benchmarks.scifact_retrieval import run
from claimcheck.scoring.metrics import ndcg, recall

SCIFACT = Path(__file__).resolve().parents[3] / "shared" / "benchmarks" / "scifact"


def test_ndcg_by_hand() -> None:
    assert ndcg(["a", "b", "c"], {"a"}, 10) == 1.0
    assert ndcg(["b", "a", "c"], {"a"}, 10) == pytest.approx(1 / math.log2(3))
    assert ndcg(["a", "x", "b"], {"a", "b"}, 10) == pytest.approx((1 + 0.5) / (1 + 1 / math.log2(3)))
    assert ndcg(["x", "y"], {"a"}, 10) == ndcg(["x", "a"], {"a"}, 1) == ndcg(["a"], set(), 10) == 0.0


def test_recall_by_hand() -> None:
    assert recall(["a", "x", "b"], {"a", "b"}, 2) == 0.5
    assert recall([], {"a"}, 10) == recall(["a"], set(), 10) == 0.0


def test_a_small_set(tmp_path: Path) -> None:
    abstracts = [
        {"doc_id": 1, "title": "Zinc and colds", "abstract": ["Zinc shortened colds."]},
        {"doc_id": 2, "title": "Statins", "abstract": ["Statins lowered cholesterol."]},
    ]
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(record)}\n" for record in abstracts)
    claims = [{"claim": "Zinc shortens colds.", "cited_doc_ids": [1]}, {"claim": "Garlic lowers cholesterol.", "cited_doc_ids": [1]}]
    (tmp_path / "claims_dev.jsonl").write_text("".join(f"{json.dumps(claim)}\n" for claim in claims), encoding="utf-8")
    figures = run(tmp_path, "dev")
    by_words = {"words_ndcg@10": 0.5, "words_recall@10": 0.5, "words_recall@100": 0.5}
    assert (figures.n, figures.split) == (2, "dev")
    assert {name: value for name, value in figures.metrics.items() if name.startswith("words")} == by_words
    assert figures.metrics["recall@10"] == 1.0
    assert 0.5 < figures.metrics["ndcg@10"] < 1.0
    assert set(run(tmp_path, "dev", vectors=False).metrics) == {"ndcg@10", "recall@10", "recall@100"}
    with pytest.raises(UsageError, match="no single file for the part claims test"):
        run(tmp_path, "test")


@pytest.mark.shared
@pytest.mark.skipif(not SCIFACT.is_dir(), reason="the shared benchmark folders are not here")
def test_scifact_development_claims() -> None:
    metrics = run(SCIFACT, "dev", vectors=False).metrics
    assert metrics["ndcg@10"] >= 0.68
    assert metrics["recall@10"] >= 0.81
