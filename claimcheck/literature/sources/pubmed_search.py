"""PubMed searched by topic, entry or DOI: works that hold their PMID only."""

from __future__ import annotations

import re

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records import naming
from claimcheck.literature.records.loose_json import held, parse, text, texts, whole
from claimcheck.literature.source import Source
from claimcheck.literature.sources import terms
from claimcheck.literature.sources.answering import address, answer_from, values
from claimcheck.literature.sources.judging import broken, judge_count, judge_json
from claimcheck.model import Answer, Bibliography, IdentifierKind, Query, QueryKind, Topic, Work

NAME = "PubMed"
SERVICE = "ncbi_eutils"
_BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esearch.fcgi"
_MOST = 200
_NOT_IN_A_DOI = re.compile(r"[\"\[\]*]")
_NO_NOTICES = '("retracted publication"[pt] OR "retraction of publication"[pt] OR "published erratum"[pt])'


def build_request(query: Query) -> Request | None:
    """A search by relevance, for topics and entries that say enough, and for the DOI of a work whose PMID is not known."""
    term = ""
    if query.kind is QueryKind.IDENTIFIER:
        term = _doi_term(query)
    elif query.kind is QueryKind.TOPIC and query.topic:
        term = topic_term(query.topic)
    elif query.kind is QueryKind.BIBLIOGRAPHY and query.bibliography:
        term = entry_term(query.bibliography)
    if not term:
        return None
    most = max(1, min(query.limit, _MOST))
    url = address(_BASE, db="pubmed", retmode="json", sort="relevance", retmax=most, term=term)
    return Request(SERVICE, url, kind=Kind.SEARCH)


def judge(response: Response) -> Judgement:
    """Sound where it lists PMIDs; failures stand within answers of status 200."""
    return judge_json(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """The PMIDs in the order of relevance, as works without a title."""
    return answer_from(query, response, NAME, judge, _read)


def topic_term(topic: Topic) -> str:
    """The search for a topic: every name as heading and in title or abstract, in works with an abstract that stand; "" for no topic."""
    wanted = terms.topic_query(topic, _named)
    return f"{wanted} AND hasabstract NOT {_NO_NOTICES}" if wanted else ""


def entry_term(entry: Bibliography) -> str:
    """The search for an entry: by the words of a telling title, else by all that the entry gives; "" where that is too little."""
    title = terms.all_of(*(f"{word}[ti]" for word in terms.title_words(entry.title)))
    if terms.is_telling(entry):
        return title
    author = _tagged(entry.authors[0].split(" ")[-1] if entry.authors else "", "1au")
    year = f"{entry.year}[dp]" if entry.year else ""
    first_page = entry.pages.replace("–", "-").partition("-")[0]
    place = (_tagged(entry.journal, "ta"), _tagged(entry.volume, "vi"), _tagged(first_page, "pg"))
    given = [part for part in (author, title, year, *place) if part]
    return terms.all_of(*given) if len(given) >= 3 or (title and len(given) >= 2) else ""


def _doi_term(query: Query) -> str:
    dois = values(query, IdentifierKind.DOI, 1)
    if not dois or values(query, IdentifierKind.PMID, 1) or _NOT_IN_A_DOI.search(dois[0]):
        return ""
    return f'"{dois[0]}"[doi]'


def _named(name: str) -> str:
    # A quoted phrase that PubMed's index lacks is broken into words; with a distance it is looked for as it stands.
    distance = ":~0" if " " in name else ""
    return " OR ".join((f'"{name}"[mh]', *(f'"{form}"[tiab{distance}]' for form in terms.numbers(name))))


def _tagged(words: str, tag: str) -> str:
    found = terms.phrase(words)
    return f'"{found}"[{tag}]' if found else ""


def _look(value: object) -> Judgement:
    failure = text(value, "error") or text(value, "esearchresult", "ERROR")
    if failure:
        return broken(f"PubMed answers: {failure}", retry=True)
    found = held(value, "esearchresult", "idlist")
    total = whole(value, "esearchresult", "count")
    return judge_count(total, found, "records")


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    numbers = (naming.pmid(number) for number in texts(parse(response.body), "esearchresult", "idlist"))
    works = tuple(Work((number,), "", source="PubMed") for number in naming.known(*numbers))
    return works[: max(1, query.limit)]


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
