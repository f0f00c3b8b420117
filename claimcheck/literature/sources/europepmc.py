"""Europe PMC: full records by identifier, by entry and by topic."""

from __future__ import annotations

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records import naming
from claimcheck.literature.records.europepmc_json import SOURCE as NAME
from claimcheck.literature.records.europepmc_json import work_of
from claimcheck.literature.records.loose_json import held, listed, parse, text, whole
from claimcheck.literature.source import Source
from claimcheck.literature.sources import terms
from claimcheck.literature.sources.answering import address, answer_from, only_asked, readable
from claimcheck.literature.sources.judging import broken, judge_count, judge_json
from claimcheck.model import Answer, Bibliography, Identifier, IdentifierKind, Query, QueryKind, Topic, Work

SERVICE = "europepmc"
_BASE = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
_MOST_ASKED = 20
_MOST = 100
_LONGEST = 1400
_NO_NOTICES = ("retracted publication", "retraction of publication", "published erratum", "correction")


def build_request(query: Query) -> Request | None:
    """A search that gives whole records."""
    search = _search(query)
    if not search:
        return None
    by_identifier = query.kind is QueryKind.IDENTIFIER
    most = _MOST_ASKED * 2 if by_identifier else max(1, min(query.limit, _MOST))
    url = address(_BASE, query=search, resultType="core", format="json", pageSize=most)
    return Request(SERVICE, url, kind=Kind.NOTICES if by_identifier else Kind.SEARCH)


def judge(response: Response) -> Judgement:
    """Sound where results stand in it; failures stand within answers of status 200 as `errCode`."""
    return judge_json(response, look)


def parse_response(query: Query, response: Response) -> Answer:
    """The works found, the most relevant first."""
    return answer_from(query, response, NAME, judge, _read)


def look(value: object) -> Judgement:
    """The judgement on a list of results."""
    failure = failure_in(value)
    if failure is not None:
        return failure
    return judge_count(whole(value, "hitCount"), held(value, "resultList", "result"), "records")


def failure_in(value: object) -> Judgement | None:
    """The failure that an answer of any endpoint may speak of in place of results."""
    code = whole(value, "errCode")
    if code is None and not text(value, "errMsg"):
        return None
    return broken(f"Europe PMC answers: {text(value, 'errMsg') or code}", retry=(code or 0) >= 500)


def identifier_term(identifier: Identifier) -> str:
    """The search for one identifier; "" for kinds that Europe PMC does not know."""
    if identifier.kind is IdentifierKind.DOI:
        plain = identifier.value.replace("\\", "").replace('"', "")
        return f'DOI:"{plain}"'
    if identifier.kind is IdentifierKind.PMID:
        return f"(EXT_ID:{identifier.value} AND SRC:MED)"
    return f"PMCID:{identifier.value}" if identifier.kind is IdentifierKind.PMCID else ""


def topic_term(topic: Topic) -> str:
    """The search for a topic in titles, abstracts and keywords, in works with an abstract that stand; "" for no topic."""
    wanted = terms.topic_query(topic, _named)
    notices = "".join(f' AND NOT PUB_TYPE:"{name}"' for name in _NO_NOTICES)
    return f"{wanted} AND HAS_ABSTRACT:Y{notices}" if wanted else ""


def entry_term(entry: Bibliography) -> str:
    """The search for an entry by the words of its title, with author and year where those are few; "" where that is too little."""
    title = terms.all_of(*(f"TITLE:{word}" for word in terms.title_words(entry.title)))
    if terms.is_telling(entry):
        return title
    author = terms.phrase(entry.authors[0]) if entry.authors else ""
    journal, volume = terms.phrase(entry.journal), terms.phrase(entry.volume)
    others = (
        f'AUTH:"{author}"' if author else "",
        f"PUB_YEAR:{entry.year}" if entry.year else "",
        f'JOURNAL:"{journal}"' if journal else "",
        f'VOLUME:"{volume}"' if volume else "",
    )
    given = [part for part in (title, *others) if part]
    return terms.all_of(*given) if len(given) >= 3 or (title and len(given) >= 2) else ""


def _named(name: str) -> str:
    return " OR ".join((*(f'TITLE_ABS:"{form}"' for form in terms.numbers(name)), f'KW:"{name}"'))


def _search(query: Query) -> str:
    if query.kind is QueryKind.IDENTIFIER:
        parts = [term for identifier in query.identifiers[:_MOST_ASKED] if (term := identifier_term(identifier))]
        return " OR ".join(parts)
    if query.kind is QueryKind.TOPIC and query.topic:
        return _fitting(query.topic)
    if query.kind is QueryKind.BIBLIOGRAPHY and query.bibliography:
        return entry_term(query.bibliography)
    return ""


def _fitting(topic: Topic) -> str:
    """The search with as many synonyms as its length allows: Europe PMC refuses 1,500 characters."""
    for most in range(len(max((topic.therapies, topic.conditions, topic.outcomes), key=len)), 0, -1):
        cut = Topic(topic.therapies[:most], topic.conditions[:most], topic.outcomes[:most], topic.types)
        if len(search := topic_term(cut)) <= _LONGEST:
            return search
    return ""


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    works = readable(listed(parse(response.body), "resultList", "result"), work_of)
    if query.kind is QueryKind.IDENTIFIER:
        return only_asked(works, naming.known(*query.identifiers))
    return tuple(work for work in works if work.identifiers or query.kind is QueryKind.BIBLIOGRAPHY)[: max(1, query.limit)]


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
