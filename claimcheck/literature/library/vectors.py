"""The file of vectors beside a library: one row a work, int8 with a scale, appended to and mapped into memory.

A row holds its record's number and the beginning of its digest, so that it counts only while the record is as it was read, and a sum
over all of it. What an interrupted write leaves at the end is no whole row, or its sum does not fit.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimcheck.errors import LibraryError

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

WIDTH = 384
ROW = np.dtype([("record", "<i8"), ("digest", "<u8"), ("scale", "<f4"), ("sum", "<u4"), ("numbers", "i1", (WIDTH,))])
_HEAD = np.dtype([("mark", "S8"), ("model", "V32"), ("mine", "V16"), ("width", "<u4"), ("rest", "V4")])
_SUM_END = 24
_MARK = b"CCVECT01"
_BLOCK = 512  # larger ones leave the nearer memory, and the product is then shared out to threads, at ten times the cost
_LARGEST_SCALE = 1.001 / 127
AGAIN = "make them again with: claimcheck literature index --vectors"


@dataclass(frozen=True, slots=True)
class Head:
    """What a file of vectors says of itself: the digest of the model that made it, and 16 bytes that no other file has."""

    model: bytes
    mine: bytes

    @classmethod
    def new(cls, model: bytes) -> Head:
        """The head of a new file."""
        return cls(model, os.urandom(16))

    @property
    def packed(self) -> bytes:
        """As it stands at the beginning of the file."""
        return np.array((_MARK, self.model, self.mine, WIDTH, b""), _HEAD).tobytes()


def head_of(path: Path) -> Head:
    """The head of a file (LibraryError where it is no file of vectors)."""
    try:
        with path.open("rb") as file:
            packed = file.read(_HEAD.itemsize)
    except OSError as error:
        raise LibraryError(f"{path}: the vectors cannot be read ({error.strerror}); check the file, or {AGAIN}") from None
    if len(packed) < _HEAD.itemsize:
        raise LibraryError(f"{path}: the vectors are damaged; {AGAIN}")
    found = np.frombuffer(packed, _HEAD)[0]
    if found["mark"] != _MARK or found["width"] != WIDTH:
        raise LibraryError(f"{path}: holds no vectors of this claimcheck; {AGAIN}")
    return Head(bytes(found["model"]), bytes(found["mine"]))


class Vectors:
    """The rows of a file as they were when it was opened."""

    def __init__(self, head: Head, rows: npt.NDArray[np.void]) -> None:
        self.head, self.rows = head, rows

    @classmethod
    def open(cls, path: Path, model: bytes) -> Vectors:
        """The vectors in a file (LibraryError where they are damaged or of another model than the one with this digest)."""
        head = head_of(path)
        if head.model != model:
            raise LibraryError(f"{path}: the vectors are of another version of the search model; {AGAIN}")
        number = whole_rows(path)
        if not number:
            return cls(head, np.zeros(0, ROW))
        mapped = np.memmap(path, ROW, "r", offset=_HEAD.itemsize, shape=(number,))
        return cls(head, mapped.view(np.ndarray))  # the same memory; a memmap costs a microsecond at every step

    def likeness(self, query: Floats, places: Places) -> Floats:
        """How like a vector of length one the rows at some places are, -1 to 1; 0 for a row without a possible scale."""
        return _likeness(query, self.rows[places])

    def all_likeness(self, query: Floats, first: int = 0, last: int | None = None) -> Floats:
        """The same for all rows from a place to another, a block at a time."""
        end = len(self.rows) if last is None else last
        starts = range(first, end, _BLOCK)
        blocks = [_likeness(query, self.rows[start : min(start + _BLOCK, end)]) for start in starts]
        return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)

    def whole(self, places: Iterable[int]) -> list[bool]:
        """Whether the sum of each row fits."""
        return [sum_of(self.rows[place].tobytes()) == int(self.rows[place]["sum"]) for place in places]


def _likeness(query: Floats, rows: npt.NDArray[np.void]) -> Floats:
    scales = rows["scale"]
    possible = (scales > 0) & (scales <= _LARGEST_SCALE)
    return np.asarray((rows["numbers"].astype(np.float32) @ query) * np.where(possible, scales, 0), np.float32)


def whole_rows(path: Path) -> int:
    """How many whole rows a file has, by its size."""
    return max(path.stat().st_size - _HEAD.itemsize, 0) // ROW.itemsize


def row_of(record: int, digest: bytes, vector: Floats) -> npt.NDArray[np.void]:
    """The row of a record with a digest, from its vector of length one."""
    row = np.zeros((), ROW)
    scale = max(float(np.abs(vector).max()), 1e-6) / 127
    row["record"], row["digest"], row["scale"] = record, short(digest), scale
    row["numbers"] = np.rint(vector / np.float32(scale)).clip(-127, 127)
    row["sum"] = sum_of(row.tobytes())
    return row


def short(digest: bytes) -> int:
    """The part of a record's digest that a row keeps."""
    return int.from_bytes(digest[:8], "little")


def sum_of(packed: bytes | memoryview) -> int:
    """The sum of all that a row holds beside the sum itself."""
    return zlib.crc32(packed[_SUM_END:], zlib.crc32(packed[: _SUM_END - 4]))


def begin(path: Path, model: bytes) -> None:
    """Make a file without rows, in the place of one that is there."""
    write(path, Head.new(model), np.zeros(0, ROW), ())


def write(path: Path, head: Head, rows: npt.NDArray[np.void], order: Sequence[int] | Places) -> None:
    """Write a whole file, rows in some order, then put it in its place at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(head.packed)
        for start in range(0, len(order), _BLOCK):
            file.write(rows[np.asarray(order[start : start + _BLOCK], np.int64)].tobytes())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def append(path: Path, rows: Sequence[npt.NDArray[np.void]]) -> None:
    """Put rows at the end, over what an interrupted write may have left there; they last when this returns."""
    with path.open("r+b") as file:
        end = _HEAD.itemsize + whole_rows(path) * ROW.itemsize
        file.truncate(end)
        file.seek(end)
        file.write(b"".join(row.tobytes() for row in rows))
        file.flush()
        os.fsync(file.fileno())
