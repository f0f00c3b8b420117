"""How often services may be asked: one limit a service, shared by all threads, steered by what the service tells."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from claimcheck.http.clock import Clock
from claimcheck.http.messages import Response
from claimcheck.http.services import Service, Services, service_named

_SLOWEST = 0.1
_LONGEST_WAIT = 3600.0
_RECOVERY = 1.1
_FORM = re.compile(r"(\d{1,9})\s*(ms|s|m|h)?")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, None: 1.0}


class NoTurn(Exception):
    """No ask is allowed before the time that was given is over; `wait` are the seconds until one is, 0 where others hold every turn."""

    def __init__(self, wait: float = 0.0) -> None:
        super().__init__(wait)
        self.wait = wait


class Limiter:
    """Turns to ask, by service; services of one pool share theirs."""

    def __init__(self, services: Services | None = None, *, clock: Clock | None = None, keyed: frozenset[str] = frozenset()) -> None:
        self._services = services
        self._clock = clock or Clock()
        self._keyed = keyed
        self._lock = threading.Lock()
        self._gates: dict[str, _Gate] = {}

    @contextmanager
    def turn(self, name: str, until: float) -> Iterator[None]:
        """A turn to ask a service, waited for until `until` on the clock at most (NoTurn)."""
        gate = self._gate(service_named(name, self._services))
        gate.enter(until)
        try:
            yield
        finally:
            gate.leave()

    def heed(self, name: str, response: Response) -> None:
        """Steer by what a response tells: its limits, and an ask refused for coming too soon."""
        service = service_named(name, self._services)
        self._gate(service).steer(told_rate(service, response), told_concurrency(service, response), refused=response.status == 429)
        if response.status != 429 and (wait := told_pause(service, response)):
            self.hold(name, wait)

    def hold(self, name: str, seconds: float) -> None:
        """Let nobody ask a service for some seconds."""
        self._gate(service_named(name, self._services)).hold(seconds)

    def rate(self, name: str) -> float:
        """Asks a second that a service gets now."""
        return self._gate(service_named(name, self._services)).rate

    def _gate(self, service: Service) -> _Gate:
        """The limit of a service; one with a key of its own has its own, whatever its pool."""
        keyed = service.name in self._keyed
        name = service.name if keyed else service.pool or service.name
        with self._lock:
            if name not in self._gates:
                self._gates[name] = _Gate(service, self._clock, keyed=keyed)
            return self._gates[name]


class _Gate:
    """The limit of one service: asks are spaced evenly, and few are under way at once."""

    def __init__(self, service: Service, clock: Clock, *, keyed: bool) -> None:
        self._clock = clock
        fast = service.keyed if keyed and service.keyed else None
        self.rate = fast or service.rate
        self._goal = self.rate
        self._highest = fast or max(service.highest, service.rate)
        self._most_at_once = service.most_at_once
        self._at_once = service.concurrency
        self._under_way = 0
        self._next = 0.0
        self._held = 0.0
        self._free = threading.Condition()

    def enter(self, until: float) -> None:
        at = self._reserved(until)
        try:
            self._wait(lambda: max(at, self._held), until)
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        with self._free:
            self._under_way -= 1
            self._free.notify()

    def hold(self, seconds: float) -> None:
        with self._free:
            self._held = max(self._held, self._clock.monotonic() + seconds)

    def steer(self, rate: float | None, at_once: int | None, *, refused: bool) -> None:
        with self._free:
            if rate is not None:
                self._goal = min(rate, self._highest)
            self.rate = max(_SLOWEST, self.rate / 2) if refused else min(self._goal, self.rate * _RECOVERY)
            if at_once is not None:
                self._at_once = min(at_once, self._most_at_once)
                self._free.notify_all()

    def _reserved(self, until: float) -> float:
        """The time of the next turn, taken; one that comes too late is left to others."""
        with self._free:
            while self._under_way >= self._at_once:
                left = until - self._clock.monotonic()
                if left <= 0:
                    raise NoTurn
                self._free.wait(min(left, _LONGEST_WAIT))
            at = max(self._clock.monotonic(), self._next, self._held)
            if at > until:
                raise NoTurn(at - self._clock.monotonic())
            self._next = at + 1 / self.rate
            self._under_way += 1
            return at

    def _wait(self, at: Callable[[], float], until: float) -> None:
        """Sleep until a time that others may put off meanwhile."""
        while (left := at() - self._clock.monotonic()) > 0:
            if at() > until:
                raise NoTurn(left)
            self._clock.sleep(left)


def told_rate(service: Service, response: Response) -> float | None:
    """Asks a second, as the headers tell; None where they tell nothing that can be used."""
    limit = response.headers.get(service.headers.limit, "").strip() if service.headers.limit else ""
    span = _seconds(response.headers.get(service.headers.interval, service.headers.interval))
    if not limit.isdecimal() or len(limit) > 9 or int(limit) == 0 or not span:
        return None
    return max(_SLOWEST, int(limit) / span)


def told_concurrency(service: Service, response: Response) -> int | None:
    """Asks at once, as the headers tell."""
    told = response.headers.get(service.headers.concurrency, "").strip() if service.headers.concurrency else ""
    return max(1, int(told)) if told.isdecimal() and len(told) < 10 else None


def told_pause(service: Service, response: Response) -> float | None:
    """Seconds to wait where the headers tell that nothing is left of this interval."""
    left = response.headers.get(service.headers.remaining, "").strip() if service.headers.remaining else ""
    if not left.isdecimal() or left.strip("0"):
        return None
    reset = response.headers.get(service.headers.reset, "") if service.headers.reset else ""
    return _seconds(reset) or _seconds(response.headers.get(service.headers.interval, service.headers.interval))


def _seconds(text: str) -> float | None:
    form = _FORM.fullmatch(text.strip())
    return int(form.group(1)) * _UNITS[form.group(2)] if form else None
