"""`claimcheck literature`: the local library filled, searched, exported and verified."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli import FINDINGS, UNREADABLE
from claimcheck.errors import UsageError
from claimcheck.model import NoticeKind, StudyKind

if TYPE_CHECKING:
    from claimcheck.literature.library import Filters, Hit, Library, ShippedLibrary, Status, Writer
    from claimcheck.literature.records.faults import Faults
    from claimcheck.model import Work

_Tell = Callable[[str, int], None]
_EACH = 10_000
_SHOWN = 20
_KINDS = {kind.name.lower().replace("_", "-"): kind for kind in StudyKind}
_NOTICES = [kind.value for kind in NoticeKind]
_folder = click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the library [CLAIMCHECK_LIBRARY, else ~/.local/share/claimcheck/library].",
)


@click.group()
def literature() -> None:
    """The local library: works on your own disk, for checks without a network.

    \b
    claimcheck literature import pubmed26n0001.xml.gz     a PubMed file, JSON Lines, JATS, trial records …
    claimcheck literature import --retractions rw.csv     a list of retractions
    claimcheck literature search hyperbaric oxygen cerebral palsy --design randomised --year 2010:
    claimcheck literature status                          what is in it
    """


@literature.command("import")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--retractions", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A Retraction Watch table."
)
@click.option("--fetched", type=click.DateTime(["%Y-%m-%d"]), help="Day on which the files were got [the day each file carries].")
@_folder
def import_(files: tuple[Path, ...], retractions: tuple[Path, ...], fetched: datetime | None, folder: Path | None) -> int:
    """Read files of records, or folders of such files, into the library.

    A newer record of a work takes the place of an older one. A file that was read before is passed over;
    one that was cut short is gone on with.

    \b
    claimcheck literature import baseline/*.xml.gz
    claimcheck literature import updates --retractions retraction_watch.csv
    """
    from claimcheck.literature.library import Writer

    if not files and not retractions:
        raise UsageError("nothing to import; name files of records, or a list with --retractions")
    chosen = _chosen(folder)
    try:
        with _progress() as tell, Writer(chosen) as writer:
            read = [_read_records(writer, path, fetched, tell) for path in _spread(files, chosen)]
            read += [_read_retractions(writer, path, tell) for path in retractions]
    except (KeyboardInterrupt, click.Abort):
        click.echo("stopped; what was committed is in the library, and the same command goes on from there", err=True)
        raise click.Abort from None
    counts = writer.counts
    click.echo(f"{counts.new:,} new, {counts.revised:,} revised, {counts.kept:,} as before, {counts.deleted:,} deleted")
    return 0 if all(read) else UNREADABLE


def _spread(paths: tuple[Path, ...], library: Path) -> list[Path]:
    """The files named, and those in the folders named, without those of the library itself."""
    from claimcheck.literature.importing import archives

    found = [file for path in paths for file in (archives.in_folder(path) if path.is_dir() else (path,))]
    return [file for file in found if not file.resolve().is_relative_to(library.resolve())]


def _read_records(writer: Writer, path: Path, fetched: datetime | None, tell: _Tell) -> bool:
    """Import a file of records; whether it held any."""
    from claimcheck.literature import importing
    from claimcheck.literature.library import intake
    from claimcheck.literature.records.faults import Faults

    faults, day = Faults(path.name), _day(path, fetched)
    before = intake.entry_of(writer, path)
    if before.whole:
        click.echo(f"{path}: read before, {before.done:,} records", err=True)
        return True
    if before.done:
        click.echo(f"{path}: going on after {before.done:,} records", err=True)
    read = writer.take(importing.records_of(path, fetched=day, faults=faults), before, lambda done: tell(path.name, done))
    _tell_faults(path, faults)
    return read.done > 0


def _day(path: Path, fetched: datetime | None) -> str:
    """The day on which a file was got: the one given, else when it was last written."""
    return (fetched or datetime.fromtimestamp(path.stat().st_mtime, UTC)).date().isoformat()


def _tell_faults(path: Path, faults: Faults) -> None:
    for fault in faults.first:
        click.echo(f"claimcheck: {fault}", err=True)
    if faults.count > len(faults.first):
        click.echo(f"claimcheck: {path}: {faults.count - len(faults.first):,} more could not be read", err=True)


def _read_retractions(writer: Writer, path: Path, tell: _Tell) -> bool:
    """Import a list of retractions; whether it held any."""
    from claimcheck.literature.importing import retractions
    from claimcheck.literature.library import intake
    from claimcheck.literature.records.faults import Faults

    faults = Faults(path.name)
    number = intake.take_notices(writer, retractions.listed(path, faults), lambda done: tell(path.name, done))
    _tell_faults(path, faults)
    click.echo(f"{path}: {number:,} notices", err=True)
    return number > 0


@contextmanager
def _progress() -> Iterator[_Tell]:
    """How far an import is, on standard error: a line that moves on a terminal, else a line each ten thousand records."""
    if not sys.stderr.isatty():
        yield _tell_plainly
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,} records"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)
        yield lambda name, done: bar.update(task, description=name, completed=done)


def _tell_plainly(name: str, done: int) -> None:
    if done and done % _EACH == 0:
        click.echo(f"{name}: {done:,} records", err=True)


@literature.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@_folder
def status(as_json: bool, folder: Path | None) -> None:
    """Show what the library holds: records by source, size, newest day, files imported."""
    from claimcheck.literature.library import Library

    with Library.open(_chosen(folder)) as library:
        held = library.status()
    click.echo(json.dumps(_status_record(held), indent=2, ensure_ascii=False) if as_json else _status_text(held))


def _status_record(held: Status) -> dict[str, object]:
    from dataclasses import asdict

    return {"schema": "claimcheck/library-status/1", **asdict(held), "folder": str(held.folder), "by_source": dict(held.by_source)}


def _status_text(held: Status) -> str:
    lines = [f"{held.folder}: {held.records:,} works, {held.bytes / 1e6:,.1f} MB, {held.engine}"]
    lines += [f"  {count:>12,}  {name or 'source not named'}" for name, count in held.by_source]
    lines.append(f"  {held.notices:>12,}  listed notices")
    lines.append(f"newest record {held.newest or 'without a day'}, digest {held.digest}")
    whole = sum(entry.whole for entry in held.files)
    lines.append(f"{whole:,} files imported")
    lines += [
        f"  {entry.name}: cut short after {entry.done:,} records; import it again to go on" for entry in held.files if not entry.whole
    ]
    return "\n".join(lines)


@literature.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--year", "years", metavar="2015 | 2015: | :2015 | 2010:2015", help="Year or years of publication.")
@click.option("--design", "designs", multiple=True, type=click.Choice(list(_KINDS)), help="Kind of study; may be given several times.")
@click.option("--mesh", multiple=True, metavar="HEADING", help="A MeSH heading, in any case; of several any one.")
@click.option("--notice", "kinds", multiple=True, type=click.Choice(_NOTICES), help="Only works that such a notice stands on.")
@click.option("--humans/--not-humans", default=None, help="Only studies of people, or only others.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many works at most.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@_folder
def search(words: tuple[str, ...], limit: int, as_json: bool, folder: Path | None, **narrowed: object) -> None:
    """Search the library for works that fit some words, such as a claim.

    Without a library of your own the works that ship with claimcheck are searched.

    \b
    claimcheck literature search cord blood improves motor function in cerebral palsy
    claimcheck literature search statins mortality --design systematic-review --year 2015: --json
    claimcheck literature search ivermectin --notice retraction
    """
    from claimcheck.literature import studies

    filters = _filters(**narrowed)  # type: ignore[arg-type]
    library, name = _searched(folder)
    hits = tuple(replace(hit, work=studies.read(hit.work)) for hit in library.search(" ".join(words), limit, filters))
    if as_json:
        click.echo(json.dumps(_hits_record(name, hits), indent=2, ensure_ascii=False))
        return
    for number, hit in enumerate(hits, 1):
        click.echo(_hit_text(number, hit.work))
    if not hits:
        click.echo("no work fits these words")


def _filters(years: str | None, designs: tuple[str, ...], mesh: tuple[str, ...], kinds: tuple[str, ...], humans: bool | None) -> Filters:
    from claimcheck.literature.library import Filters

    first, last = _span(years)
    studied = frozenset(_KINDS[name] for name in designs)
    return Filters(first, last, studied, mesh, frozenset(map(NoticeKind, kinds)), humans)


def _span(years: str | None) -> tuple[int | None, int | None]:
    """The first and the last year of 2015, 2015:, :2015 or 2010:2015."""
    if years is None:
        return None, None
    first, colon, last = years.partition(":")
    if not all(part == "" or (part.isascii() and part.isdigit() and len(part) == 4) for part in (first, last)) or not (first or last):
        raise UsageError(f"“{years}” is no year or years; write --year 2015, 2015:, :2015 or 2010:2015")
    begin = int(first) if first else None
    end = int(last) if last else None
    return begin, end if colon else begin


def _searched(folder: Path | None) -> tuple[Library | ShippedLibrary, str]:
    """The library named, else the user's, else the works that ship; and what it is called."""
    from claimcheck.literature.library import Library, ShippedLibrary, folders, shipped

    chosen = _chosen(folder)
    if folder is not None or folders.exists(chosen):
        return Library.open(chosen), str(chosen)
    from claimcheck import ruleset

    works = shipped.works_of(ruleset.load().statements)
    click.echo(f"no library in {chosen}: searching the {len(works)} works that ship with claimcheck", err=True)
    return ShippedLibrary(works), shipped.SOURCE


def _hits_record(library: str, hits: tuple[Hit, ...]) -> dict[str, object]:
    from claimcheck.literature.importing import jsonl

    found = [{"score": round(hit.score, 3), "work": json.loads(jsonl.written(hit.work))} for hit in hits]
    return {"schema": "claimcheck/literature-search/1", "library": library, "hits": found}


def _hit_text(number: int, work: Work) -> str:
    place = " ".join(str(part) for part in (work.journal, work.year) if part)
    kind = work.study.kind.value if work.study else ""
    named = ", ".join(f"{identifier.kind.value} {identifier.value}" for identifier in work.identifiers)
    marks = "".join(f"\n     ! {notice.kind.value} {notice.date or ''}".rstrip() for notice in work.notices)
    return f"{number:>3}. {work.title}\n     {'; '.join(part for part in (place, kind, named) if part)}{marks}"


@literature.command()
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="JSON Lines, one work a line.")
@_folder
def export(format_: str, folder: Path | None) -> None:
    """Write all works to standard output; what comes out can be imported again.

    \b
    claimcheck literature export > works.jsonl
    """
    from claimcheck.literature.importing import jsonl
    from claimcheck.literature.library import Library

    with Library.open(_chosen(folder)) as library:
        for work in library.works():
            click.echo(jsonl.written(work))


@literature.command()
@click.option("--repair", is_flag=True, help="Make the index again from the records.")
@_folder
def verify(repair: bool, folder: Path | None) -> int:
    """Check records against their digests and the index against the records; exits with 1 at damage.

    \b
    claimcheck literature verify
    claimcheck literature verify --repair
    """
    from claimcheck.literature.library import verifying

    chosen = _chosen(folder)
    if repair:
        click.echo(f"{chosen}: index made again from {verifying.rebuilt(chosen):,} records")
    number = 0
    with _progress() as tell:
        for number, damage in enumerate(verifying.damages(chosen, lambda done: tell("verified", done)), 1):
            if number <= _SHOWN:
                click.echo(damage)
    if number:
        click.echo(f"{chosen}: damaged in {number:,} places; --repair mends the index, a damaged record must be imported again")
        return FINDINGS
    click.echo(f"{chosen}: whole")
    return 0


def _chosen(folder: Path | None) -> Path:
    from claimcheck.literature.library import folders

    return folder or folders.default()
