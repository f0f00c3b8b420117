"""How a citing sentence stands to the work it cites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.evidence.citing import Citing, Fidelity, read_citing, signals_of
from claimcheck.scoring.benchmarks.citation_integrity import citing_of

SENTENCE = "Nettle tea was measured to lower pain scores in people with chronic gout"


def test_a_sentence_that_says_what_the_work_says_is_accurate() -> None:
    reading = read_citing(Citing(SENTENCE, SENTENCE, others_beside=True), (SENTENCE, "Pain scores were lower with nettle tea in gout."))
    assert reading.fidelity is Fidelity.ACCURATE
    assert 0 < reading.likelihood <= 1


def test_a_work_on_something_else_is_irrelevant() -> None:
    assert read_citing(Citing(SENTENCE, SENTENCE), ("The moon circles the earth.",)).fidelity is Fidelity.IRRELEVANT


def test_no_passages_are_no_trouble() -> None:
    assert read_citing(Citing(SENTENCE, SENTENCE), ()).fidelity is Fidelity.IRRELEVANT


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_signals_lie_between_none_and_all(part: str, passages: list[str]) -> None:
    assert all(0 <= value <= 1 for value in signals_of(Citing(part, part), passages).values())


@pytest.mark.parametrize(
    ("text", "part", "several", "others"),
    [
        ("Tea helps a lot of people [<|cit|>].", "Tea helps a lot of people [", False, False),
        ("Tea helps a lot of people [<|multi_cit|>].", "Tea helps a lot of people [", True, False),
        (
            "Water helps many <|other_cit|> and tea helps quite a few more <|cit|>.",
            " and tea helps quite a few more ",
            False,
            True,
        ),
        ("One sentence. Tea helps a lot of people <|cit|>. Another one.", "Tea helps a lot of people ", False, False),
    ],
)
def test_the_words_before_the_own_marker_are_those_that_cite(text: str, part: str, several: bool, others: bool) -> None:
    cites = citing_of(text)
    assert (cites.part, cites.among_several, cites.others_beside) == (part, several, others)
    assert "<|" not in cites.sentence
