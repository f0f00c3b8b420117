"""Crossref asked for the notices that name a work, where its own record may not list them."""

from __future__ import annotations

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records import dates, naming, notice_words
from claimcheck.literature.records.loose_json import held, listed, parse, text
from claimcheck.literature.source import Source
from claimcheck.literature.sources import crossref
from claimcheck.literature.sources.answering import address, answer_from, values
from claimcheck.model import Answer, Identifier, IdentifierKind, Notice, Query, QueryKind, Work

NAME = "Crossref updates"
SERVICE = crossref.SERVICE
_MOST = 50


def build_request(query: Query) -> Request | None:
    """The notices about the first DOI."""
    dois = values(query, IdentifierKind.DOI, 1)
    if query.kind is not QueryKind.IDENTIFIER or not dois or "," in dois[0]:
        return None
    return Request(SERVICE, address(crossref.BASE, filter=f"updates:{dois[0]}", rows=_MOST), kind=Kind.NOTICES)


def judge(response: Response) -> Judgement:
    """As for any list of works; NOT_FOUND means that no notice is known, and says nothing of the work."""
    return crossref.judge(response)


def parse_response(query: Query, response: Response) -> Answer:
    """One work without a title: the one asked for, with the notices about it."""
    return answer_from(query, response, NAME, judge, _read)


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    asked = naming.known(*(Identifier(IdentifierKind.DOI, value) for value in values(query, IdentifierKind.DOI, 1)))
    records = listed(held(parse(response.body), "message"), "items")
    notices = tuple(notice for record in records for notice in _notices(record, asked))
    return (Work(asked, "", notices=tuple(dict.fromkeys(notices)), source=NAME),) if notices else ()


def _notices(record: object, asked: tuple[Identifier, ...]) -> tuple[Notice, ...]:
    """What one notice says of the work asked for: it may update several."""
    found = []
    for update in listed(record, "update-to"):
        kind = notice_words.kind_of(text(update, "type"))
        if kind and naming.doi(text(update, "DOI")) in asked:
            date = dates.of_parts(held(update, "updated"))
            replaced = notice_words.is_replacement(text(update, "type"))
            found.append(Notice(kind, naming.doi(text(record, "DOI")), date, "Crossref", replaced))
    return tuple(found)


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
