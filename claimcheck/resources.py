"""Where the files that ship with the program are, from a wheel as from a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder(name: str) -> Path:
    """The folder `rules` or `corpus`: inside the installed package, else beside it in a checkout (FileNotFoundError)."""
    package = Path(__file__).resolve().parent
    for candidate in (package / "_shipped" / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the {name} folder is missing: install claimcheck-health again")


def text(name: str) -> str:
    """A text file of the package itself, such as a template, by its path inside `claimcheck`."""
    return (Path(__file__).resolve().parent / name).read_text(encoding="utf-8")
