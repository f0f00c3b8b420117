"""What all sources judge alike: the status of a response, and whether its body is whole JSON or XML."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.http.messages import Judgement, Response
from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.loose_json import parse
from claimcheck.literature.records.xml_outline import Outline, outline
from claimcheck.model import Outcome

SOUND = Judgement(Outcome.FOUND)
_LONGEST = 160
_AGAIN = (408, 425, 429)


def absent(detail: str) -> Judgement:
    """The service says that it has none."""
    return Judgement(Outcome.NOT_FOUND, detail)


def broken(detail: str, *, retry: bool = False) -> Judgement:
    """The answer is worth nothing; `retry` where it may be better when asked again."""
    return Judgement(Outcome.FAILED, short(detail), retry)


def short(words: str) -> str:
    """Words of a service, fit for one line."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def by_status(response: Response) -> Judgement | None:
    """The judgement that follows from the status alone; None for 200, which needs a look at the body."""
    status = response.status
    if status == 200:
        return None
    if status == 429:
        return broken("too many requests (429)", retry=True)
    if status in (401, 403):
        return broken(f"access refused ({status})")
    if 300 <= status < 400:
        return broken(f"sent on to another address ({status})")
    if status >= 500 or status in _AGAIN:
        return broken(f"the service is in trouble ({status})", retry=True)
    return broken(f"the request was refused ({status})")


def judge_json(response: Response, look: Callable[[object], Judgement]) -> Judgement:
    """Judge a response that is JSON where it is sound; `look` says what the value is worth."""
    refused = by_status(response)
    if refused is not None:
        return refused
    try:
        return look(parse(response.body))
    except RecordError as fault:
        return broken(str(fault), retry=True)


def judge_xml(response: Response, look: Callable[[Outline], Judgement]) -> Judgement:
    """Judge a response that is XML where it is sound; `look` says what its outline is worth."""
    refused = by_status(response)
    if refused is not None:
        return refused
    try:
        return look(outline(response.body))
    except RecordError as fault:
        return broken(str(fault), retry=True)


def judge_count(total: int | None, results: object, what: str) -> Judgement:
    """Judge a search by the number of hits that it tells and the list that it gives: both must say the same."""
    if total is None or total < 0 or not isinstance(results, list):
        return broken(f"the answer is not a list of {what}", retry=True)
    if total == 0 and not results:
        return absent(f"no {what} fit the query")
    if not results:
        return broken(f"the answer counts {total} {what} and lists none", retry=True)
    if total < len(results):
        return broken(f"the answer counts {total} {what} and lists {len(results)}", retry=True)
    return SOUND
