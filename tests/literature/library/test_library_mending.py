"""A damaged record stops nothing and gives way to a sound one; account, names and tables are made again from the records."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from library_works import doi, pmid, work

from claimcheck.errors import LibraryError
from claimcheck.literature.library import Library, Writer, folders, intake, verifying

WORKS = (work(pmid(1), doi("10.1/a"), fetched="2026-01-01"), work(pmid(2), title="Zinc in soil", fetched="2026-01-01"))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "works.txt").write_text("two works")
    imported(tmp_path)
    return tmp_path / "library"


def imported(folder: Path) -> bool:
    """Import a file of two works, unless it was read before; whether it was read."""
    with Writer(folder / "library") as writer:
        entry = intake.entry_of(writer, folder / "works.txt")
        if not entry.whole:
            writer.take(WORKS, entry)
        return not entry.whole


def change(library: Path, *statements: str) -> None:
    connection = sqlite3.connect(folders.records(library))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def damages(library: Path) -> list[str]:
    return list(verifying.damages(library, lambda done: None))


SPOILT = [
    "UPDATE records SET packed = x'00' WHERE id = 1",
    "UPDATE records SET packed = 'text' WHERE id = 1",
    "UPDATE records SET digest = 5 WHERE id = 1",
    "UPDATE records SET packed = (SELECT packed FROM records WHERE id = 2) WHERE id = 1",
]


@pytest.mark.parametrize("statement", SPOILT)
def test_a_damaged_record_is_passed_over_and_replaced_by_the_same_record(library: Path, statement: str) -> None:
    change(library, statement)
    with Library.open(library) as opened:
        skipped: list[int] = []
        assert [found.identifiers[0].value for found in opened.works(skipped.append)] == ["2"]
        assert skipped == [1]
    assert any(line.startswith("record 1: ") for line in damages(library))
    assert imported(library.parent), "a file that a damaged record may have come from is read again"
    verifying.rebuilt(library)
    assert damages(library) == []
    with Library.open(library) as opened:
        assert opened.find(doi("10.1/a")) == WORKS[0]
        assert opened.status().records == 2
        assert len(opened.search("zinc")) == 2


@pytest.mark.parametrize("statement", SPOILT)
def test_repair_goes_round_a_damaged_record_and_says_so(library: Path, statement: str) -> None:
    change(library, statement)
    assert verifying.rebuilt(library) == (1, (1,))
    assert [line.partition(":")[0] for line in damages(library)] == ["record 1"]
    assert imported(library.parent)
    assert damages(library) == []


def test_a_damaged_record_can_be_deleted(library: Path) -> None:
    change(library, SPOILT[0])
    with Writer(library) as writer:
        assert writer.delete(["1"]).deleted == 1
    assert damages(library) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sources SET records = 'abc'", "UPDATE sources SET records = -4", "UPDATE state SET value = 'zz' WHERE name = 'content'",
        "DROP TABLE sources", "DROP TABLE notices", "DROP TABLE files", "DROP TABLE touched", "DROP TABLE state", "DROP TABLE names",
        "DELETE FROM sources", "DELETE FROM names",
    ],
)  # fmt: skip
def test_a_spoilt_account_is_one_line_and_made_again(library: Path, statement: str) -> None:
    with Library.open(library) as opened:
        before = opened.status().digest
    change(library, statement)
    assert damages(library) != []
    for use in (lambda: Writer(library).close(), lambda: Library.open(library).status()):
        try:
            use()
        except LibraryError as damage:
            assert "\n" not in str(damage)
            assert "damaged" in str(damage)
            assert "verify --repair" in str(damage)
    assert verifying.rebuilt(library) == (2, ())
    assert damages(library) == []
    with Library.open(library) as opened:
        status = opened.status()
        assert (status.records, status.by_source, status.digest, status.newest) == (2, (("PubMed", 2),), before, "2026-01-01")


def test_lost_records_are_lost(library: Path) -> None:
    change(library, "DROP TABLE records")
    with pytest.raises(LibraryError, match="the records are lost"):
        verifying.rebuilt(library)


def test_records_that_no_search_finds_yet_are_said_and_put_right(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = Writer(library)
    writer.add([work(pmid(3), title="Zinc in tea")])
    monkeypatch.setattr(writer._index, "commit", full)
    with pytest.raises(LibraryError):
        writer.commit()
    writer.close()
    assert damages(library) == ["index: 1 records are not in it yet (an import did not end, or goes on); the next import puts them in"]
    with Library.open(library) as opened:
        assert opened.behind == 1
        assert "1 records cannot be found by their words" in opened.shortfall
    with Writer(library):
        pass
    with Library.open(library) as opened:
        assert (opened.behind, opened.shortfall, len(opened.search("tea"))) == (0, "", 1)
    assert damages(library) == []


def full() -> None:
    raise LibraryError("no space left on device")


def test_a_library_from_before_deletions_were_remembered_is_read_and_brought_up(library: Path) -> None:
    change(library, "DROP TABLE deletions", "ALTER TABLE files DROP COLUMN faults")
    with Library.open(library) as opened:
        assert [entry.faults for entry in opened.status().files] == [0]
        assert list(opened.kept_apart()) == []
    assert damages(library) == []
    with Writer(library) as writer:
        writer.delete(["2"])
    with Library.open(library) as opened:
        assert [deletion.pmid for deletion in opened.kept_apart()] == ["2"]


def test_half_a_pair_in_a_work_is_indexed_without_it(filled) -> None:
    library = filled(work(pmid(1), title="Zinc \ud800 lozenges", mesh=("Zinc\udfff",)))
    assert library.find(pmid(1)).title == "Zinc \ud800 lozenges"
    assert len(library.search("lozenges")) == 1
