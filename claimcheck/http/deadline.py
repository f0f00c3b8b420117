"""One deadline for everything that an exchange does: connecting, the handshake, headers that trickle in, the body."""

from __future__ import annotations

import socket
import threading
import time
from types import TracebackType


class Deadline:
    """Shuts the connections it was shown when `seconds` are over, so that no wait on them outlasts it."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(max(0.0, seconds), self._shut)
        self._timer.daemon = True
        self._shut_off = False

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        with self._lock:
            for watched in self._sockets:
                watched.close()
            self._sockets.clear()

    @property
    def left(self) -> float:
        """The seconds that are left; never below 0."""
        return max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether time is over, so that whatever ended may have been ended by it."""
        return self._shut_off or self.left <= 0

    def watch(self, connected: socket.socket) -> None:
        """Take a connection under the deadline. A copy of the handle is kept: a TLS handshake takes the socket over and moves it."""
        with self._lock:
            self._sockets.append(connected.dup())
            if self._shut_off:
                self._shut_all()

    def _shut(self) -> None:
        with self._lock:
            self._shut_off = True
            self._shut_all()

    def _shut_all(self) -> None:
        for watched in self._sockets:
            try:
                watched.shutdown(socket.SHUT_RDWR)
            except OSError:  # it has ended by itself
                continue
