"""Damage is found and said; the index can be made again from the records."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from library_works import doi, pmid, work

from claimcheck.errors import LibraryError
from claimcheck.literature.library import Library, Writer, folders, verifying
from claimcheck.model import Notice, NoticeKind


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with Writer(tmp_path) as writer:
        writer.add([work(pmid(1), doi("10.1/a")), work(pmid(2), title="Zinc in soil")])
        writer.add_notices([pmid(2)], Notice(NoticeKind.CONCERN))
    return tmp_path


def damages(folder: Path) -> str:
    return "\n".join(verifying.damages(folder, lambda done: None))


def changed(statement: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        connection = sqlite3.connect(folders.records(folder))
        connection.execute(statement)
        connection.commit()
        connection.close()

    return change


def flip_index(folder: Path) -> None:
    path = next(folders.index(folder).glob("*.term"))
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)


def cut_index(folder: Path) -> None:
    path = next(folders.index(folder).glob("*.idx"))
    path.write_bytes(path.read_bytes()[:-20])


def lose_index(folder: Path) -> None:
    shutil.rmtree(folders.index(folder))


def spoil_index(folder: Path) -> None:
    (folders.index(folder) / "meta.json").write_text("{")


def test_a_whole_library_has_no_damage(library: Path) -> None:
    assert damages(library) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed("UPDATE records SET packed = x'00' WHERE id = 1"), "record 1: cannot be read"),
        (changed("UPDATE records SET packed = (SELECT packed FROM records WHERE id = 2) WHERE id = 1"), "does not fit its digest"),
        (changed("UPDATE records SET digest = zeroblob(16) WHERE id = 2"), "the digest of the whole does not fit"),
        (changed("DELETE FROM names WHERE record = 1"), "record 1: cannot be found by all its names"),
        (changed("DELETE FROM records WHERE id = 2"), "index: holds 2 works, the records are 1"),
        (changed("DELETE FROM notices"), "the digest of the whole does not fit"),
        (changed("UPDATE sources SET records = 7"), "the account says 7 records, there are 2"),
        (flip_index, "its content does not fit its sum"),
        (cut_index, "its content does not fit its sum"),
        (lose_index, "index: missing or cannot be opened"),
        (spoil_index, "index: missing or cannot be opened"),
    ],
)
def test_damage_is_said(library: Path, change: Callable[[Path], None], said: str) -> None:
    change(library)
    assert said in damages(library)


@pytest.mark.parametrize("change", [lose_index, spoil_index, flip_index, cut_index])
def test_the_index_is_made_again_from_the_records(library: Path, change: Callable[[Path], None]) -> None:
    change(library)
    assert verifying.rebuilt(library) == (2, ())
    assert damages(library) == ""
    with Library.open(library) as opened:
        assert [hit.work.identifiers[0].value for hit in opened.search("soil")] == ["2"]


def test_a_lost_index_is_one_line_with_the_remedy(library: Path) -> None:
    lose_index(library)
    with pytest.raises(LibraryError, match="claimcheck literature verify --repair"):
        Library.open(library)


def test_nothing_is_made_where_there_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library here"):
        damages(tmp_path / "none")
    with pytest.raises(LibraryError, match="no library here"):
        verifying.rebuilt(tmp_path / "none")
