"""Unpaywall: where a work can be read freely. Off unless asked for: it answers only those who give an address."""

from __future__ import annotations

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.loose_json import held, parse, text
from claimcheck.literature.records.unpaywall_json import SOURCE as NAME
from claimcheck.literature.records.unpaywall_json import work_of
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import answer_from, only_asked, readable, segment, values
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_json
from claimcheck.model import Answer, IdentifierKind, Query, QueryKind, Work

SERVICE = "unpaywall"
_BASE = "https://api.unpaywall.org/v2/"


def build_request(query: Query) -> Request | None:
    """The record of the first DOI."""
    dois = values(query, IdentifierKind.DOI, 1)
    if query.kind is not QueryKind.IDENTIFIER or not dois:
        return None
    return Request(SERVICE, _BASE + segment(dois[0]), kind=Kind.RECORD)


def judge(response: Response) -> Judgement:
    """Sound where the record of a DOI stands in it; a 404 in its own form says that it has none."""
    if response.status == 404:
        return _absent(response)
    return judge_json(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """The work with the addresses of its free copies among its identifiers."""
    return answer_from(query, response, NAME, judge, _read)


def _absent(response: Response) -> Judgement:
    try:
        value = parse(response.body)
    except RecordError as fault:
        return broken(f"not found (404), but {fault}")
    own = held(value, "error") is True and bool(text(value, "message"))
    return absent("Unpaywall has no record of this DOI") if own else broken("not found (404), but not in Unpaywall's words")


def _look(value: object) -> Judgement:
    if held(value, "error"):
        return broken(f"Unpaywall answers: {text(value, 'message') or 'a failure'}")
    return SOUND if work_of(value) else broken("the answer is not the record of a DOI", retry=True)


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    return only_asked(readable([parse(response.body)], work_of), query.identifiers)


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
