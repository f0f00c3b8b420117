"""A file of XML records cut into its records and read one at a time: constant memory, and one broken record costs one record.

Only records are parsed, never what stands before the first, so no declared entity is ever in force; a file that declares one is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from lzma import LZMAError
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError, XMLParser

from claimcheck.literature.records.faults import Faults, RecordError

CHUNK = 1 << 20
LARGEST = 32 << 20
_HEAD = 1 << 16
_LONGEST_TAG = 64
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_END = re.compile(rb"\s*>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})["']""")


class Readable(Protocol):
    """Whatever gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most so many; b"" at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Fragment:
    """A record of a file: the how-manieth (from 1), its bytes without indentation, and its element."""

    number: int
    raw: bytes
    element: Element


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of file is made of: the tags of its records, the tags that may stand around them all, and one that nobody reads."""

    records: Sequence[str]
    roots: Sequence[str]
    unread: str = ""

    @property
    def begin(self) -> re.Pattern[bytes]:
        """Finds where a record begins; its tag is the first group."""
        return re.compile(rf"<({'|'.join(self.records)})(?=[\s>])".encode())

    @property
    def root(self) -> re.Pattern[bytes]:
        """Finds the first element of the file."""
        return re.compile(rf"<({'|'.join((*self.roots, *self.records))})(?=[\s/>])".encode())


def elements(stream: Readable, layout: Layout, faults: Faults) -> Iterator[Fragment]:
    """The records of a file, each the outermost element with one of the tags; what cannot be read is counted."""
    number, begin = 0, layout.begin
    chunks = _Chunks(stream, faults)
    encoding = chunks.encoding()
    for piece in _cut(chunks, layout, faults):
        raw = _lean(piece, layout.unread)
        while raw:
            number += 1
            try:
                element = element_of(raw, encoding)
            except RecordError as fault:
                faults.add(str(fault), number)
                raw = _after_a_lost_end(raw, begin)
                continue
            yield Fragment(number, raw, element)
            break


def element_of(raw: bytes, encoding: str | None = None) -> Element:
    """One element parsed (RecordError: not well-formed, which entities beyond the five of XML are too)."""
    # No document type can stand inside an element, so the parser has no entity to expand and nothing to fetch.
    try:
        parser = XMLParser(encoding=encoding)  # noqa: S314
        parser.feed(raw)
        element: Element = parser.close()
    except (ParseError, ValueError, LookupError) as fault:
        raise RecordError(f"not well-formed XML ({str(fault)[:80]})") from None
    return element


def declared_encoding(head: bytes) -> str | None:
    """The declared encoding where it is another than UTF-8 (RecordError: one in which no tag can be found)."""
    if head.startswith(_WIDE):
        raise RecordError("written in UTF-16; save it as UTF-8")
    declared = _ENCODING.search(head[:400])
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    return None if name in ("utf-8", "utf8", "us-ascii", "ascii") else name


class _Chunks:
    """The bytes of a file up to its end, or to where it can no longer be read."""

    def __init__(self, stream: Readable, faults: Faults) -> None:
        self._stream, self._faults = stream, faults
        self.broken = False
        self._first = self._next()

    def encoding(self) -> str | None:
        """The encoding that the file declares where it is not UTF-8."""
        try:
            return declared_encoding(self._first)
        except RecordError as fault:
            self._faults.add(str(fault))
            self._first, self.broken = b"", True
            return None

    def __iter__(self) -> Iterator[bytes]:
        chunk = self._first
        while chunk:
            yield chunk
            chunk = self._next()

    def _next(self) -> bytes:
        try:
            return self._stream.read(CHUNK)
        except (OSError, EOFError, zlib.error, LZMAError, RecordError) as fault:
            self._faults.add(f"breaks off: {fault}")
            self.broken = True
            return b""


def _cut(chunks: _Chunks, layout: Layout, faults: Faults) -> Iterator[bytes]:
    """The bytes of each record; what stands around them is only looked at for where it ends."""
    begin, text, root = layout.begin, b"", b""
    for chunk in chunks:
        text += chunk
        try:
            root = root or _root(text, layout)
        except RecordError as fault:
            faults.add(str(fault))
            return
        if not root and len(text) >= _HEAD:
            break
        at = 0
        while root and (place := _record(text, begin, at)):
            yield text[place[0] : place[1]]
            at = place[1]
        text = _rest(text[at:], begin, faults) if root else text
    if not chunks.broken and not (root and _closed(text, root, layout)):
        faults.add("the file ends before its last record does" if root else f"holds no {' or '.join(layout.roots)}")


def _lean(raw: bytes, unread: str) -> bytes:
    """The record without indentation and without what is not read: a tenth of the time goes there."""
    tag = unread.encode()
    start = raw.find(b"<" + tag + b">") if tag else -1
    end = raw.find(b"</" + tag + b">", start) if start >= 0 else -1
    if end >= 0:
        raw = raw[:start] + raw[end + len(tag) + 3 :]
    return b"\n".join(map(bytes.lstrip, raw.split(b"\n"))) if b"\n " in raw else raw


def _root(text: bytes, layout: Layout) -> bytes:
    """The tag of the first element, b"" where none of the known ones has come yet (RecordError: entities declared before it)."""
    found = layout.root.search(text, 0, _HEAD)
    if found and b"<!ENTITY" in text[: found.start()]:
        raise RecordError("declares entities, which no file of records needs; refused")
    return found.group(1) if found else b""


def _record(text: bytes, begin: re.Pattern[bytes], at: int) -> tuple[int, int] | None:
    """Where the next whole record stands."""
    opening = begin.search(text, at)
    if opening is None:
        return None
    # Searching for the bare tag is several times faster than a pattern, and this runs over every byte.
    tag = b"</" + opening.group(1)
    closing = text.find(tag, opening.end())
    while closing >= 0:
        if end := _END.match(text, closing + len(tag)):
            return opening.start(), end.end()
        closing = text.find(tag, closing + 1)
    return None


def _rest(text: bytes, begin: re.Pattern[bytes], faults: Faults) -> bytes:
    """What the next chunk may complete: a record begun, else a tag begun."""
    opening = begin.search(text)
    if opening is None:
        return text[-_LONGEST_TAG:]
    if len(text) - opening.start() > LARGEST:
        faults.add(f"a record larger than {LARGEST >> 20} MiB")
        return text[opening.end() :]
    return text[opening.start() :]


def _closed(rest: bytes, root: bytes, layout: Layout) -> bool:
    """Whether the file came to its end: its root is closed and no record is left open."""
    if layout.begin.search(rest):
        return False
    return root.decode("ascii") in layout.records or b"</" + root in rest or b"/>" in rest


def _after_a_lost_end(raw: bytes, begin: re.Pattern[bytes]) -> bytes:
    """From the beginning of the next record, where a record without an end swallowed it."""
    tag = begin.match(raw)
    following = re.compile(rb"<" + tag.group(1) + rb"(?=[\s>])").search(raw, 1) if tag else None
    return raw[following.start() :] if following else b""
