"""The sentence model behind its seam: probabilities, values, contexts, and no model at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp, isfinite, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import inference
from claimcheck.claims import heads
from claimcheck.claims.heads import SentenceModel, abstract_context, article_context

LABELS = {"claim": ("no", "yes"), "types": ("safety", "cure", "cost"), "certainty": ("certainty",), "causal": ("0", "1", "2", "3")}
CALIBRATION = {
    "temperature": {"claim": 2.0},
    "multilabel": ["types"],
    "scale": ["certainty"],
    "trained_on": ["causal_language/train"],
}


class Network:
    """A network that gives the same numbers for every text, and counts how often it is run."""

    def __init__(self, raw: Mapping[str, list[float]], calibration: Mapping[str, object] = CALIBRATION) -> None:
        self.heads = {head: LABELS[head] for head in raw}
        self.calibration = calibration
        self.asked: list[tuple[str, str]] = []
        self._raw = raw

    def run(self, text: str, second: str = "") -> Mapping[str, np.ndarray]:
        self.asked.append((text, second))
        return {head: np.asarray(numbers, np.float32) for head, numbers in self._raw.items()}


def test_one_label_of_several_is_a_softmax_cooled_by_the_temperature() -> None:
    read = SentenceModel(Network({"claim": [0.0, 2 * log(3)], "causal": [0.0, log(2), 0.0, 0.0]})).read("It works.")
    assert read.probability("claim", "yes") == pytest.approx(0.75)
    assert (read.likeliest("claim"), read.likeliest("causal")) == ("yes", "1")
    assert read.probability("causal", "1") == pytest.approx(0.4)


def test_several_labels_at_once_are_a_sigmoid_each() -> None:
    read = SentenceModel(Network({"types": [0.0, log(3), -800.0]})).read("It works.")
    assert [read.probability("types", label) for label in LABELS["types"]] == pytest.approx([0.5, 0.75, 0.0])
    assert read.likeliest("types") == "cure"


@pytest.mark.parametrize(
    ("scale", "value"),
    [(["certainty"], 1.5), ({"certainty": [4.0, 0.5]}, 4.75), ({"certainty": "x"}, 1.5), ({"certainty": [None, 2]}, 3.0)],
)
def test_a_measuring_head_gives_a_value_on_its_scale(scale: object, value: float) -> None:
    read = SentenceModel(Network({"certainty": [1.5], "claim": [0.0, 1.0]}, {"scale": scale})).read("It works.")
    assert read.value("certainty") == pytest.approx(value)
    assert "certainty" not in read.probabilities
    with pytest.raises(KeyError):
        read.value("claim")
    with pytest.raises(KeyError):
        read.likeliest("nothing")


@pytest.mark.parametrize("temperature", [{"claim": 0}, {"claim": -1.0}, {"claim": "hot"}, {"claim": None}, [], 3, None])
def test_a_temperature_that_is_none_counts_as_one(temperature: object) -> None:
    read = SentenceModel(Network({"claim": [0.0, log(3)]}, {"temperature": temperature})).read("It works.")
    assert read.probability("claim", "yes") == pytest.approx(0.75)


@given(st.lists(st.floats(-1e4, 1e4, width=32), min_size=4, max_size=4), st.floats(0.05, 20))
def test_probabilities_are_shares_that_sum_to_one_and_keep_the_order(raw: list[float], heat: float) -> None:
    read = SentenceModel(Network({"causal": raw}, {"temperature": {"causal": heat}})).read("x")
    shares = [read.probability("causal", label) for label in LABELS["causal"]]
    assert all(isfinite(share) and 0 <= share <= 1 for share in shares)
    assert sum(shares) == pytest.approx(1)
    assert raw[LABELS["causal"].index(read.likeliest("causal"))] == pytest.approx(max(raw), abs=1e-3)


def test_what_was_read_is_kept_by_text_and_context_and_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "_KEPT", 2)
    network = Network({"claim": [0.0, 1.0]})
    model = SentenceModel(network)
    assert model.read("a") is model.read("a")
    assert model.read("a", "under a heading") is not model.read("a")
    assert network.asked == [("a", ""), ("a", "under a heading")]
    model.read("b")
    model.read("a", "under a heading")
    assert len(network.asked) == 4


def test_the_parts_that_weights_saw_are_named() -> None:
    assert SentenceModel(Network({"claim": [0.0, 1.0]})).trained_on == {"causal_language/train"}
    assert SentenceModel(Network({"claim": [0.0, 1.0]}, {"trained_on": 7})).trained_on == frozenset()


@pytest.fixture
def _fresh() -> Iterator[None]:
    heads._opened.cache_clear()
    yield
    heads._opened.cache_clear()


@pytest.mark.usefixtures("_fresh")
def test_without_weights_there_is_no_model_and_one_line_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inference, "open_if_whole", lambda name: (None, f"{name}: damaged; install it again"))
    assert heads.sentence_model() is None
    assert heads.why_absent() == "sentence: damaged; install it again"


@pytest.mark.usefixtures("_fresh")
def test_the_model_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_if_whole(name: str) -> tuple[Network, str]:
        opened.append(name)
        return Network({"claim": [0.0, 1.0]}), ""

    monkeypatch.setattr(inference, "open_if_whole", open_if_whole)
    model = heads.sentence_model()
    assert model is not None
    assert model is heads.sentence_model()
    assert (opened, heads.why_absent(), dict(model.heads)) == (["sentence"], "", {"claim": ("no", "yes")})


def test_the_context_of_a_sentence_in_an_abstract() -> None:
    sentences = ("Cells were tried.", "Pain fell.")
    assert abstract_context(sentences, 0) == "sentence 1 of 2. "
    assert abstract_context(sentences, 1) == "sentence 2 of 2. Cells were tried."


def test_the_context_of_a_sentence_in_an_article_keeps_empty_places() -> None:
    assert article_context(("Knees", "Benefits"), "PRP", "arthritis", "list_item") == "list_item | Knees > Benefits | PRP | arthritis"
    assert article_context((), "", "", "paragraph") == "paragraph |  |  | "


def test_a_softmax_of_large_numbers_does_not_overflow() -> None:
    read = SentenceModel(Network({"claim": [3000.0, 2999.0]}, {})).read("x")
    assert read.probability("claim", "no") == pytest.approx(1 / (1 + exp(-1)), abs=1e-3)
