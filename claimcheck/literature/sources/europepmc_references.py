"""What Europe PMC knows of the works that a work cites."""

from __future__ import annotations

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records import naming
from claimcheck.literature.records.europepmc_json import identifiers_of
from claimcheck.literature.records.loose_json import held, listed, parse, text, whole
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import address, answer_from, values
from claimcheck.literature.sources.europepmc import failure_in
from claimcheck.literature.sources.judging import broken, judge_count, judge_json
from claimcheck.model import Answer, IdentifierKind, Query, QueryKind, Work

NAME = "Europe PMC references"
SERVICE = "europepmc"
_BASE = "https://www.ebi.ac.uk/europepmc/webservices/rest"
_MOST = 1000


def build_request(query: Query) -> Request | None:
    """The works cited by the one with the first PMID, or else PMCID, of a query."""
    pmid, pmcid = (values(query, kind, 1) for kind in (IdentifierKind.PMID, IdentifierKind.PMCID))
    if query.kind is not QueryKind.IDENTIFIER or not (pmid or pmcid):
        return None
    place = f"MED/{pmid[0]}" if pmid else f"PMC/{pmcid[0]}"
    return Request(SERVICE, address(f"{_BASE}/{place}/references", format="json", page=1, pageSize=_MOST), kind=Kind.RECORD)


def judge(response: Response) -> Judgement:
    """Sound where cited works stand in it."""
    return judge_json(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """One work without a title: the one asked for, holding what it cites as `references`."""
    return answer_from(query, response, NAME, judge, _read)


def _look(value: object) -> Judgement:
    failure = failure_in(value)
    if failure is not None:
        return failure
    if text(value, "request", "id") == "":
        return broken("the answer does not say whose references it lists", retry=True)
    total = whole(value, "hitCount")
    found = held(value, "referenceList", "reference")
    return judge_count(total, [] if found is None and total == 0 else found, "cited works")


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    value = parse(response.body)
    cited = (identifier for record in listed(value, "referenceList", "reference") for identifier in identifiers_of(record))
    number = text(value, "request", "id")
    owner = naming.pmcid(number) if text(value, "request", "source") == "PMC" else naming.pmid(number)
    references = naming.known(*cited)
    return (Work(naming.known(owner), "", source=NAME, references=references),) if owner in query.identifiers else ()


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
