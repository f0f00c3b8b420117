"""Sound answers kept on disk between runs: who asked is not in it, failures are never kept, and a broken file only costs the saving."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import threading
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from claimcheck.http.bodies import LARGEST, inflated
from claimcheck.http.clock import Clock
from claimcheck.http.judging import SOUND
from claimcheck.http.messages import Kind, Request, Response, Unreachable
from claimcheck.http.questions import normal_body, normal_url, without_personal
from claimcheck.model import Outcome, Problem

VARIABLE = "CLAIMCHECK_CACHE"
VERSION = 1
_FILE = "answers.sqlite"
_AGES = {Kind.RECORD: 30, Kind.NOTICES: 7, Kind.TRIAL: 1, Kind.SEARCH: 7, Kind.FULL_TEXT: 90}
_ABSENT = 1
_HEADERS = ("content-type", "last-modified")
_BUSY = 5.0
_FORGOTTEN = 400
_TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, service TEXT, kind TEXT, url TEXT, outcome TEXT, status INTEGER,"
    " headers TEXT, body BLOB, day TEXT, version INTEGER)",
    "CREATE INDEX IF NOT EXISTS answers_by_day ON answers (day)",
)
_SELECT = "SELECT outcome, status, headers, body, day FROM answers WHERE key = ? AND version = ?"
_INSERT = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_COUNT = "SELECT service, count(*) FROM answers GROUP BY service ORDER BY service"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept answer: its outcome, the day (ISO) on which the service gave it, and whether it is young enough to stand for a new one."""

    outcome: Outcome
    response: Response
    day: str
    fresh: bool


def default_folder(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Where answers are kept: CLAIMCHECK_CACHE, else the place that the system has for such files."""
    variables = os.environ if environment is None else environment
    if own := variables.get(VARIABLE, "").strip():
        return Path(own).expanduser()
    xdg = variables.get("XDG_CACHE_HOME", "").strip()
    if xdg and Path(xdg).is_absolute():
        return Path(xdg) / "claimcheck"
    if platform == "win32":
        return Path(variables.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "claimcheck" / "Cache"
    return Path.home() / ("Library/Caches" if platform == "darwin" else ".cache") / "claimcheck"


class Cache:
    """Answers in one SQLite file of a folder; safe to share between threads and processes.

    Trouble with the file never reaches who asks: the run goes on without it, and `problem` says so in one line.
    """

    def __init__(self, folder: Path, *, clock: Clock | None = None) -> None:
        self.path = folder / _FILE
        self.problem: Problem | None = None
        self._clock = clock or Clock()
        self._lock = threading.RLock()
        self._open: tuple[int, sqlite3.Connection] | None = None
        self._inherited: tuple[int, sqlite3.Connection] | None = None

    def __del__(self) -> None:
        self.close()

    def get(self, request: Request) -> Kept | None:
        """The kept answer to a request, fresh or not; None where there is none that can be read."""
        row = self._done(lambda connection: connection.execute(_SELECT, (_key(request), VERSION)).fetchone())
        return self._kept(request, row) if row else None

    def put(self, request: Request, response: Response, outcome: Outcome) -> None:
        """Keep a sound answer; anything else is not kept."""
        if outcome not in SOUND:
            return
        headers = json.dumps({name: response.headers[name] for name in _HEADERS if name in response.headers})
        asked = (_key(request), request.service, request.kind.value, normal_url(request.url))
        answered = (outcome.value, response.status, headers, zlib.compress(response.body), self._clock.today(), VERSION)
        self._done(lambda connection: connection.execute(_INSERT, (*asked, *answered)))

    def clear(self) -> int:
        """Forget everything; how many answers there were."""
        return self._done(_cleared) or 0

    def counts(self) -> dict[str, int]:
        """How many answers are kept, by service."""
        return dict(self._done(lambda connection: connection.execute(_COUNT).fetchall()) or ())

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        with self._lock:
            if self._open is not None and self._open[0] == os.getpid():
                self._open[1].close()
            self._open = None

    def _kept(self, request: Request, row: tuple[object, ...]) -> Kept | None:
        """A row read with care: the file may be anybody's."""
        try:
            outcome, status, headers, body, day = row
            response = Response(int(str(status)), _texts(headers), _unpacked(body), without_personal(request.url))
            kept = Outcome(str(outcome))
            return Kept(kept, response, str(day), self._is_fresh(kept, request.kind, str(day))) if kept in SOUND else None
        except (ValueError, TypeError, RecursionError, Unreachable):
            return None

    def _is_fresh(self, outcome: Outcome, kind: Kind, day: str) -> bool:
        age = (date.fromisoformat(self._clock.today()) - date.fromisoformat(day)).days
        return 0 <= age <= (_ABSENT if outcome is Outcome.NOT_FOUND else _AGES[kind])

    def _done(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What a piece of work on the file gives; None where it cannot be done, which is tried no more in this run."""
        with self._lock:
            if self.problem is not None:
                return None
            try:
                return work(self._connection())
            except (sqlite3.Error, OSError, OverflowError) as error:
                reason = " ".join(str(error).split())[:200]
                message = f"answers of services are not kept in this run ({reason}); mend or remove {self.path}, or set {VARIABLE}"
                self.problem = Problem("cache", message, str(self.path))
                self.close()
                return None

    def _connection(self) -> sqlite3.Connection:
        """The open file; a process that was forked opens its own and leaves the inherited one alone, as SQLite demands."""
        if self._open is not None and self._open[0] == os.getpid():
            return self._open[1]
        if self._open is not None:
            self._inherited = self._open
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=_BUSY, isolation_level=None, check_same_thread=False)
        self._open = (os.getpid(), connection)
        _prepare(connection, self._clock.today())
        return connection


def _prepare(connection: sqlite3.Connection, today: str) -> None:
    with suppress(sqlite3.OperationalError):  # another process is just doing the same, or the disk knows no WAL: slower, but sound
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    for statement in _TABLES:
        connection.execute(statement)
    oldest = date.fromisoformat(today) - timedelta(days=_FORGOTTEN)
    connection.execute("DELETE FROM answers WHERE day < ?", (oldest.isoformat(),))


def _cleared(connection: sqlite3.Connection) -> int:
    count = connection.execute("DELETE FROM answers").rowcount
    connection.execute("VACUUM")
    return count


def _key(request: Request) -> bytes:
    """What makes two requests the same question: not who asks, nor the order and spelling of parameters."""
    body = "" if request.body is None else normal_body(request.body)
    parts = (request.service, normal_url(request.url), request.accept, "GET" if request.body is None else "POST", body)
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=20).digest()


def _texts(text: object) -> dict[str, str]:
    table = json.loads(str(text))
    if not isinstance(table, dict):
        raise ValueError("no table of headers")
    return {str(name): str(value) for name, value in table.items()}


def _unpacked(body: object) -> bytes:
    if not isinstance(body, bytes):
        raise ValueError("no body")
    return inflated((body,), LARGEST)
