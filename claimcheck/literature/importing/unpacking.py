"""Packed files unpacked as they are read: of a broken one all that is sound is given, one that swells beyond measure is refused."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from claimcheck.literature.records.faults import RecordError

CHUNK = 1 << 20
GROWTH = 250
ALWAYS_ALLOWED = 64 << 20
_PACKED_CHUNK = 1 << 17
_LZMA_MEMORY = 256 << 20


class Seekable(Protocol):
    """What is asked of an open file: its bytes, and how far it was read."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        ...

    def tell(self) -> int:
        """How many bytes were read."""
        ...


class Stream(io.RawIOBase):
    """The bytes of a file, unpacked where it is packed (gzip, xz, bzip2: told by its content), whose beginning can be looked at first.

    Reading raises RecordError, EOFError, OSError, zlib.error or lzma.LZMAError where a file is broken, after all that is sound.
    """

    def __init__(self, raw: Seekable) -> None:
        self._pieces = _pieces(raw)
        self._ahead = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def head(self, size: int) -> bytes:
        """The next bytes, which stay to be read; fewer at the end, or before a place where the file is broken."""
        while len(self._ahead) < size:
            try:
                piece = next(self._pieces, b"")
            except (RecordError, EOFError, OSError, zlib.error, lzma.LZMAError) as fault:
                self._pieces = _raising(fault)
                break
            if not piece:
                break
            self._ahead += piece
        return self._ahead[:size]

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size` (all: -1); b"" at the end."""
        if size is None or size < 0:
            whole, self._ahead = self._ahead + b"".join(self._pieces), b""
            return whole
        if not self._ahead:
            self._ahead = next(self._pieces, b"")
        piece, self._ahead = self._ahead[:size], self._ahead[size:]
        return piece

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with the next bytes, which lets the buffers of the standard library read from here."""
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """The unpacker of gzip with the face of the others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_LZMA_MEMORY)


_UNPACKERS: tuple[tuple[bytes, Callable[[], _Unpacker]], ...] = (
    (b"\x1f\x8b", _Gzip),
    (b"\xfd7zXZ\x00", _xz),
    (b"BZh", bz2.BZ2Decompressor),
)


def _pieces(raw: Seekable) -> Iterator[bytes]:
    first = raw.read(_PACKED_CHUNK)
    chunks = _chunks(first, raw)
    for mark, new in _UNPACKERS:
        if first.startswith(mark):
            return _bounded(_unpacked(chunks, mark, new), raw)
    return chunks


def _chunks(first: bytes, raw: Seekable) -> Iterator[bytes]:
    while first:
        yield first
        first = raw.read(_PACKED_CHUNK)


def _unpacked(chunks: Iterator[bytes], mark: bytes, new: Callable[[], _Unpacker]) -> Iterator[bytes]:
    """The content of one packed part after the other; zeros after the last are padding."""
    unpacker = new()
    for chunk in chunks:
        data = chunk
        while True:
            if unpacker.eof:
                data = (unpacker.unused_data + data).lstrip(b"\0")
                if not data:
                    break
                if not data.startswith(mark[: len(data)]):
                    raise RecordError("something else follows the packed file")
                unpacker = new()
            piece, data = unpacker.decompress(data, CHUNK), b""
            if piece:
                yield piece
            if not unpacker.eof and unpacker.needs_input and len(piece) < CHUNK:
                break
    if not unpacker.eof:
        raise EOFError("the packed file is not whole")


def _bounded(pieces: Iterator[bytes], raw: Seekable) -> Iterator[bytes]:
    """The pieces, as long as they are not out of all proportion to what was read."""
    given = 0
    for piece in pieces:
        given += len(piece)
        if given > max(ALWAYS_ALLOWED, GROWTH * raw.tell()):
            raise RecordError(f"unpacks to more than {GROWTH} times its size; refused")
        yield piece


def _raising(fault: Exception) -> Iterator[bytes]:
    raise fault
    yield b""
