"""Adding to a library: one writer at a time, committed in batches, so that an end at any moment leaves the last batch readable."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path

from claimcheck.errors import LibraryError
from claimcheck.literature.library import folders, index, names, notices, store
from claimcheck.literature.library.filters import tags
from claimcheck.literature.library.ledger import Ledger
from claimcheck.literature.library.packing import pack, unpack
from claimcheck.literature.library.reading import listed
from claimcheck.literature.records.deletion import Deletion
from claimcheck.model import Identifier, IdentifierKind, Notice, Work

BATCH = 10_000
_MEMORY = 64_000_000
_TOLD = 200


def _silent(done: int) -> None:
    """Nobody listens."""


@dataclass(slots=True)
class Counts:
    """What became of the works given: new, put in the place of an older record, left because what stands is as new, deleted."""

    new: int = 0
    revised: int = 0
    kept: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class _Standing:
    """A stored record and its work."""

    row: store.Row
    work: Work


class Writer:
    """A library opened for writing, made if there is none (LibraryError where another writes to it). Use it in a `with` statement.

    A work with the identifiers of a stored one takes its place unless it was fetched earlier. What was not committed when the
    statement is left by an exception is dropped.
    """

    def __init__(self, folder: Path, *, batch: int = BATCH, memory: int = _MEMORY) -> None:
        self.folder, self.counts = folder, Counts()
        self._batch, self._waiting = batch, 0
        self._entry: store.ImportedFile | None = None
        _prepare(folder)
        self._store = store.Store(folders.records(folder), write=True)
        try:
            self._index = index.IndexWriter(folders.index(folder), memory)
            self._recover()
            self._begin()
        except BaseException:
            self._store.close()
            raise

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.commit()
                self._store.commit()
                self._index.finish()
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the library without what was not committed."""
        self._index.close()
        self._store.close()

    def add(self, works: Iterable[Work]) -> Counts:
        """Put works in, committing a batch at a time; gives the counts since the library was opened."""
        for work in works:
            self._put(work)
            self._commit_when_due()
        return self.counts

    def delete(self, pmids: Iterable[str]) -> Counts:
        """Take works out by PMID; one that is not here is passed over."""
        for pmid in pmids:
            wanted = Identifier(IdentifierKind.PMID, pmid)
            for found in self._named([names.identifier_key(wanted)]):
                if wanted in found.work.identifiers:
                    self._drop(found)
                    self.counts.deleted += 1
        return self.counts

    def add_notices(self, identifiers: Iterable[Identifier], notice: Notice) -> None:
        """Keep a notice for all works with one of some identifiers, those here and those that may come."""
        line, wanted = notices.written(notice), frozenset(identifiers)
        fresh = [identifier for identifier in sorted(wanted) if self._keep(identifier, line)]
        for found in self._named(map(names.identifier_key, fresh)):
            if wanted & set(found.work.identifiers):
                self._index.remove(found.row.id)
                self._place(found.row.id, found.work)

    def _keep(self, identifier: Identifier, line: str) -> bool:
        """Put a notice in; False where it was there."""
        name, key = notices.name(identifier), names.identifier_key(identifier)
        if self._store.one("SELECT 1 FROM notices WHERE key = ? AND identifier = ? AND notice = ?", key, name, line):
            return False
        self._store.do("INSERT INTO notices VALUES (?, ?, ?)", key, name, line)
        self._ledger.enter_notice(name, line)
        self._noted = True
        return True

    def journal(self, digest: str) -> store.ImportedFile | None:
        """What is known of a file with this digest."""
        return next((entry for entry in self._store.files() if entry.digest == digest), None)

    def take(
        self, records: Iterable[Work | Deletion], entry: store.ImportedFile, tell: Callable[[int], None] = _silent
    ) -> store.ImportedFile:
        """Put in the records of a file, going on where its journal entry says that an earlier import ended.

        Every commit writes down how far it came; a file that gives nothing is not written down as read.
        `tell` hears the number of records done, every few hundred and at the end.
        """
        self._entry = entry
        with _no_collecting():
            for record in islice(records, entry.done, None):
                self._take(record)
                self._entry = replace(self._entry, done=self._entry.done + 1)
                if self._entry.done % _TOLD == 0:
                    tell(self._entry.done)
                self._commit_when_due()
        entry, self._entry = replace(self._entry, whole=self._entry.done > 0), None
        self._note(entry)
        self.commit()
        tell(entry.done)
        return entry

    def _take(self, record: Work | Deletion) -> None:
        if isinstance(record, Deletion):
            self.delete((record.pmid,))
        else:
            self._put(record)

    def _note(self, entry: store.ImportedFile) -> None:
        """Write into the journal how far a file was read; lasts with the next commit."""
        self._store.do(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (digest) DO UPDATE SET name = excluded.name, done = excluded.done, whole = excluded.whole",
            *(entry.digest, entry.name, entry.size, entry.done, int(entry.whole)),
        )

    def _commit_when_due(self) -> None:
        self._waiting += 1
        if self._waiting >= self._batch:
            self.commit()

    def commit(self) -> None:
        """Make everything so far last: the records first, then the index, which can be mended from them."""
        if self._entry is not None:
            self._note(self._entry)
        self._ledger.save()
        self._store.commit()
        self._index.commit()
        gc.collect()
        self._begin()

    def rebuild(self) -> int:
        """Make the whole index again from the records; gives their number."""
        self._index.clear()
        number = 0
        for row in self._store.every_row():
            self._place(row.id, unpack(row.packed))
            number += 1
        return number

    def _begin(self) -> None:
        self._waiting = 0
        self._store.begin()
        self._store.do("DELETE FROM touched")
        self._ledger = Ledger(self._store)
        self._noted = self._store.one("SELECT 1 FROM notices LIMIT 1") is not None

    def _recover(self) -> None:
        """Bring the index up to the records, where the last import ended between the two commits."""
        self._noted = True
        waiting = [int(str(number)) for (number,) in self._store.all("SELECT record FROM touched")]
        for number in waiting:
            self._index.remove(number)
            row = self._store.row(number)
            if row is not None:
                self._place(number, unpack(row.packed), touch=False)
        if waiting:
            self._index.commit()

    def _put(self, work: Work) -> None:
        standing = [found for found in self._named(names.identity_keys(work)) if names.same(found.work, work)]
        if not standing:
            self._insert(work, pack(work))
            self.counts.new += 1
        elif (work.fetched or "") < max(found.row.fetched or "" for found in standing):
            self.counts.kept += 1
        else:
            self._revise(standing, work)

    def _named(self, keys: Iterable[int]) -> list[_Standing]:
        return [_Standing(row, unpack(row.packed)) for row in self._store.rows(*keys)]

    def _revise(self, standing: Sequence[_Standing], work: Work) -> None:
        """Put a work in the place of all records of it; several stood apart where nothing told that they are of one work."""
        whole = work
        for found in standing:
            whole = whole if found.row.source == work.source else _completed(whole, found.work)
        packed = pack(whole)
        if len(standing) == 1 and packed[1] == standing[0].row.digest:
            self.counts.kept += 1
            return
        for found in standing:
            self._drop(found)
        self._insert(whole, packed, standing[0].row.id)
        self.counts.revised += 1

    def _insert(self, work: Work, packed: tuple[bytes, bytes], number: int | None = None) -> None:
        content, digest = packed
        source = self._ledger.source(work.source)
        record = self._store.do("INSERT INTO records VALUES (?, ?, ?, ?, ?)", number, source, work.fetched, digest, content)
        self._store.do_many("INSERT INTO names VALUES (?, ?)", [(key, record) for key in sorted(names.keys(work))])
        self._ledger.enter(work.source, digest, work.fetched)
        self._place(record, work)

    def _drop(self, standing: _Standing) -> None:
        number = standing.row.id
        self._store.do("DELETE FROM records WHERE id = ?", number)
        self._store.do_many("DELETE FROM names WHERE key = ? AND record = ?", [(key, number) for key in names.keys(standing.work)])
        self._ledger.remove(standing.row.source, standing.row.digest)
        self._store.do("INSERT OR IGNORE INTO touched VALUES (?)", number)
        self._index.remove(number)

    def _place(self, number: int, work: Work, *, touch: bool = True) -> None:
        """Index a record with all notices that stand on it."""
        noted = listed(self._store, work.identifiers) if self._noted else ()
        self._index.add(number, work, tags(work, (*work.notices, *noted)))
        if touch:
            self._store.do("INSERT OR IGNORE INTO touched VALUES (?)", number)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Records hold no cycles, so looking for some among them would cost a tenth of the time; each commit looks once."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _prepare(folder: Path) -> None:
    """Make the folder and an empty library in it, where there is none; an index that records have lost is not made anew unsaid."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        empty = store.create(folders.records(folder))
        if empty and not index.exists(folders.index(folder)):
            index.create(folders.index(folder))
    except OSError as error:
        raise LibraryError(f"{folder}: cannot be made or written to ({error.strerror or error}); name another with --library") from None


def _completed(work: Work, older: Work) -> Work:
    """A record of one source, what it leaves empty taken from the record of another source."""
    gaps = {field.name: getattr(older, field.name) for field in fields(Work) if not getattr(work, field.name)}
    identifiers = tuple(dict.fromkeys((*work.identifiers, *older.identifiers)))
    return replace(work, **{**gaps, "identifiers": identifiers})
