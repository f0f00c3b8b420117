"""Where the files that ship with the program are, from a wheel as from a checkout."""

from __future__ import annotations

from collections.abc import Mapping
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


def path(name: str) -> Path:
    """Where a file of the package itself lies, by its path inside `claimcheck`; it may be missing."""
    return Path(__file__).resolve().parent / name


def text(name: str) -> str:
    """A text file of the package itself, such as a template, by its path inside `claimcheck`."""
    return path(name).read_text(encoding="utf-8")


@cache
def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The word lists of a text file of the package: a line `[name]` and below it words, apart by space; `#` lines are left out."""
    lists: dict[str, frozenset[str]] = {}
    heading = ""
    for line in text(name).splitlines():
        if line.startswith("["):
            heading = line.strip("[] ")
        elif not line.startswith("#"):
            lists[heading] = lists.get(heading, frozenset()) | frozenset(line.split())
    return {heading: words for heading, words in lists.items() if heading}
