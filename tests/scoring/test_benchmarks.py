"""Public labelled sets: their files found and read within limits, the figures, and the command that prints them."""

from __future__ import annotations

import gzip
import json
import lzma
from math import log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.cli import run as command
from claimcheck.cli.score import benchmarks
from claimcheck.errors import UsageError
from claimcheck.scoring import reading
from claimcheck.scoring.benchmarks import study_type_medline
from claimcheck.scoring.metrics import accuracy, f1_of, macro_f1, mean, ndcg, precision_of, recall, recall_of
from claimcheck.scoring.reading import (
    default_split,
    files_in,
    folder_of,
    lines_of,
    list_in,
    part,
    records_of,
    rows_of,
    whole_json,
    words_in,
)

SHARED = Path(__file__).resolve().parents[2] / "../shared/benchmarks"
RECORDS = (
    {"title": "Cells for palsy: a randomised trial", "abstract": "Children were randomly assigned to cells or saline.", "label": "rct"},
    {"title": "Hair after cells: a case report", "abstract": "A 34-year-old woman.", "label": "case_report"},
    {"title": "Knees in town", "abstract": "In this cross-sectional survey 300 adults were asked.", "label": "other_article"},
    {"title": "Nipple fluid.", "abstract": "", "label": "opinion_news_letter"},
)


def write(path: Path, *records: object) -> Path:
    text = "".join(f"{json.dumps(record)}\n" for record in records)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    elif path.suffix == ".xz":
        path.write_bytes(lzma.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["train.jsonl", "train.jsonl.gz", "train.jsonl.xz"])
def test_records_are_read_plain_and_packed(tmp_path: Path, name: str) -> None:
    assert list(records_of(write(tmp_path / name, {"a": 1}, {"b": "ü"}))) == [{"a": 1}, {"b": "ü"}]


@pytest.mark.parametrize(
    ("names", "split", "stem", "found"),
    [
        (["dev.jsonl.gz", "train.jsonl.gz"], "dev", "", "dev.jsonl.gz"),
        (["validation.jsonl.gz", "train.jsonl.gz"], "dev", "", "validation.jsonl.gz"),
        (["claims_dev.jsonl", "pairs_dev.jsonl"], "dev", "claims", "claims_dev.jsonl"),
        (["pubmed_train.jsonl.gz", "eurekalert_train.jsonl.gz"], "train", "pubmed", "pubmed_train.jsonl.gz"),
        (["train_val.jsonl.gz"], "train", "", "train_val.jsonl.gz"),
        (["dev.jsonl", "extra_dev.jsonl"], "dev", "", "dev.jsonl"),
    ],
)
def test_the_file_of_a_part(tmp_path: Path, names: list[str], split: str, stem: str, found: str) -> None:
    for name in names:
        write(tmp_path / name)
    assert part(tmp_path, split, stem).name == found


def test_a_file_in_place_of_the_folder_is_the_part(tmp_path: Path) -> None:
    held = write(tmp_path / "test.jsonl.gz")
    assert part(held, "dev", "claims") == held
    assert folder_of(held) == tmp_path
    assert default_split(held) == "test"
    assert default_split(write(tmp_path / "mine.jsonl")) == "mine"


def test_the_default_part(tmp_path: Path) -> None:
    write(tmp_path / "train.jsonl")
    assert default_split(tmp_path) == "train"
    write(tmp_path / "claims_validation.jsonl.gz")
    assert default_split(tmp_path) == "dev"


def test_missing_and_doubtful_parts_are_one_clear_line(tmp_path: Path) -> None:
    write(tmp_path / "a_dev.jsonl")
    write(tmp_path / "b_dev.jsonl")
    with pytest.raises(UsageError, match=r"no single file for the part dev; here are a_dev.jsonl, b_dev.jsonl"):
        part(tmp_path, "dev")
    with pytest.raises(UsageError, match="part test"):
        part(tmp_path, "test")
    with pytest.raises(UsageError, match="no such folder"):
        files_in(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", b'{"a": 1}\n{"a": \n', r"a.jsonl:2: not JSON"),
        ("a.jsonl", b"[1]\n", r"a.jsonl:1: not a JSON object"),
        ("a.jsonl", b"[" * 100_000, r"a.jsonl:1: not JSON"),
        ("a.jsonl.gz", b"no gzip", r"a.jsonl.gz: cannot be read"),
        ("a.jsonl.gz", gzip.compress(b'{"a": 1}\n' * 500, mtime=0)[:-9], r"a.jsonl.gz: cannot be read"),
        ("a.jsonl.xz", b"no xz", r"a.jsonl.xz: cannot be read"),
    ],
)
def test_broken_files_are_one_clear_line(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=message):
        list(records_of(tmp_path / name))


def test_files_that_unpack_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_LINE", 1000)
    monkeypatch.setattr(reading, "LARGEST_FILE", 5000)
    (tmp_path / "line.txt.gz").write_bytes(gzip.compress(b"a" * 100_000))
    (tmp_path / "lines.txt.gz").write_bytes(gzip.compress(b"a\n" * 100_000))
    for name in ("line.txt.gz", "lines.txt.gz"):
        with pytest.raises(UsageError, match="larger than a labelled set may be"):
            list(lines_of(tmp_path / name))


def test_tables_and_whole_files(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('a,b\n1,"x, y"\n', encoding="utf-8")
    assert list(rows_of(tmp_path / "t.csv")) == [{"a": "1", "b": "x, y"}]
    (tmp_path / "j.json").write_text('{"a": [1,\n2]}', encoding="utf-8")
    assert whole_json(tmp_path / "j.json") == {"a": [1, 2]}
    (tmp_path / "k.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="not JSON"):
        whole_json(tmp_path / "k.json")


def test_fields_of_the_wrong_type_are_empty() -> None:
    assert (words_in({"a": 1}, "a"), words_in({"a": "x"}, "a"), words_in({}, "a")) == ("", "x", "")
    assert (list_in({"a": ["x", 1, "y"]}, "a"), list_in({"a": "x"}, "a")) == (("x", "y"), ())


PAIRS = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b"), ("c", "a")]


def test_figures_of_labels() -> None:
    assert accuracy(PAIRS) == pytest.approx(3 / 5)
    assert precision_of(PAIRS, "a") == pytest.approx(1 / 2)
    assert recall_of(PAIRS, "a") == pytest.approx(1 / 2)
    assert f1_of(PAIRS, "b") == pytest.approx(4 / 5)
    assert f1_of(PAIRS, "c") == 0
    assert macro_f1(PAIRS) == pytest.approx((1 / 2 + 4 / 5 + 0) / 3)
    assert macro_f1(PAIRS, ("a", "b")) == pytest.approx((1 / 2 + 4 / 5) / 2)
    assert macro_f1(iter(PAIRS)) == macro_f1(PAIRS)
    assert (accuracy([]), macro_f1([]), f1_of([], "a"), mean([])) == (0, 0, 0, 0)


def test_figures_of_rankings() -> None:
    assert recall(["x", "a", "b"], {"a", "b", "c"}, 2) == pytest.approx(1 / 3)
    assert ndcg(["x", "a"], {"a"}, 10) == pytest.approx(1 / log2(3))
    assert ndcg(["b", "a"], {"a": 2.0, "b": 1.0}, 2) == pytest.approx((1 + 2 / log2(3)) / (2 + 1 / log2(3)))
    assert (ndcg([], {"a"}, 5), ndcg(["a"], set(), 5), recall(["a"], set(), 5)) == (0, 0, 0)


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.sets(st.sampled_from("abcdef")), st.integers(1, 8))
def test_figures_are_shares(ranked: list[str], relevant: set[str], k: int) -> None:
    assert 0 <= ndcg(ranked, relevant, k) <= 1 + 1e-9
    assert 0 <= recall(ranked, relevant, k) <= 1
    best = sorted(relevant)
    assert not best or ndcg(best, relevant, k) == pytest.approx(1)


def test_study_types_are_scored_on_their_words(tmp_path: Path) -> None:
    mislabelled = [{**record, "publication_types": ["Randomized Controlled Trial"]} for record in RECORDS]
    write(tmp_path / "dev.jsonl.gz", *mislabelled)
    figures = study_type_medline.run(tmp_path, "dev")
    assert (figures.benchmark, figures.split, figures.n) == ("study_type_medline", "dev", 4)
    assert figures.metrics["f1_rct"] == figures.metrics["macro_f1"] == 1.0


def test_an_empty_part_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "dev.jsonl")
    with pytest.raises(UsageError, match="holds no records"):
        study_type_medline.run(tmp_path, "dev")


def test_the_command_prints_exactly_the_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = write(tmp_path / "test.jsonl", *RECORDS, {"title": "Cells: a randomised trial in adults", "label": "other_article"})
    assert command(["score", "study_type_medline", str(held), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert list(record) == ["benchmark", "split", "n", "metrics"]
    assert (record["benchmark"], record["split"], record["n"]) == ("study_type_medline", "test", 5)
    assert record["metrics"]["accuracy"] == 0.8
    assert command(["score", "study_type_medline", str(tmp_path), "--split", "test"]) == 0
    assert capsys.readouterr().out.startswith("study_type_medline, test: 5 examples\n  f1_rct 0.667\n")


def test_help_lists_every_set_and_names_are_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["score", "--help"]) == 0
    listed = capsys.readouterr().out
    assert {"claims", "study_type_medline"} <= {line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line.split()}
    assert command(["score", "study_type_medlin", str(tmp_path)]) == 2
    assert "did you mean study_type_medline?" in capsys.readouterr().err
    assert command(["score", "zzzz", str(tmp_path)]) == 2
    assert "claimcheck score --help lists them" in capsys.readouterr().err
    assert command(["score", "study_type_medline", str(tmp_path / "none")]) == 2
    assert "no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("name", benchmarks())
def test_every_set_says_in_one_line_what_is_missing(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["score", name, str(tmp_path), "--split", "dev"]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("claimcheck: ")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled sets do not lie beside the repository")
def test_study_types_beat_the_measured_floor() -> None:
    metrics = study_type_medline.run(SHARED / "study_type_medline", "train").metrics
    assert metrics["macro_f1_rct_vs_rest"] > 0.90
    assert metrics["f1_rct"] > 0.89
