"""The trained reading and the plain one joined: sure enough together or silent; and whole works weighed by their passages."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.evidence import joined
from claimcheck.evidence.joined import STANCES, JoinedVerifier, Table
from claimcheck.evidence.passages import passages_of
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.reading import bearing_of, in_order
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.model import Section, Stance, Work

CLAIM = Statement("Nettle tea relieves pain in gout.", ("nettle tea", "nettle"), ("gout",), ("pain",))
FOR = "Nettle tea reduced pain in gout more than placebo."
AGAINST = "Nettle tea did not reduce pain in gout."
SILENT = "Nettle tea was brewed from dried leaves."
OPEN = {Stance.SUPPORTS: 0.5, Stance.REFUTES: 0.5}
MODEL = {stance: {f"model {stance}": 1.0} for stance in STANCES}
SUREST = {
    Stance.SUPPORTS: {"surest supports": 6.0},
    Stance.REFUTES: {"surest refutes": 6.0},
    Stance.NEUTRAL: {"bias": 3.0},
}
ALONE = Table(MODEL, OPEN)
TABLES = {"passage": ALONE, "work": ALONE}
YES, NO, OFF = [4.0, 0.0, 0.0], [0.0, 4.0, 0.0], [0.0, 0.0, 4.0]


class Network:
    """A network that answers by the words of a passage, and remembers what it was asked."""

    def __init__(self, answer: Callable[[str], list[float]], calibration: Mapping[str, object] | None = None) -> None:
        self.calibration = calibration or {}
        self.asked: list[tuple[str, str]] = []
        self._answer = answer

    def run(self, text: str, second: str = "") -> Mapping[str, list[float]]:
        self.asked.append((text, second))
        return {"stance": self._answer(second), "citing": [0.0, 0.0, 0.0]}


def always(*raw: float) -> JoinedVerifier:
    return JoinedVerifier(Network(lambda _: list(raw)), TABLES)


def work_of(*sections: tuple[str, str]) -> Work:
    return Work((), "", abstract=tuple(Section(*section) for section in sections))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(-50, 50), min_size=3, max_size=3), st.sampled_from([FOR, AGAINST, SILENT, ""]))
def test_three_probabilities_sum_to_one_and_the_stance_has_reached_its_threshold(raw: list[float], passage: str) -> None:
    bearing = always(*raw).judge(CLAIM, passage)
    likely = bearing.probabilities
    assert likely is not None
    assert sum(likely) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in likely)
    if bearing.stance is not Stance.NEUTRAL:
        share = likely[STANCES.index(bearing.stance)]
        assert share == max(likely[:2])
        assert share >= OPEN[bearing.stance]
        assert bearing.score == pytest.approx(share, abs=0.006)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(-50, 50), min_size=3, max_size=3), st.floats(0.3, 0.95), st.floats(0.3, 0.95))
def test_a_claim_is_never_refuted_on_less_than_what_refuting_asks_for(raw: list[float], supports: float, refutes: float) -> None:
    table = Table(MODEL, {Stance.SUPPORTS: supports, Stance.REFUTES: refutes})
    likely = table.probabilities({f"model {stance}": number for stance, number in zip(STANCES, raw, strict=True)})
    if table.stance(likely) is Stance.REFUTES:
        assert likely[1] >= refutes
    if likely[0] < supports and likely[1] < refutes:
        assert table.stance(likely) is Stance.NEUTRAL


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(["shared words", "opposite ways", "model supports"]), st.floats(-1e6, 1e6)))
def test_large_observations_do_not_overflow(observations: dict[str, float]) -> None:
    table = Table({stance: dict.fromkeys(observations, 3.0 - n) for n, stance in enumerate(STANCES)}, OPEN)
    assert sum(table.probabilities(observations)) == pytest.approx(1)


def test_an_observation_without_a_weight_changes_nothing() -> None:
    assert ALONE.probabilities({"model supports": 1.0}) == ALONE.probabilities({"model supports": 1.0, "moon": 9.0})


def test_below_the_threshold_it_abstains_and_keeps_the_probabilities() -> None:
    strict = {**TABLES, "passage": replace(ALONE, thresholds={Stance.SUPPORTS: 0.99, Stance.REFUTES: 0.99})}
    for raw, passage in ((YES, FOR), (NO, AGAINST)):
        bearing = JoinedVerifier(Network(lambda _, raw=raw: raw), strict).judge(CLAIM, passage)
        assert bearing.stance is Stance.NEUTRAL
        assert bearing.reasons[0] == "the two readings do not agree"
        assert bearing.probabilities is not None
        assert max(bearing.probabilities) > 0.9


@pytest.mark.parametrize(("raw", "passage"), [(YES, FOR), (NO, AGAINST)])
def test_where_both_say_the_same_the_plain_reasons_stay(raw: list[float], passage: str) -> None:
    plain = PlainVerifier().judge(CLAIM, passage)
    bearing = always(*raw).judge(CLAIM, passage)
    assert bearing.stance is plain.stance is not Stance.NEUTRAL
    assert (bearing.reasons, bearing.limits) == (plain.reasons, plain.limits)
    assert bearing.score == 0.96


def test_where_only_the_model_speaks_the_reason_says_so() -> None:
    assert PlainVerifier().judge(CLAIM, SILENT).stance is Stance.NEUTRAL
    assert always(*YES).judge(CLAIM, SILENT).reasons[0] == "read as bearing it out by the trained reading (0.96)"
    assert always(*NO).judge(CLAIM, SILENT).reasons[0] == "read as saying otherwise by the trained reading (0.96)"


def test_where_both_are_silent_the_plain_reasons_say_why() -> None:
    plain = PlainVerifier().judge(CLAIM, SILENT)
    bearing = always(*OFF).judge(CLAIM, SILENT)
    assert replace(bearing, probabilities=None) == plain


def test_the_plain_reading_weighs_where_the_table_says_so() -> None:
    deaf = Table({Stance.SUPPORTS: {"plain supports": 5.0}, Stance.REFUTES: {"plain refutes": 5.0}, Stance.NEUTRAL: {"bias": 1.0}}, OPEN)
    reader = JoinedVerifier(Network(lambda _: NO), {"passage": deaf, "work": deaf})
    assert [reader.judge(CLAIM, passage).stance for passage in (FOR, AGAINST, SILENT)] == list(STANCES)


def test_the_network_reads_each_pair_once() -> None:
    network = Network(lambda _: YES)
    reader = JoinedVerifier(network, TABLES)
    for _ in range(3):
        reader.judge(CLAIM, FOR)
        reader.weigh(CLAIM, [FOR])
    assert network.asked == [(CLAIM.text, FOR)]
    reader.judge(CLAIM, AGAINST)
    reader.judge(replace(CLAIM, text="Nettle tea does nothing."), FOR)
    assert len(network.asked) == 3


def test_two_readers_and_any_order_give_the_same() -> None:
    def answer(passage: str) -> list[float]:
        return [len(passage) % 5, len(passage) % 3, 1.0]

    passages = [FOR, AGAINST, SILENT, ""]
    one, other = JoinedVerifier(Network(answer), TABLES), JoinedVerifier(Network(answer), TABLES)
    first = {passage: one.judge(CLAIM, passage) for passage in passages}
    assert {passage: other.judge(CLAIM, passage) for passage in reversed(passages)} == first


@pytest.mark.parametrize("held", [None, 7, "scifact/train", [3]])
def test_parts_that_weights_saw_are_named_and_nothing_else_is(held: object) -> None:
    assert JoinedVerifier(Network(lambda _: YES, {"trained_on": ["scifact/train"]}), TABLES).trained_on == {"scifact/train"}
    assert JoinedVerifier(Network(lambda _: YES, {"trained_on": held}), TABLES).trained_on == frozenset()


def test_tables_are_read_from_their_file(monkeypatch: pytest.MonkeyPatch) -> None:
    record = {"work": {"weights": {str(s): dict(t) for s, t in MODEL.items()}, "thresholds": {"supports": 0.5, "refutes": 0.5}}}
    monkeypatch.setattr(joined.resources, "text", lambda name: json.dumps(record))
    assert joined.table_of("work") == ALONE


def test_passages_together_say_what_none_says_alone() -> None:
    """The network is sure only where it reads both sentences at once."""
    halves = ["Pain was measured after nettle tea.", "It had fallen in people with gout."]
    reader = JoinedVerifier(Network(lambda passage: YES if all(half in passage for half in halves) else OFF), TABLES)
    assert {reader.judge(CLAIM, half).stance for half in halves} == {Stance.NEUTRAL}
    assert reader.weigh(CLAIM, halves).stance is Stance.SUPPORTS


def test_nothing_to_weigh_is_neutral() -> None:
    assert always(*YES).weigh(CLAIM, []) == Bearing(Stance.NEUTRAL, 0.0)


def test_the_surest_of_the_passages_is_observed_beside_what_they_say_together() -> None:
    reader = JoinedVerifier(Network(lambda passage: YES if passage == FOR else NO if passage == AGAINST else OFF), TABLES)
    seen = reader.observe_work(CLAIM, [SILENT, FOR, AGAINST])
    assert seen["surest supports"] == pytest.approx(0.965, abs=0.01)
    assert seen["surest refutes"] == pytest.approx(0.965, abs=0.01)
    assert seen["surest alone differ"] == pytest.approx(0, abs=0.01)
    assert seen["model neutral"] > seen["model supports"]


LONG = work_of(
    ("Background", "Gout hurts. Nettle tea is said to relieve pain in gout."),
    ("Methods", "We gave nettle tea or water to 80 people with gout."),
    ("Results", f"{SILENT} {FOR} Sleep in gout was the same after nettle tea."),
    ("Conclusions", "Nettle tea for pain in gout deserves attention."),
)


def by_passage(*answers: tuple[str, list[float]]) -> JoinedVerifier:
    """Reads some words in a passage that stands alone, and what they say also in several together, by the surest."""
    network = Network(lambda passage: next((raw for words, raw in answers if words in passage), OFF))
    return JoinedVerifier(network, {"passage": ALONE, "work": Table(SUREST, OPEN)})


def test_a_work_is_weighed_as_a_whole() -> None:
    assert bearing_of(CLAIM, LONG, by_passage((FOR, YES))).stance is Stance.SUPPORTS
    assert bearing_of(CLAIM, LONG, by_passage((FOR, NO))).stance is Stance.REFUTES
    assert bearing_of(CLAIM, LONG, by_passage()).stance is Stance.NEUTRAL


def test_both_ways_in_one_work_is_no_stance() -> None:
    even = by_passage((FOR, YES), ("deserves attention", NO))
    level = {**SUREST, Stance.NEUTRAL: {"bias": 5.5}}
    reader = JoinedVerifier(even._model, {"passage": ALONE, "work": Table(level, {Stance.SUPPORTS: 0.6, Stance.REFUTES: 0.6})})
    assert bearing_of(CLAIM, LONG, reader).stance is Stance.NEUTRAL


def test_premises_alone_carry_no_stance() -> None:
    premises = work_of(("Background", FOR), ("Methods", "Nettle tea was given for pain in gout."))
    bearing = bearing_of(CLAIM, premises, by_passage((FOR, YES)))
    assert bearing.stance is Stance.NEUTRAL
    assert "stands among the premises" in bearing.reasons[0]


def test_premises_are_not_read_where_results_stand() -> None:
    reader = by_passage(("is said to relieve pain", YES), ("We gave", YES))
    assert bearing_of(CLAIM, LONG, reader).stance is Stance.NEUTRAL


def test_passages_are_put_in_the_order_of_the_text() -> None:
    chosen = passages_of(LONG, CLAIM, 6)
    places = [passage.text for passage in in_order(chosen)]
    text = " ".join(section.text for section in LONG.abstract)
    assert places == sorted(places, key=text.index)
    assert [passage.text for passage in chosen] != places


def test_at_most_so_many_passages_are_read_as_are_allowed() -> None:
    reader = by_passage((FOR, YES))
    bearing_of(CLAIM, LONG, reader, 1)
    assert len(reader._model.asked) == 1  # type: ignore[attr-defined]
    assert bearing_of(CLAIM, LONG, reader, 0) == Bearing(Stance.NEUTRAL, 0.0)
