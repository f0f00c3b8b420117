"""From news articles to the terms of the study they report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.literature.news import MOST, journals_named, study_terms

TITLE = "Nettle tea may cut heart attack deaths"
TEXT = (
    "Drinking nettle tea could lower the risk of dying from a heart attack, researchers say.\n\n"
    "The team gave nettle tea with the NTL7 extract to 1,240 people, they report in the Journal of Herbal Drinks.\n\n"
    'Dr Anna Brewer, of Teacup University, said: "Nettle is promising." Dr Brewer drinks it herself.'
)


def test_words_of_the_study_stand_and_words_of_the_news_do_not() -> None:
    terms = study_terms(TITLE, TEXT)
    words = [word for word, _ in terms.words]
    assert {"nettle", "tea", "heart", "attack", "ntl7"} <= set(words)
    assert words[0] in ("nettle", "tea")
    assert not {"researchers", "said", "team", "brewer", "teacup"} & set(words)


def test_everyday_words_bring_those_that_papers_use() -> None:
    terms = study_terms(TITLE, TEXT)
    assert {"myocardial", "infarction", "mortality"} <= set(terms.technical)
    assert "mortality" not in study_terms("Nettle tea", "Nettle tea is green.").technical


def test_journals_people_and_numbers_are_kept_apart() -> None:
    terms = study_terms(TITLE, TEXT)
    assert terms.journals == ("Journal of Herbal Drinks",)
    assert "Anna Brewer" in terms.people
    assert terms.numbers == ("1,240",)


def test_the_question_begins_with_what_weighs_most_and_holds_no_names() -> None:
    query = study_terms(TITLE, TEXT).query
    assert query.split()[0] in ("nettle", "tea")
    assert "Brewer" not in query
    assert query == study_terms(TITLE, TEXT).query


@pytest.mark.parametrize(
    "sentence",
    [
        "The work appears in the journal Herbal Drinks.",
        "It was published in Nature Teas.",
        "Nettles help, researchers report in Herbal Care.",
        "Nettles help, according to the results in Drinks and Health.",
        "Tea was studied, they write in The Lancet.",
    ],
)
def test_journals_are_heard(sentence: str) -> None:
    assert journals_named(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The results in January were better.",
        "A case was reported in Britain last week.",
        "They work in London.",
        "Keep a journal of what you drink.",
        "Nettles help, researchers say.",
    ],
)
def test_places_and_months_are_no_journals(sentence: str) -> None:
    assert not journals_named(sentence)


@given(st.text(alphabet="Aa .,-University of Journal in report Dr\n", max_size=200))
def test_any_text_gives_terms_within_bounds(text: str) -> None:
    assert len(study_terms(text, text).words) <= MOST
