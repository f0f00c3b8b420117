"""Time and chance as the network code sees them, so that tests can hold both in their hands."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that only run forward, sleeping, the date (with time zone) and a chance from 0 to 1."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now
    chance: Callable[[], float] = random.random

    def today(self) -> str:
        """The day in UTC (ISO)."""
        return self.now().astimezone(UTC).date().isoformat()
