"""The literature as a run is to have it: which library, which services, asked how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck import http
from claimcheck.errors import ArticleError, UsageError
from claimcheck.literature.asking import Services
from claimcheck.literature.consulting import Literature
from claimcheck.literature.library import Library, folders
from claimcheck.literature.library.shipped import works_of
from claimcheck.literature.local import Shelves
from claimcheck.literature.source import Source
from claimcheck.literature.sources import Offered, available
from claimcheck.model import Problem, Ruleset

_SECOND_LINE = frozenset({"doi", "doi-records", "pmc-full-text"})
_PAGE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Opening:
    """How the literature is asked: `library` a folder (None: the usual one), `sources` names of services to turn on."""

    asking: http.Asking = field(default_factory=http.Asking)
    library: Path | None = None
    sources: tuple[str, ...] = ()


def open_literature(opening: Opening, ruleset: Ruleset) -> tuple[Literature, tuple[Problem, ...]]:
    """The literature for some runs, and what could not be had (UsageError, LibraryError: an unknown service, a library that is none)."""
    library = _library(opening.library)
    shelves = Shelves(library, works_of(ruleset.statements), ruleset.retractions)
    shortfalls = _shortfalls(library)
    asks = opening.asking.online or opening.asking.replay is not None
    if not asks:
        return Literature(shelves), shortfalls
    offered, problems = available()
    client = http.open_client(opening.asking)
    wanted = _wanted(offered, opening.sources)
    services = Services(client, _line(wanted, second=False), _line(wanted, second=True))
    return Literature(shelves, services, _page_text if opening.asking.online else None), (*shortfalls, *problems)


def _shortfalls(library: Library | None) -> tuple[Problem, ...]:
    """What a library holds that no search finds yet."""
    told = library.shortfall if library is not None else ""
    return (Problem("literature", told, "local library"),) if told else ()


def _wanted(offered: Sequence[Offered], names: Sequence[str]) -> tuple[Offered, ...]:
    """The sources that are on, and those asked for by name."""
    for name in names:
        if name not in {entry.name for entry in offered}:
            raise UsageError(f"no source is called “{name}”; one of {', '.join(entry.name for entry in offered)}")
    return tuple(entry for entry in offered if entry.on or entry.name in names)


def _line(wanted: Sequence[Offered], *, second: bool) -> tuple[Source, ...]:
    """The sources that are always asked, or those asked where the first know nothing."""
    return tuple(entry.source for entry in wanted if (entry.name in _SECOND_LINE) is second)


def _page_text(url: str) -> str:
    """The HTML of a public web page; nothing where it cannot be had, which leaves the reference a web page."""
    try:
        return http.fetch_page(url, seconds=_PAGE_SECONDS).body.decode("utf-8", "replace")
    except ArticleError:
        return ""


def _library(folder: Path | None) -> Library | None:
    """The library named, which must be there, else the usual one where it exists."""
    chosen = folder or folders.named()
    if chosen is None and not folders.exists(folders.default()):
        return None
    return Library.open(chosen or folders.default())
