"""Crossref: the record of a DOI with the notices about it, and works that fit an entry."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records import naming
from claimcheck.literature.records.crossref_json import SOURCE as NAME
from claimcheck.literature.records.crossref_json import work_of
from claimcheck.literature.records.loose_json import held, listed, parse, text, whole
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import address, answer_from, readable, segment, values
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_count, judge_json
from claimcheck.model import Answer, Bibliography, Identifier, IdentifierKind, Query, QueryKind, Work

SERVICE = "crossref"
BASE = "https://api.crossref.org/works"
_NONE = b"Resource not found."
_MOST = 5
_LONGEST = 500


def build_request(query: Query) -> Request | None:
    """The record of the first DOI, or a search for an entry."""
    dois = values(query, IdentifierKind.DOI, 1)
    if query.kind is QueryKind.IDENTIFIER and dois:
        return Request(SERVICE, f"{BASE}/{segment(dois[0])}", kind=Kind.NOTICES)
    if query.kind is QueryKind.BIBLIOGRAPHY and query.bibliography and (words := entry_words(query.bibliography)):
        most = max(1, min(query.limit, _MOST))
        return Request(SERVICE, address(BASE, query__bibliographic=words, rows=most), kind=Kind.SEARCH)
    return None


def judge(response: Response) -> Judgement:
    """Sound where a record or a list of works stands in it; Crossref says "Resource not found." where it has none."""
    if response.status == 404:
        return absent_here(response)
    return judge_json(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """The work, or those that fit best, with the notices that Crossref knows about them."""
    return answer_from(query, response, NAME, judge, _read)


def absent_here(response: Response) -> Judgement:
    """The judgement on a 404: only Crossref's own words mean that it has no record, and that says nothing of other agencies."""
    if response.body.strip() != _NONE:
        return broken("not found (404), but not in Crossref's words")
    return absent("Crossref has no record of this DOI; it may be registered with another agency (DataCite and others)")


def entry_words(entry: Bibliography) -> str:
    """The entry as words to match: what it says of itself, or else its text; "" where that is too little to tell works apart."""
    parts = (" ".join(entry.authors[:3]), str(entry.year or ""), entry.title, entry.journal, entry.volume, entry.pages)
    told = " ".join(part for part in parts if part) if entry.title else entry.text or " ".join(part for part in parts if part)
    words = " ".join(told.split())[:_LONGEST]
    return words if len(words.split()) >= 3 else ""


def _look(value: object) -> Judgement:
    if text(value, "status") != "ok":
        said = text(value, "message", "description") or next((text(part, "message") for part in listed(value, "message")), "")
        return broken(f"Crossref answers: {said or 'no status'}", retry=text(value, "status") != "failed")
    kind = text(value, "message-type")
    if kind == "work":
        whole_record = naming.doi(text(value, "message", "DOI")) is not None
        return SOUND if whole_record else broken("the record bears no DOI", retry=True)
    if kind == "work-list":
        return judge_count(whole(value, "message", "total-results"), held(value, "message", "items"), "works")
    return broken(f"the answer is {kind or 'something unnamed'}, not works")


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    message = held(parse(response.body), "message")
    if query.kind is not QueryKind.IDENTIFIER:
        return readable(listed(message, "items"), work_of)[: max(1, query.limit)]
    return tuple(_as_asked(work, query) for work in readable([message], work_of))


def _as_asked(work: Work, query: Query) -> Work:
    """The work under the DOI asked for as well: Crossref answers for an alias with the record under its first DOI."""
    asked = Identifier(IdentifierKind.DOI, values(query, IdentifierKind.DOI, 1)[0]) if values(query, IdentifierKind.DOI, 1) else None
    return replace(work, identifiers=naming.known(*work.identifiers, asked))


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
