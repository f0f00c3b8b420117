"""Searching by words and topics, narrowed by filters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_works import pmid, work

from claimcheck.literature.library import Filters, ShippedLibrary, queries
from claimcheck.model import Notice, NoticeKind, StudyKind, Topic

TRIAL = "In adults zinc lozenges shortened the common cold."
HEADINGS = ("Common Cold/drug therapy", "Zinc")
WORKS = (
    work(pmid(1), title="Zinc shortens colds", text=TRIAL, year=2010, kind=StudyKind.RANDOMISED, humans=True),
    work(pmid(2), title="Zinc in mice", text="Zinc did nothing for colds in mice.", year=2015, kind=StudyKind.ANIMAL, humans=False),
    work(
        pmid(3), title="Zinc and colds: a review", text="Trials.", year=2021, kind=StudyKind.SYSTEMATIC_REVIEW, mesh=HEADINGS, humans=True
    ),
    work(pmid(4), title="Interleukin IL6 after exercise", text="Levels of IL6 rose.", year=2021),
    work(pmid(5), title="Vitamin C and colds", text="Retracted.", notices=(Notice(NoticeKind.RETRACTION),)),
)


def numbers(hits) -> list[str]:
    return [hit.work.identifiers[0].value for hit in hits]


@pytest.fixture(params=["on disk", "in memory"])
def library(request, filled):
    return filled(*WORKS) if request.param == "on disk" else ShippedLibrary(WORKS)


def test_the_best_fit_comes_first(library) -> None:
    hits = library.search("Lozenges of zinc shorten the common cold in adults")
    assert numbers(hits)[0] == "1"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert set(numbers(hits)) == {"1", "2", "3", "5"}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(first=2015), "23"),
        (Filters(last=2015), "12"),
        (Filters(first=2011, last=2020), "2"),
        (Filters(first=2030, last=2020), ""),
        (Filters(first=10**9), ""),
        (Filters(kinds=frozenset({StudyKind.RANDOMISED, StudyKind.SYSTEMATIC_REVIEW})), "13"),
        (Filters(mesh=("common cold",)), "3"),
        (Filters(mesh=("COMMON COLD/drug therapy",)), "3"),
        (Filters(mesh=("nowhere", "zinc")), "3"),
        (Filters(notices=frozenset({NoticeKind.RETRACTION})), "5"),
        (Filters(humans=True), "13"),
        (Filters(humans=False), "2"),
        (Filters(first=2020, humans=True, kinds=frozenset({StudyKind.SYSTEMATIC_REVIEW})), "3"),
    ],
)
def test_filters(library, filters: Filters, found: str) -> None:
    assert sorted(numbers(library.search("zinc for colds", 10, filters))) == list(found)


def test_filters_leave_the_order_as_it_is(library) -> None:
    every = numbers(library.search("zinc for colds"))
    assert numbers(library.search("zinc for colds", 10, Filters(humans=True))) == [name for name in every if name in "13"]


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.sets(st.integers(0, 9), max_size=3), st.booleans())
def test_sifting_and_asking_for_tags_give_the_same(limit: int, years: set[int], rare: bool) -> None:
    """A search narrowed to tags first looks at the best few; what it gives is what looking at all of them gives."""
    filters = Filters(first=2000 + min(years, default=0), last=2000 + max(years, default=9), humans=rare or None)
    found = [(hit.score, hit.work) for hit in MANY.search("zinc colds adults", limit, filters)]
    every = [(hit.score, hit.work) for hit in MANY.search("zinc colds adults", 700)]
    fitting = [pair for pair in every if filters.first <= pair[1].year <= filters.last and (not rare or pair[1].study.humans)]
    assert found == fitting[:limit]


MANY = ShippedLibrary(
    [
        work(pmid(number), title="Zinc " * (1 + number % 7), text="colds " * (number % 5), year=2000 + number % 10, humans=number % 97 == 0)
        for number in range(700)
    ]
)


def test_both_spellings_of_a_name_are_found(library) -> None:
    assert numbers(library.search("IL-6 rises")) == ["4"]


@pytest.mark.parametrize("words", ["", "the of and", "…", "qqqq", "\0", "(zinc", 'a"b AND', "text:*", "\ud800"])
def test_odd_words_find_nothing_or_something_quietly(library, words: str) -> None:
    assert set(numbers(library.search(words))) <= {"1", "2", "3"}


def test_limits(library) -> None:
    assert len(library.search("zinc colds", 2)) == 2
    assert library.search("zinc", 0) == library.search("zinc", -1) == ()


def test_a_very_long_text_is_searched_for_its_beginning(library) -> None:
    assert numbers(library.search("zinc " + "colds " * 100_000))[0] in "123"
    assert len(queries.claim_terms(" ".join(f"w{number}" for number in range(10_000)))) <= 200


def test_a_topic_asks_for_therapy_and_condition(library) -> None:
    assert set(numbers(library.search_topic(Topic(("zinc", "zinc lozenges"), ("common cold", "colds"), ("duration",))))) == {"1", "2", "3"}
    assert set(numbers(library.search_topic(Topic(("zinc",), ("malaria",))))) == set()
    assert numbers(library.search_topic(Topic(("vitamin C",)))) == ["5"]
    assert library.search_topic(Topic()) == library.search_topic(Topic(("the",))) == ()


def test_works_about_the_therapy_and_telling_designs_come_first() -> None:
    about = work(pmid(1), title="Zinc for colds", text="Given daily.", kind=StudyKind.CASE_REPORT)
    beside = work(pmid(2), title="Honey for colds", text="Zinc was given too.", kind=StudyKind.CASE_REPORT)
    trial = work(pmid(3), title="Honey for colds", text="Zinc was given too.", kind=StudyKind.RANDOMISED)
    hits = ShippedLibrary((beside, about, trial)).search_topic(Topic(("zinc",), ("colds",)))
    assert numbers(hits) == ["3", "1", "2"]


def test_a_topic_with_outcomes_alone_is_a_search_for_them(library) -> None:
    assert numbers(library.search_topic(Topic(outcomes=("exercise",)))) == ["4"]


def test_outcomes_lift_what_speaks_of_them() -> None:
    library = ShippedLibrary(
        [work(pmid(number), title="Zinc for colds", text=text) for number, text in enumerate(("It was cheap.", "Fever fell."))]
    )
    assert numbers(library.search_topic(Topic(("zinc",), ("colds",), ("fever",)))) == ["1", "0"]
    assert numbers(library.search_topic(Topic(("zinc",), ("colds",), ("cheap",)))) == ["0", "1"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_query(text: str) -> None:
    for term in queries.claim_terms(text):
        assert term.weight > 0
        assert all(term.stems)
