"""What goes to a service and what comes back, and the one seam where the network is: `Transport`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from claimcheck.model import Outcome


class Kind(StrEnum):
    """Kinds of answer, which decide how long one is kept."""

    RECORD = "record"
    NOTICES = "notices"
    TRIAL = "trial"
    SEARCH = "search"
    FULL_TEXT = "full_text"


@dataclass(frozen=True, slots=True)
class Request:
    """A question to a service, without keys and addresses of people: those are added when it is sent.

    `service` names an entry of `claimcheck.http.services`; `body` is sent by POST where it is not None.
    """

    service: str
    url: str
    accept: str = "application/json"
    body: bytes | None = None
    kind: Kind = Kind.RECORD


@dataclass(frozen=True, slots=True)
class Response:
    """An answer as it came: status, headers (names in lower case), whole body, last address (without keys)."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str = ""

    @property
    def media_type(self) -> str:
        """The declared media type without parameters, in lower case; "" where none is declared."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Unreachable(Exception):
    """No whole answer came (refused, timed out, broke off, too large, offline); the message is fit for a report and holds no key.

    `retry` says whether asking again may help.
    """

    def __init__(self, reason: str, *, retry: bool = True) -> None:
        super().__init__(reason)
        self.retry = retry


class NotAsked(Unreachable):
    """Nothing was sent, and that was meant so: offline, or a service that wants what was not given. The message says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, retry=False)


class Transport(Protocol):
    """The one seam to the network."""

    def send(self, request: Request, *, seconds: float) -> Response:
        """Send a request once and give the whole answer within `seconds` (Unreachable)."""
        ...


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a response is worth before it is parsed and kept.

    FOUND for a sound body, NOT_FOUND where the service says that it has none, else FAILED;
    `retry` says whether a failure may pass when asked again.
    """

    outcome: Outcome
    detail: str = ""
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """How asking a service ended: `response` is set where the outcome is FOUND.

    `asked_on` is the day (ISO) on which the service gave the answer; `stale` says that it is past its age and the service is silent now.
    """

    outcome: Outcome
    response: Response | None = None
    detail: str = ""
    asked_on: str | None = None
    stale: bool = field(default=False)
