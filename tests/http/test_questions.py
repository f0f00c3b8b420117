"""Two requests ask the same whatever the order and spelling of their parameters and whoever asks; else they differ."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, quote_plus, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.http.questions import normal_body, normal_url, with_parameters, without_personal

LETTERS = "abAB1&=+%/?#;:[] é世\xff"
NAMES = st.text(LETTERS, min_size=1, max_size=6)
PAIRS = st.lists(st.tuples(NAMES, st.text(LETTERS, max_size=6)), max_size=4)
BASE = "https://api.example.org/works"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.org/w?a=1&b=2", "https://a.org/w?b=2&a=1"),
        ("https://a.org/w?q=a+b", "https://a.org/w?q=a%20b"),
        ("https://a.org/w?q=10.1%2Fx%5B1%5D", "https://a.org/w?q=10.1/x[1]"),
        ("https://a.org/w/10.1%2fx", "https://a.org/w/10.1/x"),
        ("https://a.org/w?q=%c3%a9", "https://a.org/w?q=é"),
        ("https://A.org:443/w", "https://a.org/w#part"),
        ("http://a.org:80", "http://a.org/"),
        ("https://a.org/w?q=1&mailto=x%40y.org&tool=t&email=z&api_key=k", "https://a.org/w?q=1"),
        ("https://a.org/w?MAILTO=x&q=1&", "https://a.org/w?&q=1"),
        ("https://a.org/w?m%61ilto=x&q=1", "https://a.org/w?q=1"),
    ],
)
def test_the_same_question(one: str, other: str) -> None:
    assert normal_url(one) == normal_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.org/w?q=1", "https://a.org/w?q=2"),
        ("https://a.org/w?q=a%26b=c", "https://a.org/w?q=a&b=c"),
        ("https://a.org/w?q=a%2Bb", "https://a.org/w?q=a+b"),
        ("https://a.org/w?q=%ff", "https://a.org/w?q=%fe"),
        ("https://a.org/w?q=A", "https://a.org/w?q=a"),
        ("https://a.org/w", "http://a.org/w"),
        ("https://a.org/w", "https://a.org:8443/w"),
        ("https://a.org/w?q", "https://a.org/w"),
        ("https://a.org/w%3Fq=1", "https://a.org/w?q=1"),
    ],
)
def test_other_questions(one: str, other: str) -> None:
    assert normal_url(one) != normal_url(other)


@given(PAIRS, st.randoms(), st.booleans())
def test_order_and_spelling_do_not_matter(pairs: list[tuple[str, str]], random: object, plus: bool) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = f"{BASE}?{urlencode(pairs)}"
    other = f"{BASE}?{urlencode([*shuffled, ('mailto', 'me@example.org')], quote_via=quote_plus if plus else quote)}"
    assert normal_url(one) == normal_url(other)
    assert normal_url(normal_url(one)) == normal_url(one)


@given(PAIRS, PAIRS)
def test_questions_fall_together_only_where_they_are_the_same(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    same = sorted(one) == sorted(other)
    assert (normal_url(f"{BASE}?{urlencode(one)}") == normal_url(f"{BASE}?{urlencode(other)}")) is same


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert isinstance(normal_url(text), str)
    assert isinstance(normal_body(text.encode("utf-8", "surrogatepass")), str)


@given(PAIRS)
def test_personal_parameters_are_added_and_taken_away(pairs: list[tuple[str, str]]) -> None:
    url = f"{BASE}?{urlencode(pairs)}" if pairs else BASE
    told = with_parameters(url, (("api_key", "k&1"), ("email", "a+b@c.org")))
    assert parse_qsl(urlsplit(told).query, keep_blank_values=True) == [*pairs, ("api_key", "k&1"), ("email", "a+b@c.org")]
    assert without_personal(told) == url


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (b'{"ids": [1, 2], "a": 1}', b'{"a":1,"ids":[1,2]}', True),
        (b'{"ids": [1, 2]}', b'{"ids": [2, 1]}', False),
        (b"query=a+b&format=json&email=x", b"format=json&query=a%20b", True),
        (b"query=a", b"query=b", False),
        (b"plain", b"other", False),
    ],
)
def test_bodies(one: bytes, other: bytes, same: bool) -> None:
    assert (normal_body(one) == normal_body(other)) is same
