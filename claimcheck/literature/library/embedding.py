"""The vectors of a library made: of the works that have none, a batch at a time, so that a run that is stopped is gone on with."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from claimcheck.errors import LibraryError
from claimcheck.inference import identity, open_model, vectors_of
from claimcheck.inference.opening import SEARCH
from claimcheck.literature.library import cells, folders, vectors
from claimcheck.literature.library.packing import sound
from claimcheck.literature.library.store import Row, Store
from claimcheck.literature.library.vectors import ROW, Head, Vectors, short
from claimcheck.model import Work

_BATCH = 128
_BODY = 3000
_DEAD_SHARE = 0.1
_READ = 4096
_Tell = Callable[[int, int], None]
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Made:
    """What a run did: vectors made, vectors that stood already, and rows taken out (of works gone or changed, or damaged)."""

    new: int
    kept: int
    dropped: int


def text_of(work: Work) -> str:
    """What the vector of a work is made of: its title and abstract; the start of the body where there is no abstract."""
    return f"{work.title}\n{work.abstract_text or ' '.join(part.text for part in work.body)[:_BODY]}"


def make(folder: Path, tell: _Tell, jobs: int = 1) -> Made:
    """Make the vectors that a library lacks (LibraryError, ModelError); `tell` hears how many are there, and of how many.

    What was written when the run is stopped stays; rows of works that have changed or gone are left behind at the end.
    """
    open_model(SEARCH)
    model = bytes.fromhex(identity(SEARCH))
    store = Store(folders.records(folder))
    with closing(store), _alone(folder), _told(folder):
        held = _opened(folders.vectors(folder), model)
        rows = store.each("SELECT id, digest FROM records")
        wanted = {int(str(record)): short(digest) for record, digest in rows if isinstance(digest, bytes)}
        standing = {record for record, _ in _standing(held, wanted)}
        missing = [record for record in wanted if record not in standing]
        tell(len(standing), len(wanted))
        new = 0
        with ThreadPoolExecutor(jobs) as pool:
            for batch in _batches(missing, _BATCH):
                new += _append(folders.vectors(folder), _rows(store, batch), pool)
                tell(len(standing) + new, len(wanted))
        return Made(new, len(standing), _tidied(folder, Vectors.open(folders.vectors(folder), model), wanted))


def _opened(path: Path, model: bytes) -> Vectors:
    """The vectors there are; none where there is no file, or none that can be gone on with."""
    try:
        return Vectors.open(path, model)
    except LibraryError:
        vectors.begin(path, model)
        return Vectors.open(path, model)


def _rows(store: Store, records: Iterable[int]) -> Iterator[Row]:
    return (row for record in records if (row := store.row(record)) is not None)


def _append(path: Path, rows: Iterable[Row], pool: ThreadPoolExecutor) -> int:
    """Put in the vectors of some records; those that cannot be read are left out."""
    works = [(row, work) for row in rows if (work := sound(row.packed, row.digest)) is not None]
    made = list(pool.map(lambda read: vectors_of([text_of(read[1])])[0], works))
    vectors.append(path, [vectors.row_of(row.id, row.digest, vector) for (row, _), vector in zip(works, made, strict=True)])
    return len(works)


def _standing(held: Vectors, wanted: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Record and place of every whole row of a record as it now is, by place; a record's later row comes later."""
    for start in range(0, len(held.rows), _READ):
        block = np.array(held.rows[start : start + _READ])
        packed = memoryview(block.tobytes())
        for at, (record, digest, told) in enumerate(zip(*(block[name].tolist() for name in ("record", "digest", "sum")), strict=True)):
            if wanted.get(record) == digest and vectors.sum_of(packed[at * ROW.itemsize : (at + 1) * ROW.itemsize]) == told:
                yield record, start + at


def _tidied(folder: Path, held: Vectors, wanted: dict[int, int]) -> int:
    """Leave out rows that count no more, where they are many, and group what is left, where that is very much; gives how many went."""
    live = np.array(sorted(dict(_standing(held, wanted)).values()), np.int64)
    dead = len(held.rows) - len(live)
    grouped = cells.read(folders.cells(folder), held)
    ungrouped = len(live) > cells.LEAST and (grouped is None or len(live) - grouped.rows > _DEAD_SHARE * len(live))
    if not ungrouped and dead <= _DEAD_SHARE * len(held.rows):
        return 0
    path, model = folders.vectors(folder), held.head.model
    if dead:
        vectors.write(path, Head.new(model), held.rows, live)
        held = Vectors.open(path, model)
    if len(held.rows) > cells.LEAST:
        _group(folder, held)
    return dead


def _group(folder: Path, held: Vectors) -> None:
    """Put like rows beside each other."""
    centres, starts, order = cells.grouped(held)
    head = Head.new(held.head.model)
    vectors.write(folders.vectors(folder), head, held.rows, order)
    records = held.rows["record"][order]
    by_record = np.argsort(records, kind="stable")
    cells.write(folders.cells(folder), cells.Cells(head.mine, centres, starts, records[by_record], by_record))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other run makes vectors of this library meanwhile; a lock that the system lets go of however the run ends."""
    path = folders.vectors(folder).with_name("lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise LibraryError(f"{folder}: another run is making vectors; wait until it has ended") from None
        raise LibraryError(f"{folder}: vectors cannot be written ({error}); check space and permissions") from None


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """The disk's complaints in one clear line."""
    try:
        yield
    except OSError as error:
        raise LibraryError(f"{folder}: vectors cannot be written ({error.strerror or error}); check space and permissions") from None


def _batches(things: Iterable[_Thing], size: int) -> Iterator[list[_Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
