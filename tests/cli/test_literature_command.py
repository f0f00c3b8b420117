"""`claimcheck literature` as a user runs it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.cli import run
from claimcheck.literature.importing import jsonl
from claimcheck.model import Identifier, IdentifierKind, Section, Study, StudyKind, Work

RETRACTIONS = (
    "Record ID,Title,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDOI,RetractionPubMedID,RetractionDate,RetractionNature,Reason\n"
    "1,Zinc in mice,10.1234/mice,0,10.1234/notice,0,5/1/2020 0:00,Retraction,+Error;\n"
)


def made(number: int, title: str, doi: str, year: int, kind: StudyKind) -> Work:
    identifiers = (Identifier(IdentifierKind.DOI, doi), Identifier(IdentifierKind.PMID, str(number)))
    abstract = (Section("", f"{title} was studied."),)
    return Work(identifiers, title, year, "J Made", source="PubMed", abstract=abstract, study=Study(kind), mesh=("Zinc",))


WORKS = (
    made(11, "Zinc shortens colds", "10.1234/colds", 2010, StudyKind.RANDOMISED),
    made(12, "Zinc in mice", "10.1234/mice", 2015, StudyKind.ANIMAL),
)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of works and a list of retractions, and an empty place for the library."""
    monkeypatch.setenv("CLAIMCHECK_LIBRARY", str(tmp_path / "library"))
    (tmp_path / "works.jsonl").write_text("".join(f"{jsonl.written(work)}\n" for work in WORKS), encoding="utf-8")
    (tmp_path / "retractions.csv").write_text(RETRACTIONS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def library(files: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The same, imported."""
    assert run(["literature", "import", str(files / "works.jsonl"), "--retractions", str(files / "retractions.csv")]) == 0
    capsys.readouterr()
    return files / "library"


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(["literature", *arguments]) == code
    return capsys.readouterr().out


def complained(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 2) -> str:
    assert run(["literature", *arguments]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["import"], ["search"], ["export"], ["verify"]):
        assert "claimcheck literature" in said(capsys, *command, "--help")


def test_import_says_what_became_of_the_records(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(files / "works.jsonl")
    assert said(capsys, "import", file) == "2 new, 0 revised, 0 as before, 0 deleted\n"
    assert run(["literature", "import", file]) == 0
    captured = capsys.readouterr()
    assert captured.out == "0 new, 0 revised, 0 as before, 0 deleted\n"
    assert "read before, 2 records" in captured.err


def test_a_folder_is_imported_file_by_file(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "import", str(files)).startswith("2 new")
    entries = json.loads(said(capsys, "status", "--json"))["files"]
    assert [entry["name"] for entry in entries] == ["works.jsonl"]


def test_what_is_no_file_of_records_is_said_and_exits_with_3(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "letter.txt").write_text("Dear Sir", encoding="utf-8")
    assert run(["literature", "import", str(files / "letter.txt"), str(files / "works.jsonl")]) == 3
    captured = capsys.readouterr()
    assert "letter.txt: is no file of records" in captured.err
    assert captured.out.startswith("2 new")


def test_the_day_of_a_file_decides_which_record_is_newer(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, other = files / "works.jsonl", files / "older.xml"
    article = "<MedlineCitation><PMID>11</PMID><Article><ArticleTitle>Older</ArticleTitle></Article></MedlineCitation>"
    other.write_text(f"<PubmedArticleSet><PubmedArticle>{article}</PubmedArticle></PubmedArticleSet>", encoding="utf-8")
    said(capsys, "import", str(other), "--fetched", "2026-02-02")
    assert said(capsys, "import", str(file), "--fetched", "2020-01-01").startswith("1 new, 0 revised, 1 as before")


def test_status(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "status")
    assert "2 works" in text
    assert "2  PubMed" in text
    status = json.loads(said(capsys, "status", "--json"))
    assert (status["records"], status["by_source"], status["notices"]) == (2, {"PubMed": 2}, 1)


def test_search(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "search", "zinc", "for", "colds")
    assert text.splitlines()[0] == "  1. Zinc shortens colds"
    assert "J Made 2010; randomised trial; doi 10.1234/colds, pmid 11" in text
    assert "! retraction 2020-05-01" in text


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--year", "2015"], ["12"]),
        (["--year", "2012:"], ["12"]),
        (["--year", ":2012"], ["11"]),
        (["--year", "2009:2020"], ["11", "12"]),
        (["--design", "randomised"], ["11"]),
        (["--design", "randomised", "--design", "animal"], ["11", "12"]),
        (["--mesh", "zinc"], ["11", "12"]),
        (["--mesh", "iron"], []),
        (["--notice", "retraction"], ["12"]),
        (["--limit", "1"], ["11"]),
    ],
)
def test_search_narrowed_as_json(library: Path, capsys: pytest.CaptureFixture[str], options: list[str], found: list[str]) -> None:
    answer = json.loads(said(capsys, "search", "zinc shortens colds", "--json", *options))
    works = [jsonl.of_record(hit["work"]) for hit in answer["hits"]]
    assert sorted(str(work.identifier(IdentifierKind.PMID)) for work in works) == found


@pytest.mark.parametrize("years", ["soon", "2015:later", ":", "20155", "-1:", "２０１５"])
def test_years_that_are_none(library: Path, capsys: pytest.CaptureFixture[str], years: str) -> None:
    assert "write --year 2015, 2015:, :2015 or 2010:2015" in complained(capsys, "search", "zinc", "--year", years)


def test_without_a_library_the_shipped_works_are_searched(
    files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLAIMCHECK_LIBRARY")
    monkeypatch.setenv("XDG_DATA_HOME", str(files / "none"))
    assert run(["literature", "search", "acupuncture for chronic pain", "--limit", "1"]) == 0
    captured = capsys.readouterr()
    assert "works that ship with claimcheck" in captured.err
    assert "cupuncture" in captured.out
    assert not (files / "none").exists()


def test_a_library_that_was_named_must_be_there(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    err = complained(capsys, "search", "zinc", "--library", str(files / "none"))
    assert err.count("\n") == 1
    assert "no library here" in err
    assert "no library here" in complained(capsys, "status")
    assert "no library here" in complained(capsys, "search", "zinc")


def test_a_library_named_by_the_environment_must_be_there_for_a_check(
    files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Going on without it would look as if it had been asked."""
    (files / "article.txt").write_text("Zinc shortens colds (PMID: 11).", encoding="utf-8")
    assert run(["references", str(files / "article.txt"), "--isolated"]) == 2
    assert (
        capsys.readouterr().err == f"claimcheck: {files / 'library'}: no library here; make one with: claimcheck literature import FILE\n"
    )
    monkeypatch.delenv("CLAIMCHECK_LIBRARY")
    monkeypatch.setenv("XDG_DATA_HOME", str(files / "none"))
    assert run(["references", str(files / "article.txt"), "--isolated"]) == 0


def test_nothing_to_import(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing to import" in complained(capsys, "import")


def test_what_is_exported_can_be_imported(library: Path, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also notices on works that are not in the library, so that the copy is the same library by its digest."""
    (files / "other.csv").write_text(RETRACTIONS.replace("10.1234/mice", "10.1234/elsewhere"), encoding="utf-8")
    said(capsys, "import", "--retractions", str(files / "other.csv"))
    lines = said(capsys, "export").splitlines()
    assert [jsonl.read(line).title for line in lines[:2]] == [work.title for work in WORKS]
    assert [json.loads(line)["about"] for line in lines[2:]] == [[["doi", "10.1234/elsewhere"]], [["doi", "10.1234/mice"]]]
    (files / "again.jsonl").write_text("\n".join(lines), encoding="utf-8")
    second = str(files / "second")
    assert said(capsys, "import", str(files / "again.jsonl"), "--library", second).startswith("2 new")
    one, other = (json.loads(said(capsys, "status", "--json", *options)) for options in ([], ["--library", second]))
    assert (one["digest"], one["notices"]) == (other["digest"], other["notices"])
    assert "! retraction 2020-05-01" in said(capsys, "search", "zinc", "mice", "--limit", "1", "--library", second)


def test_verify(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "verify") == f"{library}: whole\n"
    connection = sqlite3.connect(library / "records.sqlite")
    connection.execute("UPDATE records SET packed = x'00' WHERE id = 1")
    connection.commit()
    connection.close()
    text = said(capsys, "verify", code=1)
    assert "record 1: cannot be read" in text
    assert "damaged in 1 place" in text


def test_repair_makes_the_index_again(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "index" / "meta.json").write_text("{", encoding="utf-8")
    assert "verify --repair" in complained(capsys, "search", "zinc")
    assert "index made again from 2 records" in said(capsys, "verify", "--repair")
    assert "Zinc shortens colds" in said(capsys, "search", "zinc")


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_keeps_what_was_committed_and_says_how_to_go_on(files: Path) -> None:
    """A pipe that never ends stands for a long file: the import waits in it when the signal comes."""
    program = (
        "import sys, os, signal, claimcheck.literature.importing as importing\n"
        "from claimcheck.cli import run\n"
        "def works(path, **_):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    yield from ()\n"
        "importing.records_of = works\n"
        f"sys.exit(run(['literature', 'import', {str(files / 'works.jsonl')!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 130
    assert "the same command goes on from there" in done.stderr
    assert "Traceback" not in done.stderr
    assert run(["literature", "import", str(files / "works.jsonl")]) == 0
    assert signal.getsignal(signal.SIGINT) is not None
