"""Rows of vectors grouped by likeness, so that a search among very many looks at the likeliest groups only."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claimcheck.literature.library.vectors import Floats, Places, Vectors

LEAST = 500_000
_SAMPLE, _ROUNDS, _SEED = 64, 8, 1
_PROBED = 0.2
_BLOCK = 8192


@dataclass(frozen=True, slots=True)
class Cells:
    """Groups of the first rows of a file: `centres` [cells, width]; rows from starts[n] to starts[n + 1] are in cell n.

    `records` are the numbers of their records, sorted, `places` where each is; `mine` tells which file is meant.
    """

    mine: bytes
    centres: Floats
    starts: Places
    records: Places
    places: Places

    @property
    def rows(self) -> int:
        """How many rows are grouped; those appended since are not."""
        return int(self.starts[-1])

    def near(self, query: Floats, vectors: Vectors, probed: float = _PROBED) -> tuple[Places, Floats]:
        """The places of the rows in a share of the cells, the likeliest, and of those in none, and how like a vector they are."""
        number = max(round(probed * len(self.centres)), 1)
        chosen = np.sort(np.argsort(-(self.centres @ query), kind="stable")[:number])
        spans = [(int(self.starts[cell]), int(self.starts[cell + 1])) for cell in chosen]
        spans.append((self.rows, len(vectors.rows)))
        places = np.concatenate([np.arange(first, last) for first, last in spans])
        return places, np.concatenate([vectors.all_likeness(query, first, last) for first, last in spans])


def grouped(vectors: Vectors) -> tuple[Floats, Places, Places]:
    """Centres, starts, and the order in which rows lie cell by cell; the same for the same rows."""
    number = len(vectors.rows)
    centres = _centres(vectors, max(int(number**0.5), 1))
    blocks = (np.arange(at, min(at + _BLOCK, number)) for at in range(0, number, _BLOCK))
    cell_of = np.concatenate([_nearest(_floats(vectors, block), centres) for block in blocks])
    order = np.argsort(cell_of, kind="stable").astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(np.bincount(cell_of, minlength=len(centres)))]).astype(np.int64)
    return centres, starts, order


def _centres(vectors: Vectors, cells: int) -> Floats:
    """The middles of groups of a sample, found by turns."""
    chance = np.random.default_rng(_SEED)
    number = len(vectors.rows)
    sample = _floats(vectors, np.sort(chance.choice(number, min(number, cells * _SAMPLE), replace=False)))
    centres = sample[chance.choice(len(sample), cells, replace=False)]
    for _ in range(_ROUNDS):
        cell_of = np.concatenate([_nearest(sample[at : at + _BLOCK], centres) for at in range(0, len(sample), _BLOCK)])
        order = np.argsort(cell_of, kind="stable")
        full, firsts = np.unique(cell_of[order], return_index=True)
        centres[full] = np.add.reduceat(sample[order], firsts, axis=0)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    return centres


def _nearest(rows: Floats, centres: Floats) -> Places:
    return np.asarray((rows @ centres.T).argmax(axis=1), np.int64)


def _floats(vectors: Vectors, places: Places) -> Floats:
    rows = vectors.rows[places]
    return np.asarray(rows["numbers"].astype(np.float32) * rows["scale"][:, None])


def write(path: Path, cells: Cells) -> None:
    """Write cells down, in the place of others at once."""
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        mine = np.frombuffer(cells.mine, np.uint8)
        np.savez(file, mine=mine, centres=cells.centres, starts=cells.starts, records=cells.records, places=cells.places)
    fresh.replace(path)


def read(path: Path, vectors: Vectors) -> Cells | None:
    """The cells of a file of vectors; None where there are none, or they are damaged or of another file: then all rows are looked at."""
    try:
        with np.load(path) as held:
            cells = Cells(held["mine"].tobytes(), *(held[name] for name in ("centres", "starts", "records", "places")))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    ours = cells.mine == vectors.head.mine and cells.centres.shape == (len(cells.starts) - 1, vectors.rows["numbers"].shape[1])
    return cells if ours and _fits(cells, len(vectors.rows)) else None


def _fits(cells: Cells, rows: int) -> bool:
    """Whether every place it names is one of so many rows."""
    ordered = cells.starts[0] == 0 and bool((np.diff(cells.starts) >= 0).all()) and cells.rows <= rows
    named = len(cells.records) == len(cells.places) == cells.rows
    return ordered and named and bool(((cells.places >= 0) & (cells.places < rows)).all())
