"""Sentences of works and the choice among them; places are kept."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.evidence.passages import passages_of
from claimcheck.evidence.sentences import sentences
from claimcheck.evidence.verifier import Statement
from claimcheck.model import Section, Work

STATEMENT = Statement("Nettle tea relieves pain in gout.", ("nettle tea",), ("gout",), ("pain",))


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Pain fell (p < 0.05 vs. placebo) in all.",
        "The dose was 3.5 mg of tea.",
        "E. coli was found in Fig. 2 of it.",
        "Miller et al. gave tea, e.g. in the morning.",
        "Tea by J. R. Brewer was drunk.",
        "About 12 % (i.e. 7 patients) left.",
        "No. 4 was given.",
    ],
)
def test_full_stops_that_end_nothing(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Tea helped. It was warm.", ["Tea helped.", "It was warm."]),
        ("They lacked vitamin D. Tea helped.", ["They lacked vitamin D.", "Tea helped."]),
        ("Did it help? It did!  Yes.", ["Did it help?", "It did!", "Yes."]),
        ("It was as in Miller et al. The rest slept.", ["It was as in Miller et al.", "The rest slept."]),
        ("The tea was warm (see below.) It helped.", ["The tea was warm (see below.)", "It helped."]),
        ("No stop\n\nNext part", ["No stop", "Next part"]),
        ("mRNA rose. mRNA fell.", ["mRNA rose.", "mRNA fell."]),
    ],
)
def test_sentences_end_where_they_should(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@given(st.text(alphabet='aA .!?\n)"Dvs0', max_size=80))
def test_sentences_hold_every_letter_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


@given(st.lists(st.text(alphabet="abc nettle tea. PainD", max_size=60), max_size=4), st.integers(min_value=0, max_value=9))
def test_passages_stand_where_they_say(texts: list[str], most: int) -> None:
    work = Work((), "Tea", abstract=tuple(Section("", text) for text in texts), body=tuple(Section("Results", text) for text in texts))
    passages = passages_of(work, STATEMENT, most)
    assert len(passages) <= most
    for passage in passages:
        part = work.abstract if passage.part == "abstract" else work.body
        assert part[passage.section].text[passage.span.start : passage.span.end] == passage.text


def test_conclusions_and_results_on_the_topic_come_first_and_aims_last() -> None:
    work = Work(
        (),
        "Nettle tea for gout",
        abstract=(
            Section("Background", "Gout gives pain. We aimed to find whether nettle tea relieves pain in gout."),
            Section("Methods", "Sixty people with gout drank nettle tea or water."),
            Section("Results", "Pain fell with nettle tea. Weight was measured."),
            Section("Conclusions", "Nettle tea relieved pain in gout."),
        ),
    )
    found = [passage.text for passage in passages_of(work, STATEMENT, 10)]
    assert found[:2] == ["Nettle tea relieved pain in gout.", "Pain fell with nettle tea."]
    assert found.index("We aimed to find whether nettle tea relieves pain in gout.") > 1


def test_headings_inside_an_abstract_of_one_piece_are_heeded() -> None:
    text = "Background: Nettle tea reduces pain. Results: Nettle tea reduced pain in gout. Sleep was the same."
    passages = {passage.text: passage for passage in passages_of(Work((), "Tea", abstract=(Section("", text),)), STATEMENT, 10)}
    assert passages["Background: Nettle tea reduces pain."].premise
    assert not passages["Results: Nettle tea reduced pain in gout."].premise
    assert passages["Sleep was the same."].label == "Results"


def test_numbers_shared_with_the_claim_draw_a_passage_forward() -> None:
    statement = Statement("Nettle tea helped 63 people.", ("nettle tea",))
    work = Work((), "Tea", abstract=(Section("Results", "Nettle tea helped people. Nettle tea helped 63 people."),))
    assert passages_of(work, statement, 1)[0].text == "Nettle tea helped 63 people."


def test_body_is_read_where_there_is_no_abstract() -> None:
    work = Work((), "Tea", body=(Section("Results", "Pain fell with nettle tea."),))
    assert [passage.part for passage in passages_of(work, STATEMENT, 3)] == ["body"]
