"""The transport that never opens a socket, and the line that says why nothing was asked."""

from __future__ import annotations

from claimcheck.http.messages import NotAsked, Request, Response

OFFLINE = "offline: no service was asked; use --online to ask"


class OfflineTransport:
    """Sends nothing."""

    local = True

    def send(self, request: Request, *, seconds: float) -> Response:
        """Never an answer (NotAsked)."""
        raise NotAsked(OFFLINE)
