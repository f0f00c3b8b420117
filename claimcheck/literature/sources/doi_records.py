"""doi.org asked for the record of a DOI, which it passes on from the agency that registered it (DataCite, mEDRA and others)."""

from __future__ import annotations

from urllib.parse import urlsplit

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records.csl_json import work_of
from claimcheck.literature.records.loose_json import parse
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import answer_from, only_asked, readable, segment, values
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_json
from claimcheck.model import Answer, IdentifierKind, Query, QueryKind, Work

NAME = "doi.org"
SERVICE = "doi"
_BASE = "https://doi.org/"
_CSL = "application/vnd.citationstyles.csl+json"
_OWN = ("doi.org", "www.doi.org", "dx.doi.org")
_UNKNOWN = b"<title>Error: DOI Not Found</title>"


def build_request(query: Query) -> Request | None:
    """The record of the first DOI in the CSL form."""
    dois = values(query, IdentifierKind.DOI, 1)
    if query.kind is not QueryKind.IDENTIFIER or not dois:
        return None
    return Request(SERVICE, _BASE + segment(dois[0]), accept=_CSL, kind=Kind.RECORD)


def judge(response: Response) -> Judgement:
    """Sound where a record stands in it; only doi.org's own page says that a DOI does not exist."""
    if response.status == 404:
        return _absent(response)
    if 300 <= response.status < 400 and (host := _host(response.headers.get("location", ""))) not in ("", *_OWN):
        return broken(f"the DOI exists; its record at {host} was not asked for")
    if response.status == 406:
        return broken("the DOI exists; its agency gives no record of it in this form")
    return judge_json(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """The work as the agency describes it."""
    return answer_from(query, response, NAME, judge, _read)


def _absent(response: Response) -> Judgement:
    """doi.org sends on to the agency where it knows the DOI: a 404 from there means that the record is missing, not the DOI."""
    host = _host(response.url)
    if host not in ("", *_OWN):
        return broken(f"the DOI exists; {host} has no record of it")
    if _UNKNOWN not in response.body:
        return broken("not found (404), but not in doi.org's words")
    return absent("no agency has registered this DOI")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _look(value: object) -> Judgement:
    return SOUND if work_of(value) else broken("the answer is not the record of a work with a DOI", retry=True)


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    return only_asked(readable([parse(response.body)], work_of), query.identifiers)


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
