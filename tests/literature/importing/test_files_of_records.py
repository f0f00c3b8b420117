"""Files of every kind, packed and in archives, read by their content; what is broken or hostile costs itself only."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.literature.importing import archives, jsonl, lines, records_of, retractions
from claimcheck.literature.importing.unpacking import Stream
from claimcheck.literature.records.deletion import Deletion
from claimcheck.literature.records.faults import Faults, RecordError
from claimcheck.model import Identifier, IdentifierKind, Work

PUBMED = b"""<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">
<!-- a comment with <article> in it -->
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">1</PMID><Article><ArticleTitle>Of PubMed</ArticleTitle></Article>
</MedlineCitation></PubmedArticle><DeleteCitation><PMID Version="1">9</PMID></DeleteCitation></PubmedArticleSet>"""
JATS = b"""<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "x.dtd">
<article><front><article-meta><article-id pub-id-type="pmc">5</article-id><title-group><article-title>Of JATS</article-title></title-group>
</article-meta></front></article>"""
OWN = Work((Identifier(IdentifierKind.DOI, "10.1000/own"),), "Our own", fetched="2020-01-01")
TRIAL = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "briefTitle": "Of a trial"}}}
RESULT = {"id": "3", "source": "MED", "pmid": "3", "title": "Of Europe PMC"}


def read(path: Path, fetched: str | None = None) -> tuple[list[str], list[str]]:
    """Titles (or what is taken back), and faults."""
    faults = Faults()
    found = list(records_of(path, fetched=fetched, faults=faults))
    return [work.title if isinstance(work, Work) else f"-{work.pmid}" for work in found], [str(fault) for fault in faults.first]


def given_file(folder: Path, content: bytes, name: str = "records.bin") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def tar(**members: bytes) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return whole.getvalue()


def zipped(**members: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress, bz2.compress], ids=["plain", "gz", "xz", "bz2"])
@pytest.mark.parametrize(
    ("content", "titles"),
    [
        (PUBMED, ["Of PubMed", "-9"]),
        (b"\xef\xbb\xbf" + PUBMED, ["Of PubMed", "-9"]),
        (JATS, ["Of JATS"]),
        (jsonl.written(OWN).encode() + b"\n\n" + jsonl.written(OWN).encode(), ["Our own", "Our own"]),
        (json.dumps(TRIAL).encode(), ["Of a trial"]),
        (json.dumps({"studies": [TRIAL, TRIAL]}, indent=1).encode(), ["Of a trial", "Of a trial"]),
        (json.dumps([TRIAL], indent=2).encode(), ["Of a trial"]),
        (b'{"resultList":\n{"result": [\n' + json.dumps(RESULT).encode() + b"]}}", ["Of Europe PMC"]),
        (b'{"resultList":\n' + json.dumps({"result": [RESULT]}).encode() + b"\n}", ["Of Europe PMC"]),
        (b'{"studies"\r:[' + json.dumps(TRIAL).encode() + b"]}", ["Of a trial"]),
        (json.dumps(RESULT).encode() + b"\r" + json.dumps(TRIAL).encode() + b"\r", ["Of Europe PMC", "Of a trial"]),
        (json.dumps({"version": "6", "resultList": {"result": [RESULT]}}).encode(), ["Of Europe PMC"]),
        (json.dumps({"resultList": {"result": []}}).encode(), []),
        (f"{json.dumps(RESULT)}\n{json.dumps(TRIAL)}\r\n{jsonl.written(OWN)}\n".encode(), ["Of Europe PMC", "Of a trial", "Our own"]),
        (tar(**{"a/1.xml": JATS, "a/2.nxml.gz": gzip.compress(JATS), "a/readme.txt": b"no", "b.jsonl": jsonl.written(OWN).encode()}),
         ["Of JATS", "Of JATS", "Our own"]),
    ],
    ids=["pubmed", "byte-order-mark", "jats", "own", "trial", "trials", "list", "begun", "begun-with-an-object", "broken-at-a-colon",
         "carriage-returns", "europepmc", "nothing-found", "mixed-lines", "tar"],
)  # fmt: skip
def test_a_file_is_known_by_its_content(tmp_path: Path, pack: Callable[[bytes], bytes], content: bytes, titles: list[str]) -> None:
    assert read(given_file(tmp_path, pack(content))) == (titles, [])


def test_zip_archives_and_folders(tmp_path: Path) -> None:
    inside = tmp_path / "all" / "deep"
    inside.mkdir(parents=True)
    given_file(inside, JATS, "b.nxml")
    given_file(tmp_path / "all", PUBMED, "c.xml")
    given_file(tmp_path / "all", b"nothing of ours", "notes.txt")
    given_file(tmp_path / "all", zipped(**{"x/1.xml": JATS, "notes.md": b"no"}), "a.zip")
    assert read(tmp_path / "all") == (["Of JATS", "Of PubMed", "-9", "Of JATS"], [])


def test_names_in_archives_lead_nowhere(tmp_path: Path) -> None:
    name = "../../../../tmp/escaped.xml"
    assert read(given_file(tmp_path, tar(**{name: JATS, "/etc/absolute.xml": JATS}))) == (["Of JATS", "Of JATS"], [])
    assert read(given_file(tmp_path, zipped(**{name: JATS}))) == (["Of JATS"], [])
    assert [path.name for path in tmp_path.iterdir()] == ["records.bin"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.xml").symlink_to(given_file(tmp_path, JATS, "outside.xml"))
    assert read(folder) == ([], [])
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        member = tarfile.TarInfo("link.xml")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(member)
    assert read(given_file(tmp_path, whole.getvalue()))[0] == []


def test_faults_name_file_and_record(tmp_path: Path) -> None:
    bad = PUBMED.replace(b"<Article>", b"<Artikel>")
    titles, faults = read(given_file(tmp_path, tar(**{"1.xml": JATS, "2.xml": bad, "3.xml": b"words", "4.xml": JATS}), "all.tar"))
    assert titles == ["Of JATS", "-9", "Of JATS"]
    assert faults[0].startswith("all.tar: 2.xml, record 1: not well-formed")
    assert faults[1:] == ["all.tar: 3.xml: is no file of records that is known here"]
    titles, faults = read(given_file(tmp_path, b'{"form": 1}\n{broken\n' + jsonl.written(OWN).encode() + b"\n5\n", "lines"))
    assert titles == ["Our own"]
    assert [fault.partition(": ")[0] for fault in faults] == ["lines, record 1", "lines, record 2", "lines, record 4"]


@pytest.mark.parametrize(
    "content",
    [b"", b"words", b"<html></html>", b"<other/>", b'{"a": 1}', b"{", b"[[[", b"\x1f\x8b\x08nothing", b"PK\x03\x04", b"Record ID,Title\n",
     b"[" * 100_000, b"\xfd7zXZ\x00rest", b"\0" * 600, gzip.compress(b"", mtime=0)],
)  # fmt: skip
def test_what_is_not_known_is_one_fault(tmp_path: Path, content: bytes) -> None:
    titles, faults = read(given_file(tmp_path, content))
    assert titles == []
    assert len(faults) == 1
    with pytest.raises(RecordError):
        list(records_of(tmp_path / "records.bin"))


@pytest.mark.parametrize("content", [PUBMED, jsonl.written(OWN).encode()], ids=["xml", "json"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_one_clear_line(tmp_path: Path, content: bytes, encoding: str) -> None:
    assert read(given_file(tmp_path, content.decode().encode(encoding))) == (
        [],
        ["records.bin: is written in UTF-16; save it as UTF-8 first"],
    )


def test_an_archive_in_an_archive_is_said_to_be_passed_over(tmp_path: Path) -> None:
    for whole in (tar, zipped):
        titles, faults = read(given_file(tmp_path, whole(**{"inner.tar.gz": gzip.compress(tar(**{"a.xml": JATS}))})))
        assert (titles, len(faults)) == ([], 1)
        assert "inner.tar.gz is an archive inside an archive" in faults[0]
        titles, faults = read(given_file(tmp_path, whole(**{"letter.txt": b"Dear Sir"})))
        assert (titles, len(faults)) == ([], 1)
        assert "holds no file of records" in faults[0]


def test_a_broken_first_line_costs_one_line(tmp_path: Path) -> None:
    line = jsonl.written(OWN).encode()
    titles, faults = read(given_file(tmp_path, b'{"form": \n' + line + b"\n" + line))
    assert titles == ["Our own"] * 2
    assert [fault.partition(": ")[0] for fault in faults] == ["records.bin, record 1"]


@pytest.mark.parametrize("field", ["title", "source", "fetched", "journal"])
def test_half_a_pair_costs_a_letter_and_never_an_import(tmp_path: Path, field: str) -> None:
    """JSON may hold what no file and no index can."""
    line = json.dumps(json.loads(jsonl.written(OWN)) | {field: "2020-01-01 \ud800 \U0001f600"}).encode()
    (found,) = records_of(given_file(tmp_path, line), faults=Faults())
    assert isinstance(found, Work)
    expected = None if field == "fetched" else "2020-01-01 \ufffd \U0001f600"
    assert getattr(found, field) == expected
    titles, faults = read(given_file(tmp_path, line.replace(b"\\ud800", b"\xed\xa0\x80")))
    assert (titles, len(faults)) == ([], 1)
    assert "not JSON in UTF-8" in faults[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """Opening one would wait for a writer for ever."""
    os.mkfifo(tmp_path / "pipe.xml")
    assert read(tmp_path / "pipe.xml") == ([], [f"pipe.xml: {archives.NO_FILE}"])
    assert read(tmp_path) == ([], [])
    faults = Faults()
    assert list(retractions.listed(tmp_path / "pipe.xml", faults)) == []
    assert faults.count == 1


def test_an_absent_file_is_a_fault(tmp_path: Path) -> None:
    assert read(tmp_path / "none.xml") == ([], ["none.xml: cannot be read: No such file or directory"])


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, lambda whole: bz2.compress(whole, 1)], ids=["gz", "xz", "bz2"])
def test_a_packed_file_cut_short_gives_what_could_be_read(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    many = [jsonl.written(Work((), os.urandom(200).hex())) for _ in range(1500)]
    packed = pack("\n".join(many).encode())
    titles, faults = read(given_file(tmp_path, packed[: len(packed) * 2 // 3]))
    assert 200 < len(titles) < 1500
    assert len(faults) == 1
    assert "breaks off" in faults[0]


def test_several_packed_parts_and_padding_are_one_file(tmp_path: Path) -> None:
    line = jsonl.written(OWN).encode() + b"\n"
    assert read(given_file(tmp_path, gzip.compress(line) + gzip.compress(line) + b"\0" * 700)) == (["Our own"] * 2, [])
    titles, faults = read(given_file(tmp_path, gzip.compress(line) + b"something else"))
    assert titles == ["Our own"]
    assert "something else follows" in faults[0]


def test_a_damaged_packed_file_is_told_by_its_checksum(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(jsonl.written(OWN).encode() + b"\n"))
    packed[-6] ^= 1
    assert len(read(given_file(tmp_path, bytes(packed)))[1]) == 1


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("unpacking", "archives"):
        monkeypatch.setattr(f"claimcheck.literature.importing.{module}.ALWAYS_ALLOWED", 1 << 20)
    swelling = PUBMED.replace(b"<PubmedArticleSet>", b"<PubmedArticleSet>" + b" " * (20 << 20))
    for packed in (gzip.compress(swelling), lzma.compress(swelling), zipped(**{"a.xml": swelling})):
        titles, faults = read(given_file(tmp_path, packed))
        assert titles == []
        assert "times its size" in faults[0]


def test_a_tar_with_an_endless_name_is_refused(tmp_path: Path) -> None:
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.XHDTYPE, 1 << 40
    titles, faults = read(given_file(tmp_path, member.tobuf(tarfile.GNU_FORMAT) + b"\0" * 10_240))
    assert (titles, len(faults)) == ([], 1)
    assert "longer than a megabyte" in faults[0]


def test_lines_and_documents_beyond_measure_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGEST_LINE", 1000)
    monkeypatch.setattr(lines, "LARGEST_DOCUMENT", 1000)
    line = jsonl.written(OWN).encode() + b"\n"
    titles, faults = read(given_file(tmp_path, line + b'{"a": "' + b"x" * 5000))
    assert (titles, len(faults)) == (["Our own"], 1)
    assert len(read(given_file(tmp_path, json.dumps([TRIAL] * 50, indent=1).encode()))[1]) == 1


def test_the_day_is_set_where_the_record_has_none(tmp_path: Path) -> None:
    path = given_file(tmp_path, f"{jsonl.written(OWN)}\n{json.dumps(TRIAL)}\n".encode())
    assert [work.fetched for work in records_of(path, fetched="2026-02-03") if isinstance(work, Work)] == ["2020-01-01", "2026-02-03"]
    assert [work.fetched for work in records_of(given_file(tmp_path, JATS), fetched="2026-02-03") if isinstance(work, Work)] == [
        "2026-02-03"
    ]


@given(st.binary(max_size=400), st.integers(1, 50))
def test_a_stream_gives_its_bytes_however_they_are_asked_for(content: bytes, step: int) -> None:
    for pack in (bytes, gzip.compress, lzma.compress):
        packed = pack(content)
        if pack is bytes and packed.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
            continue
        stream = Stream(io.BytesIO(packed))
        assert stream.head(step) == content[:step]
        given_bytes = b"".join(iter(lambda stream=stream: stream.read(step), b""))  # type: ignore[misc]
        assert given_bytes == content


@given(st.data())
def test_noise_never_breaks_the_reading(tmp_path_factory: Any, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([PUBMED, JATS, tar(**{"1.xml": JATS}), zipped(**{"1.xml": JATS}), gzip.compress(PUBMED)]))
    at, gap = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 60))
    noisy = whole[:at] + data.draw(st.binary(max_size=40)) + whole[at + gap :]
    path = given_file(tmp_path_factory.getbasetemp(), noisy, "noise")
    found = list(records_of(path, faults=Faults()))
    assert all(isinstance(work, Work | Deletion) for work in found)


def test_which_names_in_archives_may_hold_records() -> None:
    assert all(map(archives.is_of_interest, ["a.xml", "b/C.NXML", "x.jsonl.xz", "pubmed25n0001.xml.gz"]))
    assert not any(map(archives.is_of_interest, ["a.txt", "b.pdf", ".hidden.xml", "c.xml/notes", "list.csv"]))
