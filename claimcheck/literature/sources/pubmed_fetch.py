"""PubMed records by PMID."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records.faults import Faults
from claimcheck.literature.records.pubmed_xml import works_of
from claimcheck.literature.records.xml_outline import Outline
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import address, answer_from, only_asked, values
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_xml
from claimcheck.model import Answer, Identifier, IdentifierKind, Query, QueryKind, Work

NAME = "PubMed"
SERVICE = "ncbi_eutils"
_BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"
_MOST = 200
_ROOTS = ("PubmedArticleSet", "PubmedArticle", "PubmedBookArticleSet")
_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "BookDocument")


def build_request(query: Query) -> Request | None:
    """The records of all PMIDs of a query in one request."""
    numbers = values(query, IdentifierKind.PMID, _MOST)
    if query.kind is not QueryKind.IDENTIFIER or not numbers:
        return None
    url = address(_BASE, db="pubmed", retmode="xml", id=",".join(numbers))
    return Request(SERVICE, url, accept="application/xml", kind=Kind.NOTICES)


def judge(response: Response) -> Judgement:
    """Sound where records stand in it; an empty set says that PubMed has none with these PMIDs."""
    return judge_xml(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """The works with the PMIDs asked for; those that PubMed dropped are told in the detail."""
    return answer_from(query, response, NAME, judge, _read)


def _look(found: Outline) -> Judgement:
    failure = found.noted.get("ERROR")
    if found.root not in _ROOTS or failure:
        said = failure or f"the answer is {found.root or 'empty'}, not records of PubMed"
        return broken(f"PubMed answers: {said}" if failure else said, retry=True)
    if any(found.children[name] for name in _RECORDS):
        return SOUND
    if found.children:
        return broken("the answer holds no record that is known", retry=True)
    return absent("PubMed has no record with this PMID")


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    asked = [Identifier(IdentifierKind.PMID, number) for number in values(query, IdentifierKind.PMID, _MOST)]
    return only_asked(_works(response.body), asked)


def _works(body: bytes) -> Iterator[Work]:
    return (work for work in works_of(BytesIO(body), faults=Faults(strict=True)) if isinstance(work, Work))


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
