"""The parts of a set: their records, which part is meant, and whether weights were trained on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.errors import UsageError
from claimcheck.scoring.parts import abstracts_of, default_split, has_file, in_abstracts, records_in, saw, sound


def write(path: Path, records: list[dict[str, object]]) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def test_a_development_file_goes_before_the_fifth(tmp_path: Path) -> None:
    write(tmp_path / "clef_training.jsonl", [{"text": str(n)} for n in range(20)])
    write(tmp_path / "clef_dev.jsonl", [{"text": "a"}])
    assert len(records_in("checkworthiness", tmp_path, "dev", {}, "clef")) == 1
    assert len(records_in("checkworthiness", tmp_path, "train", {}, "clef")) == 20


def test_a_folder_that_holds_only_a_hidden_part_is_scored_on_it(tmp_path: Path) -> None:
    held = write(tmp_path / "sentence-level-certainty_test_ext.jsonl", [{"a": 1}])
    assert default_split(tmp_path) == default_split(held) == "test"
    write(tmp_path / "x_train.jsonl", [{"a": 1}])
    assert default_split(tmp_path) == "dev"


@pytest.mark.parametrize(
    ("trained_on", "split", "seen"),
    [
        ({"s/train"}, "train", True),
        ({"s/train"}, "training", True),
        ({"s/train"}, "dev", False),
        ({"s/train"}, "test", False),
        ({"s/train", "s/dev"}, "validation", True),
        ({"s"}, "test", True),
        ({"t/train", "ss/dev"}, "train", False),
        ({"s/train"}, "disease:cancer", True),
        ({"s/disease:cancer"}, "disease:cancer", True),
        ({"s/disease:cancer"}, "disease:depression", False),
        ({"s/disease:cancer"}, "dev", True),
        ({"s/disease:cancer"}, "test", False),
        (set(), "train", False),
    ],
)
def test_parts_that_weights_saw_are_told_apart(trained_on: set[str], split: str, seen: bool) -> None:
    assert saw(frozenset(trained_on), "s", split) is seen


def test_records_lacking_a_field_are_refused_by_number(tmp_path: Path) -> None:
    records: list[dict[str, object]] = [{"text": "a", "mark": 1}, {"text": ["a"], "mark": 1}]
    path = write(tmp_path / "x_test.jsonl", records)
    with pytest.raises(UsageError, match=r"x_test.jsonl: record 2 has no proper “text”; give a file of some_set as published"):
        records_in("some_set", path, "test", {"text": str, "mark": int})
    assert sound(records[:1], {"text": str, "mark": int}, path, "some_set") == records[:1]
    with pytest.raises(UsageError, match="the part test of some_set holds no records"):
        records_in("some_set", write(tmp_path / "y_test.jsonl", []), "test", {})


@pytest.mark.parametrize(
    ("name", "split", "told"), [("a_train.jsonl", "test", "train"), ("test.jsonl", "dev", "test"), ("val.jsonl", "train", "dev")]
)
def test_a_file_is_not_scored_under_the_name_of_another_part(tmp_path: Path, name: str, split: str, told: str) -> None:
    path = write(tmp_path / name, [{"text": "a"}])
    with pytest.raises(UsageError, match=f"this file is the part {told}, not {split}"):
        records_in("some_set", path, split, {})
    assert len(records_in("some_set", path, told, {})) == len(records_in("some_set", path, "mine", {})) == 1


def test_files_are_known_by_how_their_names_begin(tmp_path: Path) -> None:
    held = write(tmp_path / "pubmed_test.jsonl", [])
    assert (has_file(tmp_path, "pubmed"), has_file(tmp_path, "eurekalert"), has_file(held, "eurekalert")) == (True, False, True)


def test_abstracts_are_sentences_side_by_side() -> None:
    records = [{"of": of, "text": text} for of, text in (("1", "A."), ("1", "B."), ("2", "C."), ("1", "D."))]
    assert [len(abstract) for abstract in abstracts_of(records, "of")] == [2, 1, 1]
    contexts = [context for _, context in in_abstracts(records, "of")]
    assert contexts == ["sentence 1 of 2. ", "sentence 2 of 2. A.", "sentence 1 of 1. ", "sentence 1 of 1. "]
