"""Benchmarks of evidence: made records, and figures on the public sets where they are at hand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claimcheck.errors import UsageError
from claimcheck.scoring.benchmarks import citation_integrity, news_to_pubmed, scifact
from claimcheck.scoring.figures import Figures

SETS = Path(__file__).resolve().parents[2] / "../shared/benchmarks"
needs_sets = [pytest.mark.shared, pytest.mark.skipif(not SETS.is_dir(), reason="the public sets are not at hand")]


def write(path: Path, *records: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(record) + "\n" for record in records)


def pair(premise: str, hypothesis: str, label: str) -> dict[str, str]:
    return {"premise": premise, "hypothesis": hypothesis, "label": label}


def test_scifact_counts_labels_and_hits(tmp_path: Path) -> None:
    up = "Widget protein increases cell growth in yeast."
    write(
        tmp_path / "pairs_abstract_dev.jsonl.gz",
        pair(f"On widgets. {up}", "Widget protein increases cell growth.", "entailment"),
        pair(f"On widgets. {up}", "Widget protein decreases cell growth.", "contradiction"),
        pair("The moon circles the earth.", "Widget protein increases cell growth.", "neutral"),
        pair("The moon circles the earth.", "Widget protein increases cell growth.", "entailment"),
    )
    write(tmp_path / "corpus.jsonl.gz", {"doc_id": 7, "title": "On widgets", "abstract": ["Yeast is small.", up]})
    claim = {"id": 1, "claim": "Widget protein increases cell growth.", "evidence": {"7": [{"sentences": [1], "label": "SUPPORT"}]}}
    write(tmp_path / "claims_dev.jsonl.gz", claim, {"id": 2, "claim": "Nothing.", "evidence": {}})
    figures = scifact.run(tmp_path, "dev")
    assert (figures.n, figures.metrics["accuracy"]) == (4, 0.75)
    assert figures.metrics["f1_contradiction"] == 1
    assert figures.metrics["rationale_hit_at_1"] == 1


def test_scifact_gives_no_hits_without_its_corpus(tmp_path: Path) -> None:
    write(tmp_path / "pairs_abstract_dev.jsonl.gz", pair("The moon.", "Tea helps.", "neutral"))
    assert "rationale_hit_at_1" not in scifact.run(tmp_path, "dev").metrics


def test_citation_integrity_reads_a_file(tmp_path: Path) -> None:
    text = "Nettle tea was measured to lower pain in chronic gout"
    record = {"citing_sentence": f"{text} <|cit|>.", "reference_sentences": [text], "label": "ACCURATE", "rationale": [0]}
    off = {"citing_sentence": f"{text} <|cit|>.", "reference_sentences": ["The moon."], "label": "IRRELEVANT", "rationale": []}
    write(tmp_path / "dev.jsonl.gz", record, off)
    figures = citation_integrity.run(tmp_path, "dev")
    assert (figures.n, figures.metrics["micro_f1"], figures.metrics["f1_not_accurate"]) == (2, 1, 0)
    likelihoods = [citation_integrity.reading_of(one).likelihood for one in (record, off)]
    apart = abs(2 - sum(likelihoods)) if len({int(10 * p) for p in likelihoods}) == 1 else sum(1 - p for p in likelihoods)
    assert figures.metrics["calibration_error"] == pytest.approx(apart / 2)


def news(number: int, title: str, paper: str) -> dict[str, str]:
    return {
        "news_title": title,
        "news_content": f"{title}, researchers say.",
        "gold_pmid": str(number),
        "gold_title": paper,
        "gold_date": "2011-01-02",
    }


def test_news_find_their_papers(tmp_path: Path) -> None:
    write(
        tmp_path / "news" / "train.jsonl.gz",
        news(1, "Nettle tea eases gout", "Nettle tea in gout: a trial"),
        news(2, "Mums' stress harms bees", "Maternal stress in bees"),
        news(3, "Nothing to do with it", "Zebra stripes and flies"),
    )
    write(tmp_path / "scifact" / "corpus.jsonl.gz", {"doc_id": 5, "title": "Gout and its history"})
    figures = news_to_pubmed.run(tmp_path / "news", "train")
    assert (figures.metrics["papers"], figures.metrics["distractors"]) == (3, 1)
    assert figures.metrics["recall_at_1"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("run", "name"),
    [(scifact.run, "pairs_abstract_dev"), (citation_integrity.run, "dev"), (news_to_pubmed.run, "dev")],
    ids=["scifact", "citation_integrity", "news_to_pubmed"],
)
def test_an_empty_part_is_refused_in_one_line(run: Callable[[Path, str], Figures], name: str, tmp_path: Path) -> None:
    write(tmp_path / f"{name}.jsonl.gz")
    with pytest.raises(UsageError, match="holds no"):
        run(tmp_path, "dev")


class TestOnThePublicSets:
    pytestmark = needs_sets

    def test_citing_sentences_are_judged_better_than_by_bags_of_words(self) -> None:
        metrics = citation_integrity.run(SETS / "citation_integrity", "dev").metrics
        assert metrics["micro_f1"] > 0.62
        assert metrics["macro_f1"] > 0.5

    def test_stance_and_rationale_on_scifact(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(scifact.scifact_retrieval, "available", lambda name: False)  # vectors of all the corpus would take minutes
        metrics = scifact.run(SETS / "scifact", "dev").metrics
        assert metrics["macro_f1"] > 0.49
        assert metrics["rationale_hit_at_3"] > 0.85
