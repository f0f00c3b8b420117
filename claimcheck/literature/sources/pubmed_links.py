"""What PubMed knows of the works that a work cites."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records import naming
from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.xml_outline import Outline, tree
from claimcheck.literature.source import Source
from claimcheck.literature.sources.answering import answer_from, only_asked, values
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_xml
from claimcheck.model import Answer, Identifier, IdentifierKind, Query, QueryKind, Work

NAME = "PubMed links"
SERVICE = "ncbi_eutils"
_BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/elink.fcgi?dbfrom=pubmed&db=pubmed&linkname=pubmed_pubmed_refs&retmode=xml"
_LINK = "pubmed_pubmed_refs"
_MOST = 50


def build_request(query: Query) -> Request | None:
    """The works cited by those with the PMIDs of a query; each id on its own, for PubMed throws a list into one set."""
    numbers = values(query, IdentifierKind.PMID, _MOST)
    if query.kind is not QueryKind.IDENTIFIER or not numbers:
        return None
    return Request(SERVICE, _BASE + "".join(f"&id={number}" for number in numbers), accept="application/xml", kind=Kind.RECORD)


def judge(response: Response) -> Judgement:
    """Sound where links to cited works stand in it; sets without any link say that PubMed knows of none."""
    return judge_xml(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """One work for each PMID with links, without a title, holding what it cites as `references`."""
    return answer_from(query, response, NAME, judge, _read)


def _look(found: Outline) -> Judgement:
    failure = found.noted.get("ERROR")
    if failure:
        return broken(f"PubMed answers: {failure}", retry=True)
    if found.root != "eLinkResult" or not found.children["LinkSet"]:
        return broken(f"the answer is {found.root or 'empty'}, not links of PubMed", retry=True)
    if _LINK in found.noted.get("LinkName", ""):
        return SOUND
    others = {"LinkName", "IdUrlList", "IdCheckList"}.intersection(found.noted)
    return broken("the answer holds other links than those asked for") if others else absent("PubMed knows of no works that it cites")


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    asked = [Identifier(IdentifierKind.PMID, number) for number in values(query, IdentifierKind.PMID, _MOST)]
    linked = (_linked(group) for group in tree(response.body).iter("LinkSet"))
    return only_asked((work for work in linked if work.references), asked)


def _linked(group: Element) -> Work:
    """The work of one set of links (RecordError: the set is of several works)."""
    owners = naming.known(*_numbers(group.find("IdList")))
    if len(owners) != 1:
        raise RecordError("a set of links belongs to several works")
    links = (link for named in group.findall("LinkSetDb") if named.findtext("LinkName") == _LINK for link in named.findall("Link"))
    return Work(owners, "", references=naming.known(*(number for link in links for number in _numbers(link))), source=NAME)


def _numbers(element: Element | None) -> Iterator[Identifier | None]:
    return (naming.pmid(number.text or "") for number in (element.findall("Id") if element is not None else ()))


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
