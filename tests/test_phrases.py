"""The phrase language: what matches, what does not, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.inflection import inflections
from claimcheck.phrases import PhraseError, PhraseIndex


def found(phrase: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in PhraseIndex([(phrase, 0)]).find(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("stem cell", "Stem-cell and STEM  CELL, stemcell", ["Stem-cell", "STEM  CELL"]),
        ("improve~", "improves improved improving improvement", ["improves", "improved", "improving"]),
        ("(safe|free of harm)", "safe and free of harm", ["safe", "free of harm"]),
        ("[very] good", "very good", ["very good", "good"]),
        ("(prove|confirm)~ it", "proved it, confirms it", ["proved it", "confirms it"]),
        ("no .. effects", "no known side effects. no. effects", ["no known side effects"]),
        ("# %", "87% of 12.5 % and ninety %", ["87%", "12.5 %"]),
        ("cure", "It will cure. Cure it", ["cure", "Cure"]),
        ("well known", "well. Known", []),
        ("body's own", "the body’s own cells", ["body’s own"]),
        ("clinicaltrials.gov", "see ClinicalTrials.gov now", ["ClinicalTrials.gov"]),
    ],
)
def test_phrases_match_as_written(phrase: str, text: str, hits: list[str]) -> None:
    assert found(phrase, text) == hits


@pytest.mark.parametrize("phrase", ["", "(a|b", "a)", "..", ".. a", "a ..", "[a]", "a ..99 b", "a <b>", "(" * 12 + "a" + ")" * 12])
def test_broken_phrases_are_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        PhraseIndex([(phrase, 0)])


@given(st.text(alphabet="ab cure. #%()|[]~-’", max_size=30), st.text(alphabet="ab cure. 12%-’\n", max_size=60))
def test_any_phrase_is_read_or_refused_and_hits_lie_in_the_text(phrase: str, text: str) -> None:
    try:
        index = PhraseIndex([(phrase, 0)])
    except PhraseError:
        return
    for hit in index.find(text):
        assert 0 <= hit.start < hit.end <= len(text)


def test_hits_are_sorted_by_start_and_then_longest_first() -> None:
    hits = PhraseIndex([("a b", 1), ("a", 2), ("b", 3)]).find("a b")
    assert [hit.key for hit in hits] == [1, 2, 3]


@pytest.mark.parametrize(
    ("word", "form"), [("study", "studies"), ("stop", "stopped"), ("show", "shown"), ("cure", "curing"), ("be", "were")]
)
def test_inflections(word: str, form: str) -> None:
    assert form in inflections(word)
