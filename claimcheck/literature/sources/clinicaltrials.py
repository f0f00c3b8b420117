"""ClinicalTrials.gov: the record of a trial by its number, and trials on a topic."""

from __future__ import annotations

import re

from claimcheck.http.messages import Judgement, Kind, Request, Response
from claimcheck.literature.records import naming
from claimcheck.literature.records.loose_json import held, listed, parse, text, whole
from claimcheck.literature.records.trial_json import SOURCE as NAME
from claimcheck.literature.records.trial_json import work_of
from claimcheck.literature.source import Source
from claimcheck.literature.sources import terms
from claimcheck.literature.sources.answering import address, answer_from, only_asked, readable, values
from claimcheck.literature.sources.judging import SOUND, absent, broken, judge_count, judge_json
from claimcheck.model import Answer, IdentifierKind, Query, QueryKind, Topic, Work

SERVICE = "clinicaltrials"
_BASE = "https://clinicaltrials.gov/api/v2/studies"
_MOST = 50
_NONE = re.compile(rb"\s*NCT number NCT\d{8} not found\.?\s*")


def build_request(query: Query) -> Request | None:
    """The trial with the first number, several by a filter, or a search by intervention and condition."""
    numbers = values(query, IdentifierKind.NCT, _MOST)
    if query.kind is QueryKind.IDENTIFIER and len(numbers) == 1:
        return Request(SERVICE, f"{_BASE}/{numbers[0]}", kind=Kind.TRIAL)
    if query.kind is QueryKind.IDENTIFIER and numbers:
        url = address(_BASE, filter__ids=",".join(numbers), countTotal="true", pageSize=len(numbers))
        return Request(SERVICE, url, kind=Kind.TRIAL)
    if query.kind is QueryKind.TOPIC and query.topic:
        return _search(query.topic, max(1, min(query.limit, _MOST)))
    return None


def judge(response: Response) -> Judgement:
    """Sound where a study or a list of studies stands in it; 404 for a number that nobody has."""
    if response.status == 404:
        return _absent(response)
    return judge_json(response, _look)


def parse_response(query: Query, response: Response) -> Answer:
    """The trials as works; their `body` holds the results where results are posted."""
    return answer_from(query, response, NAME, judge, _read)


def _search(topic: Topic, most: int) -> Request | None:
    therapies, conditions = (terms.any_of(names, _quoted) for names in (topic.therapies, topic.conditions))
    if not therapies and not conditions:
        return None
    outcomes = "" if conditions else terms.any_of(topic.outcomes, _quoted)
    asked = {"query__intr": therapies, "query__cond": conditions, "query__outc": outcomes}
    return Request(SERVICE, address(_BASE, **asked, countTotal="true", pageSize=most), kind=Kind.SEARCH)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _absent(response: Response) -> Judgement:
    if _NONE.fullmatch(response.body):
        return absent("ClinicalTrials.gov has no trial with this number")
    return broken("not found (404), but not in the words of ClinicalTrials.gov")


def _look(value: object) -> Judgement:
    if held(value, "protocolSection") is not None:
        numbered = naming.nct(text(value, "protocolSection", "identificationModule", "nctId"))
        return SOUND if numbered else broken("the study bears no number", retry=True)
    studies = held(value, "studies")
    total = whole(value, "totalCount")
    if total is None and isinstance(studies, list) and studies:
        total = len(studies)
    return judge_count(total, studies, "trials")


def _read(query: Query, response: Response) -> tuple[Work, ...]:
    value = parse(response.body)
    works = readable([value] if held(value, "protocolSection") is not None else listed(value, "studies"), work_of)
    if query.kind is QueryKind.IDENTIFIER:
        return only_asked(works, naming.known(*query.identifiers))
    return works[: max(1, query.limit)]


SOURCE = Source(NAME, SERVICE, build_request, judge, parse_response)
