"""doi.org asked whether a DOI exists, whichever agency registered it."""

from __future__ import annotations

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records import naming
from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.loose_json import parse, text, whole
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import answer_from, only_asked, segment, values
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_json
from claimcheck.model import Answer, IdentifierKind, Query, QueryKind, Work

NAME = "doi.org"
SERVICE = "doi"
_BASE = "https://doi.org/api/handles/"
_EXISTS = (1, 200)
_UNKNOWN = 100


def build_request(query: Query) -> Request | None:
    """Whether the first DOI is registered."""
    dois = values(query, IdentifierKind.DOI, 1)
    if query.kind is not QueryKind.IDENTIFIER or not dois:
        return None
    return Request(SERVICE, _BASE + segment(dois[0]), kind=Kind.RECORD)


def judge(response: Response) -> Judgement:
    """Sound where the registry knows the DOI; that it does not is told by a code, with status 404."""
    if response.status == 404:
        return _absent(response)
    return judge_json(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """A work that holds its DOI and nothing else: it exists."""
    return answer_from(query, response, NAME, judge, _read)


def _absent(response: Response) -> Judgement:
    try:
        value = parse(response.body)
    except RecordError as fault:
        return broken(f"not found (404), but {fault}")
    return _look(value)


def _look(value: object) -> Judgement:
    code = whole(value, "responseCode")
    if code == _UNKNOWN:
        return absent("no agency has registered this DOI")
    if code in _EXISTS and naming.doi(text(value, "handle")):
        return SOUND
    return broken(f"the registry answers with code {code}" if code is not None else "the answer is not one of the registry", retry=True)


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    found = naming.doi(text(parse(response.body), "handle"))
    return only_asked((Work(naming.known(found), "", source=NAME),), query.identifiers)


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
