"""A sentence weighed by the rules alone, by both, and where the trained model has nothing to say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import ruleset
from claimcheck.claims import weighing
from claimcheck.claims.combination import Combination, YesOrNo, model_alone
from claimcheck.claims.finding import ClaimFinder
from claimcheck.claims.heads import Heads, SentenceModel
from claimcheck.claims.reading import Sentence
from claimcheck.claims.weighing import Observed, Weighed, Weigher
from claimcheck.claims.weights import Weights
from claimcheck.model import Attribution, Block, BlockKind, Causal, CharSpan, ClaimType, Cue, Document, Strength, Voice

TEXT = "Nettle tea may ease gout."
LABELS = {
    "claim": ("no", "yes"),
    "types": tuple(ClaimType),
    "strength": tuple(Strength),
    "causal": ("0", "1", "2", "3"),
    "attribution": tuple(Attribution),
    "flag": ("no", "yes"),
}
WEIGHTS = Weights(
    {"claim": {"bias": -1.0, "cue:effect": 2.0}, "effectiveness": {"bias": 1.0, "cue:effect": 1.0}, "cure": {"bias": -3.0}},
    {"claim": 0.5, "effectiveness": 0.5, "cure": 0.5},
)
EVEN = YesOrNo(0.0, 1.0, 1.0, 0.5)
BOTH = Combination(
    EVEN,
    {"effectiveness": EVEN, "cure": EVEN, "safety": YesOrNo(0.0, 0.0, 1.0, 0.5)},
    {"strength": 1.5, "causal": 0.0, "attribution": 0.0},
    YesOrNo(-log(3), 0.0, 1.0, 0.5),
)


def seen(*cues: str, cited: bool = False) -> Observed:
    span = CharSpan(0, len(TEXT))
    block = Block(BlockKind.PARAGRAPH, span, ("Teas",))
    sentence = Sentence(span, TEXT, block, tuple(Cue(kind, span, kind) for kind in cues), (), frozenset())
    return Observed(sentence, frozenset(f"cue:{kind}" for kind in cues), "paragraph | Teas | nettle tea | gout", cited)


class Network:
    """A network that answers every sentence alike and remembers what it was asked."""

    heads: Mapping[str, tuple[str, ...]] = LABELS
    calibration: Mapping[str, object] = {"multilabel": ["types"]}

    def __init__(self, **likely: Mapping[str, float]) -> None:
        self.asked: list[tuple[str, str]] = []
        self._likely = likely

    def run(self, text: str, second: str = "") -> Mapping[str, list[float]]:
        self.asked.append((text, second))
        return {head: self._raw(head) for head in LABELS}

    def _raw(self, head: str) -> list[float]:
        told = self._likely.get(head, {})
        shares = [told.get(label, 0.001) for label in LABELS[head]]
        return [log(share / (1 - share)) for share in shares] if head == "types" else [log(share) for share in shares]


SURE = {
    "claim": {"yes": 0.9, "no": 0.1},
    "types": {"effectiveness": 0.2, "safety": 0.7},
    "strength": {"assertive": 0.6, "hedged": 0.35},
    "causal": {"1": 0.8, "2": 0.1},
    "attribution": {"authority": 0.9},
    "flag": {"yes": 0.75, "no": 0.25},
}


def both(combination: Combination = BOTH, **changes: Mapping[str, float]) -> Weigher:
    return Weigher(WEIGHTS, combination, SentenceModel(Network(**{**SURE, **changes})).read)


def test_without_a_model_the_rules_answer() -> None:
    weighed = Weigher(WEIGHTS).weigh(seen("effect", "hedge"))
    assert weighed == Weighed(
        pytest.approx(1 / (1 + 2.718281828**-1)),  # type: ignore[arg-type]
        True,
        frozenset({ClaimType.EFFECTIVENESS}),
        Strength.HEDGED,
        Causal.CONDITIONAL,
        Attribution.NONE,
        None,
    )
    assert not Weigher(WEIGHTS).weigh(seen()).is_claim


def test_a_reference_in_reach_is_what_the_claim_stands_on() -> None:
    assert Weigher(WEIGHTS).weigh(seen("effect", cited=True)).attribution is Attribution.NAMED_CITATION


@settings(deadline=None)
@given(st.lists(st.sampled_from(["effect", "hedge", "cure", "testimonial", "research-appeal"]), unique=True), st.booleans())
def test_a_sentence_that_the_model_has_nothing_on_is_weighed_as_the_rules_do(cues: list[str], cited: bool) -> None:
    observed = seen(*cues, cited=cited)
    ruled = Weigher(WEIGHTS).weigh(observed)
    assert Weigher(WEIGHTS, BOTH, lambda text, context: None).weigh(observed) == ruled
    assert Weigher(WEIGHTS, None, both().read).weigh(observed) == ruled


def test_both_are_put_together_question_by_question() -> None:
    weighed = both().weigh(seen("effect", "hedge"))
    assert weighed.likely == pytest.approx(1 / (1 + 2.718281828 ** -(1 + log(9))))
    assert weighed.is_claim
    assert weighed.types == {ClaimType.EFFECTIVENESS, ClaimType.SAFETY}
    assert weighed.strength is Strength.HEDGED  # the model says assertive, the rules' word has a bonus
    assert (weighed.causal, weighed.attribution) == (Causal.CORRELATIONAL, Attribution.AUTHORITY)
    assert weighed.doubt == pytest.approx(0.5)


def test_the_model_alone_is_not_moved_by_the_rules() -> None:
    alone = both(model_alone(BOTH))
    one, other = alone.weigh(seen("effect", "hedge", cited=True)), alone.weigh(seen())
    assert one == other
    assert one.likely == pytest.approx(0.9)
    assert (one.types, one.strength) == ({ClaimType.SAFETY}, Strength.ASSERTIVE)


def test_the_likeliest_type_is_said_where_none_is_likely() -> None:
    unlikely = both(model_alone(BOTH), types={"cure": 0.2, "safety": 0.3}).weigh(seen("effect"))
    assert unlikely.types == {ClaimType.SAFETY}


def test_a_model_that_is_sure_of_no_claim_can_outweigh_the_rules_and_be_outweighed() -> None:
    assert not both(claim={"yes": 0.1, "no": 0.9}).weigh(seen("effect")).is_claim
    assert both(claim={"yes": 0.35, "no": 0.65}).weigh(seen("effect")).is_claim


def test_doubt_is_read_from_the_model_alone() -> None:
    calm = {"flag": {"yes": 0.25, "no": 0.75}}
    assert both(**calm).weigh(seen("effect", "cure")).doubt == both(**calm).weigh(seen()).doubt == pytest.approx(0.1)


def test_the_model_is_told_the_sentence_and_where_it_stands() -> None:
    network = Network(**SURE)
    Weigher(WEIGHTS, BOTH, SentenceModel(network).read).weigh(seen("effect"))
    assert network.asked == [(TEXT, "paragraph | Teas | nettle tea | gout")]


def test_the_shipped_weigher_is_the_rules_alone_where_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "sentence_model", lambda: None)
    made = weighing.shipped()
    assert (made.combination, made.read) == (None, None)
    assert made.weights.tables["claim"]


def page(*blocks: tuple[BlockKind, str]) -> Document:
    text, made, headings = "", [], ()
    for kind, words in blocks:
        made.append(Block(kind, CharSpan(len(text), len(text) + len(words)), headings))
        headings = (words,) if kind is BlockKind.HEADING else headings
        text += f"{words}\n\n"
    return Document("page", "text/plain", "Nettle tea", text, tuple(made), (), "")


@pytest.fixture(scope="module")
def finder() -> ClaimFinder:
    return ClaimFinder(ruleset.load(), Weigher(weighing.shipped_weights()))


class Reading:
    """Reads every sentence alike, and remembers the contexts."""

    def __init__(self, **changes: Mapping[str, float]) -> None:
        self.network = Network(**{**SURE, **changes})
        self.weigher = Weigher(weighing.shipped_weights(), all_types(), SentenceModel(self.network).read)

    def read(self, text: str, context: str) -> Heads | None:
        return self.weigher.read(text, context) if self.weigher.read else None


def all_types() -> Combination:
    return replace(BOTH, types={str(kind): EVEN for kind in ClaimType})


PAGE = page(
    (BlockKind.HEADING, "Benefits of ginger for nausea"),
    (BlockKind.PARAGRAPH, "Ginger reduces nausea. The shop opens at nine."),
    (BlockKind.PARAGRAPH, "Does ginger help with pain?"),
)


@pytest.mark.model
def test_the_same_finder_finds_with_another_weigher_and_stays_as_it_is(finder: ClaimFinder) -> None:
    before = finder.find(PAGE)
    every = finder.weighing_with(Reading().weigher).find(PAGE)
    assert [claim.text for claim in before.claims] == ["Ginger reduces nausea."]
    assert "The shop opens at nine." in [claim.text for claim in every.claims]
    assert finder.find(PAGE) == before


@pytest.mark.model
def test_questions_assert_nothing_however_sure_the_model_is(finder: ClaimFinder) -> None:
    found = finder.weighing_with(Reading(claim={"yes": 0.99, "no": 0.01}).weigher).find(PAGE)
    assert not [claim for claim in found.claims if claim.text.endswith("?")]


@pytest.mark.model
def test_what_promises_a_cure_stays_a_claim_however_unsure_the_model_is(finder: ClaimFinder) -> None:
    promise = page((BlockKind.PARAGRAPH, "Ginger cures arthritis for good. Ginger is sold here."))
    found = finder.weighing_with(Reading(claim={"yes": 0.001, "no": 0.999}).weigher).find(promise)
    assert [claim.text for claim in found.claims] == ["Ginger cures arthritis for good."]
    assert found.claims[0].score < 0.5


@pytest.mark.model
def test_claims_carry_the_doubt_of_the_model_and_none_of_the_rules(finder: ClaimFinder) -> None:
    with_model = finder.weighing_with(Reading().weigher).find(PAGE).claims
    assert {claim.doubt for claim in with_model} == {0.5}
    assert {claim.doubt for claim in finder.find(PAGE).claims} == {None}


@pytest.mark.model
def test_the_model_is_told_voice_block_headings_therapy_and_condition(finder: ClaimFinder) -> None:
    reading = Reading()
    found = finder.weighing_with(reading.weigher).find(PAGE)
    contexts = dict(reading.network.asked)
    assert contexts["The shop opens at nine."] == f"{found.voice} paragraph | Benefits of ginger for nausea | Ginger | nausea"
    assert found.voice in Voice
    assert contexts["Benefits of ginger for nausea"].startswith(f"{found.voice} heading | Nettle tea | ")


@pytest.mark.model
def test_each_sentence_is_described_also_where_it_claims_nothing(finder: ClaimFinder) -> None:
    described = finder.described(PAGE)
    assert [claim.text for claim in described][-1] == "Does ginger help with pain?"
    assert len({claim.id for claim in described}) == len(described) == 4
