"""How long to wait before asking again: by chance within a growing bound, or as the service asks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.http.retrying import backoff, retry_after

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@given(st.integers(0, 50), st.floats(0, 1))
def test_waits_lie_within_a_bound(attempt: int, chance: float) -> None:
    assert 0 <= backoff(attempt, chance) <= min(20.0, 2.0**attempt)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("2", 2.0),
        (" 120 ", 120.0),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 13:00:30 +0100", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("Sunday, 01-Mar-26 12:00:30 GMT", 30.0),
        ("1.5", None),
        ("-1", None),
        ("", None),
        ("٣", 3.0),
        ("soon", None),
        ("9" * 30, None),
    ],
)
def test_what_services_ask_for_is_read(told: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": told}, NOW) == seconds


def test_nothing_asked_is_no_wait() -> None:
    assert retry_after({}, NOW) is None


@given(st.text(max_size=60))
def test_no_header_breaks_the_reading(told: str) -> None:
    seconds = retry_after({"retry-after": told}, NOW)
    assert seconds is None or seconds >= 0
