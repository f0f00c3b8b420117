"""How texts are worded: by the rules alone, and by rules and model together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from claimcheck import ruleset
from claimcheck.claims import ClaimFinder
from claimcheck.claims.heads import SentenceModel
from claimcheck.claims.weighing import Weigher
from claimcheck.claims.weights import shipped
from claimcheck.claims.worded import Reliability, Told, WordingReader, _document
from claimcheck.claims.worded import shipped as shipped_reliability
from claimcheck.model import Causal, ClaimType, Strength

CAUSE = "Nettle tea reduces pain in people with gout."
LINK = "Drinking nettle tea was associated with a lower risk of gout."
HEDGED = "Nettle tea may reduce pain in people with gout."
DENIED = "Nettle tea did not reduce pain in people with gout."


@cache
def finder() -> ClaimFinder:
    return ClaimFinder(ruleset.load(), Weigher(shipped()))


class Network:
    """A network that takes every sentence for a plain cause, and its certainty for 5."""

    heads: Mapping[str, tuple[str, ...]] = {"causal": ("0", "1", "2", "3"), "certainty": ("certainty",)}
    calibration: Mapping[str, object] = {"scale": ["certainty"]}

    def run(self, text: str, second: str = "") -> Mapping[str, np.ndarray]:
        return {"causal": np.log(np.asarray([0.1, 0.1, 0.2, 0.6], np.float32)), "certainty": np.asarray([5.0], np.float32)}


@pytest.mark.parametrize(
    ("text", "level", "strength"),
    [
        (CAUSE, Causal.DIRECT, Strength.ASSERTIVE),
        (LINK, Causal.CORRELATIONAL, Strength.ASSERTIVE),
        (HEDGED, Causal.CONDITIONAL, Strength.HEDGED),
        (DENIED, Causal.NONE, Strength.NEGATED),
        (f"{LINK} {CAUSE} {HEDGED}", Causal.DIRECT, Strength.ASSERTIVE),
    ],
)
def test_rules_alone_tell_one_level_of_the_most_causal_sentence(text: str, level: Causal, strength: Strength) -> None:
    wording = WordingReader(finder())(text)
    assert wording is not None
    assert (wording.level, wording.strength, wording.expected) == (level, strength, float(level))
    assert (wording.by_model, wording.certainty, sum(wording.causal)) == (False, None, 1.0)
    assert wording.text in text


def test_what_only_its_type_takes_for_no_effect_is_still_worded_as_one() -> None:
    """A sentence taken to be about who may have a therapy; whoever knows better can leave that level out."""
    claim = replace(finder().described(_document(CAUSE))[0], types=frozenset({ClaimType.POPULATION}), causal=Causal.NONE)
    wording = Told(claim, None).wording(shipped_reliability())
    assert wording.level is Causal.NONE
    assert max(Causal, key=lambda level: (level > Causal.NONE) * wording.causal[level]) is Causal.DIRECT
    assert sum(wording.causal) == pytest.approx(1.0)


def test_rules_and_model_answer_together(monkeypatch: pytest.MonkeyPatch) -> None:
    half = replace(shipped_reliability(), weight=0.5)
    monkeypatch.setattr("claimcheck.claims.worded.shipped", lambda: half)
    cause, link = (WordingReader(finder(), SentenceModel(Network()))(text) for text in (CAUSE, LINK))
    assert cause is not None
    assert link is not None
    assert (cause.by_model, cause.level, cause.certainty) == (True, Causal.DIRECT, 5.0)
    assert link.causal[Causal.CORRELATIONAL] > cause.causal[Causal.CORRELATIONAL]
    assert sum(link.causal) == pytest.approx(1.0)


def test_a_model_without_the_head_leaves_it_to_the_rules() -> None:
    class Other(Network):
        heads: Mapping[str, tuple[str, ...]] = {"certainty": ("certainty",)}

    wording = WordingReader(finder(), SentenceModel(Other()))(CAUSE)
    assert wording is not None
    assert wording.by_model is False


@pytest.mark.parametrize("text", ["", " \n", "\ud800"])
def test_a_text_without_a_sentence_has_no_wording(text: str) -> None:
    wording = WordingReader(finder())(text)
    assert wording is None or wording.text == "?"


def test_what_rules_tell_counts_by_its_weight() -> None:
    told = ((0.7, 0.1, 0.1, 0.1), (0.1, 0.7, 0.1, 0.1), (0.1, 0.1, 0.7, 0.1), (0.1, 0.1, 0.1, 0.7))
    model = (0.25, 0.25, 0.25, 0.25)
    assert Reliability(told, 1.0).joined(Causal.CORRELATIONAL, model) == pytest.approx((0.1, 0.7, 0.1, 0.1))
    assert Reliability(told, 0.0).joined(Causal.CORRELATIONAL, model) == pytest.approx(model)


def test_the_shipped_reliability_is_a_share_a_level() -> None:
    reliability = shipped_reliability()
    assert all(sum(row) == pytest.approx(1.0, abs=0.01) for row in reliability.told)
    assert 0 <= reliability.weight <= 1
