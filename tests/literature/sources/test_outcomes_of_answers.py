"""Every source tells sound answers, "we have none" and trouble apart."""

from __future__ import annotations

import json

import pytest
from made_answers import FOUND, NOT_FOUND, Made, response

from claimcheck.http.messages import Response
from claimcheck.model import Outcome

PAGE = "<!DOCTYPE html><html><head><title>Blocked</title></head><body>Too many visits</body></html>"
TROUBLE = (
    (response("", 429), True),
    (response({"error": "API rate limit exceeded", "count": "4", "limit": "3"}, 429), True),
    (response("This API is temporarily unavailable.", 503, "text/plain"), True),
    (response("<html>504 Gateway Time-out</html>", 504, "text/html"), True),
    (response({"status": "error", "message": {"description": "a Java exception"}}, 500), True),
    (response({"status": "failed", "message-type": "validation-failure", "message": [{"message": "no sort"}]}, 400), False),
    (response("`query.x` is unknown parameter", 400, "text/plain"), False),
    (response("", 403), False),
    (response("", 302), False),
    (response(PAGE, 404, "text/html"), False),
    (response("404 page not found", 404, "text/plain"), False),
    (response(PAGE, 200, "application/json"), True),
    (response(PAGE, 200, "text/html"), True),
    (response("", 200), True),
    (response("null", 200), True),
    (response("[]", 200), True),
    (response("{}", 200), True),
    (response("[" * 100_000, 200), True),
    (response('{"a":' * 50_000, 200), True),
    (response("<a>" * 100_000, 200), True),
    (response(b"\xff\xfe\x00{", 200), True),
    (response('<!DOCTYPE x [<!ENTITY a "b">]><PubmedArticleSet>&a;</PubmedArticleSet>', 200), True),
)


def name_of(made: Made) -> str:
    return f"{made.source.name} {made.query.kind}"


@pytest.mark.parametrize("made", FOUND, ids=name_of)
def test_sound_answers_are_found(made: Made) -> None:
    assert made.source.judge(made.response).outcome is Outcome.FOUND
    answer = made.source.parse_response(made.query, made.response)
    assert (answer.outcome, answer.query, answer.source) == (Outcome.FOUND, made.query, made.source.name)
    assert answer.works


@pytest.mark.parametrize("made", NOT_FOUND, ids=name_of)
def test_what_a_service_has_not_is_not_found(made: Made) -> None:
    answer = made.source.parse_response(made.query, made.response)
    assert (answer.outcome, answer.works) == (Outcome.NOT_FOUND, ())
    judgement = made.source.judge(made.response)
    assert (judgement.outcome, judgement.retry) == (Outcome.NOT_FOUND, False)


@pytest.mark.parametrize("made", FOUND, ids=name_of)
@pytest.mark.parametrize(("trouble", "retry"), TROUBLE, ids=str)
def test_trouble_is_a_failure_and_never_an_absence(made: Made, trouble: Response, retry: bool) -> None:
    judgement = made.source.judge(trouble)
    assert (judgement.outcome, judgement.detail == "") == (Outcome.FAILED, False)
    assert not retry or judgement.retry or "answers:" in judgement.detail
    assert made.source.parse_response(made.query, trouble).outcome is Outcome.FAILED


@pytest.mark.parametrize("made", FOUND, ids=name_of)
def test_every_cut_of_a_sound_answer_is_a_failure(made: Made) -> None:
    body = made.response.body
    for end in range(0, len(body) - 1, max(1, len(body) // 150)):
        cut = Response(200, made.response.headers, body[:end])
        assert made.source.judge(cut).outcome is Outcome.FAILED, body[:end][-40:]


@pytest.mark.parametrize("made", FOUND, ids=name_of)
def test_a_request_names_its_service_and_no_person(made: Made) -> None:
    request = made.source.build_request(made.query)
    assert request is not None
    assert request.service == made.source.service
    assert request.url.startswith("https://")
    assert request.url.isascii()
    assert " " not in request.url
    assert not any(word in request.url for word in ("mailto=", "email=", "api_key="))


@pytest.mark.parametrize("made", [made for made in FOUND if made.response.body[:1] == b"{"], ids=name_of)
def test_wrong_types_anywhere_never_raise(made: Made) -> None:
    value = json.loads(made.response.body)
    for path in paths(value):
        for wrong in (None, [], {}, 7, "x", True, [[None]], "9" * 5000, 1e308):
            changed = json.loads(made.response.body)
            put(changed, path, wrong)
            answer = made.source.parse_response(made.query, response(changed))
            assert answer.outcome in (Outcome.FOUND, Outcome.FAILED), (path, wrong)


def paths(value: object, so_far: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places in a value at which something else can stand."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, member in members for place in ((*so_far, key), *paths(member, (*so_far, key)))]


def put(value: object, path: tuple[str | int, ...], new: object) -> None:
    for step in path[:-1]:
        value = value[step]  # type: ignore[index]
    value[path[-1]] = new  # type: ignore[index]
