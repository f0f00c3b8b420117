"""What was published about a work after it, as several sources say it, told once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from claimcheck.model import Notice, NoticeKind

_AGAINST = (NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL)
_ORDER = (NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL, NoticeKind.CONCERN, NoticeKind.REINSTATEMENT, NoticeKind.CORRECTION)
_DAYS_APART = 400


def merged(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each notice once with the sources that know it named, the weightiest kind first, then by date.

    Two are one when they are of one kind and have the same identifier, or when one of them lacks identifier or date and nothing parts them;
    a work is retracted once unless dates or identifiers show that it was retracted again. A withdrawal that another source calls
    retraction is a retraction.
    """
    kept: list[Notice] = []
    for notice in sorted(notices, key=_telling):
        at = next((place for place, other in enumerate(kept) if _one(other, notice)), None)
        if at is None:
            kept.append(notice)
        else:
            kept[at] = _joined(kept[at], notice)
    return tuple(sorted(kept, key=lambda n: (_ORDER.index(n.kind), n.date or "9999", n.identifier.value if n.identifier else "")))


def _telling(notice: Notice) -> tuple[bool, bool, str, str, str]:
    """The notices that say most first, so that the others find their place beside them."""
    value = notice.identifier.value if notice.identifier else ""
    return notice.identifier is None, notice.date is None, notice.date or "", value, notice.source


def _one(known: Notice, other: Notice) -> bool:
    """Whether two sources speak of one notice."""
    if known.kind is not other.kind and not (known.kind in _AGAINST and other.kind in _AGAINST):
        return False
    if known.identifier and other.identifier and known.identifier.kind is other.identifier.kind:
        return known.identifier == other.identifier
    return _near(known.date, other.date)


def _near(left: str | None, right: str | None) -> bool:
    """Whether two dates, each perhaps unknown or a year only, can be of one event told by two sources."""
    if not left or not right:
        return True
    first, second = _days(left), _days(right)
    return first is None or second is None or abs(first - second) <= _DAYS_APART


def _days(date: str) -> int | None:
    """A date as a count of days, a year or month by its middle; None where it is no date."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", date)
    if parts is None:
        return None
    year, month, day = (int(part) if part else 0 for part in parts.groups())
    return round(year * 365.25 + ((month - 1) * 30.4 + (day or 15) if month else 182))


def _joined(known: Notice, other: Notice) -> Notice:
    """The fuller of two notices, with both sources and the earlier of exact dates."""
    sources = dict.fromkeys(name for notice in (known, other) for name in notice.source.split(", ") if name)
    return replace(
        known,
        kind=NoticeKind.RETRACTION if NoticeKind.RETRACTION in (known.kind, other.kind) else known.kind,
        identifier=known.identifier or other.identifier,
        date=_earlier(known.date, other.date),
        source=", ".join(sources),
        replaced=known.replaced or other.replaced,
    )


def _earlier(left: str | None, right: str | None) -> str | None:
    """The earlier date; an exact day before a bare year."""
    dates = sorted((date for date in (left, right) if date), key=lambda date: (-len(date), date))
    return dates[0] if dates else None
