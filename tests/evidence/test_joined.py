"""The trained reading and the plain one joined: what stands, what is found unlikely, and whole works weighed by their passages."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.evidence import joined
from claimcheck.evidence.joined import KEPT_FROM, STANCES, JoinedVerifier, Table
from claimcheck.evidence.passages import passages_of
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.reading import bearing_of, in_order
from claimcheck.evidence.verifier import Bearing, Statement, WorkVerifier
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
ABSTAINS = Bearing(Stance.NEUTRAL, 0.2, ("tells nothing",))
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


def calibrated(supports: float, refutes: float, thresholds: Mapping[Stance, float] = OPEN) -> JoinedVerifier:
    """Finds the stances as likely as it is told, whatever it reads."""
    likely = (supports, refutes, 1 - supports - refutes)
    table = Table({stance: {"bias": math.log(share)} for stance, share in zip(STANCES, likely, strict=True)}, thresholds)
    return JoinedVerifier(Network(lambda _: OFF), {"passage": table, "work": table})


def share_of(bearing: Bearing, stance: Stance) -> float:
    assert bearing.probabilities is not None
    return bearing.probabilities[STANCES.index(stance)]


def work_of(*sections: tuple[str, str]) -> Work:
    return Work((), "", abstract=tuple(Section(*section) for section in sections))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(-50, 50), min_size=3, max_size=3), st.sampled_from([FOR, AGAINST, SILENT, ""]))
def test_a_stance_is_the_plain_one_found_likely_or_the_model_s_own_at_its_threshold(raw: list[float], passage: str) -> None:
    plain, bearing = PlainVerifier().judge(CLAIM, passage), always(*raw).judge(CLAIM, passage)
    likely = bearing.probabilities
    assert likely is not None
    assert sum(likely) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in likely)
    if plain.stance is not Stance.NEUTRAL:
        stands = share_of(bearing, plain.stance) >= KEPT_FROM
        assert (bearing.stance, bearing.score) == ((plain.stance, plain.score) if stands else (Stance.NEUTRAL, 0.25))
    elif bearing.stance is Stance.NEUTRAL:
        assert max(likely[:2]) < 0.5
        assert bearing.score == plain.score
    else:
        assert share_of(bearing, bearing.stance) == max(likely[:2]) >= OPEN[bearing.stance]
        assert bearing.score == pytest.approx(max(likely[:2]), abs=0.006)


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


@pytest.mark.parametrize("likely", [(0.98, 0.01), (0.01, 0.98)])
def test_below_its_threshold_the_model_alone_takes_no_stance_and_the_probabilities_stay(likely: tuple[float, float]) -> None:
    strict = calibrated(*likely, {Stance.SUPPORTS: 0.99, Stance.REFUTES: 0.99})
    bearing = strict.judge(CLAIM, SILENT)
    assert replace(bearing, probabilities=None) == PlainVerifier().judge(CLAIM, SILENT)
    assert bearing.probabilities == pytest.approx((*likely, 0.01))
    assert calibrated(*likely).judge(CLAIM, SILENT).stance is not Stance.NEUTRAL


@pytest.mark.parametrize(("passage", "likely"), [(FOR, (KEPT_FROM + 0.01, 0.65)), (AGAINST, (0.65, KEPT_FROM + 0.01))])
def test_what_the_plain_reading_takes_stands_as_it_is_unless_it_is_unlikely(passage: str, likely: tuple[float, float]) -> None:
    """Also where the model finds the other stance likelier, and its own threshold is not reached."""
    plain, bearing = PlainVerifier().judge(CLAIM, passage), calibrated(*likely).judge(CLAIM, passage)
    assert plain.stance is not Stance.NEUTRAL
    assert replace(bearing, probabilities=None) == plain
    assert bearing.probabilities == pytest.approx((*likely, 1 - sum(likely)))


@pytest.mark.parametrize(("passage", "likely"), [(FOR, (KEPT_FROM - 0.01, 0.7)), (AGAINST, (0.7, KEPT_FROM - 0.01)), (FOR, (0.01, 0.01))])
def test_what_is_found_unlikely_is_no_stance_and_not_turned_round(passage: str, likely: tuple[float, float]) -> None:
    plain, bearing = PlainVerifier().judge(CLAIM, passage), calibrated(*likely).judge(CLAIM, passage)
    assert plain.stance is not Stance.NEUTRAL
    assert (bearing.stance, bearing.score) == (Stance.NEUTRAL, 0.25)
    found = likely[STANCES.index(plain.stance)]
    assert bearing.reasons == (f"the trained reading finds that unlikely ({found:.2f})", *plain.reasons)
    assert bearing.probabilities == pytest.approx((*likely, 1 - sum(likely)))


@pytest.mark.parametrize("stance", STANCES)
@pytest.mark.parametrize("likely", [(0.9, 0.05), (0.05, 0.9), (0.05, 0.05)])
def test_limits_of_the_plain_reading_always_stay(stance: Stance, likely: tuple[float, float]) -> None:
    plain = Bearing(stance, 0.4, ("as it stands",), ("another dose",))
    bearing = calibrated(*likely).weigh(CLAIM, [FOR], plain)
    assert bearing.limits == ("another dose",)
    assert "as it stands" in bearing.reasons
    assert bearing.probabilities == pytest.approx((*likely, 1 - sum(likely)))


def test_where_only_the_model_speaks_the_reason_says_so() -> None:
    plain = PlainVerifier().judge(CLAIM, SILENT)
    assert plain.stance is Stance.NEUTRAL
    for raw, stance, told in ((YES, Stance.SUPPORTS, "bearing it out"), (NO, Stance.REFUTES, "saying otherwise")):
        bearing = always(*raw).judge(CLAIM, SILENT)
        assert (bearing.stance, bearing.score) == (stance, 0.96)
        assert bearing.reasons == (f"read as {told} by the trained reading (0.96)", *plain.reasons)


def test_where_both_are_silent_the_plain_reasons_say_why() -> None:
    plain = PlainVerifier().judge(CLAIM, SILENT)
    bearing = always(*OFF).judge(CLAIM, SILENT)
    assert replace(bearing, probabilities=None) == plain


def test_the_plain_reading_weighs_where_the_table_says_so() -> None:
    deaf = Table({Stance.SUPPORTS: {"plain supports": 5.0}, Stance.REFUTES: {"plain refutes": 5.0}, Stance.NEUTRAL: {"bias": 1.0}}, OPEN)
    reader = JoinedVerifier(Network(lambda _: NO), {"passage": deaf, "work": deaf})
    for passage, stance in ((FOR, Stance.SUPPORTS), (AGAINST, Stance.REFUTES), (SILENT, Stance.NEUTRAL)):
        bearing = reader.judge(CLAIM, passage)
        assert bearing.stance is stance
        assert share_of(bearing, stance) > 0.5


def test_the_network_reads_each_pair_once() -> None:
    network = Network(lambda _: YES)
    reader = JoinedVerifier(network, TABLES)
    for _ in range(3):
        reader.judge(CLAIM, FOR)
        reader.weigh(CLAIM, [FOR], ABSTAINS)
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
    assert reader.weigh(CLAIM, halves, ABSTAINS).stance is Stance.SUPPORTS


def test_the_passages_are_weighed_beside_the_plain_reading_of_the_work() -> None:
    """That reading is given, and not made again of the passages."""
    says_no = Bearing(Stance.REFUTES, 0.7, ("says otherwise elsewhere",))
    assert replace(calibrated(0.5, 0.4).weigh(CLAIM, [FOR], says_no), probabilities=None) == says_no
    assert calibrated(0.8, 0.1).weigh(CLAIM, [FOR], says_no).stance is Stance.NEUTRAL
    reader = always(*OFF)
    seen, other = (reader.observe_work(CLAIM, [FOR], plain) for plain in (says_no, ABSTAINS))
    assert seen["plain refutes"] > 0 == seen["plain supports"]
    assert other["plain refutes"] == other["plain supports"] == 0


def test_a_work_without_text_is_neutral_and_asks_nothing() -> None:
    network = Network(lambda _: YES)
    assert bearing_of(CLAIM, work_of(), JoinedVerifier(network, TABLES)) == Bearing(Stance.NEUTRAL, 0.0)
    assert not network.asked


def test_whole_works_are_weighed_by_the_joined_reading_and_not_by_the_plain_one() -> None:
    assert isinstance(always(*YES), WorkVerifier)
    assert isinstance(always(*YES).plain, PlainVerifier)
    assert not isinstance(PlainVerifier(), WorkVerifier)


def test_the_surest_of_the_passages_is_observed_beside_what_they_say_together() -> None:
    reader = JoinedVerifier(Network(lambda passage: YES if passage == FOR else NO if passage == AGAINST else OFF), TABLES)
    seen = reader.observe_work(CLAIM, [SILENT, FOR, AGAINST], ABSTAINS)
    assert seen["surest supports"] == pytest.approx(0.965, abs=0.01)
    assert seen["surest refutes"] == pytest.approx(0.965, abs=0.01)
    assert reader.observe_work(CLAIM, [SILENT, AGAINST], ABSTAINS)["surest supports"] < 0.1
    assert seen["model neutral"] > seen["model supports"]


LONG = work_of(
    ("Background", "Gout hurts. Nettle tea is said to relieve pain in gout."),
    ("Methods", "We gave nettle tea or water to 80 people with gout."),
    ("Results", f"{SILENT} {FOR} Sleep in gout was the same after nettle tea."),
    ("Conclusions", "Nettle tea for pain in gout deserves attention."),
)
VAGUE = work_of(*((section.label, section.text.replace(FOR, "")) for section in LONG.abstract))


def by_passage(*answers: tuple[str, list[float]]) -> JoinedVerifier:
    """Reads some words in a passage that stands alone, and what they say also in several together, by the surest."""
    network = Network(lambda passage: next((raw for words, raw in answers if words in passage), OFF))
    return JoinedVerifier(network, {"passage": ALONE, "work": Table(SUREST, OPEN)})


def test_a_work_is_weighed_as_a_whole() -> None:
    """What the plain reading finds in it stands where the model does not find it unlikely; the other way round it is no stance."""
    plain = bearing_of(CLAIM, LONG, PlainVerifier())
    assert plain.stance is Stance.SUPPORTS
    assert replace(bearing_of(CLAIM, LONG, by_passage((FOR, YES))), probabilities=None) == plain
    for reader in (by_passage((FOR, NO)), by_passage()):
        bearing = bearing_of(CLAIM, LONG, reader)
        assert (bearing.stance, bearing.reasons[1:]) == (Stance.NEUTRAL, plain.reasons)


@pytest.mark.parametrize(("raw", "stance"), [(YES, Stance.SUPPORTS), (NO, Stance.REFUTES), (OFF, Stance.NEUTRAL)])
def test_where_the_plain_reading_finds_nothing_in_a_work_the_model_may(raw: list[float], stance: Stance) -> None:
    assert bearing_of(CLAIM, VAGUE, PlainVerifier()).stance is Stance.NEUTRAL
    bearing = bearing_of(CLAIM, VAGUE, by_passage(("deserves attention", raw)))
    assert bearing.stance is stance
    if stance is not Stance.NEUTRAL:
        assert bearing.score == round(share_of(bearing, stance), 2) > 0.9


def test_both_ways_in_one_work_is_no_stance() -> None:
    said, unsaid = ("deserves attention", YES), ("Sleep in gout", NO)
    assert [bearing_of(CLAIM, VAGUE, by_passage(one)).stance for one in (said, unsaid)] == [Stance.SUPPORTS, Stance.REFUTES]
    assert bearing_of(CLAIM, VAGUE, by_passage(said, unsaid)).stance is Stance.NEUTRAL


def test_premises_alone_carry_no_stance() -> None:
    premises = work_of(("Background", FOR), ("Methods", "Nettle tea was given for pain in gout."))
    bearing = bearing_of(CLAIM, premises, by_passage((FOR, YES)))
    assert bearing.stance is Stance.NEUTRAL
    assert "stands among the premises" in bearing.reasons[0]


def test_premises_are_not_read_where_results_stand() -> None:
    premises = ("is said to relieve pain", "We gave", "Gout hurts")
    reader = by_passage(*((words, YES) for words in premises))
    assert bearing_of(CLAIM, VAGUE, reader).stance is Stance.NEUTRAL
    asked = [passage for _, passage in reader._model.asked]  # type: ignore[attr-defined]
    assert asked
    assert not any(words in passage for words in premises for passage in asked)


def test_passages_are_put_in_the_order_of_the_text() -> None:
    chosen = passages_of(LONG, CLAIM, 6)
    places = [passage.text for passage in in_order(chosen)]
    text = " ".join(section.text for section in LONG.abstract)
    assert places == sorted(places, key=text.index)
    assert [passage.text for passage in chosen] != places


def test_at_most_so_many_passages_are_read_as_are_allowed() -> None:
    for most, asked in ((1, 1), (2, 1), (3, 3), (4, 4), (7, 4)):
        reader = by_passage((FOR, YES))
        bearing_of(CLAIM, LONG, reader, most)
        assert len(reader._model.asked) == asked  # type: ignore[attr-defined]
    assert bearing_of(CLAIM, LONG, reader, 0) == Bearing(Stance.NEUTRAL, 0.0)
