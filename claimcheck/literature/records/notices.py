"""What PubMed says was published about a work after it, and what is itself such a notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.literature.records import dates, naming, notice_words
from claimcheck.model import Identifier, Notice, NoticeKind

RETRACTED = "Retracted Publication"
_NOTICE_TYPES = frozenset(("Retraction of Publication", "Retraction Notice"))
_NOTICE_LINKS = frozenset(("RetractionOf", "PartialRetractionOf"))
_KINDS = {
    "RetractionIn": NoticeKind.RETRACTION,
    "RetractedandRepublishedIn": NoticeKind.RETRACTION,
    "ExpressionOfConcernIn": NoticeKind.CONCERN,
    "ErratumIn": NoticeKind.CORRECTION,
    "CorrectedandRepublishedIn": NoticeKind.CORRECTION,
    "PartialRetractionIn": NoticeKind.CONCERN,
}
_REPUBLISHED = frozenset(("RepublishedIn", "CorrectedandRepublishedIn", "RetractedandRepublishedIn"))
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
    is_notice = not kinds.isdisjoint(_NOTICE_TYPES) or any(link.kind in _NOTICE_LINKS for link in links)
    told = [_notice(link, source) for link in links if link.kind in _KINDS and not (is_notice and _retracts(link))]
    if RETRACTED in kinds and not is_notice and not any(notice.kind is NoticeKind.RETRACTION for notice in told):
        told.insert(0, Notice(NoticeKind.RETRACTION, source=source))
    marked = None if is_notice else notice_words.of_title(title, source)
    if marked and marked.kind not in (notice.kind for notice in told):
        told.insert(0, marked)
    again = any(link.kind in _REPUBLISHED for link in links)
    return tuple(dict.fromkeys(_replaced(notice) if again and notice.kind is NoticeKind.RETRACTION else notice for notice in told))


def _retracts(link: Link) -> bool:
    return _KINDS.get(link.kind) is NoticeKind.RETRACTION


def _notice(link: Link, source: str) -> Notice:
    return Notice(_KINDS[link.kind], _identifier(link), dates.in_words(link.printed[:_LONGEST]), source)


def _identifier(link: Link) -> Identifier | None:
    """The PMID of the notice, else a DOI in its printed form."""
    printed = _DOI.search(link.printed[:_LONGEST])
    return naming.pmid(link.pmid) or (naming.doi(printed.group().rstrip(".,;)")) if printed else None)


def _replaced(notice: Notice) -> Notice:
    return Notice(notice.kind, notice.identifier, notice.date, notice.source, replaced=True)
