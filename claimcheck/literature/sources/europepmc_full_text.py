"""Open full texts at Europe PMC."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records import naming
from claimcheck.literature.records.jats import work_of
from claimcheck.literature.records.loose_json import is_page
from claimcheck.literature.records.xml_outline import Outline
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import answer_from, only_asked, values
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_xml
from claimcheck.model import Answer, Identifier, IdentifierKind, Query, QueryKind, Work

NAME = "Europe PMC full text"
SERVICE = "europepmc"
_BASE = "https://www.ebi.ac.uk/europepmc/webservices/rest"
_ROOTS = ("article", "pmc-articleset")


def build_request(query: Query) -> Request | None:
    """The full text of the first PMCID."""
    numbers = values(query, IdentifierKind.PMCID, 1)
    if query.kind is not QueryKind.FULL_TEXT or not numbers:
        return None
    return Request(SERVICE, f"{_BASE}/{numbers[0]}/fullTextXML", accept="application/xml", kind=Kind.FULL_TEXT)


def judge(response: Response) -> Judgement:
    """Sound where an article stands in it; 404 where there is no open one."""
    if response.status == 404:
        return _absent(response)
    return judge_xml(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """The work with its full text as `body`."""
    return answer_from(query, response, NAME, judge, full_text_in)


def _absent(response: Response) -> Judgement:
    """The service sends a 404 without a body, or with one that is data; pages and plain words are somebody else's."""
    body = response.body.strip()
    if is_page(body) or (body and body[:1] not in (b"{", b"<")):
        return broken("not found (404), but not in the form of Europe PMC")
    return absent("Europe PMC has no open full text of it (not open access, or unknown)")


def _look(found: Outline) -> Judgement:
    if found.root == "errorBean" or found.noted.get("errMsg"):
        said = found.noted.get("errMsg", "")
        return absent(f"Europe PMC answers: {said}") if "not open access" in said else broken(f"Europe PMC answers: {said}", retry=True)
    if found.root.rpartition("}")[2] not in _ROOTS or not found.children:
        return broken(f"the answer is {found.root or 'empty'}, not an article", retry=True)
    return SOUND if "body" in found.noted else absent("Europe PMC gives the abstract of it only")


def full_text_in(query: Query, response: Response) -> tuple[Work, ...]:
    """The article in a response, under the PMCID asked for where it bears none (RecordError: it is another article)."""
    asked = naming.known(*(Identifier(IdentifierKind.PMCID, value) for value in values(query, IdentifierKind.PMCID, 1)))
    work = work_of(response.body)
    bears_one = any(identifier.kind is IdentifierKind.PMCID for identifier in work.identifiers)
    named = work if bears_one else replace(work, identifiers=(*work.identifiers, *asked))
    return only_asked((named,), asked)


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
