"""Marked pages scored by what had not seen them; and the bins of calibration."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from math import log
from pathlib import Path
from types import SimpleNamespace

import pytest

from claimcheck.claims.combination import Combination, YesOrNo
from claimcheck.claims.reading import Sentence
from claimcheck.claims.weighing import Observed, Weigher
from claimcheck.claims.weights import Weights
from claimcheck.errors import UsageError
from claimcheck.model import Attribution, Block, BlockKind, CharSpan, ClaimType, Document, Strength
from claimcheck.scoring import out_of_fold
from claimcheck.scoring.counts import binned, calibration_error, metrics_of, share
from claimcheck.scoring.out_of_fold import OutOfFold, Unseen, key_of, page_of

SEEN, NEW, LOST = "Ginger is sold here.", "Garlic is sold here.", "Thyme is sold here."
PAGE = page_of(SEEN)
HEADS = {
    "claim": ("no", "yes"),
    "types": tuple(ClaimType),
    "strength": tuple(Strength),
    "causal": ("0", "1", "2", "3"),
    "attribution": tuple(Attribution),
    "flag": ("no", "yes"),
}
ROW = [
    [0.0, log(9)],
    [5.0] + [-5.0] * (len(ClaimType) - 1),
    [0.0, 5.0, 0.0, 0.0],
    [0.0, 5.0, 0.0, 0.0],
    [5.0, 0.0, 0.0, 0.0, 0.0],
    [log(3), 0.0],
]
MODEL = YesOrNo(0.0, 0.0, 1.0, 0.5)
BOTH = Combination(MODEL, {"effectiveness": MODEL}, {"strength": 0.0, "causal": 0.0, "attribution": 0.0}, MODEL)
CALIBRATION = {"multilabel": ["types"]}


def weights(bias: float) -> Weights:
    return Weights({"claim": {"bias": bias}, "effectiveness": {"bias": bias}}, {"claim": 0.5, "effectiveness": 0.5})


def table(bias: float) -> dict[str, object]:
    return {"weights": asdict(weights(bias)), "combination": asdict(BOTH)}


HELD = OutOfFold({PAGE: 1}, [table(-9.0), table(log(4))], HEADS, {key_of(PAGE, SEEN): ROW})


def seen(text: str) -> Observed:
    span = CharSpan(0, len(text))
    return Observed(Sentence(span, text, Block(BlockKind.PARAGRAPH, span), (), (), frozenset()), frozenset(), "")


def document(text: str) -> Document:
    return Document("page", "text/plain", "", text, (), (), "")


@dataclass
class Checks:
    """Stands in for the checker: gives the weigher that a page was checked with."""

    used: list[Weigher] = field(default_factory=list)

    def weighing_with(self, weigher: Weigher) -> Checks:
        self.used.append(weigher)
        return self

    def check(self, document: Document) -> Weigher:
        return self.used[-1]


@pytest.fixture
def _held(monkeypatch: pytest.MonkeyPatch) -> None:
    model = SimpleNamespace(calibration=CALIBRATION, trained_pages=frozenset({PAGE, page_of(LOST)}))
    monkeypatch.setattr(out_of_fold, "shipped_predictions", lambda: HELD)
    monkeypatch.setattr(out_of_fold, "sentence_model", lambda: model)
    monkeypatch.setattr(out_of_fold, "shipped", lambda: Weigher(weights(0.0), BOTH, lambda text, context: None))


def weigher_for(text: str, use: str = out_of_fold.BOTH) -> Weigher:
    return Unseen(Checks(), use).check(document(text))  # type: ignore[arg-type, return-value]


def test_a_page_is_weighed_by_the_tables_of_its_fold() -> None:
    weigher = HELD.weigher(PAGE)
    assert weigher.weights == weights(log(4))
    weighed = weigher.weigh(seen(SEEN))
    assert weighed.likely == pytest.approx(0.9)
    assert (weighed.types, weighed.strength, weighed.causal) == ({ClaimType.EFFECTIVENESS}, Strength.HEDGED, 1)
    assert weighed.doubt == pytest.approx(0.25)


def test_a_sentence_without_a_prediction_is_left_to_the_rules() -> None:
    weighed = HELD.weigher(PAGE).weigh(seen(NEW))
    assert weighed.likely == pytest.approx(0.8)
    assert weighed.doubt is None


def test_a_prediction_is_for_one_page_alone() -> None:
    assert key_of(PAGE, SEEN) != key_of(page_of(NEW), SEEN)
    other = OutOfFold({page_of(NEW): 0}, HELD.tables, HEADS, HELD.outputs)
    assert other.weigher(page_of(NEW)).weigh(seen(SEEN)).doubt is None


def test_pages_are_told_apart_by_every_letter() -> None:
    texts = ["a", "a ", "A", "a\n", "\ud800", "?", ""]
    assert len({page_of(text) for text in texts}) == len(texts) - 1  # half a letter counts as a question mark
    assert all(len(page_of(text)) == 16 and int(page_of(text), 16) >= 0 for text in texts)


@pytest.mark.usefixtures("_held")
def test_a_page_with_predictions_is_not_weighed_by_the_shipped_weights() -> None:
    assert weigher_for(SEEN).weights == weights(log(4))
    assert weigher_for(NEW).weights == weights(0.0)


@pytest.mark.usefixtures("_held")
@pytest.mark.parametrize("use", [out_of_fold.BOTH, out_of_fold.RULES, out_of_fold.MODEL])
def test_a_page_that_trained_the_weights_and_has_no_predictions_is_refused_in_one_line(use: str) -> None:
    with pytest.raises(UsageError, match=f"page {page_of(LOST)} trained the shipped weights") as told:
        weigher_for(LOST, use)
    assert "\n" not in str(told.value)


@pytest.mark.usefixtures("_held")
@pytest.mark.parametrize("text", [SEEN, NEW])
def test_the_rules_alone_use_no_model_and_the_model_alone_no_rules(text: str) -> None:
    rules, model = weigher_for(text, out_of_fold.RULES), weigher_for(text, out_of_fold.MODEL)
    assert (rules.combination, rules.read) == (None, None)
    assert model.read is not None
    assert model.combination is not None
    assert model.combination.claim == YesOrNo(0.0, 0.0, 1.0, 0.5)
    assert rules.weights == model.weights == weigher_for(text).weights


def test_without_a_model_the_rules_are_scored_and_the_model_alone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(out_of_fold, "shipped_predictions", lambda: None)
    monkeypatch.setattr(out_of_fold, "sentence_model", lambda: None)
    monkeypatch.setattr(out_of_fold, "why_absent", lambda: "sentence.onnx: damaged; install it again")
    monkeypatch.setattr(out_of_fold, "shipped", lambda: Weigher(weights(0.0)))
    assert weigher_for(NEW) == weigher_for(NEW, out_of_fold.RULES) == Weigher(weights(0.0))
    with pytest.raises(UsageError, match="damaged; install it again"):
        weigher_for(NEW, out_of_fold.MODEL)


@pytest.fixture
def _fresh() -> Iterator[None]:
    out_of_fold.shipped_predictions.cache_clear()
    yield
    out_of_fold.shipped_predictions.cache_clear()


def packed(record: object) -> bytes:
    return gzip.compress(json.dumps(record).encode())


RECORD = {"folds": {PAGE: 1}, "tables": HELD.tables, "heads": HEADS, "outputs": HELD.outputs}


@pytest.mark.usefixtures("_fresh")
def test_predictions_are_read_from_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "held.json.gz"
    monkeypatch.setattr(out_of_fold.resources, "path", lambda name: file)
    assert out_of_fold.shipped_predictions() is None
    out_of_fold.shipped_predictions.cache_clear()
    file.write_bytes(packed(RECORD))
    read = out_of_fold.shipped_predictions()
    assert read is not None
    assert read.heads == HEADS
    assert read.weigher(PAGE).weigh(seen(SEEN)) == HELD.weigher(PAGE).weigh(seen(SEEN))


@pytest.mark.usefixtures("_fresh")
@pytest.mark.parametrize("data", [b"", b"no archive", packed(RECORD)[:60], packed([]), packed({"heads": 3}), gzip.compress(b"{")])
def test_a_damaged_file_of_predictions_is_one_line(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "held.json.gz"
    file.write_bytes(data)
    monkeypatch.setattr(out_of_fold.resources, "path", lambda name: file)
    with pytest.raises(UsageError, match="damaged") as told:
        out_of_fold.shipped_predictions()
    assert "\n" not in str(told.value)


def test_a_fold_whose_table_is_none_is_wrong_use() -> None:
    broken = OutOfFold({PAGE: 0}, [{"weights": 3, "combination": []}], HEADS, {})
    with pytest.raises(UsageError, match="not a table"):
        broken.weigher(PAGE)


@pytest.mark.parametrize(("probability", "number"), [(0.0, 0), (0.099, 0), (0.1, 1), (0.35, 3), (0.95, 9), (1.0, 9)])
def test_a_probability_falls_into_the_bin_of_its_tenth(probability: float, number: int) -> None:
    name = f"claim bin {number}"
    assert binned("claim", probability, True) == {f"{name} n": 1, f"{name} promised": probability, f"{name} true": True}


def counted(*told: tuple[float, bool], question: str = "claim") -> Counter[str]:
    counts: Counter[str] = Counter()
    for probability, truth in told:
        counts.update(binned(question, probability, truth))  # type: ignore[arg-type]
    return counts


def test_calibration_error_to_the_digit() -> None:
    counts = counted((0.92, True), (0.98, True), (0.91, False), (0.42, False), (0.05, False))
    assert calibration_error(counts, "claim") == round((abs(2 - 2.81) + 0.42 + 0.05) / 5, 4) == 0.256
    assert calibration_error(counts, "flag") is None
    assert calibration_error(counted((0.75, True), (0.75, True), (0.75, True), (0.75, False)), "claim") == 0


def test_too_sure_and_too_unsure_cancel_within_a_bin_and_not_across() -> None:
    assert calibration_error(counted((0.45, False), (0.45, True)), "claim") == 0.05
    assert calibration_error(counted((0.1, True), (0.9, False)), "claim") == 0.9


def test_counts_of_articles_add_up_to_one_calibration() -> None:
    one, other = counted((0.9, True), question="flag"), counted((0.9, False), question="flag")
    assert calibration_error(one + other, "flag") == 0.4
    metrics: Mapping[str, object] = metrics_of(one + other + Counter(articles=2, flags=3, flags_right=2))
    assert (metrics["flag_calibration_error"], metrics["claim_calibration_error"]) == (0.4, None)
    assert metrics["false_flags_a_page"] == 0.5


def test_a_share_of_nothing_is_not_told() -> None:
    assert share(0, 0) is None
    assert share(1, 3) == 0.3333
