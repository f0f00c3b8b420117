"""Open full texts at PubMed Central itself, which has some that Europe PMC does not give."""

from __future__ import annotations

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records.xml_outline import Outline
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import address, answer_from, values
from claimcheck.literature.sources.europepmc_full_text import full_text_in
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_xml
from claimcheck.model import Answer, IdentifierKind, Query, QueryKind

NAME = "PMC full text"
SERVICE = "ncbi_eutils"
_BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"
_ROOT = "pmc-articleset"


def build_request(query: Query) -> Request | None:
    """The full text of the first PMCID."""
    numbers = values(query, IdentifierKind.PMCID, 1)
    if query.kind is not QueryKind.FULL_TEXT or not numbers:
        return None
    url = address(_BASE, db="pmc", id=numbers[0].removeprefix("PMC"), rettype="xml")
    return Request(SERVICE, url, accept="application/xml", kind=Kind.FULL_TEXT)


def judge(response: Response) -> Judgement:
    """Sound where an article with a body stands in it; publishers may let PubMed Central give the abstract only."""
    return judge_xml(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """The work with its full text as `body`."""
    return answer_from(query, response, NAME, judge, full_text_in)


def _look(found: Outline) -> Judgement:
    if found.noted.get("ERROR"):
        return broken(f"PubMed Central answers: {found.noted['ERROR']}", retry=True)
    if found.root != _ROOT:
        return broken(f"the answer is {found.root or 'empty'}, not an article", retry=True)
    if found.children["article"]:
        return SOUND if "body" in found.noted else absent("PubMed Central may not give the full text of it")
    return absent("PubMed Central has no article with this PMCID") if found.children["Reply"] else broken("the answer is empty", retry=True)


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
