"""How a sound response becomes an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol
from urllib.parse import quote, urlencode

from claimcheck.http.messages import Judgement, Response
from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.naming import of_kind
from claimcheck.literature.sources.judging import short
from claimcheck.model import Answer, Identifier, IdentifierKind, Outcome, Query, Work

Read = Callable[[Query, Response], tuple[Work, ...]]


class Judge(Protocol):
    """The judgement of a source on a response."""

    def __call__(self, response: Response, /) -> Judgement:
        """What the response is worth."""
        ...


def answer_from(query: Query, response: Response, name: str, judge: Judge, read: Read) -> Answer:
    """The answer of the source `name`: what `judge` thinks of the response, and what `read` takes from a sound one.

    That a service has none is for `judge` alone to say: works that cannot be read, or are others than those asked for, are a failure.
    """
    judgement = judge(response)
    if judgement.outcome is not Outcome.FOUND:
        return Answer(query, name, judgement.outcome, detail=judgement.detail)
    try:
        works = read(query, response)
    except RecordError as fault:
        return Answer(query, name, Outcome.FAILED, detail=short(str(fault)))
    if not works:
        return Answer(query, name, Outcome.FAILED, detail="the answer holds none of the works asked for")
    return Answer(query, name, Outcome.FOUND, works, judgement.detail or _dropped(query, works))


def readable(records: Sequence[object], work_of: Callable[[object], Work | None]) -> tuple[Work, ...]:
    """The works of records, those without one left out (RecordError: there are records, and none has one)."""
    works = tuple(work for record in records if (work := work_of(record)) is not None)
    if records and not works:
        raise RecordError("none of the records in the answer can be read")
    return works


def only_asked(works: Iterable[Work], asked: Iterable[Identifier]) -> tuple[Work, ...]:
    """The works that bear an identifier asked for (RecordError: there are works, and none of them was asked for)."""
    given, wanted = tuple(works), frozenset(asked)
    kept = tuple(work for work in given if wanted.intersection(work.identifiers))
    if given and not kept:
        raise RecordError("the answer holds other records than the one asked for")
    return kept


def missing(asked: Iterable[Identifier], works: Iterable[Work]) -> tuple[Identifier, ...]:
    """The identifiers asked for that no work bears: a service drops them from its answer without a word."""
    borne = {identifier for work in works for identifier in work.identifiers}
    return tuple(identifier for identifier in dict.fromkeys(asked) if identifier not in borne)


def values(query: Query, kind: IdentifierKind, most: int = 100) -> tuple[str, ...]:
    """The values of one kind of identifier in a query, at most so many."""
    return of_kind(query.identifiers, kind)[:most]


def address(base: str, **parameters: str | int) -> str:
    """An address with parameters, in the order given (`__` in a name stands for a dot); the empty ones are left out."""
    told = {name.replace("__", "."): value for name, value in parameters.items() if value != ""}
    return f"{base}?{urlencode(told, quote_via=quote, safe='')}" if told else base


def segment(value: str) -> str:
    """A value as one segment of a path."""
    return quote(value, safe="")


def _dropped(query: Query, works: Sequence[Work]) -> str:
    """What to say of a batch from which identifiers were dropped, as far as they are of the kinds that the works bear."""
    kinds = {identifier.kind for work in works for identifier in work.identifiers}
    asked = [identifier for identifier in query.identifiers if identifier.kind in kinds]
    borne = sum(1 for _ in missing(asked, works))
    if not borne or len(asked) < 2 or len({identifier.kind for identifier in asked}) > 1:
        return ""
    named = ", ".join(identifier.value for identifier in missing(asked, works)[:5])
    return f"no record for {named}" + (f" and {borne - 5} more" if borne > 5 else "")
