"""OpenAlex: the record of a DOI, as a second opinion."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records.loose_json import parse, text
from claimcheck.literature.records.openalex_json import SOURCE as NAME
from claimcheck.literature.records.openalex_json import is_marked_retracted, work_of
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import answer_from, only_asked, readable, segment, values
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_json
from claimcheck.model import Answer, Identifier, IdentifierKind, Outcome, Query, QueryKind, Work

SERVICE = "openalex"
_BASE = "https://api.openalex.org/works/doi:"
_MARKED = "OpenAlex marks this work as retracted (a second opinion, without a notice)"


def build_request(query: Query) -> Request | None:
    """The record of the first DOI: it is free, while a search costs."""
    dois = values(query, IdentifierKind.DOI, 1)
    if query.kind is not QueryKind.IDENTIFIER or not dois:
        return None
    return Request(SERVICE, _BASE + segment(dois[0]), kind=Kind.RECORD)


def judge(response: Response) -> Judgement:
    """Sound where the record of a work stands in it; the page that OpenAlex sends with a 404 has a title of its own."""
    if response.status == 404:
        own = b"<title>404 Not Found</title>" in response.body and b"requested URL was not found" in response.body
        return absent("OpenAlex has no record of this DOI") if own else broken("not found (404), but not in OpenAlex's words")
    return judge_json(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """The work, without notices; the detail says whether OpenAlex marks it as retracted."""
    answer = answer_from(query, response, NAME, judge, _read)
    marked = answer.outcome is Outcome.FOUND and is_marked_retracted(parse(response.body))
    return replace(answer, detail=_MARKED) if marked else answer


def _look(value: object) -> Judgement:
    failure = text(value, "error")
    if failure:
        return broken(f"OpenAlex answers: {failure}")
    return SOUND if work_of(value) else broken("the answer is not the record of a work with a DOI", retry=True)


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    asked = (Identifier(IdentifierKind.DOI, value) for value in values(query, IdentifierKind.DOI, 1))
    return only_asked(readable([parse(response.body)], work_of), asked)


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
