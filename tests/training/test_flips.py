"""A sentence turned into its opposite."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.training.flips import flipped

WORDS = (
    "increases", "improved", "worsening", "higher", "smaller", "superior", "shorter", "ineffective", "safe", "harm", "enhance",
    "delays", "prevent", "positive", "faster", "weakens", "activation",
)  # fmt: skip
TOLD = (
    *WORDS, "Nettle", "tea", "pain", "did", "not", "was", "no", "significant", "difference", "may", "associated", "failed", "to", "a",
    "has", "reduces", "significantly", "can", "more", ".", ",", "ſafe", "ınhibits",
)  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_direction_turned_twice_comes_back(word: str) -> None:
    sentence = f"Tea and {word} in gout"
    turned = flipped(sentence)
    assert turned is not None
    assert turned != sentence
    assert flipped(turned) == sentence


@pytest.mark.parametrize(
    ("sentence", "opposite"),
    [
        ("Tea did not significantly improve pain.", "Tea did improve pain."),
        ("Tea does not reduce pain.", "Tea does reduce pain."),
        ("Pain was not associated with tea.", "Pain was associated with tea."),
        ("There was no significant difference in pain.", "There was a significant difference in pain."),
        ("Tea has no use.", "Tea has a clear use."),
        ("Tea failed to ease pain.", "Tea was able to ease pain."),
    ],
)
def test_a_denied_sentence_is_asserted_whichever_way_is_asked_for(sentence: str, opposite: str) -> None:
    assert {flipped(sentence, turn) for turn in range(4)} == {opposite}


@pytest.mark.parametrize(
    ("sentence", "ways"),
    [
        ("Tea reduces pain.", ["Tea increases pain.", "Tea does not change pain."]),
        ("Tea was effective.", ["Tea was ineffective.", "Tea was not effective."]),
        ("Tea may ease pain.", ["Tea may not ease pain."] * 2),
        ("Higher doses help.", ["Lower doses help."] * 2),
        ("There was a significant effect.", ["There was no significant effect."] * 2),
    ],
)
def test_an_assertion_is_turned_round_or_denied_in_turn(sentence: str, ways: list[str]) -> None:
    assert [flipped(sentence, 0), flipped(sentence, 1)] == ways
    assert flipped(sentence, 2) == ways[0]


@pytest.mark.parametrize("sentence", ["", "Tea is brewed from leaves.", "The mores of tea", "unsafely", "42"])
def test_a_sentence_without_a_word_that_is_known_to_turn_has_no_opposite(sentence: str) -> None:
    assert flipped(sentence) is None


@pytest.mark.parametrize(("word", "other"), [("Safe", "Unsafe"), ("SAFE", "Unsafe"), ("safe", "unsafe")])
def test_a_capital_stays(word: str, other: str) -> None:
    assert flipped(word) == other


@settings(deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(TOLD), max_size=10).map(" ".join), st.integers(0, 9))
def test_whatever_is_read_the_opposite_differs_and_is_the_same_each_time(sentence: str, turn: int) -> None:
    turned = flipped(sentence, turn)
    assert turned != sentence
    assert flipped(sentence, turn) == turned
    assert turned is None or turned.strip()
