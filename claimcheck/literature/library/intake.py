"""Files read into a library: known by their content, so that one that was read before is passed over and one cut short is gone on with."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path

from claimcheck.literature.library.store import ImportedFile
from claimcheck.literature.library.writing import Writer
from claimcheck.model import Identifier, Notice

_CHUNK = 1 << 20


def entry_of(writer: Writer, path: Path) -> ImportedFile:
    """The journal entry of a file, a fresh one where it was never read (OSError)."""
    digest = _digest(path)
    # A name that is not UTF-8 is kept with marks in the place of what cannot be shown.
    name = os.fsencode(path.name).decode("utf-8", "replace")
    return writer.journal(digest) or ImportedFile(name, path.stat().st_size, digest, 0, False)


def take_notices(writer: Writer, listed: Iterable[tuple[Iterable[Identifier], Notice]], tell: Callable[[int], None]) -> int:
    """Keep the notices of a list; gives how many there were."""
    number = 0
    for number, (identifiers, notice) in enumerate(listed, 1):
        writer.add_notices(identifiers, notice)
        if number % 1000 == 0:
            tell(number)
    writer.commit()
    tell(number)
    return number


def _digest(path: Path) -> str:
    content = blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            content.update(chunk)
    return content.hexdigest()
