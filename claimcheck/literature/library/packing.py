"""Works as the bytes that the library keeps: one line of JSON, compressed with a dictionary of what all records have in common."""

from __future__ import annotations

import zlib
from functools import cache
from hashlib import blake2b

from claimcheck import resources
from claimcheck.errors import LibraryError
from claimcheck.literature.importing import jsonl
from claimcheck.literature.records.faults import RecordError
from claimcheck.model import Work

_LEVEL = 1  # 6 takes half as long again for records 5 % smaller
_LARGEST = 64 * 1024 * 1024


def pack(work: Work) -> tuple[bytes, bytes]:
    """The packed work, and the 16-byte digest of its line."""
    line = jsonl.written(work).encode("utf-8", "surrogatepass")
    packer = zlib.compressobj(_LEVEL, zdict=_common())
    return packer.compress(line) + packer.flush(), blake2b(line, digest_size=16).digest()


def line_of(packed: bytes) -> bytes:
    """The line of JSON in packed bytes (LibraryError where they are damaged or too large)."""
    opener = zlib.decompressobj(zdict=_common())
    try:
        line = opener.decompress(packed, _LARGEST)
    except zlib.error:
        raise LibraryError("a record of the library is damaged; run: claimcheck literature verify") from None
    if not opener.eof:
        raise LibraryError("a record of the library is damaged or too large; run: claimcheck literature verify")
    return line


def digest_of(line: bytes) -> bytes:
    """The digest that `pack` gives for a line."""
    return blake2b(line, digest_size=16).digest()


def unpack(packed: bytes) -> Work:
    """The work in packed bytes (LibraryError where they are damaged)."""
    try:
        return jsonl.read(line_of(packed).decode("utf-8", "surrogatepass"))
    except (RecordError, ValueError):
        raise LibraryError("a record of the library cannot be read; run: claimcheck literature verify") from None


def sound(packed: bytes, digest: bytes) -> Work | None:
    """The work in packed bytes; None where they are damaged or do not fit their digest."""
    try:
        line = line_of(packed)
        return jsonl.read(line.decode("utf-8", "surrogatepass")) if digest_of(line) == digest else None
    except (LibraryError, ValueError):
        return None


@cache
def _common() -> bytes:
    return resources.text("literature/library/common.txt").encode("utf-8")
