"""Any file of records as a stream of works: its reader is chosen by its content, never by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from claimcheck.literature.importing import archives, lines
from claimcheck.literature.importing.unpacking import Stream
from claimcheck.literature.records import jats, pubmed_xml
from claimcheck.literature.records.deletion import Deletion
from claimcheck.literature.records.faults import Faults
from claimcheck.literature.records.listed_notice import ListedNotice
from claimcheck.model import Work

Record = Work | Deletion | ListedNotice
_HEAD = 1 << 16
_MARK = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"{\0", b"\0{", b"[\0", b"\0[")
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]{1,40}:)?([\w.-]{1,60})")
_PROLOG = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_PUBMED = frozenset(tag.encode() for tag in (*pubmed_xml.LAYOUT.roots, *pubmed_xml.LAYOUT.records))
_JATS = frozenset(tag.encode() for tag in (*jats.LAYOUT.roots, *jats.LAYOUT.records))


class _Reader(Protocol):
    def __call__(self, stream: Stream, *, fetched: str | None, faults: Faults) -> Iterator[Record]: ...


def records_of(path: Path, *, fetched: str | None = None, faults: Faults | None = None) -> Iterator[Record]:
    """The works of a file or folder, the records it takes back and the notices it tells of, in their order.

    Read are PubMed XML, full texts in JATS, JSON of Europe PMC and ClinicalTrials.gov, and our own lines; each also packed with gzip, xz
    or bzip2, in tar and zip archives, and in folders. `fetched` is the day (ISO) the file was got. What cannot be read is counted in
    `faults` under file and record; without it the first such thing is a RecordError.
    """
    faults = Faults(strict=True) if faults is None else faults
    paths = archives.in_folder(path) if path.is_dir() else (path,)
    for file in paths:
        faults.file = str(file.relative_to(path)) if path.is_dir() else file.name
        if file.exists() and not file.is_file():
            faults.add(archives.NO_FILE)
            continue
        try:
            with file.open("rb") as raw:
                yield from _of_file(raw, fetched, faults)
        except OSError as fault:
            faults.add(f"cannot be read: {fault.strerror or fault}")


def _of_file(raw: BinaryIO, fetched: str | None, faults: Faults) -> Iterator[Record]:
    """The records of a file, or of the files in an archive."""
    stream = Stream(raw)
    head = stream.head(_HEAD)
    if archives.is_zip(head):
        raw.seek(0)
        members = archives.in_zip(raw, faults)
    elif archives.is_tar(head):
        members = archives.in_tar(stream, faults)
    else:
        yield from _of_stream(stream, fetched, faults)
        return
    archive = faults.file
    for name, inner in members:
        faults.file = f"{archive}: {name}"
        yield from _of_stream(inner, fetched, faults)
        faults.file = archive


def _of_stream(stream: Stream, fetched: str | None, faults: Faults) -> Iterator[Record]:
    head = stream.head(_HEAD)
    reader = _reader(head)
    if isinstance(reader, str):
        faults.add(reader)
        return
    yield from reader(stream, fetched=fetched, faults=faults)


def _reader(head: bytes) -> _Reader | str:
    """What reads a file with this beginning, or why nothing does."""
    text = head.removeprefix(_MARK).lstrip()
    if head.startswith(_WIDE):
        return "is written in UTF-16; save it as UTF-8 first"
    if text[:1] in (b"{", b"["):
        return lines.works_of
    if text[:1] == b"<":
        return _xml_reader(text)
    if text.startswith((b"Record ID,", b'"Record ID"')):
        return "is a list of retractions; import it as such, with --retractions"
    return "is no file of records that is known here" if text else "is empty, or cannot be read"


def _xml_reader(text: bytes) -> _Reader | str:
    found = _ROOT.search(_PROLOG.sub(b"", text))
    root = found.group(1) if found else b""
    if root in _PUBMED:
        return pubmed_xml.works_of
    if root in _JATS:
        return jats.works_of
    return f"is XML of a kind that is not known here (its root is {root.decode('ascii', 'replace') or 'missing'})"
