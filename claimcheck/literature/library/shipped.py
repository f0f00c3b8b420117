"""The works that ship with the program: those that its evidence statements rest on, their findings in our own words for an abstract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from claimcheck.literature.library import names, queries
from claimcheck.literature.library.filters import Filters
from claimcheck.literature.library.index import IndexReader, Term
from claimcheck.literature.library.reading import Hit
from claimcheck.model import EvidenceStatement, Identifier, Notice, Section, Study, StudyKind, Topic, Work
from claimcheck.model.names import SHIPPED_RECORD

SOURCE = SHIPPED_RECORD
_KINDS = (
    (re.compile(r"preclinical|animal|\bmouse|\bmice|\brats?\b"), StudyKind.ANIMAL),
    (re.compile(r"systematic|meta-analy|cochrane|umbrella"), StudyKind.SYSTEMATIC_REVIEW),
    (re.compile(r"guideline|consensus|regulator|policy|drug label"), StudyKind.GUIDELINE),
    (re.compile(r"randomi[sz]ed"), StudyKind.RANDOMISED),
    (re.compile(r"case-control"), StudyKind.CASE_CONTROL),
    (re.compile(r"cross-sectional|survey"), StudyKind.CROSS_SECTIONAL),
    (re.compile(r"cohort"), StudyKind.COHORT),
    (re.compile(r"single-arm|uncontrolled|open-label"), StudyKind.SINGLE_ARM),
    (re.compile(r"case series"), StudyKind.CASE_SERIES),
    (re.compile(r"case report"), StudyKind.CASE_REPORT),
    (re.compile(r"review"), StudyKind.NARRATIVE_REVIEW),
)


def works_of(statements: Sequence[EvidenceStatement]) -> tuple[Work, ...]:
    """One work for each set of identifiers, in the order of the statements; statements without identifiers give none."""
    together: dict[tuple[Identifier, ...], list[EvidenceStatement]] = {}
    for statement in statements:
        if statement.identifiers and statement.title:
            together.setdefault(statement.identifiers, []).append(statement)
    return tuple(_work(identifiers, told) for identifiers, told in together.items())


def _work(identifiers: tuple[Identifier, ...], told: Sequence[EvidenceStatement]) -> Work:
    first = told[0]
    return Work(
        identifiers=identifiers,
        title=first.title,
        year=first.year,
        journal=first.journal or None,
        design=first.design or None,
        source=SOURCE,
        abstract=tuple(Section("", text) for text in dict.fromkeys(statement.statement for statement in told)),
        study=_study(told),
        fetched=max((statement.as_of or "" for statement in told), default="") or None,
    )


def _study(told: Sequence[EvidenceStatement]) -> Study:
    design = told[0].design.lower()
    kind = next((kind for pattern, kind in _KINDS if pattern.search(design)), StudyKind.OTHER)
    return Study(
        kind=kind,
        participants=max((statement.participants for statement in told if statement.participants is not None), default=None),
        follow_up_months=max((statement.follow_up_months for statement in told if statement.follow_up_months is not None), default=None),
        ages=frozenset().union(*(statement.ages for statement in told)),
        humans=kind is not StudyKind.ANIMAL,
    )


class ShippedLibrary:
    """Some works in memory, asked as a `Library` is."""

    def __init__(self, works: Sequence[Work]) -> None:
        self._works = tuple(works)

    @cached_property
    def _by_identifier(self) -> Mapping[Identifier, Work]:
        return {identifier: work for work in reversed(self._works) for identifier in work.identifiers}

    @cached_property
    def _index(self) -> IndexReader:
        return IndexReader.of_works(self._works)

    def find(self, identifier: Identifier) -> Work | None:
        """The work with an identifier, or None."""
        return self._by_identifier.get(identifier)

    def find_title(self, title: str) -> tuple[Work, ...]:
        """The works with this title, however it is spelt, else those whose titles share most of its words."""
        plain = names.plain_title(title)
        exact = tuple(work for work in self._works if plain and names.plain_title(work.title) == plain)
        near = self._hits(self._index.search((queries.title_terms(title),), (), queries.CANDIDATES)) if plain and not exact else ()
        return exact or tuple(hit.work for hit in near if queries.titles_agree(title, hit.work.title))

    def search(self, text: str, limit: int = 10, filters: Filters | None = None) -> tuple[Hit, ...]:
        """The works that fit the words of a claim best."""
        return self._search((queries.claim_terms(text),), limit, filters)

    def search_topic(self, topic: Topic, limit: int = 10, filters: Filters | None = None) -> tuple[Hit, ...]:
        """The works that name one of the topic's therapies and one of its conditions."""
        return self._search(queries.topic_groups(topic), limit, filters)

    def notices(self, identifier: Identifier) -> tuple[Notice, ...]:
        """The notices on a work; none ships here, retracted works are listed elsewhere."""
        work = self.find(identifier)
        return work.notices if work else ()

    def _search(self, groups: Sequence[Sequence[Term]], limit: int, filters: Filters | None) -> tuple[Hit, ...]:
        if limit < 1 or not any(groups):
            return ()
        return tuple(self._hits(self._index.search(groups, (filters or Filters()).wanted(), limit)))

    def _hits(self, found: Iterable[tuple[float, int]]) -> Iterator[Hit]:
        return (Hit(self._works[number], score) for score, number in found)
