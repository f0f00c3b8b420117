"""Records of labelled sets taken only whole: what a scorer cannot read is one clear line, never a wrong figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.scoring.reading import records_of, words_in


def records_with(path: Path, fields: Collection[str]) -> Iterator[Mapping[str, object]]:
    """The records of a file, each with words in all `fields` (UsageError names the record that lacks some, or a file without any)."""
    number = 0
    for number, record in enumerate(records_of(path), 1):
        yield whole(record, fields, f"{path}: record {number}")
    if not number:
        raise UsageError(f"{path}: holds no records; give a part of the set with at least one")


def whole(record: Mapping[str, object], fields: Collection[str], where: str) -> Mapping[str, object]:
    """The record, if words stand in all `fields` (UsageError names the first that is missing)."""
    for field in fields:
        if not words_in(record, field).strip():
            raise UsageError(f"{where} has no words in “{field}”; give the set in the form that it is published in")
    return record


def one_of(record: Mapping[str, object], field: str, labels: Collection[str]) -> str:
    """The label of a record, which must be one of `labels` (UsageError)."""
    label = words_in(record, field)
    if label not in labels:
        raise UsageError(f"“{label[:40]}” is no “{field}” of this set; known are {', '.join(labels)}")
    return label
