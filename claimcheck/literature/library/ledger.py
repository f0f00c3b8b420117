"""The running account of a library: how many records each source gave, the newest day of fetching, and a digest of the whole."""

from __future__ import annotations

from hashlib import blake2b

from claimcheck.errors import LibraryError
from claimcheck.literature.library.store import MEND, Store, counted

_WRAP = 1 << 128


class Ledger:
    """Kept in memory while a writer works, written down with each commit.

    The digest is a sum of the digests of all records and notices, so it does not depend on the order in which they came.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sources = {str(name): counted(number) for number, name in store.all("SELECT id, name FROM sources")}
        self._counts = {counted(number): counted(count) for number, count in store.all("SELECT id, records FROM sources")}
        self._content = content_of(store)
        self._newest = store.state("newest") or ""

    def source(self, name: str) -> int:
        """The number of a source, given one if it is new."""
        if name not in self._sources:
            number = self._store.do("INSERT INTO sources (name, records) VALUES (?, 0)", name)
            self._sources[name], self._counts[number] = number, 0
        return self._sources[name]

    def enter(self, source: str, digest: bytes, fetched: str | None) -> None:
        """Account for a record put in."""
        self._counts[self.source(source)] += 1
        self._content = shifted(self._content, digest)
        self._newest = max(self._newest, fetched or "")

    def remove(self, source: str, digest: bytes) -> None:
        """Account for a record taken out."""
        number = self.source(source)
        self._counts[number] = max(self._counts[number] - 1, 0)
        self._content = (self._content - int.from_bytes(digest, "big")) % _WRAP

    def enter_notice(self, identifier: str, line: str) -> None:
        """Account for a notice."""
        self._content = shifted(self._content, notice_digest(identifier, line))

    def save(self) -> None:
        """Write the account down."""
        self._store.do_many("UPDATE sources SET records = ? WHERE id = ?", [(count, number) for number, count in self._counts.items()])
        self._store.set_state("content", f"{self._content:032x}")
        if self._newest:
            self._store.set_state("newest", self._newest)


def content_of(store: Store) -> int:
    """The digest of the whole as it is written down (LibraryError where it is none)."""
    try:
        return int(store.state("content") or "0", 16)
    except ValueError:
        raise LibraryError(f"the library's digest of the whole is damaged; {MEND}") from None


def shifted(content: int, digest: bytes) -> int:
    """The digest of a content with something more in it."""
    return (content + int.from_bytes(digest, "big")) % _WRAP


def notice_digest(identifier: str, line: str) -> bytes:
    """The digest of a notice kept for an identifier."""
    return blake2b(f"{identifier}\n{line}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
