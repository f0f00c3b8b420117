"""Answers written to a folder as they come, so that a run can be told again without the network; who asked is not in it."""

from __future__ import annotations

import json
import os
import re
import tempfile
import threading
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.http.identity import Identity
from claimcheck.http.messages import Request, Response, Transport
from claimcheck.http.questions import normal_body, normal_url, without_personal
from claimcheck.http.replay import INDEX, read_index

_HEADERS = ("content-type", "date", "retry-after", "last-modified")
_LIMITS = ("ratelimit", "rate-limit", "concurrency")
_FOREIGN = re.compile(r"[^a-z0-9_-]")
_ENDINGS = {"application/json": "json", "application/xml": "xml", "text/xml": "xml", "text/html": "html", "text/plain": "txt"}


class RecordingTransport:
    """Passes questions on to another transport and records each answer in a folder; a question asked again is recorded anew.

    `identity` says what must not be written. One process a folder.
    """

    def __init__(self, inner: Transport, folder: Path, identity: Identity | None = None) -> None:
        self.local = bool(getattr(inner, "local", False))
        self._inner = inner
        self._folder = folder
        self._identity = identity or Identity()
        self._lock = threading.Lock()
        self._entries = _entries(folder)

    def send(self, request: Request, *, seconds: float) -> Response:
        """The answer of the transport behind, recorded (Unreachable: nothing is recorded; UsageError: the folder cannot be written)."""
        response = self._inner.send(request, seconds=seconds)
        self.record(request, response)
        return response

    def record(self, request: Request, response: Response) -> None:
        """Write an answer and its entry, each whole or not at all (UsageError: the folder cannot be written)."""
        body = self._identity.redacted_bytes(response.body)
        name = f"{_FOREIGN.sub('_', request.service.lower()) or '_'}/{_name(request)}.{_ENDINGS.get(response.media_type, 'bin')}"
        entry = self._entry(request, response, name) | {"bytes": len(body), "sha256": sha256(body).hexdigest()}
        with self._lock:
            try:
                _write(self._folder / name, body)
                self._entries[name.partition(".")[0]] = entry
                text = json.dumps(list(self._entries.values()), indent=1, ensure_ascii=False)
                _write(self._folder / INDEX, text.encode("utf-8", "replace"))
            except OSError as error:
                raise UsageError(f"{self._folder}: answers cannot be recorded there ({error.strerror}); give another folder") from error

    def _entry(self, request: Request, response: Response, name: str) -> dict[str, Any]:
        asked = None if request.body is None else self._identity.redacted(request.body.decode("utf-8", "replace"))
        return {
            "file": name,
            "service": request.service,
            "method": "GET" if request.body is None else "POST",
            "url": self._identity.redacted(without_personal(request.url)),
            "request_body": asked,
            "status": response.status,
            "headers": {key: self._identity.redacted(value) for key, value in sorted(response.headers.items()) if _is_told(key)},
        }


def _is_told(header: str) -> bool:
    return header in _HEADERS or any(part in header for part in _LIMITS)


def _name(request: Request) -> str:
    asked = f"{normal_url(request.url)}\0{request.accept}\0{'' if request.body is None else normal_body(request.body)}"
    return sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _entries(folder: Path) -> dict[str, dict[str, Any]]:
    """The entries that a folder already has, by the name of their file without its ending."""
    if not (folder / INDEX).exists():
        return {}
    read_index(folder)
    return {entry["file"].partition(".")[0]: entry for entry in json.loads((folder / INDEX).read_bytes())}


def _write(path: Path, body: bytes) -> None:
    """Write a file beside its place and move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".recording-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
