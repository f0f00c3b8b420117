"""JSON of services: what is no JSON is refused, what is of another type counts as absent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.loose_json import held, listed, parse, text, texts, whole


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"),
        (b'{"a": 1', "not whole"),
        (b"\xff\xfe{}", "not JSON"),
        (b"[" * 200_000, "too deep"),
        (b" \n<!DOCTYPE HTML><html>", "web page"),
        (b"9" * 5000, "not JSON"),
    ],
)
def test_what_is_no_json_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        parse(body)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_parsed_or_refused(body: bytes) -> None:
    try:
        parse(body)
    except RecordError as fault:
        assert str(fault)


def test_a_mark_of_byte_order_is_borne() -> None:
    assert parse(b'\xef\xbb\xbf{"a": [1]}') == {"a": [1]}


def test_a_path_leads_through_objects_only() -> None:
    value = {"a": {"b": {"c": 1}}, "list": [{"c": 2}]}
    assert held(value, "a", "b", "c") == 1
    assert held(value, "a", "x", "c") is None
    assert held(value, "list", "c") is None
    assert held(None, "a") is None


def test_lists_stand_for_themselves_and_single_objects_for_lists() -> None:
    assert listed({"a": [1, 2]}, "a") == [1, 2]
    assert listed({"a": {"b": 1}}, "a") == [{"b": 1}]
    assert listed({"a": "text"}, "a") == []
    assert texts({"a": ["x", " ", "x", None, "y"]}, "a") == ("x", "y")
    assert texts({"a": "x"}, "a") == ("x",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" two\n words\u00a0here ", "two words here"),
        (7, "7"),
        (True, ""),
        (None, ""),
        (1.5, ""),
        (["x"], ""),
        (10**400, ""),
        ("a\ud800b\x00c", "a b c"),
    ],
)
def test_texts_are_one_clean_line(value: object, expected: str) -> None:
    assert text(value) == expected
    text(value).encode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12, 12),
        ("12", 12),
        (" 12.0 ", 12),
        (12.0, 12),
        (-1, -1),
        (True, None),
        ("1e3", None),
        (1.5, None),
        (float("inf"), None),
        (float("nan"), None),
        (1e308, None),
        (10**400, None),
        ("9" * 5000, None),
        ("", None),
        (None, None),
        ([1], None),
    ],
)
def test_whole_numbers_however_written(value: object, expected: int | None) -> None:
    assert whole({"n": value}, "n") == expected
