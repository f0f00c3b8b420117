"""Recorded answers in place of the network: a folder with an `index.json` that says what was asked and what came."""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from claimcheck.errors import UsageError
from claimcheck.http.bodies import LARGEST
from claimcheck.http.exchange import MOVED
from claimcheck.http.messages import Request, Response, Unreachable
from claimcheck.http.questions import normal_body, normal_url, without_personal

INDEX = "index.json"
_LARGEST_INDEX = 50_000_000
_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Recording:
    """A recorded answer: what was asked (`body` None where that is not told), what came, and the file that holds the body."""

    method: str
    url: str
    body: bytes | None
    status: int
    headers: Mapping[str, str]
    file: str
    digest: str = ""


class ReplayTransport:
    """Answers from a folder of recordings; the folder and its index are taken for hostile.

    Of several recordings of one question the one spelt as asked answers, then one of the asked media type, then one that is no failure,
    then the first: always the same one.
    `follow` says whether recorded redirects are followed, as the live transport does.
    """

    local = True

    def __init__(self, folder: Path, *, follow: bool = True) -> None:
        self._folder = folder
        self._follow = follow
        self._recordings: dict[tuple[str, str], list[Recording]] = {}
        for recording in read_index(folder):
            self._recordings.setdefault((recording.method, normal_url(recording.url)), []).append(recording)

    def send(self, request: Request, *, seconds: float) -> Response:
        """The recorded answer (Unreachable: not recorded, or the recording cannot be used)."""
        url = request.url
        for _ in range(_REDIRECTS + 1):
            recording = self._chosen(request, url)
            target = recording.headers.get("location", "") if self._follow and recording.status in MOVED else ""
            if not target:
                return Response(recording.status, recording.headers, self._body(recording), without_personal(url))
            url = _joined(url, target)
        raise Unreachable(f"more than {_REDIRECTS} redirects in the recordings", retry=False)

    def _chosen(self, request: Request, url: str) -> Recording:
        method = "GET" if request.body is None else "POST"
        asked = None if request.body is None else normal_body(request.body)
        found = [r for r in self._recordings.get((method, normal_url(url)), ()) if r.body is None or normal_body(r.body) == asked]
        if not found:
            raise Unreachable(f"not recorded in {self._folder}", retry=False)
        asked_as = without_personal(url)
        return min(found, key=lambda recording: (without_personal(recording.url) != asked_as, *_unlikeness(recording, request.accept)))

    def _body(self, recording: Recording) -> bytes:
        path = _inside(self._folder, recording.file)
        try:
            if path is None or not path.is_file() or path.stat().st_size > LARGEST:
                raise Unreachable(f"the recording in {self._folder} has no usable file", retry=False)
            body = path.read_bytes()
        except (OSError, ValueError):
            raise Unreachable(f"the recording in {self._folder} cannot be read", retry=False) from None
        if recording.digest and sha256(body).hexdigest() != recording.digest:
            raise Unreachable(f"the recording in {self._folder} is not what was recorded", retry=False)
        return body


def read_index(folder: Path) -> tuple[Recording, ...]:
    """The recordings of a folder (UsageError: no index, or one that is no list of answers with method, url, status and file)."""
    path = folder / INDEX
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UsageError(f"{path}: not a file; give a folder of recordings")
        if path.stat().st_size > _LARGEST_INDEX:
            raise UsageError(f"{path}: larger than {_LARGEST_INDEX // 1_000_000} MB; is it an index of recordings?")
        entries = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give a folder of recordings") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not JSON; record the folder again") from error
    if not isinstance(entries, list):
        raise UsageError(f"{path}: not a list of recordings; record the folder again")
    return tuple(_recording(path, place, entry) for place, entry in enumerate(entries))


def _recording(path: Path, place: int, entry: Any) -> Recording:
    """An entry of the index in its form."""
    try:
        body = entry.get("request_body")
        headers = {str(name).lower(): str(value) for name, value in (entry.get("headers") or {}).items()}
        recording = Recording(
            method=_text(entry["method"]).upper(),
            url=_text(entry["url"]),
            body=None if body is None else _text(body).encode("utf-8", "replace"),
            status=_status(entry["status"]),
            headers=headers,
            file=_text(entry["file"]),
            digest=_text(entry.get("sha256") or "").lower(),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{path}: entry {place + 1} has no usable method, url, status and file; record the folder again") from error
    if _inside(path.parent, recording.file) is None:
        raise UsageError(f"{path}: entry {place + 1} names a file outside the folder; such an index is refused")
    return recording


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _status(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 100 <= value <= 599:
        raise ValueError
    return value


def _inside(folder: Path, file: str) -> Path | None:
    """A file's path, where it lies in the folder also after links are followed."""
    try:
        root = folder.resolve()
        path = (root / file).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return path if path != root and path.is_relative_to(root) else None


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError:
        raise Unreachable("a recorded redirect leads to no usable address", retry=False) from None


def _unlikeness(recording: Recording, accept: str) -> tuple[bool, bool]:
    """Orders recordings of one question: the media type asked for, then those that are no failure."""
    kind = recording.headers.get("content-type", "").partition(";")[0].strip().lower()
    wanted = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
    return (kind not in wanted, recording.status >= 400)
