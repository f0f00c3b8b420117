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
from claimcheck.literature.records.deletion import Deletion

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
CREATE TABLE files (
  digest TEXT PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, done INTEGER NOT NULL, whole INTEGER NOT NULL,
  faults INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE touched (record INTEGER PRIMARY KEY);
CREATE TABLE deletions (pmid TEXT PRIMARY KEY, fetched TEXT, revised TEXT) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_STATEMENTS = tuple(filter(str.strip, _TABLES.split(";")))
_NAMES = tuple(statement.split()[2] for statement in _STATEMENTS)
_SINCE = frozenset({"deletions"})  # a library made before these were thought of gets them with its next import
MEND = "mend it with: claimcheck literature verify --repair"

_RECORD = "SELECT r.id, s.name, r.fetched, r.digest, r.packed FROM records r LEFT JOIN sources s ON s.id = r.source"
_JOURNAL = "SELECT name, size, digest, done, whole, faults FROM files ORDER BY rowid"
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
    """A file in the journal: its name, size in bytes, digest, how many of its records are in, and whether that is all of them.

    `faults` is how many things could not be read of one that was read to its end; it is read again when it is imported again.
    """

    name: str
    size: int
    digest: str
    done: int
    whole: bool
    faults: int = 0


def create(path: Path) -> bool:
    """Make an empty store; one that is there already stays. Whether there are no records in it."""
    with closing(_connected(path, "rwc")) as connection:
        return _guarded(path, lambda: _make(connection))


def _make(connection: sqlite3.Connection) -> bool:
    if not _tables(connection):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not _tables(connection):
            for statement in _STATEMENTS:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
        return False
    _complete(connection, _SINCE)
    return connection.execute("SELECT 1 FROM records LIMIT 1").fetchone() is None


def _complete(connection: sqlite3.Connection, wanted: Iterable[str]) -> None:
    """Make those of some tables that are missing, and the column that younger libraries have."""
    for name in _missing(connection):
        if name in wanted:
            connection.execute(_STATEMENTS[_NAMES.index(name)])
    columns = {row[1] for row in connection.execute("PRAGMA table_info(files)")}
    if columns and "faults" not in columns:
        connection.execute("ALTER TABLE files ADD COLUMN faults INTEGER NOT NULL DEFAULT 0")


def _missing(connection: sqlite3.Connection) -> list[str]:
    here = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return [name for name in _NAMES if name not in here]


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

    def missing(self) -> list[str]:
        """The names of the tables that are not there, those apart that only younger libraries have."""
        return [name for name in _guarded(self.path, lambda: _missing(self.connection)) if name not in _SINCE]

    def complete(self) -> None:
        """Make the tables that are missing, empty; the records themselves cannot be made again (LibraryError)."""
        if "records" in self.missing():
            raise LibraryError(f"{self.path}: the records are lost; move it away and import again")
        _guarded(self.path, lambda: _complete(self.connection, _NAMES))

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
        younger = any(row[1] == "faults" for row in self.all("PRAGMA table_info(files)"))
        rows = self.all(_JOURNAL if younger else _JOURNAL.replace("faults", "0"))
        return tuple(ImportedFile(str(n), _number(s), str(d), _number(done), bool(whole), _number(f)) for n, s, d, done, whole, f in rows)

    def deletions(self) -> tuple[Deletion, ...]:
        """What is remembered of records that were taken back, by PMID."""
        if "deletions" in _guarded(self.path, lambda: _missing(self.connection)):
            return ()
        rows = self.all("SELECT pmid, fetched, revised FROM deletions ORDER BY pmid")
        return tuple(Deletion(str(pmid), _text(fetched), _text(revised)) for pmid, fetched, revised in rows)

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
    """A row as it should be; what is of the wrong type counts as empty, which no sound record is."""
    number, source, fetched, digest, packed = row
    content = (digest if isinstance(digest, bytes) else b"", packed if isinstance(packed, bytes) else b"")
    return Row(_number(number), _text(source) or "", _text(fetched), *content)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def counted(value: object) -> int:
    """A number of the account (LibraryError where it is none)."""
    if not isinstance(value, int) or value < 0:
        raise LibraryError(f"the library's account of its records is damaged; {MEND}")
    return value


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
    try:
        address = f"file:{quote(str(path.resolve()))}?mode={mode}"
    except UnicodeEncodeError:
        raise LibraryError("the name of the library's folder is not UTF-8; give it another, or name another with --library") from None
    try:
        return sqlite3.connect(address, uri=True, timeout=30, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise LibraryError(f"{path.parent}: the library cannot be opened ({error}); check the folder and its permissions") from None


def _guarded(path: Path, ask: Callable[[], _Answer]) -> _Answer:
    """What SQLite says, its complaints in one clear line."""
    try:
        return ask()
    except sqlite3.OperationalError as error:
        if str(error).startswith("no such"):
            raise LibraryError(f"{path.parent}: the library is damaged ({error}); {MEND}") from None
        raise LibraryError(f"{path.parent}: the library could not be used ({error}); check space and permissions") from None
    except sqlite3.DatabaseError as error:
        raise LibraryError(f"{path}: the library is damaged ({error}); move it away and import again") from None
