"""A service that keeps failing is left alone for a while, so that one outage does not hold up a whole article."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from claimcheck.http.clock import Clock


@dataclass(slots=True)
class _State:
    failures: int = 0
    shut_until: float = 0.0
    reason: str = ""


class Breaker:
    """Shuts a service off after `most` failed asks in a row, for `rest` seconds; then one failure more shuts it off again."""

    def __init__(self, clock: Clock, *, most: int = 3, rest: float = 120.0) -> None:
        self._clock = clock
        self._most = most
        self._rest = rest
        self._lock = threading.Lock()
        self._states: dict[str, _State] = {}

    def refusal(self, service: str) -> str | None:
        """Why a service is left alone now; None where it may be asked."""
        with self._lock:
            state = self._states.get(service)
            return state.reason if state and state.shut_until > self._clock.monotonic() else None

    def doubts(self, service: str) -> bool:
        """Whether the last ask failed, so that one try is enough to see if the service is back."""
        with self._lock:
            state = self._states.get(service)
            return state is not None and state.failures > 0

    def passed(self, service: str) -> None:
        """An ask that came to an end: the service is there."""
        with self._lock:
            self._states.pop(service, None)

    def failed(self, service: str, reason: str) -> None:
        """An ask that failed for trouble with the service."""
        with self._lock:
            state = self._states.setdefault(service, _State())
            state.failures += 1
            if state.failures >= self._most:
                state.shut_until = max(state.shut_until, self._clock.monotonic() + self._rest)
                state.reason = f"not asked again after {state.failures} failures in a row: {reason}"

    def shut(self, service: str, seconds: float, reason: str) -> None:
        """Leave a service alone for some seconds, as it asks."""
        with self._lock:
            state = self._states.setdefault(service, _State())
            state.shut_until = max(state.shut_until, self._clock.monotonic() + seconds)
            state.reason = reason
