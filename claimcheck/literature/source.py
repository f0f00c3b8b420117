"""What a source is: three pure functions around one service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claimcheck.http.messages import Judgement, Request, Response
from claimcheck.model import Answer, Query


@dataclass(frozen=True, slots=True)
class Source:
    """A service that knows works; third parties offer one under the entry point group `claimcheck.sources`.

    `build_request` gives None for a query that the service cannot be asked. `judge` looks at a response before it is parsed and kept.
    `parse_response` turns a sound response into an answer: FOUND with works (a search may give works that hold identifiers only),
    or NOT_FOUND where the service has nothing.
    """

    name: str
    service: str
    build_request: Callable[[Query], Request | None]
    judge: Callable[[Response], Judgement]
    parse_response: Callable[[Query, Response], Answer]
