"""Denials, concessions and comparisons: what agrees with a denial, and who won against whom."""

from __future__ import annotations

import pytest

from claimcheck.evidence.asserting import denies
from claimcheck.evidence.comparing import against_active, sides_of
from claimcheck.evidence.effects import Change, account_of
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.verifier import Statement
from claimcheck.model import Stance

NAMES = ("nettle tea", "nettle")
CLAIM = Statement("Nettle tea relieves pain in gout.", NAMES, ("gout",), ("pain",))
UNCHANGED = Statement("Nettle tea did not differ from placebo in pain.", NAMES, ("gout",), ("pain",))
BEATS = Statement("Nettle tea relieves pain in gout better than cherries.", NAMES, ("gout",), ("pain",))


def stance(passage: str, statement: Statement = CLAIM) -> Stance:
    return PlainVerifier().judge(statement, passage).stance


@pytest.mark.parametrize(
    "text",
    [
        "Nettle tea does not shorten attacks or make them less severe.",
        "Nettle tea did not significantly raise mobility.",
        "Nettle tea did not protect against gout.",
        "Neither warmth nor pain was changed by nettle tea.",
    ],
)
def test_a_denial_reaches_over_all_its_verbs(text: str) -> None:
    assert denies(Statement(text))


@pytest.mark.parametrize(
    "text", ["Nettle tea not only warms but relieves pain.", "Nettle tea relieves pain.", "Nettle tea has no side effects."]
)
def test_a_benefit_or_praise_is_no_denial(text: str) -> None:
    assert not denies(Statement(text))


def test_no_difference_agrees_with_a_denied_difference_and_a_change_within_one_group_leaves_it_open() -> None:
    assert stance("There was no significant difference in pain between nettle tea and placebo.", UNCHANGED) is Stance.SUPPORTS
    assert stance("Pain fell in the nettle tea group.", UNCHANGED) is Stance.NEUTRAL
    assert stance("Nettle tea reduced pain more than placebo.", UNCHANGED) is Stance.REFUTES


def test_a_denial_is_refuted_by_a_change_of_the_same_thing_only() -> None:
    shorter = Statement("Nettle tea does not shorten attacks of gout.", NAMES, ("gout",), ("attacks",))
    assert stance("Nettle tea reduced the frequency of attacks.", shorter) is Stance.NEUTRAL
    assert stance("Nettle tea shortened attacks.", shorter) is Stance.REFUTES


@pytest.mark.parametrize(
    "text",
    [
        "Nettle tea eased pain, though its impact was not significant.",
        "Nettle tea reduced pain, although the difference was not significant.",
        "Nettle tea reduced pain but the effect was not statistically significant.",
    ],
)
def test_a_concession_takes_back_the_change_before_it(text: str) -> None:
    assert {effect.change for effect in account_of(text).effects} == {Change.NONE}
    assert stance(text) is Stance.REFUTES


def test_what_an_opening_although_grants_does_not_count() -> None:
    assert stance("Although early work linked nettle tea to less pain, in this trial nettle tea had no effect on pain.") is Stance.REFUTES


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Nettle tea had a greater preventive effect on stroke.", 1),
        ("Nettle tea brought a greater reduction in pain.", 1),
        ("Nettle tea gave less relief of pain.", -1),
        ("The reduction in pain was greater.", 1),
        ("Nettle tea was followed by more heart attacks.", -1),
        ("The proportion in remission was significantly greater.", 1),
        ("Those on nettle tea lived longer with cancer.", 1),
        ("Nettle tea did not reliably bring pain and stiffness relief.", 0),
        ("There was no harm and a small pain benefit.", 1),
        ("Its pain-lowering effect was good.", 1),
    ],
)
def test_which_way_a_change_points(text: str, good: int) -> None:
    told = [effect.good for effect in account_of(text).effects if not effect.on_safety]
    assert told[-1] == good


def test_an_effect_denied_for_some_only_settles_nothing() -> None:
    assert stance("Nettle tea did not consistently relieve pain in all patients.") is Stance.NEUTRAL


@pytest.mark.parametrize(
    ("text", "active"),
    [
        ("Pain was similar to that with ibuprofen.", True),
        ("There was no difference between nettle tea and ibuprofen.", True),
        ("Nettle tea was superior to walking.", True),
        ("There was no difference between nettle tea and placebo.", False),
        ("There was no difference between the two groups.", False),
        ("Pain was no better than with usual care.", False),
        ("Nettle tea relieved pain.", False),
    ],
)
def test_a_treatment_of_its_own_is_told_from_none(text: str, active: bool) -> None:
    assert against_active(text) is active


def test_as_good_as_another_treatment_is_no_proof_of_no_effect() -> None:
    assert stance("Pain relief with nettle tea was similar to that with ibuprofen.") is not Stance.REFUTES
    assert stance("Nettle tea brought similar improvements in pain compared with placebo.") is Stance.REFUTES


def test_a_win_over_one_treatment_weighs_less() -> None:
    over_active = PlainVerifier().judge(CLAIM, "Nettle tea reduced pain more than ibuprofen.")
    over_none = PlainVerifier().judge(CLAIM, "Nettle tea reduced pain more than placebo.")
    assert over_active.score < over_none.score


def test_the_winner_of_a_comparison_must_be_the_one_claimed() -> None:
    assert stance("Nettle tea was superior to cherries for pain.", BEATS) is Stance.SUPPORTS
    assert stance("Cherries were superior to nettle tea for pain.", BEATS) is Stance.REFUTES
    assert stance("Compared with nettle tea, cherries brought more relief of pain.", BEATS) is Stance.REFUTES
    assert stance("Nettle tea relieved pain.", BEATS) is Stance.NEUTRAL
    assert stance("Cherries raised pain.", BEATS) is Stance.NEUTRAL


def test_sides_of_an_opening_comparison_turn_at_its_comma() -> None:
    sides = sides_of("Compared with cherries, nettle tea helped.")
    assert sides is not None
    assert (sides.first.strip(), sides.second.strip()) == ("nettle tea helped.", "cherries")
    assert sides_of("Nettle tea helped.") is None


def test_what_is_not_supported_is_not_told_of_as_a_benefit() -> None:
    assert stance("The trials do not support the use of nettle tea in adults for the purpose of improving pain.") is not Stance.SUPPORTS


def test_a_harm_that_figures_leave_open_is_not_refuted() -> None:
    harm = Statement("Nettle tea raises the risk of stroke.", NAMES, ("stroke",), ("stroke",))
    assert stance("Nettle tea raised the risk of stroke (RR 2.1, 95% CI 0.8 to 6.0).", harm) is not Stance.REFUTES
    assert stance("Nettle tea did not raise the risk of stroke.", harm) is Stance.REFUTES
