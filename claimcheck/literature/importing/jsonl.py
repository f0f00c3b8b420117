"""Works as lines of JSON, one a work: what `claimcheck literature export` writes and every import reads back without loss."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from claimcheck.literature.records.faults import RecordError
from claimcheck.model import Author, Identifier, IdentifierKind, Notice, NoticeKind, Section, Study, StudyKind, Work

FORM = "claimcheck/work/1"
_APART = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TEXT, _WHOLE, _NUMBER, _FLAG = (str,), (int,), (int, float), (bool,)
_STUDY: Mapping[str, tuple[type, ...]] = {
    "phase": _TEXT, "participants": _WHOLE, "pooled": _WHOLE, "follow_up_months": _NUMBER, "humans": _FLAG, "compared": _FLAG,
    "pilot": _FLAG, "preprint": _FLAG, "seller_made": _TEXT, "primary_met": _FLAG,
}  # fmt: skip
_PLAIN: Mapping[str, tuple[type, ...]] = {
    "title": _TEXT, "year": _WHOLE, "journal": _TEXT, "volume": _TEXT, "pages": _TEXT, "design": _TEXT, "source": _TEXT,
    "conflicts": _TEXT, "fetched": _TEXT, "digest": _TEXT, "revised": _TEXT,
}  # fmt: skip
_DEFAULTS = {field.name: field.default for field in (*fields(Work), *fields(Study)) if field.default is not MISSING} | {"title": ""}
_Part = TypeVar("_Part")


def written(work: Work) -> str:
    """The work as one line of JSON without a line end; what is as by default is left out."""
    record: dict[str, object] = {"form": FORM}
    record |= {name: [write(part) for part in parts] for name, (write, _) in _LISTS.items() if (parts := getattr(work, name))}
    record |= _differing(work, _PLAIN)
    if work.study:
        record["study"] = {"kind": work.study.kind, "ages": sorted(work.study.ages)} | _differing(work.study, _STUDY)
    return escaped(json.dumps(record, ensure_ascii=False, separators=(",", ":")))


def escaped(line: str) -> str:
    """A line of JSON in which characters where some readers break lines, and halves of pairs, which UTF-8 cannot hold, are escapes."""
    return _APART.sub(lambda found: f"\\u{ord(found.group()):04x}", line)


def read(line: str | bytes) -> Work:
    """The work of a line (RecordError: no JSON, another form, a field of the wrong type)."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise RecordError("not a line of JSON") from None
    return of_record(record)


def of_record(record: object) -> Work:
    """The work of a line already parsed (RecordError)."""
    if not isinstance(record, dict) or record.get("form") != FORM:
        raise RecordError(f"not a work in the form {FORM}")
    parts: dict[str, Any] = {name: _each(record, name, read_part) for name, (_, read_part) in _LISTS.items()}
    plain = {name: _one(record, name, types) for name, types in _PLAIN.items() if name == "title" or name in record}
    study = record.get("study")
    return Work(**parts, **plain, study=None if study is None else _study(study))


def notice_of(told: object) -> Notice:
    """A notice from its fields (RecordError)."""
    return _each({"notice": [told]}, "notice", _notice)[0]


def identifiers_of(record: Mapping[str, Any], name: str) -> tuple[Identifier, ...]:
    """The identifiers in a field (RecordError)."""
    return _each(record, name, _identifier)


def _differing(whole: Work | Study, names: Iterable[str]) -> dict[str, object]:
    """The fields whose values their absence would not tell."""
    return {name: value for name in names if (value := getattr(whole, name)) != _DEFAULTS[name]}


def _identifier_fields(identifier: Identifier) -> list[str]:
    return [identifier.kind, identifier.value]


def _section_fields(section: Section) -> list[str]:
    return [section.label, section.text]


def _author_fields(author: Author) -> list[str]:
    return [author.family, author.given, *author.affiliations]


def notice_fields(notice: Notice) -> dict[str, object]:
    """A notice as its fields; what is as by default is left out."""
    identifier = notice.identifier
    told = {
        "kind": notice.kind,
        "identifier": [identifier.kind, identifier.value] if identifier else None,
        "date": notice.date,
        "source": notice.source,
        "replaced": notice.replaced or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _one(record: Mapping[str, Any], name: str, types: tuple[type, ...]) -> Any:
    """A plain value; null stands for what its absence says."""
    value = record.get(name)
    if value is None:
        return _DEFAULTS.get(name)
    if isinstance(value, types) and (bool in types or not isinstance(value, bool)):
        return value
    raise RecordError(f"“{name}” is of the wrong type")


def _each(record: Mapping[str, Any], name: str, read_part: Callable[[Any], _Part]) -> tuple[_Part, ...]:
    parts = record.get(name)
    if parts is None:
        return ()
    if not isinstance(parts, list):
        raise RecordError(f"“{name}” is no list")
    try:
        return tuple(map(read_part, parts))
    except (TypeError, ValueError, KeyError) as fault:
        raise (fault if isinstance(fault, RecordError) else RecordError(f"“{name}” holds a part that is not understood")) from None


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _identifier(pair: Any) -> Identifier:
    kind, value = pair
    return Identifier(IdentifierKind(kind), _text(value))


def _section(pair: Any) -> Section:
    label, text = pair
    return Section(_text(label), _text(text))


def _author(parts: Any) -> Author:
    family, given, *affiliations = parts
    return Author(_text(family), _text(given), tuple(map(_text, affiliations)))


def _notice(told: Any) -> Notice:
    identifier = told.get("identifier") if isinstance(told, dict) else None
    return Notice(
        NoticeKind(told["kind"]),
        None if identifier is None else _identifier(identifier),
        _one(told, "date", _TEXT),
        _one(told, "source", _TEXT) or "",
        _one(told, "replaced", _FLAG) or False,
    )


def _study(told: Any) -> Study:
    if not isinstance(told, dict):
        raise RecordError("“study” is no object")
    values = {name: _one(told, name, types) for name, types in _STUDY.items() if name in told}
    try:
        kind = StudyKind(told.get("kind", StudyKind.OTHER))
    except ValueError:
        raise RecordError("“kind” is no kind of study") from None
    return Study(kind=kind, ages=frozenset(_each(told, "ages", _text)), **values)


_LISTS: Mapping[str, tuple[Callable[[Any], object], Callable[[Any], Any]]] = {
    "identifiers": (_identifier_fields, _identifier),
    "notices": (notice_fields, _notice),
    "abstract": (_section_fields, _section),
    "body": (_section_fields, _section),
    "authors": (_author_fields, _author),
    "publication_types": (_text, _text),
    "mesh": (_text, _text),
    "keywords": (_text, _text),
    "funding": (_text, _text),
    "references": (_identifier_fields, _identifier),
}
