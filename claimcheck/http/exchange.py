"""One question put to one checked address, under a deadline; nothing is followed, read or unpacked here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from claimcheck.http.addresses import Place, pinned_adapter
from claimcheck.http.deadline import Deadline
from claimcheck.http.discretion import quiet_log
from claimcheck.http.messages import Unreachable

SLOW = "the answer took too long"
MOVED = (301, 302, 303, 307, 308)
_CONNECT = 10.0
_SILENCE = 20.0
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent: an address, headers, and a body where it is sent by POST."""

    url: str
    headers: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Arriving:
    """An answer whose body is still to come: status, headers (names in lower case), and the body in pieces as sent, still packed."""

    status: int
    headers: Mapping[str, str]
    pieces: Iterable[bytes]

    @property
    def location(self) -> str:
        """Where a redirect leads; "" where the answer is none."""
        return self.headers.get("location", "") if self.status in MOVED else ""


@contextmanager
def opened(question: Question, place: Place, deadline: Deadline) -> Iterator[Arriving]:
    """The answer to a question (Unreachable: too slow; errors of requests, urllib3, ssl and http.client, with the address in their text).

    The adapter is used without a session: that would read the body of a redirect, however large, and take in cookies, proxies and .netrc.
    """
    import requests

    quiet_log()
    method = "GET" if question.body is None else "POST"
    headers = {**question.headers, "Accept-Encoding": "gzip", "Connection": "close"}
    prepared = requests.Request(method, question.url, headers=headers, data=question.body).prepare()
    timeout = (_at_least(min(_CONNECT, deadline.left) / len(place.addresses)), _at_least(min(_SILENCE, deadline.left)))
    with (
        closing(pinned_adapter(place, deadline.watch)) as adapter,
        adapter.send(prepared, stream=True, timeout=timeout, verify=_trusted()) as answer,
        closing(answer.raw.stream(_PIECE, decode_content=False)) as pieces,
    ):
        yield Arriving(answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, pieces)
        if deadline.passed:  # a body without a told length seems to end where the connection was shut
            raise Unreachable(SLOW)


def _trusted() -> str | bool:
    """The certificates that the system's owner trusts, where he names a file of them; else those that requests brings."""
    named = (os.environ.get(variable, "") for variable in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"))
    return next((path for path in named if path and Path(path).exists()), True)


def _at_least(seconds: float) -> float:
    return max(0.1, seconds)
