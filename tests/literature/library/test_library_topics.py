"""Topics searched in a library with vectors: meaning ranks what names the therapy and the condition, and lets nothing else in."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_works import pmid, work

from claimcheck import inference
from claimcheck.literature import Literature, Shelves
from claimcheck.literature.library import Filters, Library, Writer, embedding, folders, meaning
from claimcheck.model import StudyKind, Topic

PRICE = work(
    pmid(1),
    title="Zinc for colds",
    text="Those selling tablets got paid two cents more than those selling lozenges, and fewer were sold after a year.",
    year=2001,
)
SHORTER = work(
    pmid(2),
    title="Zinc for colds",
    text="Those given tablets got well two days sooner than those given placebo, and fewer were ill after a week.",
    year=2012,
)
SYNONYM = work(pmid(3), title="Zincum gluconicum in acute rhinitis", text="Illness ended sooner than with placebo.", year=2015)
ECHINACEA = work(pmid(4), title="Echinacea for colds", text="Those given echinacea got well two days sooner than with placebo.")
DIARRHOEA = work(pmid(5), title="Zinc for diarrhoea", text="Those given zinc got well two days sooner than with placebo.")
WORKS = (PRICE, SHORTER, SYNONYM, ECHINACEA, DIARRHOEA)
TOPIC = Topic(("zinc",), ("colds",), ("duration of symptoms",))
SYNONYMS = Topic(("zinc", "zincum gluconicum"), ("colds", "acute rhinitis"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "library"
    with Writer(place) as writer:
        writer.add(WORKS)
    return place


def made(folder: Path) -> None:
    embedding.make(folder, lambda done, total: None)


def found(folder: Path, topic: Topic = TOPIC, limit: int = 10, **narrowed: object) -> list[str]:
    with Library.open(folder) as library:
        return [hit.work.identifiers[0].value for hit in library.search_topic(topic, limit, Filters(**narrowed))]  # type: ignore[arg-type]


def test_meaning_ranks_what_names_therapy_and_condition_and_adds_nothing_else(folder: Path) -> None:
    assert found(folder) == ["1", "2"]
    made(folder)
    assert found(folder) == ["2", "1"]
    assert set(found(folder, SYNONYMS)) == {"1", "2", "3"}
    assert found(folder, limit=0) == found(folder, Topic()) == found(folder, Topic(("zinc",), ("malaria",))) == []


def test_filters_hold_beside_meaning(folder: Path) -> None:
    made(folder)
    assert found(folder, first=2010, last=2013) == ["2"]
    assert found(folder, kinds=frozenset({StudyKind.RANDOMISED})) == []


def test_a_topic_without_a_therapy_or_a_condition_is_ranked_by_both_too(folder: Path) -> None:
    made(folder)
    assert set(found(folder, Topic(("zinc",)))) == {"1", "2", "5"}
    assert set(found(folder, Topic((), ("colds",)))) == {"1", "2", "4"}


def test_without_vectors_no_model_is_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "open_if_whole", lambda name: pytest.fail("opened"))
    assert found(folder) == ["1", "2"]


def test_a_run_names_the_model_that_searched_and_only_where_it_did(folder: Path) -> None:
    with Library.open(folder) as library:
        assert Literature(Shelves(library)).consult((), {"c1": TOPIC}).models == {}
    made(folder)
    with Library.open(folder) as library:
        assert Literature(Shelves(library)).consult((), {"c1": TOPIC}).models == {"search": inference.identity("search")}
        assert Literature(Shelves(library)).consult((), {}).models == {}


def test_vectors_that_cannot_be_used_are_one_line_and_words_find_as_before(folder: Path) -> None:
    words = found(folder)
    made(folder)
    folders.vectors(folder).write_bytes(b"x")
    with Library.open(folder) as library:
        consulted = Literature(Shelves(library)).consult((), {"c1": TOPIC})
    (problem,) = consulted.problems
    assert "literature index --vectors; until then works are found by their words alone" in problem.message
    assert consulted.models == {}
    assert [work.identifiers[0].value for work in consulted.answers["c1"][0].works] == words
