"""The records that several sources have of one work, made one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from claimcheck.literature.notices import merged as merged_notices
from claimcheck.literature.references.likeness import titles
from claimcheck.model import Identifier, IdentifierKind, Notice, Work

_V = TypeVar("_V")
_ORDER = ("pubmed", "europe pmc", "clinicaltrials.gov", "crossref", "openalex")
_OWN = (IdentifierKind.DOI, IdentifierKind.PMID, IdentifierKind.PMCID, IdentifierKind.NCT)
_KINDS = tuple(IdentifierKind)


def clusters(works: Iterable[Work]) -> list[list[Work]]:
    """The records sorted into works, in the order in which each work came first."""
    found: list[list[Work]] = []
    for work in works:
        homes = [cluster for cluster in found if any(same_work(work, other) for other in cluster)]
        if not homes:
            found.append([work])
            continue
        homes[0].append(work)
        for other in homes[1:]:
            homes[0].extend(other)
            found.remove(other)
    return found


def same_work(left: Work, right: Work) -> bool:
    """Whether two records are of one work: they share an identifier of it, or nothing parts them and their titles and years are one."""
    if own(left) & own(right):
        return True
    for kind in (IdentifierKind.PMID, IdentifierKind.PMCID, IdentifierKind.NCT, IdentifierKind.DOI):
        if left.identifier(kind) and right.identifier(kind):
            return False
    near = left.year is None or right.year is None or abs(left.year - right.year) <= 1
    return near and titles(left.title, right.title) >= 0.95


def own(work: Work) -> frozenset[Identifier]:
    """The identifiers that name the work itself; a trial's number only where the record is that of the trial."""
    kinds = _OWN if not (work.identifier(IdentifierKind.PMID) or work.identifier(IdentifierKind.DOI)) else _OWN[:3]
    return frozenset(identifier for identifier in work.identifiers if identifier.kind in kinds)


def merged(works: Sequence[Work]) -> Work:
    """One work from the records of it: each field from the source that knows it best, lists joined, notices of all.

    Needs at least one record.
    """
    ranked = sorted(works, key=_rank)
    first = ranked[0]
    if len(ranked) == 1:
        return replace(first, notices=merged_notices(_noticed(first)))
    return replace(
        first,
        identifiers=tuple(sorted(_joined(ranked, lambda w: w.identifiers), key=lambda i: _KINDS.index(i.kind))),
        title=next((w.title for w in ranked if w.title), ""),
        year=next((w.year for w in ranked if w.year is not None), None),
        journal=next((w.journal for w in ranked if w.journal), None),
        volume=next((w.volume for w in ranked if w.volume), ""),
        pages=next((w.pages for w in ranked if w.pages), ""),
        design=next((w.design for w in ranked if w.design), None),
        study=next((w.study for w in ranked if w.study is not None), None),
        abstract=max((w.abstract for w in ranked), key=lambda parts: sum(len(part.text) for part in parts)),
        body=max((w.body for w in ranked), key=lambda parts: sum(len(part.text) for part in parts)),
        authors=max((w.authors for w in ranked), key=lambda authors: (len(authors), sum(len(a.affiliations) for a in authors))),
        publication_types=tuple(_joined(ranked, lambda w: w.publication_types)),
        mesh=tuple(_joined(ranked, lambda w: w.mesh)),
        keywords=tuple(_joined(ranked, lambda w: w.keywords)),
        funding=tuple(_joined(ranked, lambda w: w.funding)),
        conflicts=max((w.conflicts for w in ranked), key=len),
        references=max((w.references for w in ranked), key=len),
        notices=merged_notices(notice for w in ranked for notice in _noticed(w)),
        source=", ".join(_joined(ranked, lambda w: (w.source,) if w.source else ())),
    )


def _noticed(work: Work) -> list[Notice]:
    """The notices of a record; where one does not say who knows it, the record's source does."""
    return [replace(notice, source=notice.source or work.source) for notice in work.notices]


def _rank(work: Work) -> tuple[bool, int]:
    """Records with a title first, then the sources in the order in which they are trusted."""
    name = work.source.lower()
    return not work.title, next((at for at, known in enumerate(_ORDER) if name.startswith(known)), len(_ORDER))


def _joined(works: Sequence[Work], field: Callable[[Work], Iterable[_V]]) -> list[_V]:
    """The values of a field in all records, none twice."""
    return list(dict.fromkeys(value for work in works for value in field(work)))
