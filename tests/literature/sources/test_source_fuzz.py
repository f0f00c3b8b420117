"""Answers changed at random: nothing raises, and what is broken is never an absence."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from made_answers import FOUND, NOT_FOUND, Made

from claimcheck.http.messages import Response
from claimcheck.model import Outcome

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
ALL = st.sampled_from(FOUND + NOT_FOUND)


def outcome(made: Made, body: bytes, status: int) -> Outcome:
    changed = Response(status, made.response.headers, body, made.response.url)
    judged = made.source.judge(changed).outcome
    answered = made.source.parse_response(made.query, changed).outcome
    assert answered is judged or (judged is Outcome.FOUND and answered is Outcome.FAILED)
    return answered


@given(st.sampled_from(FOUND), st.data())
@settings(max_examples=150, deadline=None)
def test_changed_bytes_never_make_a_work_absent(made: Made, data: st.DataObject) -> None:
    body = bytearray(made.response.body)
    for place in data.draw(st.lists(st.integers(0, len(body) - 1), min_size=1, max_size=4)):
        body[place] = data.draw(st.integers(0, 255))
    assert outcome(made, bytes(body), 200) is not Outcome.NOT_FOUND


@given(ALL, st.data())
@settings(max_examples=100, deadline=None)
def test_cut_and_spliced_answers_never_raise(made: Made, data: st.DataObject) -> None:
    body = made.response.body
    start, end = sorted((data.draw(st.integers(0, len(body))), data.draw(st.integers(0, len(body)))))
    spliced = body[:start] + data.draw(st.binary(max_size=30)) + body[end:]
    assert outcome(made, spliced, made.response.status) in (Outcome.FOUND, Outcome.NOT_FOUND, Outcome.FAILED)


@given(ALL, JSON, st.sampled_from((200, 404)))
@settings(max_examples=100, deadline=None)
def test_any_json_is_borne(made: Made, value: object, status: int) -> None:
    assert outcome(made, json.dumps(value).encode(), status) is not Outcome.FOUND


@given(st.sampled_from([made for made in FOUND if made.response.body[:1] == b"{"]), st.data())
@settings(max_examples=100, deadline=None)
def test_members_exchanged_for_anything_never_make_a_work_absent(made: Made, data: st.DataObject) -> None:
    value = json.loads(made.response.body)
    places: list[tuple[object, object]] = []
    todo: list[object] = [value]
    while todo:
        here = todo.pop()
        keys = list(here) if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else ()
        places += [(here, key) for key in keys]
        todo += [here[key] for key in keys]  # type: ignore[index]
    owner, key = data.draw(st.sampled_from(places))
    owner[key] = data.draw(JSON)  # type: ignore[index]
    assert outcome(made, json.dumps(value).encode(), 200) is not Outcome.NOT_FOUND
