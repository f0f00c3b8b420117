"""Text cut into tokens and put into the form that the models read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.inference.encoding import BEGIN, END, Encoding, kept
from claimcheck.inference.manifest import TOKENIZER, WEIGHTS

HOSTILE = ("</s>", "<s><s><pad><mask>", "\ud800 half a pair", "\x00\x01", "a" * 200_000, " " * 100_000, "e\u0301" * 50, "\U0001f9ec" * 99)


@pytest.fixture(scope="module")
def encoding() -> Encoding:
    return Encoding((WEIGHTS / TOKENIZER).read_bytes())


def test_one_text_stands_between_its_marks(encoding: Encoding) -> None:
    numbers = encoding.numbers("Stem cells help.", "", 512)
    assert numbers[0] == BEGIN
    assert numbers[-1] == END
    assert set(numbers[1:-1]).isdisjoint({BEGIN, END})


def test_a_pair_is_the_two_texts_between_marks(encoding: Encoding) -> None:
    one, other = encoding.numbers("It helps.", "", 512), encoding.numbers("It does not.", "", 512)
    assert encoding.numbers("It helps.", "It does not.", 512) == [*one, END, *other[1:]]


@pytest.mark.parametrize("text", HOSTILE)
def test_marks_and_broken_letters_in_the_text_stay_text(encoding: Encoding, text: str) -> None:
    numbers = encoding.numbers(text, "", 128)
    assert len(numbers) <= 128
    assert set(numbers[1:-1]).isdisjoint({0, 1, 2, 50264})


@given(st.integers(0, 40), st.integers(0, 40), st.integers(2, 50))
def test_a_pair_is_cut_where_it_is_longer(one: int, other: int, room: int) -> None:
    left, right = kept(range(one), range(other), room)
    assert len(left) + len(right) == min(one + other, room)
    assert (list(left), list(right)) == (list(range(len(left))), list(range(len(right))))
    if len(left) < one:
        assert len(left) >= len(right) - (len(right) < other)
    if len(right) < other:
        assert len(right) >= len(left) - (len(left) < one) - room % 2


@settings(max_examples=50, deadline=None)
@given(st.text(), st.text(), st.integers(8, 64))
def test_no_input_is_longer_than_the_most(encoding: Encoding, text: str, second: str, most: int) -> None:
    assert len(encoding.numbers(text, second, most)) <= most
