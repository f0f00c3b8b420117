"""`claimcheck literature index` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.cli import run
from claimcheck.literature.importing import jsonl
from claimcheck.model import Identifier, IdentifierKind, Section, Work


@pytest.fixture
def library(tmp_path: Path) -> Path:
    works = [
        Work((Identifier(IdentifierKind.PMID, str(number)),), title, abstract=(Section("", text),), source="PubMed")
        for number, title, text in ((1, "Acetylsalicylic acid", "It prevents infarction."), (2, "Aspirin posters", "A museum shows them."))
    ]
    (tmp_path / "works.jsonl").write_text("".join(f"{jsonl.written(work)}\n" for work in works), encoding="utf-8")
    return tmp_path / "library"


def test_vectors_made_counted_and_gone_on_with(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = str(library.parent / "works.jsonl")
    assert run(["literature", "import", records, "--library", str(library)]) == 0
    assert run(["literature", "index", "--vectors", "--library", str(library)]) == 0
    assert "2 vectors made, 0 as before, 0 dropped" in capsys.readouterr().out
    assert run(["literature", "index", "--vectors", "--jobs", "2", "--library", str(library)]) == 0
    assert "0 vectors made, 2 as before" in capsys.readouterr().out
    assert run(["literature", "status", "--json", "--library", str(library)]) == 0
    assert json.loads(capsys.readouterr().out)["vectors"] == 2
    assert run(["literature", "search", "aspirin", "stops", "heart", "attacks", "--json", "--library", str(library)]) == 0
    said = capsys.readouterr()
    assert "Acetylsalicylic acid" in [hit["work"]["title"] for hit in json.loads(said.out)["hits"]]  # shares no word with the question
    assert said.err == ""


def test_vectors_with_the_import(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["literature", "import", str(library.parent / "works.jsonl"), "--vectors", "--library", str(library)]) == 0
    assert "2 vectors made" in capsys.readouterr().out


def test_damaged_vectors_are_one_line_and_the_search_goes_on(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["literature", "import", str(library.parent / "works.jsonl"), "--vectors", "--library", str(library)])
    (library / "vectors" / "rows").write_bytes(b"x")
    capsys.readouterr()
    assert run(["literature", "search", "aspirin", "--library", str(library)]) == 0
    said = capsys.readouterr()
    assert "Aspirin posters" in said.out
    assert said.err.count("\n") == 1
    assert "the vectors are damaged" in said.err


@pytest.mark.parametrize(
    ("arguments", "told"), [(["index"], "for vectors add --vectors"), (["index", "--vectors", "--library", "none-here"], "no library here")]
)
def test_wrong_use_is_one_line(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["literature", *arguments]) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert "Traceback" not in said.err
    assert not (tmp_path / "none-here").exists()
