"""What can be read without asking anybody: the user's library, the works that ship with the program, the list of retracted ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from claimcheck.literature.library import Library
from claimcheck.model import Answer, Identifier, Notice, Outcome, Problem, Query, QueryKind, RetractedWork, Work
from claimcheck.model.names import LIBRARY, LISTED, SHIPPED

_Kept = TypeVar("_Kept")


@dataclass(frozen=True)
class Shelves:
    """The works at hand: a part of the literature, so that what is not among them may well exist and no answer is an absence."""

    library: Library | None = None
    shipped: Sequence[Work] = ()
    retractions: Sequence[RetractedWork] = ()
    _shipped: Mapping[Identifier, Work] = field(init=False)
    _listed: Mapping[Identifier, RetractedWork] = field(init=False)

    def __post_init__(self) -> None:
        """Index what ships by identifier."""
        object.__setattr__(self, "_shipped", {identifier: work for work in self.shipped for identifier in work.identifiers})
        object.__setattr__(self, "_listed", {identifier: work for work in self.retractions for identifier in work.identifiers})

    def ask(self, query: Query) -> tuple[Answer, ...]:
        """One answer for each shelf that has something."""
        answers = (
            Answer(query, LIBRARY, Outcome.FOUND, self._in_library(query)),
            Answer(query, SHIPPED, Outcome.FOUND, _picked(query, self._shipped)),
            Answer(query, LISTED, Outcome.FOUND, tuple(_record(work) for work in _picked(query, self._listed))),
        )
        return tuple(answer for answer in answers if answer.works)

    def notices(self, identifiers: Iterable[Identifier]) -> tuple[Notice, ...]:
        """The notices on these identifiers that were imported, whether or not the work itself is in the library."""
        if self.library is None:
            return ()
        return tuple(dict.fromkeys(notice for identifier in identifiers for notice in self.library.notices(identifier)))

    def by_meaning(self) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
        """The model by which topics are searched in the library, where it has vectors; a line where those cannot be used."""
        if self.library is None:
            return {}, ()
        told, why = self.library.search_model, self.library.words_only
        return {"search": told} if told else {}, (Problem("literature", why, "local library"),) if why else ()

    def _in_library(self, query: Query) -> tuple[Work, ...]:
        if self.library is None:
            return ()
        if query.kind is QueryKind.IDENTIFIER:
            found = (self.library.find(identifier) for identifier in query.identifiers)
            return tuple(dict.fromkeys(work for work in found if work is not None))
        if query.kind is QueryKind.BIBLIOGRAPHY and query.bibliography is not None:
            return self.library.find_title(query.bibliography.title or query.bibliography.text)[: query.limit]
        if query.kind is QueryKind.TOPIC and query.topic is not None:
            return tuple(hit.work for hit in self.library.search_topic(query.topic, query.limit))
        return ()


def _picked(query: Query, index: Mapping[Identifier, _Kept]) -> tuple[_Kept, ...]:
    found = {id(index[identifier]): index[identifier] for identifier in query.identifiers if identifier in index}
    return tuple(found.values()) if query.kind is QueryKind.IDENTIFIER else ()


def _record(work: RetractedWork) -> Work:
    return Work(work.identifiers, work.title, notices=(work.notice,), source=LISTED)
