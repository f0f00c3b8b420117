"""The ID converter of PubMed Central: DOI, PMID and PMCID of the same work."""

from __future__ import annotations

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records import naming
from claimcheck.literature.records.loose_json import held, listed, parse, text
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import address, answer_from, only_asked, values
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_json
from claimcheck.model import Answer, Identifier, IdentifierKind, Query, QueryKind, Work

NAME = "PMC ID converter"
SERVICE = "ncbi_idconv"
_BASE = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
_MOST = 200
_ASKED = (IdentifierKind.DOI, IdentifierKind.PMID, IdentifierKind.PMCID)


def build_request(query: Query) -> Request | None:
    """The first kind of identifier that the query has: the converter refuses a mixture."""
    asked = _asked(query)
    if query.kind is not QueryKind.IDENTIFIER or not asked:
        return None
    ids = ",".join(identifier.value for identifier in asked)
    return Request(SERVICE, address(_BASE, ids=ids, idtype=asked[0].kind.value, format="json"), kind=Kind.RECORD)


def judge(response: Response) -> Judgement:
    """Sound where one record at least was found; each record says for itself that it was not."""
    return judge_json(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """Works without a title that hold all their identifiers."""
    return answer_from(query, response, NAME, judge, _read)


def _asked(query: Query) -> tuple[Identifier, ...]:
    for kind in _ASKED:
        if found := values(query, kind, _MOST):
            return tuple(Identifier(kind, value) for value in found)
    return ()


def _look(value: object) -> Judgement:
    records = held(value, "records")
    if text(value, "status") != "ok" or not isinstance(records, list) or not records:
        said = next((text(part, "message") for part in listed(value, "errors")), "") or text(value, "message")
        return broken(f"the converter answers: {said or 'no records'}", retry=not said)
    if any(_work(record) for record in records):
        return SOUND
    if all(text(record, "status") == "error" and text(record, "errmsg") for record in records):
        return absent("PubMed Central does not hold this work; PubMed may")
    return broken("the converter names no identifiers", retry=True)


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    works = (_work(record) for record in listed(parse(response.body), "records"))
    return only_asked((work for work in works if work), _asked(query))


def _work(record: object) -> Work | None:
    if text(record, "status") == "error":
        return None
    known = naming.known(naming.doi(text(record, "doi")), naming.pmid(text(record, "pmid")), naming.pmcid(text(record, "pmcid")))
    return Work(known, "", source=NAME) if known else None


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
