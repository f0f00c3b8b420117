"""Semantic Scholar: records by identifier, and the work whose title fits best. Off unless asked for: without a key it mostly refuses."""

from __future__ import annotations

import re

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.loose_json import held, listed, parse, text
from claimcheck.literature.records.semantic_scholar_json import SOURCE as NAME
from claimcheck.literature.records.semantic_scholar_json import work_of
from claimcheck.literature.source import Source
from claimcheck.literature.sources import terms
from claimcheck.literature.sources.answering import address, answer_from, only_asked, readable, segment
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_json
from claimcheck.model import Answer, Identifier, IdentifierKind, Query, QueryKind, Work

SERVICE = "semanticscholar"
_BASE = "https://api.semanticscholar.org/graph/v1/paper"
_FIELDS = "externalIds,title,abstract,year,venue,journal,authors,publicationTypes"
_PREFIXES = {IdentifierKind.DOI: "DOI:", IdentifierKind.PMID: "PMID:", IdentifierKind.PMCID: "PMCID:"}
_NONE = re.compile(r"Title match not found|Paper with id .{1,400} not found")


def build_request(query: Query) -> Request | None:
    """The record of the first identifier, or the one whose title fits best."""
    asked = _asked(query)
    if query.kind is QueryKind.IDENTIFIER and asked:
        value = asked.value.removeprefix("PMC") if asked.kind is IdentifierKind.PMCID else asked.value
        return Request(SERVICE, address(f"{_BASE}/{_PREFIXES[asked.kind]}{segment(value)}", fields=_FIELDS), kind=Kind.RECORD)
    if query.kind is QueryKind.BIBLIOGRAPHY and query.bibliography:
        title = terms.phrase_of_title(query.bibliography.title).replace("-", " ")
        if len(title.split()) >= 3:
            return Request(SERVICE, address(f"{_BASE}/search/match", query=title, fields=_FIELDS), kind=Kind.SEARCH)
    return None


def judge(response: Response) -> Judgement:
    """Sound where records stand in it; a 404 in its own words says that it has none."""
    if response.status == 404:
        return _absent(response)
    return judge_json(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """The work found."""
    return answer_from(query, response, NAME, judge, _read)


def _asked(query: Query) -> Identifier | None:
    return next((identifier for kind in _PREFIXES for identifier in query.identifiers if identifier.kind is kind), None)


def _absent(response: Response) -> Judgement:
    try:
        said = text(parse(response.body), "error")
    except RecordError as fault:
        return broken(f"not found (404), but {fault}")
    own = _NONE.fullmatch(said)
    return absent("Semantic Scholar has no such work") if own else broken("not found (404), but not in Semantic Scholar's words")


def _look(value: object) -> Judgement:
    failure = text(value, "error") or text(value, "message")
    if failure:
        return broken(f"Semantic Scholar answers: {failure}")
    if text(value, "paperId"):
        return SOUND
    found = held(value, "data")
    if found == [] or (found is None and held(value, "total") == 0):
        return absent("Semantic Scholar has no such work")
    return SOUND if any(text(record, "paperId") for record in listed(value, "data")) else broken("the answer holds no works", retry=True)


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    value = parse(response.body)
    works = readable([value] if text(value, "paperId") else listed(value, "data"), work_of)
    return only_asked(works, query.identifiers) if query.kind is QueryKind.IDENTIFIER else works[: max(1, query.limit)]


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
