"""Records in JSON: our own lines, answers and records of Europe PMC and of ClinicalTrials.gov, one a line or in one document."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from lzma import LZMAError

from claimcheck.literature.importing import own_form
from claimcheck.literature.importing.unpacking import CHUNK, Stream
from claimcheck.literature.records import europepmc_json, trial_json
from claimcheck.literature.records.deletion import Deletion
from claimcheck.literature.records.faults import Faults, RecordError
from claimcheck.literature.records.listed_notice import ListedNotice
from claimcheck.literature.records.loose_json import listed
from claimcheck.model import Work

LARGEST_LINE = 64 << 20
LARGEST_DOCUMENT = 256 << 20
_BROKEN = (OSError, EOFError, zlib.error, LZMAError, RecordError)
_OPENINGS = (b"{", b"[", b"[{")
_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


def works_of(stream: Stream, *, fetched: str | None = None, faults: Faults) -> Iterator[Work | Deletion | ListedNotice]:
    """What a file of JSON holds; `fetched` is set where a record does not say when it was got."""
    number = 0
    for text in _texts(stream, faults):
        number += 1
        try:
            value = _parsed(text)
        except RecordError as fault:
            faults.add(str(fault), number)
            continue
        for at, record in enumerate(_records(value)):
            number += at > 0
            try:
                work = _work(record)
            except (RecordError, RecursionError) as fault:
                faults.add(str(fault) or "nested too deep", number)
                continue
            yield _dated(work, fetched)


def _dated(record: Work | Deletion | ListedNotice, fetched: str | None) -> Work | Deletion | ListedNotice:
    """A record with the day of its file, where it has none of its own."""
    if isinstance(record, ListedNotice) or record.fetched or not fetched:
        return record
    return replace(record, fetched=fetched)


def _texts(stream: Stream, faults: Faults) -> Iterator[bytes]:
    """The JSON texts of a file: its lines, or the whole where its first line only begins it."""
    lines = (line for line in _lines(stream, faults) if line.strip())
    first = next(lines, b"").removeprefix(b"\xef\xbb\xbf")
    if first.strip() in _OPENINGS or (first and not _is_json(first)):
        yield from _begun(first, lines, faults)
    elif first:
        yield first
        yield from lines


def _begun(first: bytes, lines: Iterator[bytes], faults: Faults) -> Iterator[bytes]:
    """The document that a line begins; its lines one by one where it is none but the second is a record by itself."""
    kept, size = [first], len(first)
    for line in lines:
        kept.append(line)
        size += len(line) + 1
        if size > LARGEST_DOCUMENT:
            break
    by_lines = len(kept) > 1 and kept[1].startswith(b"{") and _is_json(kept[1])
    document = b"\n".join(kept) if size <= LARGEST_DOCUMENT else b""
    if not by_lines:
        kept.clear()  # else a large document would be held twice while it is read
    if document and not (by_lines and not _is_json(document)):
        yield document
    elif by_lines:
        yield from chain(kept, lines)
    else:
        faults.add(f"a document larger than {LARGEST_DOCUMENT >> 20} MiB; write one record a line")


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _lines(stream: Stream, faults: Faults) -> Iterator[bytes]:
    """The lines of a file without their ends; one that is too long is a fault."""
    rest = b""
    while True:
        try:
            chunk = stream.read(CHUNK)
        except _BROKEN as fault:
            faults.add(f"breaks off: {fault}")
            return
        if not chunk:
            break
        # A bare carriage return cannot stand within JSON either, so it ends a line, as old systems wrote it.
        *whole, rest = (rest + chunk.replace(b"\r", b"\n")).split(b"\n")
        yield from whole
        if len(rest) > LARGEST_LINE:
            faults.add(f"a line longer than {LARGEST_LINE >> 20} MiB")
            return
    if rest:
        yield rest


def _parsed(text: bytes) -> object:
    """The value of a text; halves of pairs, which no file or index can hold, are replaced."""
    try:
        value: object = json.loads(text.decode("utf-8"))
        if _ESCAPED_HALF.search(text):
            value = json.loads(_HALF.sub("\ufffd", json.dumps(value, ensure_ascii=False)))
    except (ValueError, RecursionError):
        raise RecordError("not JSON in UTF-8, or not whole") from None
    return value


def _records(value: object) -> list[object]:
    """The records of a value: those of an answer of a service, of a list, or the value itself."""
    if isinstance(value, list):
        return value
    for path in (("resultList", "result"), ("studies",)):
        if isinstance(value, Mapping) and path[0] in value:
            return listed(value, *path)
    return [value]


def _work(record: object) -> Work | Deletion | ListedNotice:
    """What a record in any of the known forms says (RecordError)."""
    if not isinstance(record, Mapping):
        raise RecordError("not an object of JSON")
    if "form" in record:
        return own_form.record_of(record)
    if "protocolSection" in record:
        work = trial_json.work_of(record)
    elif "id" in record and "source" in record:
        work = europepmc_json.work_of(record)
    else:
        raise RecordError("JSON of a kind that is not known here")
    if work is None:
        raise RecordError("has neither a title nor an identifier")
    return work
