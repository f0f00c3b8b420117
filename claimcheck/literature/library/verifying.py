"""Whether a library is whole: records against their digests, names and index against the records, the account against all of it."""

from __future__ import annotations

import json
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from claimcheck.errors import LibraryError
from claimcheck.literature.library import folders, index, names
from claimcheck.literature.library.index import DamagedIndex, IndexReader
from claimcheck.literature.library.ledger import notice_digest, shifted
from claimcheck.literature.library.packing import digest_of, line_of, unpack
from claimcheck.literature.library.store import Row, Store
from claimcheck.literature.library.writing import Writer

_TOLD = 1000
_CHUNK = 1 << 20
_FOOTER_MARK = 1337
_LONGEST_FOOTER = 10_000


def damages(folder: Path, tell: Callable[[int], None]) -> Iterator[str]:
    """One line for each thing that is wrong, as it is found; `tell` hears how many records were looked at (LibraryError: none here)."""
    store = Store(folders.records(folder))
    try:
        yield from (f"records.sqlite: {word}" for (word,) in store.all("PRAGMA quick_check(20)") if word != "ok")
        yield from _of_files(folders.index(folder))
        yield from _of_records(store, _index(folder), tell)
    finally:
        store.close()


def rebuilt(folder: Path) -> int:
    """Make the index of a library again from its records, whatever state it is in; gives their number (LibraryError)."""
    Store(folders.records(folder)).close()
    try:
        Writer(folder).close()
    except DamagedIndex:
        shutil.rmtree(folders.index(folder), ignore_errors=True)
        index.create(folders.index(folder))
    with Writer(folder) as writer:
        return writer.rebuild()


def _index(folder: Path) -> IndexReader | None:
    try:
        return IndexReader.open(folders.index(folder))
    except LibraryError:
        return None


def _of_records(store: Store, words: IndexReader | None, tell: Callable[[int], None]) -> Iterator[str]:
    behind = {int(str(number)) for (number,) in store.all("SELECT record FROM touched")}
    counts: Counter[str] = Counter()
    content = 0
    for row in store.every_row():
        yield from (f"record {row.id}: {what}" for what in _of_row(store, row))
        if words is not None and row.id not in behind and not words.holds(row.id):
            yield f"record {row.id}: is not in the index once"
        counts[row.source] += 1
        content = shifted(content, row.digest)
        if counts.total() % _TOLD == 0:
            tell(counts.total())
    tell(counts.total())
    yield from _of_account(store, counts, content)
    if words is None:
        yield "index: missing or cannot be opened"
    elif not behind and words.records != counts.total():
        yield f"index: holds {words.records} works, the records are {counts.total()}"


def _of_row(store: Store, row: Row) -> Iterator[str]:
    try:
        line, work = line_of(row.packed), unpack(row.packed)
    except LibraryError:
        yield "cannot be read"
        return
    if digest_of(line) != row.digest:
        yield "its content does not fit its digest"
    for key in names.keys(work):
        if store.one("SELECT 1 FROM names WHERE key = ? AND record = ?", key, row.id) is None:
            yield "cannot be found by all its names"
            return


def _of_account(store: Store, counts: Counter[str], content: int) -> Iterator[str]:
    for identifier, line in store.each("SELECT identifier, notice FROM notices"):
        content = shifted(content, notice_digest(str(identifier), str(line)))
    if f"{content:032x}" != (store.state("content") or "0" * 32):
        yield "the digest of the whole does not fit the records and notices"
    kept = {str(name): int(str(count)) for name, count in store.all("SELECT name, records FROM sources WHERE records > 0")}
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
