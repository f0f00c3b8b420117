"""The one call that asks the sources: references resolved, topics searched, and how far each source was used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TypeVar

from claimcheck.literature import studies
from claimcheck.literature.asking import Services
from claimcheck.literature.local import Shelves
from claimcheck.literature.notices import merged
from claimcheck.literature.references.pages import identifiers_of_page
from claimcheck.literature.references.resolving import WEB_PAGE, resolve
from claimcheck.literature.usage import usage_of
from claimcheck.model import (
    Answer,
    IdentifierKind,
    Outcome,
    Problem,
    Query,
    QueryKind,
    Reference,
    Resolution,
    SourceCoverage,
    Topic,
    Work,
)
from claimcheck.model.names import LISTED

SERVICES = "literature services"
OFFLINE = "offline: no service was asked"
_WORKS_A_TOPIC = 10
_AT_ONCE = 4
_SECONDS = 300.0
_MOST_PAGES = 20
Open = Callable[[str], str]
"""Gives the HTML of a web page ("" where it cannot be had)."""
_Asked = TypeVar("_Asked")
_Got = TypeVar("_Got")


@dataclass(frozen=True, slots=True)
class Consulted:
    """What the sources gave: a resolution a reference (same order), answers by claim id, how each source was used, and what went wrong.

    `models` are the models that searched, by name, each with what tells it from every other version.
    """

    resolutions: tuple[Resolution, ...]
    answers: Mapping[str, tuple[Answer, ...]]
    coverage: tuple[SourceCoverage, ...]
    problems: tuple[Problem, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)


class Literature:
    """Everything that can be asked about works; build it once, use it for many articles."""

    def __init__(self, shelves: Shelves, services: Services | None = None, open_page: Open | None = None) -> None:
        self._shelves = shelves
        self._services = services
        self._open_page = open_page

    @property
    def snapshot(self) -> str | None:
        """A name for the state of the local library, None without one."""
        library = self._shelves.library
        return library.status().digest if library is not None else None

    def consult(self, references: Sequence[Reference], topics: Mapping[str, Topic]) -> Consulted:
        """Resolve the references and look for works on the topics (by claim id); each question is asked once."""
        desk = _Desk(self._shelves, self._services.within(_SECONDS) if self._services else None, self._open_page)
        resolutions = tuple(desk.each(references, desk.resolved))
        wanted = tuple(dict.fromkeys(topics.values()))
        found = dict(zip(wanted, desk.each(wanted, desk.searched), strict=True))
        answers = {claim: found[topic] for claim, topic in topics.items()}
        asked = [answer for resolution in resolutions for answer in resolution.answers]
        asked += [answer for topic in wanted for answer in found[topic]]
        models, unused = self._shelves.by_meaning() if wanted else ({}, ())
        problems = (*_problems(resolutions), *self._troubles, *unused)
        return Consulted(resolutions, answers, usage_of(asked, self._silent()), problems, models)

    def _silent(self) -> tuple[SourceCoverage, ...]:
        """The sources that no answer speaks of: services that were not asked, lists that had nothing."""
        listed = SourceCoverage(LISTED, "not_found", 0, 0)
        return (listed,) if self._services else (listed, SourceCoverage(SERVICES, Outcome.NOT_ASKED.value, 0, 0, OFFLINE))

    @property
    def _troubles(self) -> tuple[Problem, ...]:
        return self._services.client.problems if self._services else ()


class _Desk:
    """The questions of one article and their answers."""

    def __init__(self, shelves: Shelves, services: Services | None, open_page: Open | None) -> None:
        self._shelves = shelves
        self._services = services
        self._open_page = open_page
        self._pages_left = _MOST_PAGES
        self._known: dict[Query, tuple[Answer, ...]] = {}
        self._works: dict[tuple[object, ...], Work] = {}

    def each(self, asked: Sequence[_Asked], give: Callable[[_Asked], _Got]) -> list[_Got]:
        """What is given for each, in their order; services are asked for several at once."""
        if self._services is None or len(asked) < 2:
            return [give(one) for one in asked]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(pool.map(give, asked))

    def ask(self, query: Query) -> tuple[Answer, ...]:
        """The answers of all sources to a query: those at hand first."""
        known = self._known.get(query)
        if known is None:
            known = self._known[query] = (*self._shelves.ask(query), *self._from_services(query))
        return known

    def _from_services(self, query: Query) -> tuple[Answer, ...]:
        if self._services is None:
            return (Answer(query, SERVICES, Outcome.NOT_ASKED, detail=OFFLINE),)
        return self._services.ask(query)

    def resolved(self, reference: Reference) -> Resolution:
        """The work behind a reference with all its notices, its open text and how it was done."""
        resolution = _with_record(self._by_page(reference, resolve(reference, self.ask)))
        work = resolution.work or self._only_listed(reference)
        if work is None:
            return resolution
        notices = merged((*work.notices, *self._shelves.notices(work.identifiers)))
        read = studies.read(replace(self._with_text(work), notices=notices))
        if resolution.work is None:
            return replace(resolution, outcome=Outcome.FOUND, work=read, source=notices[0].source, confidence=1.0)
        return replace(resolution, work=read)

    def _by_page(self, reference: Reference, resolution: Resolution) -> Resolution:
        """A link to a page followed to the study that the page holds or reports."""
        page = next((i.value for i in reference.identifiers if i.kind is IdentifierKind.URL), None)
        if resolution.detail != WEB_PAGE or page is None or self._open_page is None or self._pages_left < 1:
            return resolution
        self._pages_left -= 1
        found = identifiers_of_page(self._open_page(page))[:1]
        reported = resolve(replace(reference, text="", identifiers=found), self.ask) if found else resolution
        return replace(reported, detail=f"the study that the page names: {page}") if reported.work else resolution

    def _only_listed(self, reference: Reference) -> Work | None:
        """A work of which nothing is known but that notices stand against it."""
        notices = self._shelves.notices(reference.identifiers)
        named = next((f"{i.kind.value} {i.value}" for i in reference.identifiers if i.kind is not IdentifierKind.URL), "")
        return Work(reference.identifiers, named, notices=notices, source=notices[0].source) if notices else None

    def _with_text(self, work: Work) -> Work:
        """The work with its open full text, where a service has it."""
        place = work.identifier(IdentifierKind.PMCID)
        if self._services is None or place is None or work.body:
            return work
        identifiers = tuple(i for i in work.identifiers if i.kind is IdentifierKind.PMCID)
        texts = [text for answer in self.ask(Query(QueryKind.FULL_TEXT, identifiers)) for text in answer.works]
        body = next((text.body for text in texts if text.body), ())
        abstract = work.abstract or next((text.abstract for text in texts if text.abstract), ())
        return replace(work, body=body, abstract=abstract)

    def searched(self, topic: Topic) -> tuple[Answer, ...]:
        """The works on a topic, each read for how it was done."""
        answers = self.ask(Query(QueryKind.TOPIC, topic=topic, limit=_WORKS_A_TOPIC))
        return tuple(replace(answer, works=tuple(self._read(answer.works))) for answer in answers)

    def _read(self, works: Iterable[Work]) -> Iterable[Work]:
        """The works with their notices, each read once for all topics that it is found for."""
        for work in works:
            key = (work.source, work.identifiers, work.title, work.abstract)
            if key not in self._works:
                self._works[key] = studies.read(replace(work, notices=merged((*work.notices, *self._shelves.notices(work.identifiers)))))
            yield self._works[key]


def _with_record(resolution: Resolution) -> Resolution:
    """A work known to exist of which no source gave the record could not be verified: neither what it is nor what stands against it."""
    if resolution.work is None or resolution.work.title:
        return resolution
    failed = "; ".join(f"{a.source}: {a.detail}" for a in resolution.answers if a.outcome is Outcome.FAILED)
    detail = f"{resolution.source} knows that it exists, but no source gave its record" + (f" ({failed})" if failed else "")
    return replace(resolution, outcome=Outcome.FAILED, work=None, confidence=0.0, detail=detail)


def _problems(resolutions: Sequence[Resolution]) -> tuple[Problem, ...]:
    """A line for each reference that could not be verified because a source did not answer."""
    return tuple(
        Problem("literature", f"could not verify the reference: {resolution.detail}", resolution.reference_id)
        for resolution in resolutions
        if resolution.outcome is Outcome.FAILED
    )
