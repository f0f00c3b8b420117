"""What PubMed says was published about a work after it, and what is itself such a notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.literature.records import naming
from claimcheck.model import Identifier, Notice, NoticeKind

RETRACTED = "Retracted Publication"
WITHDRAWN = "Withdrawn Publication"
_NOTICE_TYPES = frozenset(("Retraction of Publication", "Retraction Notice"))
_NOTICE_LINKS = frozenset(("RetractionOf", "PartialRetractionOf"))
_KINDS = {
    "RetractionIn": NoticeKind.RETRACTION,
    "RetractedandRepublishedIn": NoticeKind.RETRACTION,
    "ExpressionOfConcernIn": NoticeKind.CONCERN,
    "ErratumIn": NoticeKind.CORRECTION,
    "CorrectedandRepublishedIn": NoticeKind.CORRECTION,
    "PartialRetractionIn": NoticeKind.CORRECTION,
}
_REPUBLISHED = frozenset(("RepublishedIn", "CorrectedandRepublishedIn", "RetractedandRepublishedIn"))
_MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_DATE = re.compile(
    r"(?<![\d/(-])((?:18|19|20)\d\d)(?:[ /-](Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}(?: (\d{1,2}))?"
    r"|[ -][A-Z][a-z]{2,5})?(?:-[A-Z0-9][a-z0-9]{0,8}(?: \d{1,2})?)?(?=[;:.,(]|$| ?\[)"
)
_DOI = re.compile(r"\b10\.\d{4,9}/\S{1,300}")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two records: its type (`RetractionIn`, `Cites` …), the other publication as printed, and its PMID ("" if not given)."""

    kind: str
    printed: str = ""
    pmid: str = ""


def notices_of(types: Iterable[str], links: Sequence[Link], title: str, source: str) -> tuple[Notice, ...]:
    """The notices against a work. A record that is itself the retraction of another work has none of those of retraction.

    Retracted is what bears the type or a link to its retraction, `replaced` where it was published anew as well.
    """
    kinds = frozenset(types)
    is_notice = bool(kinds & _NOTICE_TYPES) or any(link.kind in _NOTICE_LINKS for link in links)
    told = [_notice(link, source) for link in links if link.kind in _KINDS and not (is_notice and _retracts(link))]
    if RETRACTED in kinds and not is_notice and not any(notice.kind is NoticeKind.RETRACTION for notice in told):
        told.insert(0, Notice(NoticeKind.RETRACTION, source=source))
    if not is_notice and (WITHDRAWN in kinds or title.startswith("WITHDRAWN:")):
        told.insert(0, Notice(NoticeKind.WITHDRAWAL, source=source))
    again = any(link.kind in _REPUBLISHED for link in links)
    return tuple(dict.fromkeys(_replaced(notice) if again and notice.kind is NoticeKind.RETRACTION else notice for notice in told))


def printed_date(printed: str) -> str | None:
    """The day (ISO, or only year and month, or year) in a citation such as `Mol Pharmacol. 1998 Feb;53(2):346`; None where it has none."""
    found = _DATE.search(printed[:_LONGEST])
    if found is None:
        return None
    year, month, day = found.groups()
    if month is None:
        return str(year)
    whole = f"{year}-{_MONTHS[month]:02}"
    return f"{whole}-{int(day):02}" if day and 1 <= int(day) <= 31 else whole


def _retracts(link: Link) -> bool:
    return _KINDS.get(link.kind) is NoticeKind.RETRACTION


def _notice(link: Link, source: str) -> Notice:
    return Notice(_KINDS[link.kind], _identifier(link), printed_date(link.printed), source)


def _identifier(link: Link) -> Identifier | None:
    """The PMID of the notice, else a DOI in its printed form."""
    printed = _DOI.search(link.printed[:_LONGEST])
    return naming.pmid(link.pmid) or (naming.doi(printed.group().rstrip(".,;)")) if printed else None)


def _replaced(notice: Notice) -> Notice:
    return Notice(notice.kind, notice.identifier, notice.date, notice.source, replaced=True)
