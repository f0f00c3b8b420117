"""Ten questions of reviewers of health news: signals of an article, what weighed, and how the answer reaches the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import resources
from claimcheck.model import Design, Document, Reading, Voice
from claimcheck.readers import read_bytes
from claimcheck.verdicts import expert
from claimcheck.verdicts.article_signals import AGAIN, FIRST, article_signals, signal_of, worded_signals
from claimcheck.verdicts.expert import ALL_WORDS, NOT_THERE, expert_results, opinions_of, questions, trained_on, word_shares

PAGE = "A pill was tested in people with heart disease.\n\nThe patients who took it were followed for two years by their doctors. {}\n"
OFTEN_SAID = st.sampled_from(["the", "study", "of", "mice", "side effects", "were", "12", "%", "breakthrough", "FDA", "cost", "."])


def _page(more: str) -> Document:
    return read_bytes(PAGE.format(more).encode(), "made", "text/plain")


def _read(designs: frozenset[Design] = frozenset(), participants: int | None = None) -> Reading:
    return Reading((), Voice.REPORTING, designs, participants, ())


def _likelihood(more: str, name: str, reading: Reading | None = None) -> float:
    return next(o.likelihood for o in opinions_of(_page(more), reading or _read()) if o.question.name == name)


@pytest.mark.parametrize(
    ("more", "signal"),
    [
        ("The pill costs $12 a day.", "price in figures"),
        ("Most insurers pay for it.", "who pays"),
        ("Side effects included nausea.", "side effects"),
        ("Deaths fell from 8 percent to 4 percent.", "absolute change"),
        ("The study was funded by a grant.", "study funding told"),
        ("The authors report consulting for its maker and conflicts of interest.", "conflicts told"),
        ("It is the first study of its kind.", "first of its kind"),
        ("This breakthrough is a game changer.", "hype words"),
        ("It was approved by the FDA.", "approved"),
        ("Larger studies are needed.", "more research wanted"),
        ("Dr. Roe, who was not involved in the study, disagreed.", "independent voice"),
    ],
)
def test_words_show_a_signal_where_they_stand(more: str, signal: str) -> None:
    document = _page(more)
    span = article_signals(document, _read())[signal]
    assert span is not None
    assert document.quote(span) in more
    assert signal not in article_signals(_page("Nothing else was said."), _read())


def test_signals_are_counted_by_place_and_placed() -> None:
    once, twice = (article_signals(_page(more), _read()) for more in ("A breakthrough.", "A breakthrough, a true breakthrough."))
    assert "hype words" + AGAIN not in once
    assert "hype words" + AGAIN in twice
    late = article_signals(_page("They waited and waited. " * 40 + "A breakthrough."), _read())
    assert "hype words" + FIRST in once
    assert "hype words" + FIRST not in late


def test_what_the_claims_stage_read_is_a_signal() -> None:
    signals = article_signals(_page(""), _read(frozenset({Design.ANIMAL}), 400))
    assert {"design: animal", "participants: 60 or more", "participants: 300 or more"} <= set(signals)
    assert "participants: 2000 or more" not in signals
    assert "participants: not told" in article_signals(_page(""), _read())


@pytest.mark.parametrize(
    ("more", "name", "way"),
    [
        ("Treatment costs less: it is inexpensive, most insurers pay, and it proved cost effective.", "costs", 1),
        ("Side effects included nausea and headache; serious adverse events were rare.", "harms", 1),
        ("The study was funded by a grant from the National Institutes of Health.", "funding_coi", 1),
        ("Deaths fell from 8 percent to 4 percent of all patients.", "benefits", 1),
        ("This amazing breakthrough could transform medicine; a revolutionary game changer.", "sensational_language", -1),
    ],
)
def test_what_a_reviewer_asks_for_moves_his_answer(more: str, name: str, way: int) -> None:
    assert way * (_likelihood(more, name) - _likelihood("Nothing else was said.", name)) > 0.02


def test_every_question_names_signals_that_exist() -> None:
    words = set(worded_signals())
    for question in questions():
        assert {name for name in question.signals if ": " not in name} <= words
    assert len(questions()) == 10


def test_weights_stand_only_for_signals_that_may_speak_and_for_single_words() -> None:
    record = json.loads(resources.text(expert.WEIGHTS))
    for question in questions():
        table = record["questions"][question.id]
        assert {signal_of(name) for name in table["signals"]} <= question.signals
        assert list(table["signals"]) == list(table["usual"])
        assert 0 < table["threshold"] < 1
        assert all(word.isalpha() and word in record["rarity"] for word in table["words"])


def test_a_result_names_what_weighed_most_and_a_place_of_it() -> None:
    document = _page("The study was funded by a grant from the National Institutes of Health.")
    results = {result.criterion: result for result in expert_results(document, _read())}
    assert list(results) == [f"HNR{number}" for number in range(1, 11)]
    assert all(result.why and result.kind == expert.KIND and result.met in ("yes", "no") for result in results.values())
    funding = results["HNR6"]
    assert any("funding told" in line for line in funding.why)


def test_absence_weighs_and_is_said() -> None:
    harms = next(o for o in opinions_of(_page(""), _read()) if o.question.name == "harms")
    absent = dict(harms.weighed)
    assert absent[f"{NOT_THERE}side effects"] < 0
    assert ALL_WORDS in absent


def test_answers_are_the_same_again_and_new_articles_were_not_trained_on() -> None:
    document = _page("A breakthrough.")
    assert opinions_of(document, _read()) == opinions_of(document, _read())
    assert not trained_on(document)


@given(st.lists(OFTEN_SAID, max_size=60).map(" ".join))
def test_places_quote_the_text_and_likelihoods_are_shares(more: str) -> None:
    document = _page(more)
    assert all(span is None or document.quote(span).strip() for span in article_signals(document, _read()).values())
    assert all(0 <= opinion.likelihood <= 1 for opinion in opinions_of(document, _read()))


@given(st.lists(st.sampled_from(["pill", "mice", "doctors", "Smith"]), min_size=1, max_size=20))
def test_shares_of_words_have_length_one_and_names_none(words: list[str]) -> None:
    shares = word_shares(_page(" ".join(words)), {"pill": 1.5, "mice": 2.0, "doctors": 1.0, "smith": 3.0})
    assert sum(value * value for value in shares.values()) == pytest.approx(1)
    assert "smith" not in shares


def test_no_text_of_the_set_ships() -> None:
    folder = Path(expert.__file__).parent
    assert max(len(word) for word in json.loads((folder / "expert-weights.json").read_text(encoding="utf-8"))["rarity"]) < 20
