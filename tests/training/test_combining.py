"""How rules and model are put together is fitted on what neither had seen, and written without any text."""

from __future__ import annotations

import gzip
import json
from math import log
from pathlib import Path

import numpy as np
import pytest

from claimcheck.claims import combination as combining_formulas
from claimcheck.claims.heads import Heads
from claimcheck.claims.reading import Sentence
from claimcheck.claims.weighing import Observed
from claimcheck.claims.weights import Weights
from claimcheck.model import Attribution, Block, BlockKind, CharSpan, ClaimType, Cue, Strength
from claimcheck.scoring.gold import GoldClaim
from claimcheck.scoring.out_of_fold import key_of, page_of
from claimcheck.training import combining
from claimcheck.training.articles import MarkedSentence
from claimcheck.training.combining import Joining, yes_or_no
from claimcheck.training.examples import Example
from claimcheck.training.regression import best_threshold, expected, f1, fit, matrix

HALF = [0.5] * 40
TRUTH = np.array([number % 2 == 0 for number in range(40)])
GOOD = [0.9 if truth else 0.1 for truth in TRUTH]


def test_the_side_that_is_right_gets_the_weight() -> None:
    by_rules, by_model = yes_or_no(GOOD, HALF, TRUTH), yes_or_no(HALF, GOOD, TRUTH)
    assert by_rules.rules > 0.5 > abs(by_rules.model)
    assert by_model.model > 0.5 > abs(by_model.rules)
    for form, rules, model in ((by_rules, GOOD, HALF), (by_model, HALF, GOOD)):
        said = [form.probability(r, m) >= form.threshold for r, m in zip(rules, model, strict=True)]
        assert said == TRUTH.tolist()


def test_a_side_that_is_wrong_counts_against() -> None:
    assert yes_or_no([1 - share for share in GOOD], HALF, TRUTH).rules < 0


def test_where_nothing_is_ever_true_nothing_is_likely() -> None:
    form = yes_or_no(HALF, HALF, np.zeros(40, bool))
    assert form.probability(0.5, 0.5) < 0.2


def seen(text: str, *cues: str) -> Observed:
    span = CharSpan(0, len(text))
    made = tuple(Cue(kind, span, kind) for kind in cues)
    sentence = Sentence(span, text, Block(BlockKind.PARAGRAPH, span), made, (), frozenset())
    return Observed(sentence, frozenset(f"cue:{kind}" for kind in cues), "")


LOW = Weights({"claim": {"bias": 0.0, "cue:effect": 1.0}, "effectiveness": {"bias": 1.0}}, {"claim": 0.5, "effectiveness": 0.5})


def row(number: int, strength: Strength, model: Strength, *cues: str) -> combining.Row:
    """A marked claim with the strength that it has, and a model that holds another strength likeliest."""
    text = f"Tea {number} helps."
    gold = GoldClaim(CharSpan(0, len(text)), frozenset({"effectiveness"}), strength, "none", 3, "unsupported", True)
    marked = MarkedSentence(f"{number}-tea", "unknown", page_of(text), seen(text, *cues), Example(text), gold)
    shares = {kind: 0.5 if kind is model else 0.5 / 3 for kind in Strength}
    likely = {
        "claim": {"yes": 0.8, "no": 0.2},
        "types": dict.fromkeys(ClaimType, 0.3),
        "strength": shares,
        "causal": {"0": 0.1, "1": 0.1, "2": 0.1, "3": 0.7},
        "attribution": {str(kind): 0.6 if kind is Attribution.NONE else 0.1 for kind in Attribution},
        "flag": {"yes": 0.7, "no": 0.3},
    }
    return marked, Heads(likely, {})


def test_the_rules_label_gets_a_bonus_where_the_rules_are_right_and_none_where_they_are_not() -> None:
    right = Joining([row(n, Strength.HEDGED, Strength.ASSERTIVE, "hedge") for n in range(6)], lambda _: LOW).combination()
    wrong = Joining([row(n, Strength.ASSERTIVE, Strength.ASSERTIVE, "hedge") for n in range(6)], lambda _: LOW).combination()
    assert right.bonus["strength"] > 1
    assert wrong.bonus["strength"] == 0
    assert right.label("strength", "hedged", {"assertive": 0.5, "hedged": 0.5 / 3}) == "hedged"


def test_types_too_rare_to_fit_have_no_formula() -> None:
    found = Joining([row(n, Strength.HEDGED, Strength.HEDGED) for n in range(6)], lambda _: LOW).combination()
    assert set(found.types) == {"effectiveness"}
    few = Joining([row(n, Strength.HEDGED, Strength.HEDGED) for n in range(4)], lambda _: LOW).combination()
    assert set(few.types) == set()


def test_rules_count_as_the_weights_that_did_not_see_the_page() -> None:
    """Each row asks for the weights of its own fold."""
    asked: list[str] = []

    def weights(sentence: MarkedSentence) -> Weights:
        asked.append(sentence.article)
        return LOW

    rows = [row(n, Strength.HEDGED, Strength.HEDGED, "effect") for n in range(3)]
    assert Joining(rows, weights).rules(rows, "claim") == pytest.approx([1 / (1 + np.exp(-1))] * 3)
    assert asked == ["0-tea", "1-tea", "2-tea"]


def test_regression_finds_the_signal_that_tells_and_spares_the_bias() -> None:
    rows = [{"told", "noise"} if n % 2 else {"noise"} if n % 3 else set() for n in range(60)]
    truth = np.array([n % 2 == 1 for n in range(60)])
    x = matrix(rows, ["noise", "told"])
    assert x.shape == (60, 3)
    weights = fit(x, truth, 1.0)
    assert weights[1] > 2 > abs(weights[0])
    assert ((expected(x, weights) >= 0.5) == truth).all()
    heavy = fit(x, np.ones(60, bool), 1e6)
    assert np.abs(heavy[:2]).max() < 0.01 < heavy[2]


def test_f1_and_the_threshold_that_puts_precision_first() -> None:
    truth = np.array([True, True, False, False])
    assert f1(np.array([True, False, True, False]), truth) == 0.5
    assert f1(np.zeros(4, bool), np.zeros(4, bool)) == 0.0
    assert best_threshold(np.array([0.62, 0.61, 0.2, 0.1]), truth) == 0.6


PAGES = {
    f"{number:02}-ginger": f"Ginger\n\nGinger reduces nausea for {number} people. The {number} shops open at nine."
    for number in range(1, 11)
}
HEADS = {
    "claim": ("no", "yes"),
    "types": tuple(ClaimType),
    "strength": tuple(Strength),
    "causal": ("0", "1", "2", "3"),
    "attribution": tuple(Attribution),
    "flag": ("no", "yes"),
}


def raw(is_claim: bool) -> list[list[float]]:
    sure = [0.0, log(9)] if is_claim else [log(9), 0.0]
    types = [3.0 if kind == "effectiveness" else -3.0 for kind in ClaimType]
    return [sure, types, [2.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 2.0], [2.0, 0.0, 0.0, 0.0, 0.0], sure]


def made(folder: Path) -> Path:
    """Marked pages and the predictions that training leaves; gives the file of predictions."""
    outputs = {}
    for name, text in PAGES.items():
        claim = text.split("\n\n")[1].split(". ")[0] + "."
        start = text.index(claim)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        record = {"start": start, "end": start + len(claim), "types": ["effectiveness"], "strength": "assertive", "attribution": "none"}
        (folder / f"{name}.jsonl").write_text(json.dumps(record | {"causal": 3, "verdict": "unsupported", "flag": True}) + "\n")
        for sentence in ("Ginger", claim, text.split(". ")[1]):
            outputs[key_of(page_of(text), sentence)] = raw(sentence == claim)
    predictions = folder / "raw.json.gz"
    predictions.write_bytes(gzip.compress(json.dumps({"heads": HEADS, "outputs": outputs}).encode()))
    return predictions


@pytest.mark.model
def test_the_whole_fit_writes_weights_formulas_and_predictions_without_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    predictions = made(tmp_path)
    package = tmp_path / "package"
    for name in ("claims", "scoring"):
        (package / name).mkdir(parents=True)
    monkeypatch.setattr(combining, "PACKAGE", package)
    monkeypatch.setattr(combining, "rows_of_examples", lambda rules, finder: [])
    combining.main([str(predictions), "--pages", str(tmp_path), str(tmp_path)])
    told = capsys.readouterr().out
    assert told.startswith("claims, out of fold: rules ")
    assert "both 1.000" in told
    formulas = combining_formulas.read(json.loads((package / "claims/combination.json").read_text()))
    assert formulas.claim.model > 0
    assert set(formulas.types) == {"effectiveness"}
    written = gzip.decompress((package / "scoring/out_of_fold.json.gz").read_bytes()).decode()
    held = json.loads(written)
    assert held["folds"] == {page_of(text): int(name[:2]) % 5 for name, text in PAGES.items()}
    assert [set(table) for table in held["tables"]] == [{"weights", "combination"}] * 5
    assert not [word for word in ("nausea", "shops", "-ginger", "nine") if word in written.lower()]
    assert all(len(key) == 16 and int(key, 16) >= 0 for key in (*held["folds"], *held["outputs"]))
    assert (package / "scoring/out_of_fold.json.gz").read_bytes()[4:8] == bytes(4)  # no moment of making: the same run, the same bytes
