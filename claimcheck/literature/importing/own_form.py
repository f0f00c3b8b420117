"""Lines in our own forms, checked as what a stranger may have written: works, notices kept apart from works, deletions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from claimcheck.literature.importing import jsonl
from claimcheck.literature.records import naming
from claimcheck.literature.records.deletion import Deletion
from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.listed_notice import ListedNotice
from claimcheck.model import Identifier, Work

NOTICE, DELETION = "claimcheck/notice/1", "claimcheck/deletion/1"
_YEARS = range(1000, 2101)
_LONGEST_SOURCE, _LONGEST_NAME = 200, 2000
_REVISED = re.compile(r"(\d{4}-\d\d-\d\d)(?: v\d{1,5})?")


def record_of(record: Mapping[str, Any]) -> Work | Deletion | ListedNotice:
    """What a line says (RecordError: an unknown form, a field of the wrong type, a value that cannot be).

    A day that is none, or has not come yet, is left out: the day of the file stands for it, and no later record is held back.
    """
    if record.get("form") == NOTICE:
        return _notice_of(record)
    if record.get("form") == DELETION:
        return _deletion_of(record)
    work = jsonl.of_record(record)
    _check(work)
    return replace(work, fetched=past_day(work.fetched), revised=past_revision(work.revised))


def written(record: Deletion | ListedNotice) -> str:
    """A notice kept apart from its work, or a deletion, as one line of JSON without a line end."""
    return jsonl.escaped(json.dumps(_fields_of(record), ensure_ascii=False, separators=(",", ":")))


def _fields_of(record: Deletion | ListedNotice) -> dict[str, object]:
    if isinstance(record, ListedNotice):
        about = [[identifier.kind.value, identifier.value] for identifier in record.identifiers]
        return {"form": NOTICE, "about": about, "notice": jsonl.notice_fields(record.notice)}
    told = {"form": DELETION, "pmid": record.pmid, "fetched": record.fetched, "revised": record.revised}
    return {name: value for name, value in told.items() if value is not None}


def past_day(text: str | None) -> str | None:
    """A day (ISO) that is one and has come; a day ahead is allowed for the time zones."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day.isoformat() if day.year >= 1900 and day <= datetime.now(UTC).date() + timedelta(days=1) else None


def past_revision(text: str | None) -> str | None:
    """A revision whose day has come."""
    found = _REVISED.fullmatch(text or "")
    return text if found and past_day(found[1]) else None


def _check(work: Work) -> None:
    """RecordError where a work cannot be one."""
    if not work.title.strip() and not work.identifiers:
        raise RecordError("has neither a title nor an identifier")
    if work.year is not None and work.year not in _YEARS:
        raise RecordError(f"“year” is not from {_YEARS.start} to {_YEARS.stop - 1}")
    if len(work.source) > _LONGEST_SOURCE:
        raise RecordError(f"“source” is longer than {_LONGEST_SOURCE} letters")
    _check_names(work.identifiers)


def _check_names(identifiers: tuple[Identifier, ...]) -> None:
    for identifier in identifiers:
        if not identifier.value.strip() or len(identifier.value) > _LONGEST_NAME:
            raise RecordError(f"“identifiers” holds a {identifier.kind.value} that is empty or too long")


def _notice_of(record: Mapping[str, Any]) -> ListedNotice:
    about = jsonl.identifiers_of(record, "about")
    _check_names(about)
    if not about:
        raise RecordError("“about” names no work")
    return ListedNotice(about, jsonl.notice_of(record.get("notice")))


def _deletion_of(record: Mapping[str, Any]) -> Deletion:
    pmid = record.get("pmid")
    named = naming.pmid(pmid) if isinstance(pmid, str) else None
    if named is None:
        raise RecordError("“pmid” is none")
    fetched, revised = record.get("fetched"), record.get("revised")
    day = past_day(fetched) if isinstance(fetched, str) else None
    return Deletion(named.value, day, past_revision(revised) if isinstance(revised, str) else None)
