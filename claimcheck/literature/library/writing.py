"""Adding to a library: one writer at a time, committed in batches, so that an end at any moment leaves the last batch readable."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path

from claimcheck.errors import LibraryError
from claimcheck.literature.library import folders, index, names, notices, precedence, store
from claimcheck.literature.library.filters import tags
from claimcheck.literature.library.ledger import Ledger
from claimcheck.literature.library.packing import pack, sound
from claimcheck.literature.library.reading import listed
from claimcheck.literature.records.deletion import Deletion
from claimcheck.literature.records.faults import Faults
from claimcheck.literature.records.listed_notice import ListedNotice
from claimcheck.model import Identifier, IdentifierKind, Notice, Work

BATCH = 10_000
_MEMORY = 64_000_000
_TOLD = 200
_Record = Work | Deletion | ListedNotice


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


@dataclass(frozen=True, slots=True)
class _Named:
    """What stands under some names: the sound records, and the numbers of those that cannot be read."""

    sound: tuple[_Standing, ...]
    damaged: tuple[store.Row, ...]


class Writer:
    """A library opened for writing, made if there is none (LibraryError where another writes to it). Use it in a `with` statement.

    A work with the identifiers of a stored one takes its place unless its record is older; a stored one that cannot be read gives way
    to any. What was not committed when the statement is left by an exception is dropped.
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
        """Take works out by PMID, and remember that, so that no older record brings one back."""
        for pmid in pmids:
            self._bury(Deletion(pmid))
        return self.counts

    def _bury(self, deletion: Deletion) -> None:
        """Take out what is from before a deletion; one without a day is of now."""
        wanted = Identifier(IdentifierKind.PMID, deletion.pmid)
        named = self._named([names.identifier_key(wanted)])
        due = [found for found in named.sound if wanted in found.work.identifiers]
        if deletion.fetched is not None:
            due = [found for found in due if precedence.buries(deletion, found.work)]
        for found in due:
            self._drop(found.row, found.work)
        self._drop_all(named.damaged)
        self.counts.deleted += len(due) + len(named.damaged)
        gone = precedence.joined(deletion, self._gone.get(deletion.pmid), (found.work for found in due))
        self._gone[deletion.pmid] = gone
        self._store.do("INSERT OR REPLACE INTO deletions VALUES (?, ?, ?)", gone.pmid, gone.fetched, gone.revised)

    def add_notices(self, identifiers: Iterable[Identifier], notice: Notice) -> None:
        """Keep a notice for all works with one of some identifiers, those here and those that may come."""
        line, wanted = notices.written(notice), frozenset(identifiers)
        fresh = [identifier for identifier in sorted(wanted) if self._keep(identifier, line)]
        for found in self._named(map(names.identifier_key, fresh)).sound:
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
        self,
        records: Iterable[_Record],
        entry: store.ImportedFile,
        tell: Callable[[int], None] = _silent,
        faults: Faults | None = None,
    ) -> store.ImportedFile:
        """Put in the records of a file, going on where its journal entry says that an earlier import ended.

        Every commit writes down how far it came; a file that gives nothing is not written down, and one of which `faults` tell that
        something could not be read is not whole. `tell` hears the number of records done, every few hundred and at the end.
        """
        entry = replace(entry, done=0, faults=0) if entry.faults else entry
        self._entry = entry
        with _no_collecting():
            for record in islice(records, entry.done, None):
                self._take(record)
                self._entry = replace(self._entry, done=self._entry.done + 1)
                if self._entry.done % _TOLD == 0:
                    tell(self._entry.done)
                self._commit_when_due()
        lost = faults.count if faults else 0
        entry, self._entry = replace(self._entry, whole=self._entry.done > 0 and not lost, faults=lost), None
        self._note(entry)
        if entry.whole:
            self._store.do("DELETE FROM files WHERE name = ? AND faults > 0", entry.name)  # a whole copy of it has come
        self.commit()
        tell(entry.done)
        return entry

    def _take(self, record: _Record) -> None:
        if isinstance(record, Work):
            self._put(record)
        elif isinstance(record, Deletion):
            self._bury(record)
        else:
            self.add_notices(record.identifiers, record.notice)

    def _note(self, entry: store.ImportedFile) -> None:
        """Write into the journal how far a file was read; lasts with the next commit."""
        if not entry.done:
            self._store.do("DELETE FROM files WHERE digest = ?", entry.digest)
            return
        self._store.do(
            "INSERT INTO files (digest, name, size, done, whole, faults) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (digest) DO UPDATE SET name = excluded.name, done = excluded.done, whole = excluded.whole,"
            " faults = excluded.faults",
            *(entry.digest, entry.name, entry.size, entry.done, int(entry.whole), entry.faults),
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
        self._settle()
        gc.collect()
        self._begin()

    def _settle(self) -> None:
        """Write down that the index has all that the records have."""
        self._store.begin()
        self._store.do("DELETE FROM touched")
        self._store.commit()

    def rebuild(self) -> int:
        """Make the whole index again from the records that can be read; gives their number."""
        self._index.clear()
        number = 0
        for row in self._store.every_row():
            work = sound(row.packed, row.digest)
            if work is not None:
                self._place(row.id, work)
                number += 1
        return number

    def _begin(self) -> None:
        self._waiting = 0
        self._store.begin()
        self._ledger = Ledger(self._store)
        self._gone = {deletion.pmid: deletion for deletion in self._store.deletions()}
        self._noted = self._store.one("SELECT 1 FROM notices LIMIT 1") is not None

    def _recover(self) -> None:
        """Bring the index up to the records, where the last import ended between the two commits."""
        self._noted = True
        waiting = [int(str(number)) for (number,) in self._store.all("SELECT record FROM touched")]
        for number in waiting:
            self._index.remove(number)
            row = self._store.row(number)
            work = sound(row.packed, row.digest) if row is not None else None
            if work is not None:
                self._place(number, work, touch=False)
        if waiting:
            self._index.commit()
            self._settle()

    def _put(self, work: Work) -> None:
        if self._is_gone(work):
            self.counts.kept += 1
            return
        named = self._named(names.identity_keys(work))
        self._drop_all(named.damaged)
        standing = [found for found in named.sound if names.same(found.work, work)]
        newer = [found for found in standing if precedence.is_older(work, found.work)]
        if newer:
            self._add_notices_of(work, newer)
        elif standing:
            self._revise(standing, work)
        else:
            self._insert(work, pack(work))
            self.counts.new += 1

    def _is_gone(self, work: Work) -> bool:
        """Whether the record is from before its deletion."""
        gone = self._gone.get(work.identifier(IdentifierKind.PMID) or "") if self._gone else None
        return gone is not None and precedence.buries(gone, work)

    def _named(self, keys: Iterable[int]) -> _Named:
        rows = self._store.rows(*keys)
        if not rows:
            return _Named((), ())
        opened = [(row, sound(row.packed, row.digest)) for row in rows]
        found = tuple(_Standing(row, work) for row, work in opened if work is not None)
        return _Named(found, tuple(row for row, work in opened if work is None))

    def _add_notices_of(self, older: Work, standing: Sequence[_Standing]) -> None:
        """Leave the records that are newer in their place; what was ever published against the work stays known."""
        changed = False
        for found in standing:
            whole = precedence.with_notices(found.work, older.notices)
            if whole is not found.work:
                self._replace([found], whole, pack(whole))
                changed = True
        self.counts.revised += changed
        self.counts.kept += not changed

    def _revise(self, standing: Sequence[_Standing], work: Work) -> None:
        """Put a work in the place of all records of it; several stood apart where nothing told that they are of one work."""
        whole = work
        for found in standing:
            whole = whole if found.row.source == work.source else _completed(whole, found.work)
            whole = precedence.with_notices(whole, found.work.notices)
        packed = pack(whole)
        if len(standing) == 1 and packed[1] == standing[0].row.digest:
            self.counts.kept += 1
            return
        self._replace(standing, whole, packed)
        self.counts.revised += 1

    def _replace(self, standing: Sequence[_Standing], work: Work, packed: tuple[bytes, bytes]) -> None:
        for found in standing:
            self._drop(found.row, found.work)
        self._insert(work, packed, standing[0].row.id)

    def _insert(self, work: Work, packed: tuple[bytes, bytes], number: int | None = None) -> None:
        content, digest = packed
        source = self._ledger.source(work.source)
        record = self._store.do("INSERT INTO records VALUES (?, ?, ?, ?, ?)", number, source, work.fetched, digest, content)
        self._store.do_many("INSERT INTO names VALUES (?, ?)", [(key, record) for key in sorted(names.keys(work))])
        self._ledger.enter(work.source, digest, work.fetched)
        self._place(record, work)

    def _drop_all(self, damaged: Iterable[store.Row]) -> None:
        """Take out records that cannot be read, so under which names they go has to be searched for."""
        for row in damaged:
            self._store.do("DELETE FROM names WHERE record = ?", row.id)
            self._drop(row, None)

    def _drop(self, row: store.Row, work: Work | None) -> None:
        number = row.id
        self._store.do("DELETE FROM records WHERE id = ?", number)
        if work is not None:
            self._store.do_many("DELETE FROM names WHERE key = ? AND record = ?", [(key, number) for key in names.keys(work)])
        self._ledger.remove(row.source, row.digest)
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
