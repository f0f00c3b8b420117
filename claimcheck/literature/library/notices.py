"""Notices kept apart from the works they are about, as text, and brought together with what a record says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from claimcheck.model import Identifier, IdentifierKind, Notice, NoticeKind


def written(notice: Notice) -> str:
    """A notice as one line of JSON; equal notices give equal lines."""
    own = None if notice.identifier is None else [notice.identifier.kind.value, notice.identifier.value]
    return json.dumps([notice.kind.value, own, notice.date, notice.source, notice.replaced], ensure_ascii=False)


def read(line: str) -> Notice:
    """The notice in a line (ValueError where it is none)."""
    kind, own, date, source, replaced = json.loads(line)
    identifier = None if own is None else Identifier(IdentifierKind(own[0]), str(own[1]))
    return Notice(NoticeKind(kind), identifier, date, str(source), bool(replaced))


def read_all(lines: Iterable[object]) -> tuple[Notice, ...]:
    """The notices in some lines; a line that holds none is left out."""
    found = []
    for line in lines:
        with suppress(ValueError, TypeError, IndexError):
            found.append(read(str(line)))
    return tuple(found)


def together(own: tuple[Notice, ...], listed: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices of a record and of the lists; one that two of them tell of stands once, with all that is known of it."""
    merged = list(own)
    for notice in listed:
        at = next((at for at, other in enumerate(merged) if _one_event(other, notice)), None)
        if at is None:
            merged.append(notice)
        else:
            merged[at] = _filled(merged[at], notice)
    return tuple(merged)


def _one_event(one: Notice, other: Notice) -> bool:
    if one.kind is not other.kind:
        return False
    if one.identifier is not None and one.identifier == other.identifier:
        return True
    return one.date is None or other.date is None or one.date[:7] == other.date[:7]


def _filled(notice: Notice, other: Notice) -> Notice:
    """The first notice, what it lacks taken from the other; the fuller date wins."""
    date = max((notice.date or "", other.date or ""), key=len) or None
    replaced = notice.replaced or other.replaced
    return replace(notice, identifier=notice.identifier or other.identifier, date=date, replaced=replaced)


def name(identifier: Identifier) -> str:
    """An identifier as one word."""
    return f"{identifier.kind.value}:{identifier.value}"
