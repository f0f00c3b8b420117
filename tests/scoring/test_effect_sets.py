"""Sets of trial results, wordings and review topics: figures to the digit on made records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck import ruleset
from claimcheck.claims import ClaimFinder
from claimcheck.claims.worded import WordingReader
from claimcheck.cli import run as command
from claimcheck.literature.library import Writer
from claimcheck.model import Identifier, IdentifierKind, Section, Study, Work
from claimcheck.scoring.benchmarks import cochrane_efficacy_topics, evidence_inference, exaggeration_insciout

SETS = Path(__file__).resolve().parents[2] / "../shared/benchmarks"


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMCHECK_LIBRARY", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "none"))
    cochrane_efficacy_topics._checker.cache_clear()


def result(evidence: str, label: str) -> dict[str, str]:
    return {"intervention": "nettle tea", "comparator": "water", "outcome": "pain", "label": label, "evidence": evidence}


def test_results_of_trials_to_the_digit(tmp_path: Path) -> None:
    records = (
        result("Pain was significantly lower with nettle tea than with water.", "decreased"),
        result("Pain was lower with water than with nettle tea.", "increased"),
        result("There was no significant difference in pain between the groups.", "no_difference"),
        result("Forty people drank what they were given.", "increased"),
    )
    figures = evidence_inference.run(write(tmp_path / "test.jsonl", *records), "test")
    assert figures.n == 4
    assert figures.metrics == pytest.approx(
        {
            "macro_f1": (2 / 3 + 1 + 2 / 3) / 3,
            "accuracy": 3 / 4,
            "f1_increased": 2 / 3,
            "f1_decreased": 1,
            "f1_no_difference": 2 / 3,
            "untold": 1 / 4,
        }
    )


def told(release: str, abstract: str, label: str, levels: tuple[object, object]) -> dict[str, object]:
    return {
        "press_release_conclusion": release,
        "abstract_conclusion": abstract,
        "exaggeration_label": label,
        "press_release_strength": levels[0],
        "abstract_strength": levels[1],
    }


CAUSAL = "Nettle tea reduces pain in people with gout."
LINKED = "Nettle tea was associated with a lower risk of gout."
MAYBE = "Nettle tea may reduce pain in people with gout."


def test_wordings_are_compared_to_the_digit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_alone = WordingReader(ClaimFinder(ruleset.load()))
    monkeypatch.setattr(exaggeration_insciout, "reader", lambda: rules_alone)
    monkeypatch.setattr(exaggeration_insciout, "model_for", lambda *heads: None)
    records = (
        told(CAUSAL, LINKED, "exaggerates", (3, 1)),
        told(CAUSAL, CAUSAL, "same", (3, 3)),
        told(MAYBE, CAUSAL, "downplays", (2, 3)),
        told(MAYBE, MAYBE, "exaggerates", (3, 2)),
    )
    write(tmp_path / "insciout_test.jsonl", *records)
    write(tmp_path / "conclusion_test.jsonl", {"text": "x"})
    metrics = exaggeration_insciout.run(tmp_path, "test").metrics
    assert metrics["macro_f1"] == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert metrics["press_release_level_accuracy"] == 3 / 4
    assert metrics["abstract_level_accuracy"] == 1
    assert metrics["press_release_level_macro_f1"] == pytest.approx((4 / 5 + 2 / 3) / 4)
    assert (metrics["model"], metrics["trained_on_this_part"]) == (0, 0)


TOPICS = (
    {"id": "1", "query": "homeopathy asthma", "description": "Does homeopathy cure asthma?", "label": "unhelpful"},
    {"id": "2", "query": "zzyzx blurbitis", "label": "helpful", "pmid": "7"},
)


def test_topics_that_nothing_speaks_of_could_not_be_checked(tmp_path: Path) -> None:
    metrics = cochrane_efficacy_topics.run(write(tmp_path / "topics_test.jsonl", TOPICS[1]), "test").metrics
    assert (metrics["coverage"], metrics["covered"], metrics["accuracy"]) == (0, 0, 0)
    assert "recall@10" not in metrics


def test_topics_become_statements() -> None:
    assert cochrane_efficacy_topics.statement_on(TOPICS[0]) == "Homeopathy cures asthma."
    assert cochrane_efficacy_topics.statement_on({"query": "antibiotics common cold"}) == "Antibiotics help common cold."
    assert cochrane_efficacy_topics.statement_on(TOPICS[1]) == ""
    assert cochrane_efficacy_topics.statement_on({"query": "common cold"}) == ""


def test_reviews_are_found_by_doi_in_any_edition(tmp_path: Path) -> None:
    known = {"cochrane_doi": "10.1002/14651858.CD003048.pub9", "label": "helps"}
    other = {"cochrane_doi": "10.1002/14651858.CD999999", "label": "inconclusive"}
    path = write(tmp_path / "cochrane_verdicts_test.jsonl", known, other)
    figures = cochrane_efficacy_topics.run(path, "test")
    assert figures.n == 2
    assert figures.metrics["coverage"] == figures.metrics["accuracy"] == 1 / 2
    assert figures.metrics["covered_accuracy"] == 1
    write(tmp_path / "topics_test.jsonl", TOPICS[1])
    assert cochrane_efficacy_topics.run(tmp_path, "test").metrics["review_covered"] == 1


def test_recall_looks_for_the_review_in_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_LIBRARY", str(tmp_path / "library"))
    review = Work((Identifier(IdentifierKind.PMID, "7"),), "Zzyzx for blurbitis", abstract=(Section("", "A review."),), study=Study())
    with Writer(tmp_path / "library") as writer:
        writer.add([review])
    topics = (TOPICS[1], {**TOPICS[1], "pmid": "8"})
    metrics = cochrane_efficacy_topics.run(write(tmp_path / "topics_dev.jsonl", *topics), "dev").metrics
    assert (metrics["library_topics"], metrics["recall@10"]) == (2, 1 / 2)


@pytest.mark.parametrize(
    ("name", "file", "record", "message"),
    [
        ("evidence_inference", "dev.jsonl", result("x", "up"), "“up” is no “label”"),
        ("evidence_inference", "dev.jsonl", {"label": "increased"}, "no words in “intervention”"),
        ("exaggeration_insciout", "insciout_dev.jsonl", told("a", "b", "same", ("4", 1)), "“4” is no “press_release_strength”"),
        ("exaggeration_insciout", "insciout_dev.jsonl", told("a", "b", "worse", (1, 1)), "“worse” is no “exaggeration_label”"),
        ("cochrane_efficacy_topics", "topics_dev.jsonl", {"query": "tea gout", "label": "good"}, "“good” is no “label”"),
    ],
)
def test_what_no_set_holds_is_one_clear_line(
    tmp_path: Path, name: str, file: str, record: object, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / file, record)
    assert command(["score", name, str(tmp_path), "--split", "dev"]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert message in lines[0]


@pytest.mark.shared
@pytest.mark.skipif(not SETS.is_dir(), reason="the public sets are not at hand")
class TestOnThePublicSets:
    def test_directions_beat_the_measured_floor(self) -> None:
        assert evidence_inference.run(SETS / "evidence_inference", "dev").metrics["macro_f1"] > 0.70

    def test_wordings_beat_the_measured_floor(self) -> None:
        assert exaggeration_insciout.run(SETS / "exaggeration_insciout", "train").metrics["macro_f1"] > 0.50

    def test_topics_are_covered_as_far_as_what_ships_reaches(self) -> None:
        metrics = cochrane_efficacy_topics.run(SETS / "cochrane_efficacy_topics", "dev").metrics
        assert 0.1 < float(metrics["coverage"]) < 1
        assert metrics["covered_accuracy"] > 0.6
