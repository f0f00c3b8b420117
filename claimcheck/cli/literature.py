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
from claimcheck.cli.library_folder import chosen_library, library_option
from claimcheck.cli.literature_index import index, make_vectors
from claimcheck.errors import UsageError
from claimcheck.model import NoticeKind, StudyKind
from claimcheck.reports.plain import escaped_steering, one_line

if TYPE_CHECKING:
    from claimcheck.literature.library import Filters, Hit, Library, ShippedLibrary, Status, Writer
    from claimcheck.literature.library.store import ImportedFile
    from claimcheck.literature.records.faults import Faults
    from claimcheck.model import Work

_Tell = Callable[[str, int], None]
_EACH = 10_000
_SHOWN = 20
_KINDS = {kind.name.lower().replace("_", "-"): kind for kind in StudyKind}
_NOTICES = [kind.value for kind in NoticeKind]


@click.group()
def literature() -> None:
    """The local library: works on your own disk, for checks without a network.

    \b
    claimcheck literature import pubmed26n0001.xml.gz     a PubMed file, JSON Lines, JATS, trial records …
    claimcheck literature import --retractions rw.csv     a list of retractions
    claimcheck literature search hyperbaric oxygen cerebral palsy --design randomised --year 2010:
    claimcheck literature index --vectors                 find works by meaning too
    claimcheck literature status                          what is in it
    """


literature.add_command(index)


@literature.command("import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--retractions", multiple=True, type=click.Path(dir_okay=False, path_type=Path), help="A Retraction Watch table.")
@click.option("--fetched", type=click.DateTime(["%Y-%m-%d"]), help="Day on which the files were got [the day each file carries].")
@click.option("--vectors", is_flag=True, help="Then make the vectors of what is new, as `literature index --vectors` does.")
@library_option
def import_(files: tuple[Path, ...], retractions: tuple[Path, ...], fetched: datetime | None, vectors: bool, folder: Path | None) -> int:
    """Read files of records, or folders of such files, into the library.

    A newer record of a work takes the place of an older one. A file that was read before is passed over;
    one that was cut short is gone on with. Exits with 3 where something could not be read.

    \b
    claimcheck literature import baseline/*.xml.gz
    claimcheck literature import updates --retractions retraction_watch.csv
    """
    from claimcheck.literature.library import Writer

    if not files and not retractions:
        raise UsageError("nothing to import; name files of records, or a list with --retractions")
    _check_files((*files, *retractions), fetched)
    chosen = chosen_library(folder)
    try:
        with _progress() as tell, Writer(chosen) as writer:
            read = [_read_records(writer, path, fetched, tell) for path in _spread(files, chosen)]
            read += [_read_retractions(writer, path, tell) for path in retractions]
    except (KeyboardInterrupt, click.Abort):
        click.echo("stopped; what was committed is in the library, and the same command goes on from there", err=True)
        raise click.Abort from None
    counts = writer.counts
    click.echo(f"{counts.new:,} new, {counts.revised:,} revised, {counts.kept:,} as before, {counts.deleted:,} deleted")
    if vectors:
        make_vectors(chosen)
    return 0 if all(read) else UNREADABLE


def _check_files(paths: tuple[Path, ...], fetched: datetime | None) -> None:
    """UsageError, before anything is read: no such file, one that is none, a day that has not come."""
    from claimcheck.literature.importing import archives, own_form

    for path in paths:
        if str(path) == "-" or (path.exists() and not path.is_file() and not path.is_dir()):
            raise UsageError(one_line(f"{path}: {archives.NO_FILE}"))
        if not path.exists():
            raise UsageError(one_line(f"{path}: no such file or folder; check the name"))
    if fetched is not None and own_form.past_day(fetched.date().isoformat()) is None:
        raise UsageError(f"--fetched {fetched.date()}: this day has not come yet; give the day on which the files were got")


def _spread(paths: tuple[Path, ...], library: Path) -> list[Path]:
    """The files named, and those in the folders named, without those of the library itself."""
    from claimcheck.literature.importing import archives

    found = [file for path in paths for file in (archives.in_folder(path) if path.is_dir() else (path,))]
    return [file for file in found if not file.resolve().is_relative_to(library.resolve())]


def _read_records(writer: Writer, path: Path, fetched: datetime | None, tell: _Tell) -> bool:
    """Import a file of records; whether all of it could be read."""
    from claimcheck.literature import importing
    from claimcheck.literature.library import intake
    from claimcheck.literature.records.faults import Faults

    faults, day = Faults(path.name), _day(path, fetched)
    before = intake.entry_of(writer, path)
    if before.whole:
        _tell(f"{path}: read before, {before.done:,} records")
        return True
    if before.faults:
        _tell(f"{path}: read before, with faults ({before.faults:,}); reading it again")
    elif before.done:
        _tell(f"{path}: going on after {before.done:,} records")
    name = one_line(path.name)
    read = writer.take(importing.records_of(path, fetched=day, faults=faults), before, lambda done: tell(name, done), faults)
    _tell_faults(path, faults)
    if not read.done and not faults.count:
        _tell(f"{path}: holds no records")
    return not faults.count


def _tell(line: str) -> None:
    """One line on standard error; nothing in it can steer a terminal."""
    click.echo(one_line(line), err=True)


def _day(path: Path, fetched: datetime | None) -> str:
    """The day on which a file was got: the one given, else when it was last written, if that day has come."""
    written = fetched or min(datetime.fromtimestamp(path.stat().st_mtime, UTC), datetime.now(UTC))
    return written.date().isoformat()


def _tell_faults(path: Path, faults: Faults) -> None:
    for fault in faults.first:
        _tell(f"claimcheck: {fault}")
    if faults.count > len(faults.first):
        _tell(f"claimcheck: {path}: {faults.count - len(faults.first):,} more could not be read")


def _read_retractions(writer: Writer, path: Path, tell: _Tell) -> bool:
    """Import a list of retractions; whether it held any and all of it could be read."""
    from claimcheck.literature.importing import retractions
    from claimcheck.literature.library import intake
    from claimcheck.literature.records.faults import Faults

    faults = Faults(path.name)
    number = intake.take_notices(writer, retractions.listed(path, faults), lambda done: tell(one_line(path.name), done))
    _tell_faults(path, faults)
    _tell(f"{path}: {number:,} notices")
    return number > 0 and not faults.count


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
@library_option
def status(as_json: bool, folder: Path | None) -> None:
    """Show what the library holds: records by source, size, newest day, files imported."""
    from claimcheck.literature.library import Library

    with Library.open(chosen_library(folder)) as library:
        held = library.status()
        _tell_shortfall(library)
    click.echo(_json(_status_record(held)) if as_json else _status_text(held))


def _tell_shortfall(library: Library) -> None:
    if told := library.shortfall:
        _tell(f"claimcheck: {told}")


def _json(record: dict[str, object]) -> str:
    return escaped_steering(json.dumps(record, indent=2, ensure_ascii=False))


def _status_record(held: Status) -> dict[str, object]:
    from dataclasses import asdict

    return {"schema": "claimcheck/library-status/1", **asdict(held), "folder": str(held.folder), "by_source": dict(held.by_source)}


def _status_text(held: Status) -> str:
    lines = [f"{one_line(str(held.folder))}: {held.records:,} works, {held.bytes / 1e6:,.1f} MB, {held.engine}"]
    lines += [f"  {count:>12,}  {one_line(name) or 'source not named'}" for name, count in held.by_source]
    lines.append(f"  {held.notices:>12,}  listed notices")
    lines.append(f"  {held.vectors:>12,}  vectors")
    lines.append(f"newest record {one_line(held.newest or 'without a day')}, digest {one_line(held.digest)}")
    whole = sum(entry.whole for entry in held.files)
    lines.append(f"{whole:,} files imported")
    lines += [f"  {one_line(entry.name)}: {_left_open(entry)}" for entry in held.files if not entry.whole]
    return "\n".join(lines)


def _left_open(entry: ImportedFile) -> str:
    """What is still to be done about a file that is not imported whole."""
    if entry.faults:
        return f"{entry.done:,} records read, with faults ({entry.faults:,}); import a whole copy of it"
    if not entry.done:
        return "to be imported again, because a record of the library is damaged"
    return f"cut short after {entry.done:,} records; import it again to go on"


@literature.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--year", "years", metavar="2015 | 2015: | :2015 | 2010:2015", help="Year or years of publication.")
@click.option("--design", "designs", multiple=True, type=click.Choice(list(_KINDS)), help="Kind of study; may be given several times.")
@click.option("--mesh", multiple=True, metavar="HEADING", help="A MeSH heading, in any case; of several any one.")
@click.option("--notice", "kinds", multiple=True, type=click.Choice(_NOTICES), help="Only works that such a notice stands on.")
@click.option("--humans/--not-humans", default=None, help="Only studies of people, or only others.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many works at most.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@library_option
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
    text = _asked(words)
    library, name = _searched(folder)
    hits = tuple(replace(hit, work=studies.read(hit.work)) for hit in library.search(text, limit, filters))
    _tell_words_only(library)
    if as_json:
        click.echo(_json(_hits_record(name, hits)))
        return
    for number, hit in enumerate(hits, 1):
        click.echo(_hit_text(number, hit.work))
    if not hits:
        click.echo("no work fits these words")


def _tell_words_only(library: Library | ShippedLibrary) -> None:
    """Why vectors that were made were not used."""
    if told := getattr(library, "words_only", ""):
        _tell(f"claimcheck: {told}")


def _asked(words: tuple[str, ...]) -> str:
    """The words as one text (UsageError where none of them can be searched for)."""
    from claimcheck.literature.library import queries

    text = " ".join(words)
    if not queries.stems(text):
        raise UsageError(one_line(f"nothing was searched for: “{text[:80]}” has no word that tells one work from another; add some"))
    return text


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

    chosen = chosen_library(folder)
    if folder is not None or folders.named() or folders.exists(chosen):
        library = Library.open(chosen)
        _tell_shortfall(library)
        return library, str(chosen)
    from claimcheck import ruleset

    works = shipped.works_of(ruleset.load().statements)
    _tell(f"no library in {chosen}: searching the {len(works)} works that ship with claimcheck")
    return ShippedLibrary(works), shipped.SOURCE


def _hits_record(library: str, hits: tuple[Hit, ...]) -> dict[str, object]:
    from claimcheck.literature.importing import jsonl

    found = [{"score": round(hit.score, 3), "work": json.loads(jsonl.written(hit.work))} for hit in hits]
    return {"schema": "claimcheck/literature-search/1", "library": library, "hits": found}


def _hit_text(number: int, work: Work) -> str:
    place = " ".join(str(part) for part in (work.journal, work.year) if part)
    kind = work.study.kind.value if work.study else ""
    named = ", ".join(f"{identifier.kind.value} {identifier.value}" for identifier in work.identifiers)
    about = one_line("; ".join(part for part in (place, kind, named) if part))
    marks = (f"     ! {one_line(f'{notice.kind.value} {notice.date or str()}')}" for notice in work.notices)
    return "\n".join((f"{number:>3}. {one_line(work.title)}", f"     {about}", *marks))


@literature.command()
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="JSON Lines, one work a line.")
@library_option
def export(format_: str, folder: Path | None) -> int:
    """Write all works to standard output; what comes out can be imported again.

    After the works come the notices of lists, also those on works that are not here, and the deletions, each a line.
    Exits with 3 where a damaged record had to be left out.

    \b
    claimcheck literature export > works.jsonl
    """
    from claimcheck.literature.importing import jsonl, own_form
    from claimcheck.literature.library import Library

    damaged: list[int] = []
    with Library.open(chosen_library(folder)) as library:
        for work in library.stored(damaged.append):
            click.echo(jsonl.written(work))
        for record in library.kept_apart():
            click.echo(own_form.written(record))
        if damaged:
            _tell(f"claimcheck: {library.folder}: {_damaged(tuple(damaged))} left out")
    return UNREADABLE if damaged else 0


def _damaged(records: tuple[int, ...]) -> str:
    """Such as "2 damaged records (3, 7)"."""
    shown = ", ".join(map(str, records[:_SHOWN])) + (" …" if len(records) > _SHOWN else "")
    return f"{len(records):,} damaged {'record' if len(records) == 1 else 'records'} ({shown})"


@literature.command()
@click.option("--repair", is_flag=True, help="Make index, names and account again from the records.")
@library_option
def verify(repair: bool, folder: Path | None) -> int:
    """Check records against their digests and the index against the records; exits with 1 at damage.

    \b
    claimcheck literature verify
    claimcheck literature verify --repair
    """
    from claimcheck.literature.library import verifying

    chosen = chosen_library(folder)
    shown = one_line(str(chosen))
    if repair:
        records, damaged = verifying.rebuilt(chosen)
        click.echo(f"{shown}: index made again from {records:,} records" + (f"; {_damaged(damaged)} left out" if damaged else ""))
    number = 0
    with _progress() as tell:
        for number, damage in enumerate(verifying.damages(chosen, lambda done: tell("verified", done)), 1):
            if number <= _SHOWN:
                click.echo(one_line(damage))
    if number:
        places = "place" if number == 1 else "places"
        click.echo(f"{shown}: damaged in {number:,} {places}; --repair mends the index, a damaged record must be imported again")
        return FINDINGS
    click.echo(f"{shown}: whole")
    return 0
