"""In what an entry and the work that it points to disagree, kind by kind, beyond what differs between correct references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.literature.references import likeness
from claimcheck.model import Bibliography, Mismatch, MismatchKind, Work

_SAME_TITLE = 0.62
_YEARS_APART = 2
_TRANSLATED = re.compile(r"^\[.*\]\.?$|\[(?:article )?in \w+\]", re.IGNORECASE | re.DOTALL)
_POINTER = re.compile(r"10\.\d{4,9}/|https?://|\bPMID|\bPMC\d", re.IGNORECASE)


def mismatches(bibliography: Bibliography, work: Work) -> tuple[Mismatch, ...]:
    """The disagreements in title, authors, year and journal; what one of the two does not give is none."""
    return tuple(found for check in (_title, _authors, _year, _journal) for found in check(bibliography, work))


def _title(entry: Bibliography, work: Work) -> Iterator[Mismatch]:
    alike = likeness.title(entry, work)
    if alike is not None and alike < _SAME_TITLE and says_more(entry) and not _may_be_translated(entry, work):
        yield Mismatch(MismatchKind.TITLE, entry.title, work.title)


def says_more(entry: Bibliography) -> bool:
    """Whether an entry is more than a few words with a link behind them."""
    return bool(entry.authors or entry.journal or entry.volume or _POINTER.search(entry.text))


def _may_be_translated(entry: Bibliography, work: Work) -> bool:
    """Whether the record gives its title in translation and everything else fits."""
    translated = _TRANSLATED.search(work.title) or _TRANSLATED.search(entry.title)
    return bool(translated) and likeness.first_author(entry, work) is True and (likeness.years(entry, work) or 0) <= 1


def _authors(entry: Bibliography, work: Work) -> Iterator[Mismatch]:
    listed = likeness.authors(entry, work)
    if listed is None or (listed > 0 and likeness.names_first(entry, work)):
        return
    if listed < 0.5 or not likeness.first_author(entry, work):
        yield Mismatch(MismatchKind.AUTHORS, _names(entry.authors), _names(tuple(author.family for author in work.authors)))


def _names(names: tuple[str, ...]) -> str:
    """The first three names."""
    return ", ".join(names[:3]) + (" et al." if len(names) > 3 else "")


def _year(entry: Bibliography, work: Work) -> Iterator[Mismatch]:
    apart = likeness.years(entry, work)
    if apart is not None and apart >= _YEARS_APART:
        yield Mismatch(MismatchKind.YEAR, str(entry.year), str(work.year))


def _journal(entry: Bibliography, work: Work) -> Iterator[Mismatch]:
    if likeness.journal(entry, work) is False:
        yield Mismatch(MismatchKind.JOURNAL, entry.journal, work.journal or "")
