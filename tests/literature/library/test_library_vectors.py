"""Works found by meaning: vectors made, gone on with, left behind by changes, and damaged."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_works import pmid, work

from claimcheck.errors import LibraryError
from claimcheck.literature.library import Filters, Library, Writer, cells, embedding, folders, vectors, verifying
from claimcheck.literature.library.fusing import fused
from claimcheck.literature.library.meaning import Meaning
from claimcheck.literature.library.vectors import ROW, Head, Vectors
from claimcheck.model import StudyKind

HEART = work(
    pmid(1), title="Acetylsalicylic acid prevents myocardial infarction", text="Fewer heart attacks.", kind=StudyKind.RANDOMISED, year=2019
)
MUSEUM = work(pmid(2), title="Aspirin advertisements in a museum", text="Posters of the last century were catalogued.", year=2001)
COLDS = work(pmid(3), title="Zinc lozenges", text="Colds were shorter.", year=2010)
CLAIM = "aspirin keeps the heart from attacks"


def made(folder: Path, jobs: int = 1) -> embedding.Made:
    return embedding.make(folder, lambda done, total: None, jobs)


def found(library: Library, text: str = CLAIM, **narrowed: object) -> list[str]:
    return [hit.work.identifiers[0].value for hit in library.search(text, filters=Filters(**narrowed))]  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "library"
    with Writer(place) as writer:
        writer.add([HEART, MUSEUM, COLDS])
    return place


def test_a_work_is_found_by_what_it_means(folder: Path) -> None:
    library = Library.open(folder)
    words = found(library)
    assert made(folder) == embedding.Made(3, 0, 0)
    library.refresh()
    assert found(library)[0] == "1"
    assert set(words) < set(found(library))
    assert (library.words_only, library.status().vectors) == ("", 3)
    assert [hit.score for hit in library.search(CLAIM)] == sorted((hit.score for hit in library.search(CLAIM)), reverse=True)
    library.close()


def test_filters_hold_for_what_meaning_finds(folder: Path) -> None:
    made(folder)
    with Library.open(folder) as library:
        assert found(library, first=2018) == ["1"]
        assert found(library, last=2005) == ["2"]
        assert found(library, kinds=frozenset({StudyKind.COHORT})) == []


def test_words_that_nothing_holds_find_nothing(folder: Path) -> None:
    made(folder)
    with Library.open(folder) as library:
        assert library.search("qwertz asdfgh") == ()
        assert library.search("the of and") == ()
        assert library.search(CLAIM, 0) == ()


def test_only_what_is_new_or_changed_is_read_again(folder: Path) -> None:
    made(folder)
    with Writer(folder) as writer:
        writer.add([work(pmid(3), title="Zinc lozenges, corrected", fetched="2026-01-01"), work(pmid(4), title="Garlic")])
        writer.delete(["2"])
    assert made(folder) == embedding.Made(2, 1, 2)
    assert made(folder) == embedding.Made(0, 3, 0)
    with Library.open(folder) as library:
        assert "2" not in found(library, "aspirin in a museum")


def test_a_vector_does_not_outlive_its_record(folder: Path) -> None:
    """A number that is free again goes to another work, which the old vector must not speak for."""
    made(folder)
    with Writer(folder) as writer:
        writer.delete(["3"])
        writer.add([work(pmid(9), title="Aspirin and the price of tin", text="Markets.")])
    with Library.open(folder) as library:
        numbers = [hit.work.identifiers[0].value for hit in library.search("zinc lozenges for colds aspirin")]
        assert len(numbers) == len(set(numbers))
        best = library.search("zinc lozenges for colds aspirin")
    assert {hit.work.identifiers[0].value for hit in best} <= {"1", "2", "9"}


def test_works_without_a_vector_are_found_by_their_words(folder: Path) -> None:
    made(folder)
    with Writer(folder) as writer:
        writer.add([work(pmid(7), title="Aspirin keeps attacks from the heart", text="It keeps attacks from the heart.")])
    with Library.open(folder) as library:
        assert found(library)[0] == "7"


def test_a_run_that_is_stopped_is_gone_on_with(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_BATCH", 1)

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embedding.make(folder, stop)
    assert made(folder) == embedding.Made(1, 2, 0)


def test_the_same_bytes_with_one_job_and_with_two(folder: Path, tmp_path: Path) -> None:
    made(folder, 1)
    one = folders.vectors(folder).read_bytes()[64:]
    folders.vectors(folder).unlink()
    made(folder, 2)
    assert folders.vectors(folder).read_bytes()[64:] == one


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda path: path.write_bytes(b""), "damaged"),
        (lambda path: path.write_bytes(b"no vectors at all, but long enough to be a head of a file of them" * 2), "no vectors of this"),
        (
            lambda path: path.write_bytes(path.read_bytes()[:8] + b"another model" + path.read_bytes()[21:]),
            "another version of the search model",
        ),
    ],
)
def test_a_file_that_is_none_is_one_line_and_words_go_on(folder: Path, harm: object, told: str) -> None:
    with Library.open(folder) as library:
        words = found(library)
    made(folder)
    harm(folders.vectors(folder))  # type: ignore[operator]
    with Library.open(folder) as library:
        assert found(library) == words
        assert told in library.words_only
        assert "literature index --vectors" in library.words_only
        assert "\n" not in library.words_only
    assert made(folder) == embedding.Made(3, 0, 0)


def test_damaged_rows_count_as_none(folder: Path) -> None:
    made(folder)
    path = folders.vectors(folder)
    content = bytearray(path.read_bytes())
    content[64 + 30] ^= 0x55
    path.write_bytes(bytes(content) + b"cut short")
    with Library.open(folder) as library:
        meaning = library._meaning()[0]
        assert meaning is not None
        assert set(meaning.likeness(rows(1)[0], [1, 2, 3], 10, library._store, None)) == {2, 3}
    assert [line for line in verifying.damages(folder, lambda done: None) if "vectors" in line] == [
        "vectors: 1 row is damaged; claimcheck literature index --vectors makes it again"
    ]
    assert made(folder).new == 1
    with Library.open(folder) as library:
        assert found(library)[0] == "1"


def test_two_runs_at_once_are_refused(folder: Path) -> None:
    made(folder)
    lock = sqlite3.connect(folder / "vectors" / "lock", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LibraryError, match="another run is making vectors"):
        made(folder)
    lock.close()
    assert made(folder).new == 0


def test_a_model_that_is_missing_is_one_line_and_words_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(folder)
    monkeypatch.setattr("claimcheck.literature.library.meaning.open_if_whole", lambda name: (None, "search.onnx is missing; install again"))
    with Library.open(folder) as library:
        assert "2" in found(library)
        assert library.words_only == "search.onnx is missing; install again; until then works are found by their words alone"


def test_a_library_without_vectors_loads_no_model(folder: Path) -> None:
    with Library.open(folder) as library:
        found(library)
        assert (library._meaning(), library.status().vectors) == ((None, ""), 0)


def rows(number: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Vectors of length one in some fifty heaps."""
    chance = np.random.default_rng(1)
    middles = chance.standard_normal((50, vectors.WIDTH))
    made = middles[chance.integers(0, 50, number)] + 0.7 * chance.standard_normal((number, vectors.WIDTH))
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


def test_cells_find_what_looking_at_all_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "LEAST", 1000)
    path, made_rows = folders.vectors(tmp_path), rows(3020)
    vectors.begin(path, b"m" * 32)
    vectors.append(path, [vectors.row_of(number, number.to_bytes(16, "little"), row) for number, row in enumerate(made_rows[:3000])])
    wanted = {number: vectors.short(number.to_bytes(16, "little")) for number in range(3000)}
    assert embedding._tidied(tmp_path, Vectors.open(path, b"m" * 32), wanted) == 0
    grouped = Vectors.open(path, b"m" * 32)
    held = cells.read(folders.cells(tmp_path), grouped)
    assert held is not None
    near, every = Meaning(grouped, held), Meaning(grouped, None)
    assert sorted(grouped.rows["record"].tolist()) == list(range(3000))
    assert grouped.rows["record"][near.places([5, 2999, 3000])].tolist() == [5, 2999]
    hits = [len(set(near.near(query, 10)) & set(every.near(query, 10))) for query in made_rows[3000:]]
    assert sum(hits) >= 190
    folders.cells(tmp_path).write_bytes(b"PK damaged")
    assert cells.read(folders.cells(tmp_path), grouped) is None


def test_cells_of_another_file_are_not_used(tmp_path: Path) -> None:
    held = Vectors(Head.new(b"m" * 32), np.zeros(3, ROW))
    other = cells.Cells(b"x" * 16, np.zeros((1, 384), np.float32), np.array([0, 3]), np.arange(3), np.arange(3))
    cells.write(tmp_path / "cells", other)
    assert cells.read(tmp_path / "cells", held) is None


def test_a_vector_keeps_its_likeness() -> None:
    one, other = rows(2)
    held = Vectors(Head.new(b"m" * 32), np.stack([vectors.row_of(1, b"12345678", row) for row in (one, other)]))
    assert held.whole([0, 1]) == [True, True]
    assert np.abs(held.all_likeness(one) - np.array([1, one @ other])).max() < 0.01


def test_a_scale_that_cannot_be_counts_as_nothing() -> None:
    row = np.stack([vectors.row_of(1, b"12345678", rows(1)[0])] * 4)
    row["scale"] = [np.nan, np.inf, 1e9, -1]
    assert Vectors(Head.new(b"m" * 32), row).all_likeness(rows(1)[0]).tolist() == [0, 0, 0, 0]


SCORES = st.lists(st.tuples(st.floats(0, 50), st.integers(0, 30)), max_size=20, unique_by=lambda pair: pair[1])
LIKENESS = st.dictionaries(st.integers(0, 30), st.floats(-1, 1), max_size=20)


@given(SCORES, LIKENESS)
def test_every_record_has_one_score_of_at_most_1(words: list[tuple[float, int]], likeness: dict[int, float]) -> None:
    ranked = fused(words, likeness)
    assert {record for _, record in ranked} == {record for _, record in words} | set(likeness)
    assert len(ranked) == len({record for _, record in ranked})
    assert all(-1 <= score <= 1.000001 for score, _ in ranked)
    assert [score for score, _ in ranked] == sorted((score for score, _ in ranked), reverse=True)


def test_what_is_best_by_both_comes_first() -> None:
    assert fused(((9.0, 1), (6.0, 2), (3.0, 3)), {1: 0.9, 2: 0.8, 4: 0.85})[0][1] == 1
    assert fused((), {}) == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_line(folder: Path) -> None:
    folder.chmod(0o500)
    with pytest.raises(LibraryError, match="cannot be written"):
        made(folder)
    folder.chmod(0o700)
