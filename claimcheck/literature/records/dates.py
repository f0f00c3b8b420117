"""Dates as services write them, in ISO form as far as they go: "2010", "2010-02" or "2010-02-06"."""

from __future__ import annotations

import re

from claimcheck.literature.records.loose_json import listed, whole

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = re.compile(r"\b((?:1[89]|20)\d\d)\b(?:[ -]([A-Z][a-z]{2})[a-z]{0,6}\b(?:[ -](\d{1,2})\b)?)?")
_YEARS = range(1500, 2200)


def of_parts(value: object) -> str | None:
    """The date of `{"date-parts": [[2010, 2, 6]]}`, whose later parts may be missing; None where it has no sensible year."""
    outer = listed(value, "date-parts")
    inner = outer[0] if outer and isinstance(outer[0], list) else []
    return _joined([whole(part) for part in inner[:3]])


def year_of_parts(value: object) -> int | None:
    """The year of such a date."""
    date = of_parts(value)
    return int(date[:4]) if date else None


def in_words(citation: str) -> str | None:
    """The first date in a citation such as "Lancet. 2010 Feb 6;375(9713):445"; None where there is none."""
    found = _WRITTEN.search(citation)
    if found is None:
        return None
    month = _MONTHS.index(found[2].lower()) + 1 if found[2] and found[2].lower() in _MONTHS else None
    return _joined([int(found[1]), month, int(found[3]) if found[3] else None])


def year(value: int | None) -> int | None:
    """A year, if it can be one."""
    return value if value in _YEARS else None


def _joined(parts: list[int | None]) -> str | None:
    if not parts or parts[0] not in _YEARS:
        return None
    date = str(parts[0])
    for part, most in zip(parts[1:], (12, 31), strict=False):
        if part is None or not 1 <= part <= most:
            break
        date += f"-{part:02d}"
    return date
