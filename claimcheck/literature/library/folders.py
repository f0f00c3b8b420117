"""Where a library lies: one folder with the file of records and the folder of the index."""

from __future__ import annotations

import os
from pathlib import Path


def default(environ: dict[str, str] | None = None) -> Path:
    """The user's library: `CLAIMCHECK_LIBRARY`, else below `XDG_DATA_HOME`, else below `~/.local/share`."""
    names = dict(os.environ) if environ is None else environ
    chosen = named(names)
    if chosen:
        return chosen
    shared = names.get("XDG_DATA_HOME")
    return (Path(shared) if shared else Path.home() / ".local" / "share") / "claimcheck" / "library"


def named(environ: dict[str, str] | None = None) -> Path | None:
    """The library that `CLAIMCHECK_LIBRARY` names, which must be there where one is read; None where it names none."""
    chosen = (dict(os.environ) if environ is None else environ).get("CLAIMCHECK_LIBRARY")
    return Path(chosen).expanduser() if chosen else None


def records(folder: Path) -> Path:
    """The file of records of a library."""
    return folder / "records.sqlite"


def index(folder: Path) -> Path:
    """The folder of its index."""
    return folder / "index"


def vectors(folder: Path) -> Path:
    """The file of its vectors; there is one only once they were asked for."""
    return folder / "vectors" / "rows"


def cells(folder: Path) -> Path:
    """How the vectors are grouped, where there are very many."""
    return folder / "vectors" / "cells"


def exists(folder: Path) -> bool:
    """Whether a library lies in a folder; one that is damaged counts, so that it is not taken for none."""
    return records(folder).exists()


def size(folder: Path) -> int:
    """Bytes on disk."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue  # an import may merge parts of the index meanwhile
    return total
