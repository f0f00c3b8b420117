"""Marked articles as examples: what their marks say of a sentence, in which fold they are, and what is told of each sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck import ruleset
from claimcheck.claims.finding import ClaimFinder
from claimcheck.claims.weighing import Weigher
from claimcheck.claims.weights import Weights
from claimcheck.errors import UsageError
from claimcheck.model import CharSpan
from claimcheck.scoring.gold import GoldClaim
from claimcheck.scoring.out_of_fold import page_of
from claimcheck.training.articles import FOLDS, MarkedSentence, answers_of, fold_of, marked_articles, sentences_of
from claimcheck.training.examples import Example
from claimcheck.training.sentences import HEADS

TEXT = "Ginger tea\n\nGinger reduces nausea [1]. The shop opens at nine.\n\nReferences\n\n1. A trial of ginger. PMID 12345678"
CLAIM = "Ginger reduces nausea [1]."


def gold(causal: int | None = 3, flag: bool = True) -> GoldClaim:
    start = TEXT.index(CLAIM)
    types = frozenset({"effectiveness", "cure"})
    return GoldClaim(CharSpan(start, start + len(CLAIM)), types, "assertive", "named_citation", causal, "overstated", flag)


def test_marks_answer_every_question_that_they_speak_of() -> None:
    answers = answers_of(gold())
    assert answers == {
        "claim": ("yes",),
        "types": ("cure", "effectiveness"),
        "strength": ("assertive",),
        "attribution": ("named_citation",),
        "flag": ("yes",),
        "verdict": ("overstated",),
        "causal": ("3",),
    }
    assert all(set(answer) <= set(HEADS[name].labels) for name, answer in answers.items() if isinstance(answer, tuple))


def test_what_is_not_marked_is_not_asked() -> None:
    assert "causal" not in answers_of(gold(causal=None))
    assert answers_of(gold(causal=0))["causal"] == ("0",)
    assert answers_of(gold(flag=False))["flag"] == ("no",)
    assert answers_of(None) == {"claim": ("no",), "flag": ("no",)}


def test_an_article_stays_in_one_fold_by_its_number() -> None:
    assert [fold_of(f"{number:02}-ginger") for number in range(1, 8)] == [1, 2, 3, 4, 0, 1, 2]
    assert {fold_of(str(number)) for number in range(20)} == set(range(FOLDS))


@pytest.mark.parametrize("name", ["ginger", "", "-1-ginger", "1b-ginger", "²-ginger"])
def test_an_article_without_a_number_is_refused_by_name(name: str) -> None:
    with pytest.raises(UsageError, match="begins with its number") as told:
        fold_of(name)
    assert str(told.value).startswith(f"{name}: ")


def test_an_example_says_nothing_unless_told() -> None:
    example = Example("Tea helps.")
    assert (example.second, example.answers, example.weight, example.names) == ("", {}, 1.0, ())


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> list[MarkedSentence]:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "03-ginger.txt").write_text(TEXT, encoding="utf-8")
    claim = gold()
    record = {"start": claim.span.start, "end": claim.span.end, "types": sorted(claim.types), "strength": claim.strength}
    record |= {"attribution": claim.attribution, "causal": claim.causal, "verdict": claim.verdict, "flag": claim.flag}
    (folder / "03-ginger.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (article,) = marked_articles([folder, folder])
    return sentences_of(article, ClaimFinder(ruleset.load(), Weigher(Weights({}, {}))))


@pytest.mark.model
def test_every_sentence_is_an_example_and_the_marked_one_has_its_marks(marked: list[MarkedSentence]) -> None:
    by_text = {sentence.example.first: sentence for sentence in marked}
    assert by_text[CLAIM].gold == gold()
    assert by_text[CLAIM].example.answers == answers_of(gold())
    assert [text for text, sentence in by_text.items() if sentence.gold] == [CLAIM]
    assert by_text["The shop opens at nine."].example.answers == {"claim": ("no",), "flag": ("no",)}
    assert {(sentence.article, sentence.kind, sentence.page) for sentence in marked} == {("03-ginger", "unknown", page_of(TEXT))}


@pytest.mark.model
def test_therapy_and_condition_can_be_hidden_where_they_stand_in_the_sentence(marked: list[MarkedSentence]) -> None:
    example = next(sentence.example for sentence in marked if sentence.gold)
    assert {example.first[start:end] for start, end in example.names} >= {"Ginger"}
    assert all(0 <= start < end <= len(sentence.example.first) for sentence in marked for start, end in sentence.example.names)


@pytest.mark.model
def test_training_tells_the_model_what_reading_tells_it(marked: list[MarkedSentence], tmp_path: Path) -> None:
    """The contexts of training are those of a check, letter for letter."""
    from claimcheck import readers

    asked: list[tuple[str, str]] = []

    def read(text: str, context: str) -> None:
        asked.append((text, context))

    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    finder = ClaimFinder(ruleset.load())
    finder.weighing_with(Weigher(finder._weigher.weights, None, read)).find(readers.read(page))
    assert asked == [(sentence.example.first, sentence.example.second) for sentence in marked]
    assert [sentence.observed.cited for sentence in marked if sentence.gold] == [True]


def test_names_are_hidden_and_losses_allow_every_right_label() -> None:
    torch = pytest.importorskip("torch")
    from claimcheck.training import fitting
    from claimcheck.training.examples import Head

    assert fitting.padded([[5, 6], [7]]).tolist() == [[5, 6], [7, fitting.PAD]]
    raw = torch.tensor([[4.0, 4.0, -4.0], [4.0, 4.0, -4.0]])
    strict, lenient = fitting._losses(raw, Head(("a", "b", "c")), [("a",), ("a", "b")], 0.0).tolist()
    assert strict > lenient
    assert lenient < 0.01
