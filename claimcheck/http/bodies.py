"""The body of an answer: whole or not at all, within limits before and after it is unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping

from claimcheck.http.messages import Unreachable

LARGEST = 20_000_000
_EITHER_FORM = 32 + zlib.MAX_WBITS


def whole_body(pieces: Iterable[bytes], headers: Mapping[str, str], largest: int) -> bytes:
    """The body of an answer from its pieces as they came (Unreachable: cut short, too large, in a packing that was not asked for)."""
    counted = _Counted(pieces, largest)
    body = _unpacked(counted, headers.get("content-encoding", "").strip().lower(), largest)
    length = headers.get("content-length", "").strip()
    if length.isdecimal() and "transfer-encoding" not in headers and counted.seen != int(length):
        raise Unreachable("the answer was cut short")
    return body


class _Counted:
    """Pieces as they pass, and how many bytes have come."""

    def __init__(self, pieces: Iterable[bytes], largest: int) -> None:
        self._pieces = pieces
        self._largest = largest
        self.seen = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.seen += len(piece)
            if self.seen > self._largest:
                raise too_large(self._largest)
            yield piece


def too_large(largest: int) -> Unreachable:
    """The refusal of an answer over the limit of `largest` bytes."""
    return Unreachable(f"the answer is larger than {largest / 1_000_000:g} MB", retry=False)


def _unpacked(pieces: Iterable[bytes], packing: str, largest: int) -> bytes:
    if packing in ("", "identity"):
        return b"".join(pieces)
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise Unreachable("the answer is packed in a way that was not asked for", retry=False)
    return inflated(pieces, largest)


def inflated(pieces: Iterable[bytes], largest: int) -> bytes:
    """Gzip or zlib members one after another, unpacked (Unreachable: damaged, cut short, more than `largest` bytes).

    Nothing at all is an empty body: servers name a packing where they send none.
    """
    body = bytearray()
    begun = False
    member = zlib.decompressobj(_EITHER_FORM)
    for piece in pieces:
        rest = piece
        begun = begun or bool(piece)
        while rest:
            if member.eof:
                member = zlib.decompressobj(_EITHER_FORM)
            body += _step(member, rest, largest - len(body) + 1)
            if len(body) > largest:
                raise too_large(largest)
            rest = member.unused_data if member.eof else member.unconsumed_tail
    if begun and not member.eof:
        raise Unreachable("the answer was cut short")
    return bytes(body)


def _step(member: zlib._Decompress, packed: bytes, most: int) -> bytes:
    try:
        return member.decompress(packed, most)
    except zlib.error:
        damaged = Unreachable("the answer is damaged")
    raise damaged
