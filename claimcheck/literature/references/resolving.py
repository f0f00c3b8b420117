"""From a reference to its work: by its identifiers, else by what its entry says; and what could not be found out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claimcheck.literature.references import bibliography as entries
from claimcheck.literature.references.comparing import mismatches, says_more
from claimcheck.literature.references.likeness import title as title_alike
from claimcheck.literature.references.matching import Match, match, weight
from claimcheck.literature.references.merging import clusters, merged
from claimcheck.model import (
    Answer,
    Bibliography,
    Identifier,
    IdentifierKind,
    Mismatch,
    MismatchKind,
    Outcome,
    Query,
    QueryKind,
    Reference,
    Resolution,
    Work,
)
from claimcheck.model.names import LIBRARY, LISTED, SHIPPED

Ask = Callable[[Query], tuple[Answer, ...]]
WEB_PAGE = "a web page, not a study"
UNLISTED = "no article fits; a report, thesis or page need not be in the sources that were asked"
BOOK = "a book; the sources that are asked list articles and trials"
PARTIAL = frozenset({LISTED, LIBRARY, SHIPPED})
"""Sources that hold a part of the literature only, so that what they lack may well exist."""

_STUDIES = (IdentifierKind.DOI, IdentifierKind.PMID, IdentifierKind.PMCID, IdentifierKind.NCT)
_ARTICLES = _STUDIES[:3]
_OTHER_WORK = 0.45


@dataclass(frozen=True, slots=True)
class _Lookup:
    """What the sources said to one identifier."""

    identifier: Identifier
    answers: tuple[Answer, ...]

    @property
    def works(self) -> list[Work]:
        """The records that they gave; those that carry the identifier where any does."""
        given = [work for answer in self.answers if answer.outcome is Outcome.FOUND for work in answer.works]
        return [work for work in given if self.identifier in work.identifiers] or given


def resolve(reference: Reference, ask: Ask, *, partial: frozenset[str] = PARTIAL) -> Resolution:
    """Which work a reference points to.

    `ask` gives one answer for each source that can be asked a query, NOT_ASKED where it was not (offline);
    sources named in `partial` can find a work but never show that there is none.
    """
    entry = entries.read(reference.text)
    lookups = [
        _Lookup(identifier, ask(Query(QueryKind.IDENTIFIER, (identifier,))))
        for identifier in reference.identifiers
        if identifier.kind in _STUDIES
    ]
    found = [(lookup, work) for lookup in lookups for work in lookup.works]
    if found:
        return _identified(reference, entry, lookups, ask, partial)
    return _described(reference, entry, lookups, ask, partial)


def _identified(reference: Reference, entry: Bibliography, lookups: Sequence[_Lookup], ask: Ask, partial: frozenset[str]) -> Resolution:
    """The work that the identifiers lead to; where they lead to two, the one that the entry describes."""
    groups = clusters(work for lookup in lookups for work in lookup.works)
    works = [merged(group) for group in groups]
    best = max(range(len(works)), key=lambda at: (_is_article(works[at], lookups), _fit(entry, works[at]), -at))
    work = works[best]
    answers = tuple(answer for lookup in lookups for answer in lookup.answers)
    wrong = (*mismatches(entry, work), *_conflicts(lookups, groups, best, work, partial))
    detail = ""
    if any(mismatch.kind is MismatchKind.TITLE for mismatch in wrong):
        elsewhere, more = _elsewhere(entry, work, ask)
        answers, detail = (*answers, *more), elsewhere
    return Resolution(reference.id, Outcome.FOUND, work, work.source, _confidence(entry, work, wrong), wrong, answers, detail)


def _is_article(work: Work, lookups: Sequence[_Lookup]) -> bool:
    """Whether an identifier of an article, not of a trial, led to the work: a trial's number beside it is no rival."""
    return any(lookup.identifier.kind in _ARTICLES and lookup.identifier in work.identifiers for lookup in lookups)


def _fit(entry: Bibliography, work: Work) -> float:
    return weight(entry, work) if entry.title or entry.authors else 0.0


def _confidence(entry: Bibliography, work: Work, wrong: Sequence[Mismatch]) -> float:
    """How sure the identified work is the one meant: less where the entry says something else, or two works are named."""
    kinds = {mismatch.kind for mismatch in wrong}
    if MismatchKind.TITLE in kinds:
        return 0.2
    if kinds:
        return 0.8
    alike = title_alike(entry, work)
    return 0.95 if alike is None or not says_more(entry) else 0.99


def _conflicts(
    lookups: Sequence[_Lookup], groups: Sequence[Sequence[Work]], best: int, work: Work, partial: frozenset[str]
) -> Iterable[Mismatch]:
    """The identifiers of the entry that lead to another work than the chosen one, or to none while the work has one of that kind."""
    for lookup in lookups:
        kind = lookup.identifier.kind
        if kind not in _ARTICLES:
            continue
        led = [at for at, group in enumerate(groups) if any(found in group for found in lookup.works)]
        if led and best not in led:
            yield Mismatch(MismatchKind.IDENTIFIER, _named(lookup.identifier, merged(groups[led[0]])), _named(None, work))
        elif not led and _denied(lookup.answers, partial):
            yield Mismatch(MismatchKind.IDENTIFIER, f"{_shown(lookup.identifier)} (unknown)", _named(None, work))


def _named(identifier: Identifier | None, work: Work) -> str:
    """An identifier and the title it leads to."""
    own = identifier or next((i for i in work.identifiers if i.kind in _STUDIES), None)
    return f"{_shown(own)}: “{work.title}”" if own else f"“{work.title}”"


def _shown(identifier: Identifier) -> str:
    names = {IdentifierKind.DOI: "doi:", IdentifierKind.PMID: "PMID "}
    return f"{names.get(identifier.kind, '')}{identifier.value}"


def _elsewhere(entry: Bibliography, work: Work, ask: Ask) -> tuple[str, tuple[Answer, ...]]:
    """Where the work that the entry describes is, when its identifier leads to another one."""
    answers = ask(Query(QueryKind.BIBLIOGRAPHY, bibliography=entry))
    found = _matched(entry, answers)
    if found is None or found.work.title == work.title:
        return "the identifier leads to another work than the entry describes", answers
    return f"the identifier leads to another work; the entry describes {_named(None, found.work)}", answers


def _described(reference: Reference, entry: Bibliography, lookups: Sequence[_Lookup], ask: Ask, partial: frozenset[str]) -> Resolution:
    """The work that the entry's words describe, where no identifier led to one."""
    told = tuple(answer for lookup in lookups for answer in lookup.answers)
    if not _can_be_sought(entry, reference):
        return _nothing(reference, entry, lookups, told, partial)
    answers = ask(Query(QueryKind.BIBLIOGRAPHY, bibliography=entry))
    found = _matched(entry, answers)
    every = (*told, *answers)
    if found is None:
        return _nothing(reference, entry, lookups, every, partial)
    wrong = [
        Mismatch(MismatchKind.IDENTIFIER, f"{_shown(lookup.identifier)} (unknown)", _named(None, found.work))
        for lookup in lookups
        if _denied(lookup.answers, partial) and lookup.identifier not in found.work.identifiers
    ]
    rivals = f"{len(found.rivals)} other records fit nearly as well" if found.rivals else ""
    every_wrong = (*mismatches(entry, found.work), *wrong)
    return Resolution(reference.id, Outcome.FOUND, found.work, found.work.source, found.confidence, every_wrong, every, rivals)


def _can_be_sought(entry: Bibliography, reference: Reference) -> bool:
    """Whether an entry says enough to look for its work, and can be one."""
    if _is_page(entry, reference):
        return False
    return bool(entry.title and says_more(entry)) or bool(entry.journal and entry.volume and entry.pages)


def _is_page(entry: Bibliography, reference: Reference) -> bool:
    """Whether a reference is a link to a page and says nothing that only a publication has."""
    kinds = {identifier.kind for identifier in reference.identifiers}
    return IdentifierKind.URL in kinds and not kinds & set(_STUDIES) and not (entry.journal or entry.volume)


def _matched(entry: Bibliography, answers: Sequence[Answer]) -> Match | None:
    """The best of what the sources found, their records of one work made one."""
    given = [work for answer in answers if answer.outcome is Outcome.FOUND for work in answer.works]
    return match(entry, [merged(group) for group in clusters(given)])


def _denied(answers: Sequence[Answer], partial: frozenset[str]) -> bool:
    """Whether every source that was needed answered, at least one did, and none has the work."""
    whole = [answer for answer in answers if answer.source not in partial]
    return (
        bool(whole) and all(answer.outcome in (Outcome.NOT_FOUND, Outcome.FOUND) for answer in whole) and not any(a.works for a in answers)
    )


def _nothing(
    reference: Reference, entry: Bibliography, lookups: Sequence[_Lookup], answers: tuple[Answer, ...], partial: frozenset[str]
) -> Resolution:
    """Why there is no work: a source failed, none was asked, it is no study, or all sources that were needed have none."""
    outcome, detail = _ending(reference, entry, lookups, answers, partial)
    return Resolution(reference.id, outcome, answers=answers, detail=detail)


def _ending(
    reference: Reference, entry: Bibliography, lookups: Sequence[_Lookup], answers: tuple[Answer, ...], partial: frozenset[str]
) -> tuple[Outcome, str]:
    whole = [answer for answer in answers if answer.source not in partial]
    failed = [answer for answer in whole if answer.outcome is Outcome.FAILED]
    unasked = [answer for answer in whole if answer.outcome is Outcome.NOT_ASKED]
    if failed:
        return Outcome.FAILED, "; ".join(dict.fromkeys(f"{a.source}: {a.detail or 'no answer'}" for a in failed))
    if _is_page(entry, reference):
        return Outcome.NOT_ASKED, WEB_PAGE
    if not lookups and any(identifier.kind is IdentifierKind.ISBN for identifier in reference.identifiers):
        return Outcome.NOT_ASKED, BOOK
    if whole and not unasked and not lookups and not _can_be_listed(entry):
        return Outcome.NOT_ASKED, UNLISTED
    if unasked or not whole:
        return Outcome.NOT_ASKED, next((a.detail for a in (*unasked, *answers) if a.detail), _too_little(entry, lookups))
    return Outcome.NOT_FOUND, f"not known to {_listed(tuple(dict.fromkeys(answer.source for answer in whole)))}"


def _can_be_listed(entry: Bibliography) -> bool:
    """Whether an entry describes an article, which the sources would list."""
    return bool(entry.journal and (entry.volume or entry.year))


def _too_little(entry: Bibliography, lookups: Sequence[_Lookup]) -> str:
    if lookups or entry.title:
        return "no source was asked"
    return "the entry says too little to look for it"


def _listed(names: Sequence[str]) -> str:
    return " or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
