"""Works found by what they mean: the vector of a question held against the vectors of a library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from claimcheck.errors import ClaimcheckError
from claimcheck.inference import identity, open_if_whole, vectors_of
from claimcheck.inference.opening import SEARCH
from claimcheck.literature.library import cells, folders
from claimcheck.literature.library.store import Store
from claimcheck.literature.library.vectors import Floats, Places, Vectors, short

DEPTH = 100
_SIFTED = 2000
_Sift = Callable[[Sequence[int]], frozenset[int]]


class Meaning:
    """The vectors of a library as they were when it was opened."""

    def __init__(self, vectors: Vectors, grouped: cells.Cells | None) -> None:
        self._vectors, self._cells = vectors, grouped
        tail = vectors.rows["record"][grouped.rows if grouped else 0 :]
        order = np.argsort(tail, kind="stable")
        self._tail = (tail[order], order + (grouped.rows if grouped else 0))

    @property
    def model(self) -> str:
        """What tells the model that made the vectors from every other version, 64 hexadecimal digits."""
        return self._vectors.head.model.hex()

    def near(self, query: Floats, depth: int) -> Places:
        """The places of the rows that are most like a vector, likest first."""
        if self._cells is None:
            likeness = self._vectors.all_likeness(query)
            return _best(likeness, depth)
        places, likeness = self._cells.near(query, self._vectors)
        return places[_best(likeness, depth)]

    def places(self, records: Iterable[int]) -> Places:
        """The places of the newest rows of some records; those without one are left out."""
        tables = [self._tail] if self._cells is None else [self._tail, (self._cells.records, self._cells.places)]
        found = (next((place for table in tables if (place := _place(record, *table)) is not None), None) for record in records)
        return np.array([place for place in found if place is not None], np.int64)

    def likeness(self, query: Floats, words: Sequence[int], depth: int, store: Store, sift: _Sift | None) -> Mapping[int, float]:
        """How like a vector are the records that words found, and the likest of all that `sift` lets through; -1 to 1.

        A row whose sum does not fit, or whose record has changed or gone since, gives nothing.
        """
        near = self.near(query, _SIFTED if sift else depth)
        if sift:
            records = self._records(near)
            allowed = sift(records)
            near = np.array([place for place, record in zip(near, records, strict=True) if record in allowed], np.int64)[:depth]
        places = np.unique(np.concatenate([near, self.places(words)]))
        sound = places[self._sound(places, store)]
        values = self._vectors.likeness(query, sound)
        return dict(zip(self._records(sound), map(float, values), strict=True))

    def _records(self, places: Places) -> list[int]:
        """The records of the rows at some places."""
        found: list[int] = self._vectors.rows["record"][places].tolist()
        return found

    def _sound(self, places: Places, store: Store) -> list[bool]:
        records, told = self._records(places), self._vectors.rows["digest"][places].tolist()
        digests = digests_of(store, records)
        current = [digests.get(record) == digest for record, digest in zip(records, told, strict=True)]
        return [now and whole for now, whole in zip(current, self._vectors.whole(places), strict=True)]


def digests_of(store: Store, records: Sequence[int]) -> dict[int, int]:
    """The beginnings of the digests of some records, those that are there."""
    marks = ", ".join("?" * len(records))
    rows = store.all(f"SELECT id, digest FROM records WHERE id IN ({marks})", *records)  # noqa: S608 (question marks only)
    return {int(str(record)): short(digest) for record, digest in rows if isinstance(digest, bytes)}


def vector_of(text: str) -> Floats:
    """The vector of a question (ModelError)."""
    return np.asarray(vectors_of([text])[0])


def open_meaning(folder: Path) -> tuple[Meaning | None, str]:
    """The vectors of a library and ""; None and "" where none were made, None and one line where they cannot be used."""
    path = folders.vectors(folder)
    if not path.exists():
        return None, ""
    model, why = open_if_whole(SEARCH)
    if model is None:
        return None, f"{why}; until then works are found by their words alone"
    try:
        vectors = Vectors.open(path, bytes.fromhex(identity(SEARCH)))
    except ClaimcheckError as error:
        return None, f"{error}; until then works are found by their words alone"
    return Meaning(vectors, cells.read(folders.cells(folder), vectors)), ""


def _best(likeness: Floats, depth: int) -> Places:
    """The places of the highest values, highest first."""
    some = np.sort(np.argpartition(-likeness, depth)[:depth]) if len(likeness) > depth else np.arange(len(likeness))
    return np.asarray(some[np.argsort(-likeness[some], kind="stable")], np.int64)


def _place(record: int, records: Places, places: Places) -> int | None:
    """The last place of a record in a table sorted by record."""
    at = int(np.searchsorted(records, record, side="right")) - 1
    return int(places[at]) if at >= 0 and records[at] == record else None
