"""A library after a kill at any moment, with two writers, cut short, missing, damaged, or of another format."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from library_works import pmid, work

from claimcheck.errors import LibraryError
from claimcheck.literature.library import Library, Writer, folders, intake, verifying
from claimcheck.literature.records.deletion import Deletion

ENDLESS = """
import sys
from itertools import count
from pathlib import Path
sys.path.insert(0, {here!r})
from library_works import pmid, work
from claimcheck.literature.library import Writer
with Writer(Path({folder!r}), batch=20) as writer:
    print("open", flush=True)
    for number in count(int(sys.argv[1])):
        writer.add([work(pmid(number % 500), title=f"Title {{number}}")])
        if number % 20 == 19:
            print(number, flush=True)
"""


def killed(folder: Path, first: int, after: int) -> int:
    """Start a process that writes without end, kill it after so many lines; the last number that it said was committed."""
    program = ENDLESS.format(here=str(Path(__file__).parent), folder=str(folder))
    with subprocess.Popen([sys.executable, "-c", program, str(first)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline().strip() for _ in range(after)]
        child.kill()
    return int(lines[-1]) if lines[-1].isdigit() else 0


def test_a_kill_at_any_moment_leaves_the_last_commit_readable(tmp_path: Path) -> None:
    chance = random.Random(5)
    first = 0
    for _ in range(3):
        last = killed(tmp_path, first, chance.randint(2, 12))
        with Library.open(tmp_path) as library:
            assert library.status().records >= min(last, 500 - 20)
            if last:
                assert library.find(pmid(last % 500)) is not None
        first = last + 1
    with Writer(tmp_path) as writer:
        writer.add([work(pmid(10_000))])
    assert list(verifying.damages(tmp_path, lambda done: None)) == []


def test_an_end_between_the_two_commits_is_mended_by_the_next_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Writer(tmp_path) as writer:
        writer.add([work(pmid(1)), work(pmid(2), title="Zinc in soil")])
    writer = Writer(tmp_path)
    writer.add([work(pmid(3), title="Zinc in tea")])
    writer.delete(["2"])
    monkeypatch.setattr(writer._index, "commit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        writer.commit()
    writer.close()
    with Library.open(tmp_path) as library:
        assert library.find(pmid(3)) is not None
        assert [hit.work.identifiers[0].value for hit in library.search("zinc")] == ["1"]
    with Writer(tmp_path):
        pass
    with Library.open(tmp_path) as library:
        assert sorted(hit.work.identifiers[0].value for hit in library.search("zinc")) == ["1", "3"]
    assert list(verifying.damages(tmp_path, lambda done: None)) == []


def interrupted() -> None:
    raise KeyboardInterrupt


def test_what_was_not_committed_is_dropped_on_an_exception(tmp_path: Path) -> None:
    works = (work(pmid(number // number * number)) for number in (1, 2, 3, 4, 5, 0))
    with pytest.raises(ZeroDivisionError), Writer(tmp_path, batch=2) as writer:
        writer.add(works)
    with Library.open(tmp_path) as library:
        assert [library.find(pmid(number)) is not None for number in range(1, 6)] == [True] * 4 + [False]
    assert list(verifying.damages(tmp_path, lambda done: None)) == []


def test_an_import_goes_on_where_it_was_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "works.txt"
    file.write_text("ten works")
    given: list[int] = []

    def records(end: int = 10):
        for number in range(10):
            if number == end:
                raise KeyboardInterrupt
            given.append(number)
            yield work(title=f"Number {number}") if number % 2 else work(pmid(number))

    with pytest.raises(KeyboardInterrupt), Writer(tmp_path / "library", batch=4) as writer:
        writer.take(records(7), intake.entry_of(writer, file))
    with Library.open(tmp_path / "library") as library:
        (entry,) = library.status().files
        assert (entry.name, entry.size, entry.done, entry.whole) == ("works.txt", 9, 4, False)
    heard: list[int] = []
    with Writer(tmp_path / "library", batch=4) as writer:
        entry = writer.take(records(), intake.entry_of(writer, file), heard.append)
        assert (writer.counts.new, entry.done, entry.whole, heard) == (6, 10, True, [10])
        assert given == list(range(7)) + list(range(10))
        assert intake.entry_of(writer, file.rename(tmp_path / "same content, other name.txt")).whole
    with Library.open(tmp_path / "library") as library:
        assert library.status().records == 10


def test_a_file_may_take_works_back(tmp_path: Path) -> None:
    file = tmp_path / "update.xml"
    file.write_text("")
    with Writer(tmp_path / "library") as writer:
        writer.take([work(pmid(1)), work(pmid(2)), Deletion("1")], intake.entry_of(writer, file))
        assert writer.counts.deleted == 1
    with Library.open(tmp_path / "library") as library:
        assert (library.find(pmid(1)), library.status().records) == (None, 1)


def test_a_second_writer_is_refused_with_one_line(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        with pytest.raises(LibraryError, match="another import is writing to this library") as caught:
            Writer(tmp_path)
        assert "\n" not in str(caught.value)
        writer.add([work(pmid(1))])
    with Library.open(tmp_path) as library:
        assert library.find(pmid(1)) is not None


def test_readers_read_on_while_an_import_goes_on(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.add([work(pmid(1))])
    with Library.open(tmp_path) as library, Writer(tmp_path) as writer:
        writer.add([work(pmid(2))])
        assert [hit.work.identifiers[0].value for hit in library.search("zinc")] == ["1"]
        assert library.find(pmid(2)) is None
        writer.commit()
        library.refresh()
        assert len(library.search("zinc")) == 2


def test_a_missing_library_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library here; make one with: claimcheck literature import FILE"):
        Library.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("content", [b"not a database" * 100, b"", b"\0" * 5000])
def test_a_file_that_is_no_library_is_one_line(tmp_path: Path, content: bytes) -> None:
    folders.records(tmp_path).write_bytes(content)
    with pytest.raises(LibraryError, match=r"damaged|not a library") as caught:
        Library.open(tmp_path)
    assert "\n" not in str(caught.value)


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(folders.records(tmp_path)) as other:
        other.execute("CREATE TABLE records (mine)")
    other.close()
    before = folders.records(tmp_path).read_bytes()
    for opened in (Library.open, Writer):
        with pytest.raises(LibraryError, match="not a library of claimcheck"):
            opened(tmp_path)
    assert folders.records(tmp_path).read_bytes()[100:] == before[100:]


def test_a_library_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.add([work(pmid(1))])
    connection = sqlite3.connect(folders.records(tmp_path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for opened in (Library.open, Writer):
        with pytest.raises(LibraryError, match="newer claimcheck"):
            opened(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_can_be_read(tmp_path: Path) -> None:
    with Writer(tmp_path / "library") as writer:
        writer.add([work(pmid(1))])
    (tmp_path / "library").chmod(0o555)
    try:
        with Library.open(tmp_path / "library") as library:
            assert library.find(pmid(1)) is not None
        with pytest.raises(LibraryError):
            Writer(tmp_path / "library")
    finally:
        (tmp_path / "library").chmod(0o755)


def test_memory_is_bounded_by_the_batch(tmp_path: Path) -> None:
    """The transaction, the one thing that grows, ends with each batch: nothing waits after a commit."""
    with Writer(tmp_path, batch=10) as writer:
        for number in count():
            writer.add([work(pmid(number))])
            assert writer._waiting < 10
            if number == 35:
                break


def test_a_file_that_gives_nothing_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "empty.xml"
    file.write_text("")
    with Writer(tmp_path / "library") as writer:
        assert not writer.take([], intake.entry_of(writer, file)).whole
        assert not intake.entry_of(writer, file).whole
