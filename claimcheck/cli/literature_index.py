"""`claimcheck literature index`: what a library is searched with, made or gone on with."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from claimcheck.cli.library_folder import chosen_library, library_option
from claimcheck.errors import UsageError
from claimcheck.reports.plain import one_line

_Tell = Callable[[int, int], None]
_EACH = 1000
_MOST_JOBS = 4


@click.command()
@click.option("--vectors", is_flag=True, help="Make the vectors of all works that have none, so that works are found by meaning too.")
@click.option("--jobs", type=click.IntRange(1, 64), help=f"How many at once [the number of processors, at most {_MOST_JOBS}].")
@library_option
def index(vectors: bool, jobs: int | None, folder: Path | None) -> None:
    """Make what the library is searched with beside its words.

    About 30 works a second and processor. It may be stopped at any time: the same command goes on from there, and only works that are
    new or have changed are read.

    \b
    claimcheck literature index --vectors
    """
    if not vectors:
        raise UsageError("nothing to make; words are indexed with every import, for vectors add --vectors")
    make_vectors(chosen_library(folder), jobs)


def make_vectors(folder: Path, jobs: int | None = None) -> None:
    """Make the vectors that a library lacks, and say what was done."""
    from claimcheck.literature.library import embedding

    try:
        with _bar() as tell:
            made = embedding.make(folder, tell, jobs or min(os.cpu_count() or 1, _MOST_JOBS))
    except (KeyboardInterrupt, click.Abort):
        click.echo("stopped; the vectors made so far are kept: claimcheck literature index --vectors goes on from there", err=True)
        raise click.Abort from None
    click.echo(one_line(f"{folder}: {made.new:,} vectors made, {made.kept:,} as before, {made.dropped:,} dropped"))


@contextmanager
def _bar() -> Iterator[_Tell]:
    """How many vectors are there, on standard error: a bar on a terminal, else a line each thousand."""
    if not sys.stderr.isatty():
        yield _tell_plainly()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("vectors"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _tell_plainly() -> _Tell:
    """Says a number when another thousand is full."""
    said = 0

    def tell(done: int, total: int) -> None:
        nonlocal said
        if done // _EACH > said:
            said = done // _EACH
            click.echo(f"{done:,} of {total:,} vectors", err=True)

    return tell
