"""The records of a library in one SQLite file: works, their names, notices, and the journal of imports."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from claimcheck.errors import LibraryError

FORMAT = 1
_Answer = TypeVar("_Answer")
_APPLICATION = 0x436C4C69  # "ClLi": tells our file from any other SQLite file
_TABLES = """
CREATE TABLE records (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, fetched TEXT, digest BLOB NOT NULL, packed BLOB NOT NULL);
CREATE TABLE names (key INTEGER NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (key, record)) WITHOUT ROWID;
CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, records INTEGER NOT NULL);
CREATE TABLE notices (
  key INTEGER NOT NULL, identifier TEXT NOT NULL, notice TEXT NOT NULL, PRIMARY KEY (key, identifier, notice)
) WITHOUT ROWID;
CREATE TABLE files (digest TEXT PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, done INTEGER NOT NULL, whole INTEGER NOT NULL);
CREATE TABLE touched (record INTEGER PRIMARY KEY);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

_RECORD = "SELECT r.id, s.name, r.fetched, r.digest, r.packed FROM records r JOIN sources s ON s.id = r.source"
_NAMED = " WHERE r.id IN (SELECT record FROM names WHERE key IN (KEYS)) ORDER BY r.id LIMIT 50"


@dataclass(frozen=True, slots=True)
class Row:
    """A record as stored: its number, source, day of fetching, digest and packed work."""

    id: int
    source: str
    fetched: str | None
    digest: bytes
    packed: bytes


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file in the journal: its name, size in bytes, digest, how many of its records are in, and whether that is all of them."""

    name: str
    size: int
    digest: str
    done: int
    whole: bool


def create(path: Path) -> bool:
    """Make an empty store; one that is there already stays. Whether there are no records in it."""
    with closing(_connected(path, "rwc")) as connection:
        return _guarded(path, lambda: _make(connection))


def _make(connection: sqlite3.Connection) -> bool:
    if not _tables(connection):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not _tables(connection):
            for statement in filter(str.strip, _TABLES.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION
    return ours and connection.execute("SELECT 1 FROM records LIMIT 1").fetchone() is None


def _tables(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


class Store:
    """The file of records, opened; every change belongs to a transaction that `commit` ends."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        if not path.is_file():
            raise LibraryError(f"{path.parent}: no library here; make one with: claimcheck literature import FILE")
        self.path = path
        self.connection = _reached(path, write)
        _guarded(path, self._check)
        if write:
            self.connection.execute("PRAGMA synchronous = FULL")
            self.connection.execute("PRAGMA cache_size = -65536")

    def _check(self) -> None:
        ours = self.connection.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if not ours:
            raise LibraryError(f"{self.path}: not a library of claimcheck; name another folder with --library")
        if version > FORMAT:
            raise LibraryError(f"{self.path.parent}: made by a newer claimcheck (format {version}; this one reads {FORMAT}); update it")

    def one(self, question: str, *values: object) -> tuple[object, ...] | None:
        """The first row that answers an SQL question, or None."""
        row: tuple[object, ...] | None = _guarded(self.path, lambda: self.connection.execute(question, values).fetchone())
        return row

    def all(self, question: str, *values: object) -> list[tuple[object, ...]]:
        """All rows that answer an SQL question."""
        return _guarded(self.path, lambda: self.connection.execute(question, values).fetchall())

    def each(self, question: str, *values: object) -> Iterator[tuple[object, ...]]:
        """The rows that answer an SQL question, one by one."""
        rows = _guarded(self.path, lambda: self.connection.execute(question, values))
        while (row := _guarded(self.path, lambda: next(rows, None))) is not None:
            yield row

    def do(self, change: str, *values: object) -> int:
        """Make a change; the number of the row it put in."""
        return _guarded(self.path, lambda: self.connection.execute(change, values).lastrowid or 0)

    def do_many(self, change: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Make a change for each row of values."""
        _guarded(self.path, lambda: self.connection.executemany(change, rows))

    def state(self, name: str) -> str | None:
        """A word that the library keeps about itself."""
        row = self.one("SELECT value FROM state WHERE name = ?", name)
        return None if row is None else str(row[0])

    def set_state(self, name: str, value: str) -> None:
        """Keep a word about the library."""
        self.do("INSERT INTO state VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)

    def rows(self, *keys: int) -> list[Row]:
        """The records that go by any of some names, each once, oldest first; at most fifty."""
        found = self.all(_RECORD + _NAMED.replace("KEYS", ", ".join("?" * len(keys))), *keys)
        return [_row(row) for row in found]

    def row(self, record: int) -> Row | None:
        """The record with a number, or None."""
        found = self.one(_RECORD + " WHERE r.id = ?", record)
        return None if found is None else _row(found)

    def every_row(self) -> Iterator[Row]:
        """All records by number."""
        return (_row(row) for row in self.each(_RECORD + " ORDER BY r.id"))

    def files(self) -> tuple[ImportedFile, ...]:
        """The journal of imports, in order."""
        rows = self.all("SELECT name, size, digest, done, whole FROM files ORDER BY rowid")
        return tuple(ImportedFile(str(n), _number(s), str(d), _number(done), bool(whole)) for n, s, d, done, whole in rows)

    def begin(self) -> None:
        """Start a transaction."""
        self.do("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the changes since `begin` last."""
        self.do("COMMIT")

    def close(self) -> None:
        """Drop what is not committed and close the file."""
        self.connection.close()


def _row(row: tuple[object, ...]) -> Row:
    number, source, fetched, digest, packed = row
    if not isinstance(digest, bytes) or not isinstance(packed, bytes):
        raise LibraryError("a record of the library is damaged; run: claimcheck literature verify")
    return Row(_number(number), str(source), None if fetched is None else str(fetched), digest, packed)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _reached(path: Path, write: bool) -> sqlite3.Connection:
    """A connection; a reader in a folder that it may not write to sees the file as it is."""
    if write:
        return _connected(path, "rw")
    connection = _connected(path, "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        return _connected(path, "ro&immutable=1")
    except sqlite3.DatabaseError:
        pass  # no SQLite file at all: the check that follows says so
    return connection


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}?mode={mode}"
    try:
        return sqlite3.connect(address, uri=True, timeout=30, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise LibraryError(f"{path.parent}: the library cannot be opened ({error}); check the folder and its permissions") from None


def _guarded(path: Path, ask: Callable[[], _Answer]) -> _Answer:
    """What SQLite says, its complaints in one clear line."""
    try:
        return ask()
    except sqlite3.OperationalError as error:
        raise LibraryError(f"{path.parent}: the library could not be used ({error}); check space and permissions") from None
    except sqlite3.DatabaseError as error:
        raise LibraryError(f"{path}: the library is damaged ({error}); move it away and import again") from None
