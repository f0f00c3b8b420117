"""When asking again may help, and how long to wait before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

RETRIED = frozenset({429, 500, 502, 503, 504})
LONGEST_WAIT = 60.0
_FIRST = 1.0
_CAP = 20.0


def backoff(attempt: int, chance: float) -> float:
    """Seconds to wait after a failed attempt (0 the first): anywhere from none to twice as long each time, so that askers fall apart."""
    return chance * min(_CAP, _FIRST * 2.0**attempt)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that a service asks to wait, given as seconds or as a date; None where it asks nothing that can be read."""
    told = headers.get("retry-after", "").strip()
    if told.isdecimal() and len(told) < 10:
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (aware - now).total_seconds())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
