"""The Retraction Watch list (its CSV, as Crossref gives it) as a stream of notices."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zlib
from collections.abc import Iterator, Mapping
from lzma import LZMAError
from pathlib import Path

from claimcheck.literature.importing.archives import NO_FILE
from claimcheck.literature.importing.unpacking import Stream
from claimcheck.literature.records import naming, notice_words
from claimcheck.literature.records.faults import Faults, RecordError
from claimcheck.literature.records.listed_notice import ListedNotice
from claimcheck.model import Notice, NoticeKind

SOURCE = "Retraction Watch"
_NEEDED = (
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionDOI",
    "RetractionPubMedID",
    "RetractionDate",
    "RetractionNature",
    "Reason",
)
_DATE = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ISO_DATE = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})\b")
_BROKEN = (csv.Error, OSError, EOFError, zlib.error, LZMAError, RecordError)
_REPLACED = "retract and replace"


def listed(path: Path, faults: Faults | None = None) -> Iterator[ListedNotice]:
    """The notices of a list, also a packed one, in its order.

    A line about a work that has neither DOI nor PMID is passed over in silence, since nobody can ask for it. What cannot be read is
    counted in `faults`; without it the first such thing is a RecordError.
    """
    faults = Faults(path.name, strict=True) if faults is None else faults
    if path.exists() and not path.is_file():
        faults.add(NO_FILE)
        return
    try:
        with path.open("rb") as raw:
            yield from notices_of(Stream(raw), faults)
    except OSError as fault:
        faults.add(f"cannot be read: {fault.strerror or fault}")


def notices_of(stream: Stream, faults: Faults) -> Iterator[ListedNotice]:
    """The notices of an open list."""
    text = io.TextIOWrapper(io.BufferedReader(stream), encoding="utf-8-sig", errors="replace", newline="")
    rows = csv.DictReader(line.replace("\0", "") for line in text)
    try:
        known = set(_NEEDED).issubset(rows.fieldnames or ())
    except _BROKEN as fault:
        faults.add(f"cannot be read: {fault}")
        return
    if not known:
        faults.add("is not the Retraction Watch list: it lacks its columns")
        return
    for number, row in _numbered(rows, faults):
        try:
            notice = of_row(row)
        except RecordError as fault:
            faults.add(str(fault), number)
            continue
        if notice:
            yield notice


def _numbered(rows: csv.DictReader[str], faults: Faults) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    """The rows with their numbers; a row that is no CSV is counted and passed over."""
    for number in itertools.count(1):
        try:
            row = next(rows, None)
        except csv.Error as fault:
            faults.add(f"not CSV ({fault})", number)
            continue
        except _BROKEN as fault:
            faults.add(f"breaks off after record {number - 1}: {fault}")
            return
        if row is None:
            return
        yield number, row


def of_row(row: Mapping[str, str | None]) -> ListedNotice | None:
    """The notice of a row by the names of its columns; None where its work has no identifier (RecordError: an unknown nature)."""
    told = {name: (row.get(name) or "").strip() for name in _NEEDED}
    kind = notice_words.kind_of(told["RetractionNature"])
    if kind is None:
        raise RecordError(f"is of an unknown nature (“{told['RetractionNature'][:40]}”)")
    about = naming.known(naming.doi(told["OriginalPaperDOI"]), naming.pmid(told["OriginalPaperPubMedID"]))
    if not about:
        return None
    replaced = kind is NoticeKind.RETRACTION and _REPLACED in _reasons(told["Reason"])
    identifier = naming.doi(told["RetractionDOI"]) or naming.pmid(told["RetractionPubMedID"])
    return ListedNotice(about, Notice(kind, identifier, _date(told["RetractionDate"]), SOURCE, replaced))


def _reasons(field: str) -> frozenset[str]:
    return frozenset(reason.strip(" +").lower() for reason in field.split(";"))


def _date(field: str) -> str | None:
    """The day, of m/d/yyyy (as the list has it) or ISO."""
    american, iso = _DATE.match(field), _ISO_DATE.match(field)
    if american:
        month, day, year = (int(part) for part in american.groups())
    elif iso:
        year, month, day = (int(part) for part in iso.groups())
    else:
        return None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 and year > 1500 else None
