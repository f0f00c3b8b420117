"""`claimcheck literature` with what goes wrong on other people's disks: hostile words, odd names, pipes, broken files, damage."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import sys
from pathlib import Path

import pytest

from claimcheck.cli import run
from claimcheck.literature.importing import jsonl
from claimcheck.literature.library import Writer
from claimcheck.model import Identifier, IdentifierKind, Section, Study, StudyKind, Work

HOSTILE = "Zinc \x1b[2J\x1b]0;owned\x07 for\ncolds\u202e"


def made(number: int, title: str = "Zinc for colds") -> Work:
    name = Identifier(IdentifierKind.PMID, str(number))
    return Work(
        (name,), title, 2010, "J Made", source="PubMed", abstract=(Section("", "Zinc was tried."),), study=Study(StudyKind.RANDOMISED)
    )


def lines(*works: Work) -> bytes:
    return "".join(f"{jsonl.written(work)}\n" for work in works).encode()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLAIMCHECK_LIBRARY", str(tmp_path / "library"))
    return tmp_path


class Said:
    """What a command said and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        self.code = run(["literature", *map(str, arguments)])
        self.out, self.err = capsys.readouterr()
        assert "Traceback" not in self.err


def given(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_half_a_pair_in_one_line_costs_no_other(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = lines(made(2)).replace(b"Zinc for colds", b"Zinc \\ud800")
    said = Said(capsys, "import", given(place / "works.jsonl", lines(made(1)) + bad + lines(made(3))))
    assert (said.code, said.out[:5], said.err) == (0, "3 new", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes")
def test_pipes_are_refused_at_once_with_one_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(place / "pipe")
    for arguments in (["-"], [place / "pipe"], ["--retractions", place / "pipe"]):
        said = Said(capsys, "import", *arguments)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert "save it to a file first" in said.err
    assert not (place / "library").exists()


def test_a_day_to_come_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(capsys, "import", given(place / "works.jsonl", lines(made(1))), "--fetched", "2999-01-01")
    assert (said.code, said.err.count("\n")) == (2, 1)


def test_a_file_from_the_future_holds_no_later_one_back(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = given(place / "works.jsonl", lines(made(1)))
    os.utime(path, (40_000_000_000, 40_000_000_000))
    Said(capsys, "import", path)
    assert json.loads(Said(capsys, "status", "--json").out)["newest"] < "2900"


def test_nothing_in_a_record_or_name_steers_the_terminal(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Said(capsys, "import", given(place / "works.jsonl", lines(made(1, HOSTILE))))
    Said(capsys, "import", given(place / "cut\x1b[31m\n.jsonl", lines(made(2)) + b"{"))
    said = [
        Said(capsys, "search", "zinc"),
        Said(capsys, "search", "zinc", "--json"),
        Said(capsys, "status"),
        Said(capsys, "status", "--json"),
    ]
    said.append(Said(capsys, "import", given(place / "other\x1b[31m\n.jsonl", b"{\x1b")))
    assert len(said[0].out.splitlines()) == 4
    assert said[-1].err.count("\n") == 1
    for one in said:
        assert not set(one.out + one.err) & set("\x1b\x07\u202e")
    assert json.loads(said[1].out)["hits"][0]["work"]["title"] in (HOSTILE, "Zinc for colds")


@pytest.mark.skipif(sys.platform != "linux", reason="file names that are no text")
def test_a_name_that_is_not_utf_8_is_a_name(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = place / "folder"
    folder.mkdir()
    given(Path(os.fsdecode(os.fsencode(folder) + b"/a\xff.jsonl")), lines(made(1)) + b"{")
    given(folder / "b.jsonl", lines(made(2)))
    said = Said(capsys, "import", folder)
    assert (said.code, said.out[:5]) == (3, "2 new")
    assert "a\N{REPLACEMENT CHARACTER}.jsonl" in Said(capsys, "status").out
    said = Said(capsys, "import", folder / "b.jsonl", "--library", Path(os.fsdecode(os.fsencode(place) + b"/\xff")))
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "not UTF-8" in said.err


def test_a_file_of_another_kind_leaves_no_mark(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Said(capsys, "import", given(place / "letter.txt", b"Dear Sir")).code == 3
    assert json.loads(Said(capsys, "status", "--json").out)["files"] == []


def test_a_file_that_lost_records_exits_with_3_and_is_read_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = gzip.compress(lines(*(made(number, os.urandom(300).hex()) for number in range(1, 900))))
    path = given(place / "works.jsonl.gz", whole[: len(whole) // 2])
    first, status, second = Said(capsys, "import", path), Said(capsys, "status"), Said(capsys, "import", path)
    assert (first.code, second.code) == (3, 3)
    assert "with faults (1); import a whole copy of it" in status.out
    assert "read before, with faults" in second.err
    assert "0 new" in second.out
    assert Said(capsys, "import", given(path, whole)).code == 0
    status_after = json.loads(Said(capsys, "status", "--json").out)
    assert status_after["records"] == 899
    assert [entry["whole"] for entry in status_after["files"]] == [True]


def test_a_file_without_records_is_said_to_hold_none(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(capsys, "import", given(place / "none.json", b'{"resultList": {"result": []}}'))
    assert (said.code, said.err) == (0, f"{place / 'none.json'}: holds no records\n")


def test_a_damaged_record_is_mended_by_its_file(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = given(place / "works.jsonl", lines(made(1), made(2, "Zinc in soil")))
    Said(capsys, "import", path)
    connection = sqlite3.connect(place / "library" / "records.sqlite")
    connection.execute("UPDATE records SET packed = x'00' WHERE id = 1")
    connection.commit()
    connection.close()
    export = Said(capsys, "export")
    assert (export.code, export.out.count("\n")) == (3, 1)
    assert "1 damaged record (1) left out" in export.err
    repair = Said(capsys, "verify", "--repair")
    assert repair.code == 1
    assert "index made again from 1 records; 1 damaged record (1) left out" in repair.out
    assert Said(capsys, "import", path).code == 0
    assert Said(capsys, "verify").out == f"{place / 'library'}: whole\n"


def test_records_that_no_search_finds_yet_are_said(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Said(capsys, "import", given(place / "works.jsonl", lines(made(1))))
    writer = Writer(place / "library")
    writer.add([made(2)])
    with monkeypatch.context() as patched:
        patched.setattr(writer._index, "commit", interrupted)
        with pytest.raises(KeyboardInterrupt):
            writer.commit()
    writer.close()
    (place / "article.txt").write_text("Zinc shortens colds (PMID: 1).", encoding="utf-8")
    for said in (Said(capsys, "status"), Said(capsys, "search", "zinc")):
        assert said.err.count("\n") == 1
        assert "1 records cannot be found by their words" in said.err
    assert run(["references", str(place / "article.txt"), "--isolated"]) == 0
    assert "1 records cannot be found by their words" in capsys.readouterr().err
    assert Said(capsys, "verify").code == 1
    assert Said(capsys, "verify", "--repair").code == 0
    assert Said(capsys, "search", "zinc").err == ""


def interrupted() -> None:
    raise KeyboardInterrupt


def test_a_spoilt_account_is_one_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = given(place / "works.jsonl", lines(made(1)))
    Said(capsys, "import", path)
    connection = sqlite3.connect(place / "library" / "records.sqlite")
    connection.execute("UPDATE sources SET records = 'abc'")
    connection.commit()
    connection.close()
    for said in (Said(capsys, "status"), Said(capsys, "import", given(place / "more.jsonl", lines(made(2))))):
        assert (said.code, said.err.count("\n")) == (2, 1)
        assert "verify --repair" in said.err
    assert Said(capsys, "verify").code == 1
    assert Said(capsys, "verify", "--repair").code == 0


@pytest.mark.parametrize("words", [["the", "of"], ["…"], ["the of and"]])
def test_words_that_tell_nothing_are_not_searched_for(place: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    Said(capsys, "import", given(place / "works.jsonl", lines(made(1))))
    said = Said(capsys, "search", *words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "nothing was searched for" in said.err


def test_a_work_whose_study_is_known_is_shown_with_its_design_in_words(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Said(capsys, "import", given(place / "works.jsonl", lines(made(1))))
    (hit,) = json.loads(Said(capsys, "search", "zinc", "--json").out)["hits"]
    assert hit["work"]["design"] == "randomised trial"
