"""What the program knows of works without asking anybody: the built-in list of retracted ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.model import Answer, Identifier, Outcome, Query, QueryKind, Reference, RetractedWork, Work

SOURCE = "built-in retraction list"


def index_of(retractions: Sequence[RetractedWork]) -> Mapping[Identifier, RetractedWork]:
    """The listed works by each of their identifiers."""
    return {identifier: work for work in retractions for identifier in work.identifiers}


def listed(reference: Reference, known: Mapping[Identifier, RetractedWork]) -> Answer:
    """What the list says of a reference; a work that is not on it was not asked about, which is no absence."""
    query = Query(QueryKind.IDENTIFIER, reference.identifiers)
    work = next((known[identifier] for identifier in reference.identifiers if identifier in known), None)
    if work is None:
        return Answer(query, SOURCE, Outcome.NOT_ASKED, detail="offline: no service was asked")
    return Answer(query, SOURCE, Outcome.FOUND, (Work(work.identifiers, work.title, notices=(work.notice,), source=SOURCE),))
