"""A library filled for one test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claimcheck.literature.library import Library, Writer
from claimcheck.model import Work

sys.path.insert(0, str(Path(__file__).parent))

Filled = Callable[..., Library]


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Filled]:
    """Makes a library of some works in the test's folder, or adds them to the one there, and opens it."""
    opened: list[Library] = []

    def fill(*works: Work) -> Library:
        with Writer(tmp_path / "library") as writer:
            writer.add(works)
        opened.append(Library.open(tmp_path / "library"))
        return opened[-1]

    yield fill
    for library in opened:
        library.close()
