"""What can be made again from the records: names, the account, tables that are lost; and what a damaged record asks for."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path

from claimcheck.errors import LibraryError
from claimcheck.literature.library import folders, names
from claimcheck.literature.library.ledger import notice_digest, shifted
from claimcheck.literature.library.packing import sound
from claimcheck.literature.library.store import Store
from claimcheck.model import Work


def mend(folder: Path) -> tuple[int, ...]:
    """Make names and account again from the records that can be read; gives the numbers of those that cannot (LibraryError)."""
    store = Store(folders.records(folder), write=True)
    try:
        store.begin()
        store.complete()
        damaged = _Recount(store).done()
        if damaged:
            _forget(store)
        store.commit()
        return damaged
    finally:
        store.close()


def forget_files(folder: Path) -> None:
    """Have every file read again when it is imported again, since nothing tells from which a damaged record came; if it can be written."""
    with suppress(LibraryError):
        store = Store(folders.records(folder), write=True)
        try:
            store.begin()
            _forget(store)
            store.commit()
        finally:
            store.close()


def _forget(store: Store) -> None:
    store.do("UPDATE files SET done = 0, whole = 0")


class _Recount:
    """Goes through all records once and writes down what follows from them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._counts: Counter[int] = Counter()
        self._newest, self._content = "", 0

    def done(self) -> tuple[int, ...]:
        """The numbers of the damaged records, after all is written."""
        damaged = []
        store = self._store
        store.do("DELETE FROM names WHERE record NOT IN (SELECT id FROM records)")
        for row in store.every_row():
            work = sound(row.packed, row.digest)
            if work is None:
                damaged.append(row.id)
            else:
                store.do_many("INSERT OR IGNORE INTO names VALUES (?, ?)", [(key, row.id) for key in sorted(names.keys(work))])
            self._counts[self._source(row.id, work)] += 1
            self._newest = max(self._newest, row.fetched or "")
            self._content = shifted(self._content, row.digest)
        self._write()
        return tuple(damaged)

    def _source(self, record: int, work: Work | None) -> int:
        """The number of the source of a record; where its name is lost, the work itself still tells it."""
        found = self._store.one("SELECT s.id FROM records r JOIN sources s ON s.id = r.source WHERE r.id = ?", record)
        if found is not None:
            return int(str(found[0]))
        name = work.source if work else ""
        self._store.do("INSERT OR IGNORE INTO sources (name, records) VALUES (?, 0)", name)
        number = self._store.one("SELECT id FROM sources WHERE name = ?", name)
        source = int(str(number[0])) if number else 0
        self._store.do("UPDATE records SET source = ? WHERE id = ?", source, record)
        return source

    def _write(self) -> None:
        for identifier, line in self._store.each("SELECT identifier, notice FROM notices"):
            self._content = shifted(self._content, notice_digest(str(identifier), str(line)))
        self._store.do("UPDATE sources SET records = 0")
        self._store.do_many("UPDATE sources SET records = ? WHERE id = ?", [(count, number) for number, count in self._counts.items()])
        self._store.set_state("content", f"{self._content:032x}")
        if self._newest:
            self._store.set_state("newest", self._newest)
