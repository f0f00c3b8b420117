"""Queries put to the services: the first line always, the second line where the first knows nothing; each query once a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from claimcheck.http.messages import Judgement, Reply, Request, Response
from claimcheck.literature.source import Source
from claimcheck.model import Answer, Identifier, IdentifierKind, Outcome, Problem, Query, QueryKind, Work

_MOST_FETCHED = 20


class Asks(Protocol):
    """Whatever can put a request to a service: `claimcheck.http.Client`, or a stand-in in tests."""

    def ask(self, request: Request, judge: Callable[[Response], Judgement]) -> Reply:
        """The reply to a request; never raises for trouble with the network."""
        ...

    def within(self, seconds: float) -> Asks:
        """The same for one run that ends in so many seconds."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong beside the asks, such as answers that could not be kept."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """The services that may be asked, and the client that asks them."""

    client: Asks
    first: tuple[Source, ...]
    second: tuple[Source, ...] = ()

    def within(self, seconds: float) -> Services:
        """The same services for one article, which may take so long."""
        return replace(self, client=self.client.within(seconds))

    def ask(self, query: Query) -> tuple[Answer, ...]:
        """One answer a service that can be asked this, in their order."""
        answers = self._all(query, self.first)
        if any(answer.outcome is Outcome.FOUND for answer in answers):
            return answers
        return (*answers, *self._all(query, self.second))

    def _all(self, query: Query, sources: Sequence[Source]) -> tuple[Answer, ...]:
        return tuple(answer for source in sources if (answer := self._one(query, source)) is not None)

    def _one(self, query: Query, source: Source) -> Answer | None:
        request = source.build_request(query)
        if request is None:
            return None
        answer = _answered(query, source, self.client.ask(request, source.judge))
        return self._completed(answer, source) if answer.outcome is Outcome.FOUND else answer

    def _completed(self, answer: Answer, source: Source) -> Answer:
        """An answer that gave PMIDs only (a search does), with the records behind them; a record that cannot be had fails the answer."""
        bare = [work for work in answer.works if not work.title]
        pmids = tuple(dict.fromkeys(i for work in bare for i in work.identifiers if i.kind is IdentifierKind.PMID))[:_MOST_FETCHED]
        if not pmids:
            return answer
        fetched = self._records(pmids, source)
        if fetched is None or fetched.outcome is Outcome.FAILED:
            detail = fetched.detail if fetched else "its records cannot be fetched"
            return replace(answer, outcome=Outcome.FAILED, works=(), detail=detail)
        works = tuple(work for work in answer.works if work.title) + fetched.works
        return replace(answer, works=works, outcome=Outcome.FOUND if works else Outcome.NOT_FOUND)

    def _records(self, pmids: tuple[Identifier, ...], asker: Source) -> Answer | None:
        query = Query(QueryKind.IDENTIFIER, pmids, limit=len(pmids))
        for source in (*self.first, *self.second):
            request = source.build_request(query) if source.service == asker.service and source != asker else None
            if request is not None:
                return _answered(query, source, self.client.ask(request, source.judge))
        return None


def _answered(query: Query, source: Source, reply: Reply) -> Answer:
    """A reply as an answer; what a parser cannot read is a failure of the source and no absence."""
    if reply.outcome is not Outcome.FOUND or reply.response is None:
        return Answer(query, source.name, reply.outcome, detail=reply.detail, asked_on=reply.asked_on)
    try:
        answer = source.parse_response(query, reply.response)
    except Exception as error:  # a source may be a stranger's
        return Answer(query, source.name, Outcome.FAILED, detail=f"its answer cannot be read ({type(error).__name__})")
    works = tuple(_dated(work, source, reply.asked_on) for work in answer.works)
    detail = answer.detail or (f"kept answer of {reply.asked_on}: {reply.detail}" if reply.stale else "")
    return replace(answer, works=works, asked_on=reply.asked_on, detail=detail)


def _dated(work: Work, source: Source, day: str | None) -> Work:
    return replace(work, source=work.source or source.name, fetched=work.fetched or day)
