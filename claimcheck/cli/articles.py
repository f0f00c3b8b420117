"""Articles named on the command line: files, folders, addresses, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimcheck import readers
from claimcheck.errors import ArticleError, UsageError
from claimcheck.model import Document

STANDARD_INPUT = "-"
_TYPES = {"txt": "text/plain", "md": "text/markdown", "html": "text/html"}
TYPES = tuple(_TYPES)


def expanded(names: Iterable[str]) -> Iterator[str]:
    """Each article's name; a folder stands for the articles in it, however deep (ArticleError where it has none)."""
    for name in names:
        if name != STANDARD_INPUT and not _is_address(name) and Path(name).is_dir():
            yield from _in_folder(Path(name))
        else:
            yield name


def _in_folder(folder: Path) -> list[str]:
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in readers.MEDIA_TYPES and path.is_file())
    hidden = [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    if not hidden:
        raise ArticleError(f"{folder}: no .txt, .md or .html in this folder")
    return [str(path) for path in hidden]


def read(name: str, media_type: str | None, offline: bool) -> Document:
    """The document behind a name (ArticleError, UsageError)."""
    kind = _TYPES[media_type] if media_type else None
    if name == STANDARD_INPUT:
        if kind is None:
            raise UsageError("standard input needs --type txt, md or html")
        return readers.read_bytes(sys.stdin.buffer.read(), "standard input", kind)
    if _is_address(name):
        if offline:
            raise UsageError(f"{name}: --offline forbids fetching pages; leave it out or give a saved file")
        from claimcheck.http import fetch_page

        return readers.read(name, fetch=fetch_page)
    return readers.read(name, media_type=kind)


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://"))
