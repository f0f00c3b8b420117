"""Answers are kept by kind for a time, without who asked; whatever is wrong with the file costs only the saving."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fault_server import RECORD, HeldTime, request

from claimcheck.http import Cache, Kind, Response, default_folder
from claimcheck.http.bodies import LARGEST
from claimcheck.model import Outcome

FOUND = Response(200, {"content-type": "application/json", "x-rate-limit-limit": "5", "set-cookie": "who=me"}, RECORD)
GONE = Response(404, {}, b"Resource not found.")
AGES = [(Kind.RECORD, 30), (Kind.NOTICES, 7), (Kind.TRIAL, 1), (Kind.SEARCH, 7), (Kind.FULL_TEXT, 90)]


@pytest.fixture
def time() -> HeldTime:
    return HeldTime()


@pytest.fixture
def cache(tmp_path: Path, time: HeldTime) -> Iterator[Cache]:
    kept = Cache(tmp_path / "deep" / "kept", clock=time.clock())
    yield kept
    kept.close()


def test_an_answer_comes_back_as_it_was(cache: Cache) -> None:
    cache.put(request(), FOUND, Outcome.FOUND)
    kept = cache.get(request())
    assert kept is not None
    assert (kept.outcome, kept.day, kept.fresh) == (Outcome.FOUND, "2026-03-01", True)
    assert kept.response == Response(200, {"content-type": "application/json"}, RECORD, "https://service.example/record")


@pytest.mark.parametrize(("kind", "days"), AGES)
def test_kinds_of_answer_age_at_their_own_pace(cache: Cache, time: HeldTime, kind: Kind, days: int) -> None:
    cache.put(request(kind=kind), FOUND, Outcome.FOUND)
    for passed, fresh in ((days, True), (days + 1, False)):
        time.start = HeldTime().start + timedelta(days=passed)
        kept = cache.get(request(kind=kind))
        assert kept is not None
        assert kept.fresh is fresh


@pytest.mark.parametrize(("kind", "days"), AGES)
def test_an_absence_holds_for_a_day(cache: Cache, time: HeldTime, kind: Kind, days: int) -> None:
    cache.put(request(kind=kind), GONE, Outcome.NOT_FOUND)
    time.start += timedelta(days=2)
    kept = cache.get(request(kind=kind))
    assert kept is not None
    assert (kept.outcome, kept.fresh) == (Outcome.NOT_FOUND, False)


def test_an_answer_from_the_future_is_not_fresh(cache: Cache, time: HeldTime) -> None:
    cache.put(request(), FOUND, Outcome.FOUND)
    time.start -= timedelta(days=3)
    kept = cache.get(request())
    assert kept is not None
    assert not kept.fresh


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.NOT_ASKED])
def test_failures_are_never_kept(cache: Cache, outcome: Outcome) -> None:
    cache.put(request(), FOUND, outcome)
    assert (cache.get(request()), cache.counts()) == (None, {})


def test_questions_are_told_apart(cache: Cache) -> None:
    cache.put(request(), FOUND, Outcome.FOUND)
    others = [
        request("https://service.example/record?id=2"),
        request(service="other"),
        request(accept="text/xml"),
        request(body=b""),
        request(body=b'{"a": 1}'),
    ]
    assert [cache.get(other) for other in others] == [None] * 5
    cache.put(request(body=b'{"a": 1, "b": 2}'), GONE, Outcome.NOT_FOUND)
    assert cache.get(request(body=b'{"b": 2, "a": 1}')) is not None


def test_a_new_answer_takes_the_place_of_the_old_one(cache: Cache) -> None:
    cache.put(request(), GONE, Outcome.NOT_FOUND)
    cache.put(request(), FOUND, Outcome.FOUND)
    kept = cache.get(request())
    assert kept is not None
    assert (kept.outcome, cache.counts()) == (Outcome.FOUND, {"local": 1})


def test_everything_can_be_forgotten(cache: Cache) -> None:
    for number in range(3):
        cache.put(request(f"https://service.example/{number}"), FOUND, Outcome.FOUND)
    assert (cache.clear(), cache.counts(), cache.clear()) == (3, {}, 0)


def test_answers_of_long_ago_are_forgotten(cache: Cache, time: HeldTime) -> None:
    cache.put(request(), FOUND, Outcome.FOUND)
    cache.close()
    time.start += timedelta(days=401)
    assert cache.get(request()) is None


def test_threads_share_a_cache(cache: Cache) -> None:
    def work(number: int) -> None:
        for step in range(10):
            cache.put(request(f"https://service.example/{number}/{step}"), FOUND, Outcome.FOUND)
            assert cache.get(request(f"https://service.example/{number}/{step}")) is not None

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (cache.counts(), cache.problem) == ({"local": 80}, None)


def _write_some(folder: Path, number: int) -> None:
    cache = Cache(folder)
    for step in range(20):
        cache.put(request(f"https://service.example/{number}/{step}"), FOUND, Outcome.FOUND)
    cache.close()
    os._exit(0 if cache.problem is None else 1)


def test_processes_share_a_cache(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write_some, args=(tmp_path, number)) for number in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    cache = Cache(tmp_path)
    assert cache.counts() == {"local": 40}
    cache.close()


FORKING = """
import os, sys
from pathlib import Path
from claimcheck.http import Cache, Request, Response
from claimcheck.model import Outcome
cache = Cache(Path(sys.argv[1]))
asked = [Request("local", f"https://service.example/{n}") for n in range(2)]
cache.put(asked[0], Response(200, {}, b"{}"), Outcome.FOUND)
if os.fork() == 0:
    known = cache.get(asked[0]) is not None
    cache.put(asked[1], Response(200, {}, b"{}"), Outcome.FOUND)
    own = cache._open[0] == os.getpid()
    os._exit(0 if known and own and cache.problem is None else 1)
code = os.waitstatus_to_exitcode(os.wait()[1])
sys.exit(code or cache.counts() != {"local": 2})
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_process_opens_the_file_anew(tmp_path: Path) -> None:
    assert subprocess.run([sys.executable, "-c", FORKING, str(tmp_path)], check=False).returncode == 0


def _spoilt(path: Path, how: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if how == "no database":
        path.write_bytes(b"this is no database" * 100)
    elif how == "half a database":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE answers (key BLOB PRIMARY KEY, day TEXT)")
        connection.close()
    elif how == "a folder":
        path.mkdir()
    elif how == "cut short":
        cache = Cache(path.parent)
        for number in range(200):
            cache.put(request(f"https://service.example/{number}"), Response(200, {}, os.urandom(2000)), Outcome.FOUND)
        cache.close()
        path.write_bytes(path.read_bytes()[:9000] + b"\xff" * 30_000)


@pytest.mark.parametrize("how", ["no database", "half a database", "a folder", "cut short"])
def test_a_broken_file_costs_only_the_saving(cache: Cache, how: str) -> None:
    _spoilt(cache.path, how)
    for _ in range(2):
        cache.put(request(), FOUND, Outcome.FOUND)
        assert cache.get(request()) is None
    assert cache.counts() == {}
    assert cache.clear() == 0
    assert cache.problem is not None
    assert (cache.problem.stage, cache.problem.where) == ("cache", str(cache.path))
    assert "CLAIMCHECK_CACHE" in cache.problem.message
    assert "\n" not in cache.problem.message


def test_a_folder_that_is_a_file_costs_only_the_saving(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    cache = Cache(tmp_path / "file")
    cache.put(request(), FOUND, Outcome.FOUND)
    assert cache.get(request()) is None
    assert cache.problem is not None


def test_a_file_that_is_locked_costs_only_the_saving(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.http.cache._BUSY", 0.01)
    cache.put(request(), FOUND, Outcome.FOUND)
    cache.close()
    other = sqlite3.connect(cache.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    cache.put(request("https://service.example/2"), FOUND, Outcome.FOUND)
    other.close()
    assert cache.problem is not None
    assert "locked" in cache.problem.message


def test_a_full_disk_costs_only_the_saving(cache: Cache) -> None:
    cache.put(request(), FOUND, Outcome.FOUND)
    assert cache._open is not None
    cache._open[1].execute("PRAGMA max_page_count=1")
    cache.put(request("https://service.example/2"), Response(200, {}, os.urandom(100_000)), Outcome.FOUND)
    assert cache.problem is not None
    assert "full" in cache.problem.message


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", b"not packed"),
        ("body", zlib.compress(RECORD)[:-6]),
        ("body", zlib.compress(b"\0" * (LARGEST + 10))),
        ("body", "text"),
        ("body", None),
        ("headers", "[1]"),
        ("headers", "{"),
        ("headers", "[" * 100_000),
        ("status", "many"),
        ("outcome", "failed"),
        ("outcome", "perhaps"),
        ("day", "yesterday"),
        ("day", None),
        ("version", 999),
    ],
)
def test_a_row_that_cannot_be_read_is_none(cache: Cache, column: str, value: object) -> None:
    cache.put(request(), FOUND, Outcome.FOUND)
    assert cache._open is not None
    cache._open[1].execute(f"UPDATE answers SET {column} = ?", (value,))
    assert (cache.get(request()), cache.problem) == (None, None)


def test_the_folder_is_private(cache: Cache) -> None:
    cache.put(request(), FOUND, Outcome.FOUND)
    assert cache.path.parent.stat().st_mode & 0o077 == 0 or os.name == "nt"


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"CLAIMCHECK_CACHE": "/own/place", "XDG_CACHE_HOME": "/xdg"}, "linux", Path("/own/place")),
        ({"XDG_CACHE_HOME": "/xdg"}, "linux", Path("/xdg/claimcheck")),
        ({"XDG_CACHE_HOME": "relative"}, "linux", Path.home() / ".cache/claimcheck"),
        ({}, "linux", Path.home() / ".cache/claimcheck"),
        ({}, "darwin", Path.home() / "Library/Caches/claimcheck"),
        ({"LOCALAPPDATA": "/local"}, "win32", Path("/local/claimcheck/Cache")),
        ({"CLAIMCHECK_CACHE": "~/kept"}, "linux", Path.home() / "kept"),
    ],
)
def test_the_folder_is_where_the_system_has_such_files(environment: dict[str, str], platform: str, folder: Path) -> None:
    assert default_folder(environment, platform) == folder
