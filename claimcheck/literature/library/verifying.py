"""Whether a library is whole: records against their digests, names and index against the records, the account against all of it."""

from __future__ import annotations

import json
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from claimcheck.errors import LibraryError
from claimcheck.literature.library import folders, index, mending, names
from claimcheck.literature.library.index import DamagedIndex, IndexReader
from claimcheck.literature.library.ledger import notice_digest, shifted
from claimcheck.literature.library.packing import sound, unpack
from claimcheck.literature.library.store import Row, Store, counted
from claimcheck.literature.library.writing import Writer
from claimcheck.model import Work

_TOLD = 1000
_CHUNK = 1 << 20
_FOOTER_MARK = 1337
_LONGEST_FOOTER = 10_000


def damages(folder: Path, tell: Callable[[int], None]) -> Iterator[str]:
    """One line for each thing that is wrong, as it is found; `tell` hears how many records were looked at (LibraryError: none here).

    Where a record is damaged, every file counts as not imported from then on, so that importing it again mends the record.
    """
    store = Store(folders.records(folder))
    damaged: set[int] = set()
    try:
        yield from (f"records.sqlite: {word}" for (word,) in store.all("PRAGMA quick_check(20)") if word != "ok")
        yield from _of_files(folders.index(folder))
        if missing := store.missing():
            yield from (f"records.sqlite: the table “{name}” is missing" for name in missing)
            return
        yield from _of_records(store, _index(folder), tell, damaged)
        yield from _of_vectors(folders.vectors(folder), store)
    finally:
        store.close()
        if damaged:
            mending.forget_files(folder)


def rebuilt(folder: Path) -> tuple[int, tuple[int, ...]]:
    """Make index, names and account of a library again from its records, whatever state they are in (LibraryError).

    Gives how many works are in the index, and the numbers of the records that cannot be read.
    """
    Store(folders.records(folder)).close()
    try:
        index.IndexWriter(folders.index(folder), index.LEAST_MEMORY).close()
    except DamagedIndex:
        shutil.rmtree(folders.index(folder), ignore_errors=True)
        index.create(folders.index(folder))
    damaged = mending.mend(folder)
    with Writer(folder) as writer:
        return writer.rebuild(), damaged


def _index(folder: Path) -> IndexReader | None:
    try:
        return IndexReader.open(folders.index(folder))
    except LibraryError:
        return None


def _of_records(store: Store, words: IndexReader | None, tell: Callable[[int], None], damaged: set[int]) -> Iterator[str]:
    behind = {int(str(number)) for (number,) in store.all("SELECT record FROM touched")}
    if behind:
        yield f"index: {len(behind):,} records are not in it yet (an import did not end, or goes on); the next import puts them in"
    counts: Counter[str] = Counter()
    content = 0
    for row in store.every_row():
        work = sound(row.packed, row.digest)
        if work is None:
            damaged.add(row.id)
        yield from (f"record {row.id}: {what}" for what in _of_row(store, row, work))
        if words is not None and work is not None and row.id not in behind and not words.holds(row.id):
            yield f"record {row.id}: is not in the index once"
        counts[row.source] += 1
        content = shifted(content, row.digest)
        if counts.total() % _TOLD == 0:
            tell(counts.total())
    tell(counts.total())
    yield from _of_account(store, counts, content)
    if words is None:
        yield "index: missing or cannot be opened"
    elif not behind and not counts.total() - len(damaged) <= words.records <= counts.total():
        yield f"index: holds {words.records} works, the records are {counts.total()}"


def _of_row(store: Store, row: Row, work: Work | None) -> Iterator[str]:
    if work is None:
        yield "its content does not fit its digest" if _opens(row) else "cannot be read"
        return
    for key in names.keys(work):
        if store.one("SELECT 1 FROM names WHERE key = ? AND record = ?", key, row.id) is None:
            yield "cannot be found by all its names"
            return


def _of_vectors(path: Path, store: Store) -> Iterator[str]:
    """What is wrong with the vectors, where some were made; rows of records that have changed or gone are no damage."""
    if not path.exists():
        return
    from claimcheck.literature.library import vectors

    try:
        held = vectors.Vectors.open(path, vectors.head_of(path).model)
    except LibraryError as damage:
        yield str(damage)
        return
    damaged = held.whole(range(len(held.rows))).count(False)
    if damaged:
        rows, them = ("row is", "it") if damaged == 1 else ("rows are", "them")
        yield f"vectors: {damaged:,} {rows} damaged; claimcheck literature index --vectors makes {them} again"


def _opens(row: Row) -> bool:
    try:
        unpack(row.packed)
    except LibraryError:
        return False
    return True


def _of_account(store: Store, counts: Counter[str], content: int) -> Iterator[str]:
    for identifier, line in store.each("SELECT identifier, notice FROM notices"):
        content = shifted(content, notice_digest(str(identifier), str(line)))
    if f"{content:032x}" != (store.state("content") or "0" * 32):
        yield "the digest of the whole does not fit the records and notices"
    try:
        kept = {str(name): counted(count) for name, count in store.all("SELECT name, records FROM sources WHERE records != 0")}
    except LibraryError as damage:
        yield str(damage)
        return
    if kept != dict(counts):
        yield f"the account says {sum(kept.values())} records, there are {counts.total()}"


def _of_files(folder: Path) -> Iterator[str]:
    """The committed files of the index against the sums that the engine writes at their ends; what a merge takes away is no damage."""
    for part in _parts(folder):
        for path in sorted(folder.glob(f"{part}.*")):
            try:
                sound = _sum_fits(path)
            except FileNotFoundError:
                continue
            if not sound:
                yield f"index/{path.name}: its content does not fit its sum"


def _parts(folder: Path) -> list[str]:
    """How the names of the files of each committed part of the index begin; none where the list of parts cannot be read."""
    try:
        segments = json.loads((folder / "meta.json").read_bytes())["segments"]
        return [str(segment["segment_id"]).replace("-", "") for segment in segments]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _sum_fits(path: Path) -> bool:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - 8, 0))
        tail = file.read(8)
        length = int.from_bytes(tail[:4], "little")
        if int.from_bytes(tail[4:], "little") != _FOOTER_MARK or length > min(size - 8, _LONGEST_FOOTER):
            return False
        body = size - 8 - length
        file.seek(body)
        try:
            told = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        found = 0
        while body > 0:
            chunk = file.read(min(_CHUNK, body))
            if not chunk:
                return False
            found, body = zlib.crc32(chunk, found), body - len(chunk)
    return bool(found == told)
