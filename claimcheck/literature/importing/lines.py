"""Records in JSON: our own lines, answers and records of Europe PMC and of ClinicalTrials.gov, one a line or in one document."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from lzma import LZMAError

from claimcheck.literature.importing import jsonl
from claimcheck.literature.importing.unpacking import CHUNK, Stream
from claimcheck.literature.records import europepmc_json, trial_json
from claimcheck.literature.records.faults import Faults, RecordError
from claimcheck.literature.records.loose_json import listed
from claimcheck.model import Work

LARGEST_LINE = 64 << 20
LARGEST_DOCUMENT = 256 << 20
_BROKEN = (OSError, EOFError, zlib.error, LZMAError, RecordError)
_OPENINGS = (b"{", b"[", b"[{")


def works_of(stream: Stream, *, fetched: str | None = None, faults: Faults) -> Iterator[Work]:
    """The works of a file of JSON; `fetched` is set where a record does not say when it was got."""
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
            yield replace(work, fetched=fetched) if fetched and not work.fetched else work


def _texts(stream: Stream, faults: Faults) -> Iterator[bytes]:
    """The JSON texts of a file: its lines, or the whole where its first line only opens it."""
    lines = (line for line in _lines(stream, faults) if line.strip())
    first = next(lines, b"").removeprefix(b"\xef\xbb\xbf")
    if first.strip() in _OPENINGS:
        yield from _whole(first, lines, faults)
    elif first:
        yield first
        yield from lines


def _whole(first: bytes, lines: Iterator[bytes], faults: Faults) -> Iterator[bytes]:
    document = bytearray(first)
    for line in lines:
        document += line + b"\n"
        if len(document) > LARGEST_DOCUMENT:
            faults.add(f"a document larger than {LARGEST_DOCUMENT >> 20} MiB; write one record a line")
            return
    yield bytes(document)


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
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if len(rest) > LARGEST_LINE:
            faults.add(f"a line longer than {LARGEST_LINE >> 20} MiB")
            return
    if rest:
        yield rest


def _parsed(text: bytes) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        raise RecordError("not JSON, or not whole") from None
    return value


def _records(value: object) -> list[object]:
    """The records of a value: those of an answer of a service, of a list, or the value itself."""
    if isinstance(value, list):
        return value
    for path in (("resultList", "result"), ("studies",)):
        if isinstance(value, Mapping) and path[0] in value:
            return listed(value, *path)
    return [value]


def _work(record: object) -> Work:
    """The work of a record in any of the known forms (RecordError)."""
    if not isinstance(record, Mapping):
        raise RecordError("not an object of JSON")
    if "form" in record:
        return jsonl.of_record(record)
    if "protocolSection" in record:
        work = trial_json.work_of(record)
    elif "id" in record and "source" in record:
        work = europepmc_json.work_of(record)
    else:
        raise RecordError("JSON of a kind that is not known here")
    if work is None:
        raise RecordError("has neither a title nor an identifier")
    return work
