"""The plain reading: each family of cues, said and denied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.evidence.effects import Change, account_of
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.statistics import significance
from claimcheck.evidence.verifier import Statement
from claimcheck.model import Stance

CLAIM = Statement("Nettle tea relieves pain in gout.", ("nettle tea", "nettle"), ("gout",), ("pain", "pain score"))
DENIAL = Statement("Nettle tea does not relieve pain in gout.", ("nettle tea", "nettle"), ("gout",), ("pain",), denies=True)
HARMLESS = Statement("Nettle tea is safe.", ("nettle tea", "nettle"))
SURVIVAL = Statement("Nettle tea prolongs survival.", ("nettle tea", "nettle"), (), ("survival",))
VERIFIER = PlainVerifier()


def stance(passage: str, statement: Statement = CLAIM) -> Stance:
    return VERIFIER.judge(statement, passage).stance


@pytest.mark.parametrize(
    "passage",
    [
        "Nettle tea improved pain.",
        "Nettle tea reduced pain more than placebo (p = 0.003).",
        "Pain scores were significantly lower with nettle tea than with placebo.",
        "Pain decreased in the nettle tea group.",
        "Nettle tea was effective for pain in gout.",
        "Nettle tea was superior to placebo for pain.",
        "Pain was worse in the placebo group than in the nettle tea group.",
        "Nettle tea not only warmed people but also reduced pain.",
        "Compared with water, nettle tea lowered pain (MD -1.2, 95% CI -1.9 to -0.5).",
    ],
)
def test_benefit_supports_a_claim_of_benefit_and_refutes_its_denial(passage: str) -> None:
    assert stance(passage) is Stance.SUPPORTS
    assert stance(passage, DENIAL) is Stance.REFUTES


@pytest.mark.parametrize(
    "passage",
    [
        "Nettle tea did not improve pain.",
        "There was no significant difference in pain between nettle tea and placebo.",
        "Nettle tea failed to reduce pain.",
        "Nettle tea was no better than placebo for pain.",
        "Nettle tea had no effect on pain.",
        "Nettle tea was not associated with less pain.",
        "Pain was similar in both groups after nettle tea.",
        "Nettle tea was ineffective for pain in gout.",
        "Nettle tea lowered pain, but not significantly (p = 0.41).",
        "With nettle tea pain fell (MD -0.4, 95% CI -1.1 to 0.3).",
        "Nettle tea improved sleep but not pain.",
        "Pain fell in both groups, with no difference between nettle tea and placebo in pain.",
    ],
)
def test_no_effect_refutes_a_claim_of_benefit_and_supports_its_denial(passage: str) -> None:
    assert stance(passage) is Stance.REFUTES
    assert stance(passage, DENIAL) is Stance.SUPPORTS


@pytest.mark.parametrize("passage", ["Nettle tea worsened pain.", "Nettle tea increased pain in gout (p < 0.01)."])
def test_harm_refutes_a_claim_of_benefit(passage: str) -> None:
    assert stance(passage) is Stance.REFUTES


@pytest.mark.parametrize(
    "passage",
    [
        "There is insufficient evidence that nettle tea relieves pain.",
        "It is unclear whether nettle tea relieves pain.",
        "The evidence for nettle tea on pain is very uncertain.",
    ],
)
def test_what_nobody_knows_is_neutral_but_bears_out_a_denial(passage: str) -> None:
    assert stance(passage) is Stance.NEUTRAL
    assert stance(passage, DENIAL) is Stance.SUPPORTS


@pytest.mark.parametrize(
    "passage",
    [
        "We aimed to determine whether nettle tea reduces pain.",
        "Nettle tea is expected to reduce pain.",
        "The effect of nettle tea on pain will be measured.",
        "Previous studies found that nettle tea reduced pain.",
        "Nettle tea was drunk by 40 people with pain.",
        "Walking reduced pain.",
        "Cherries reduced pain more than nettle tea.",
        "Nettle tea improved sleep.",
        "Pain and age did not differ at baseline between the nettle tea and placebo groups.",
        "",
    ],
)
def test_aims_plans_other_therapies_and_other_outcomes_are_neutral(passage: str) -> None:
    assert stance(passage) is Stance.NEUTRAL


def test_a_fall_is_good_or_bad_by_what_falls() -> None:
    assert stance("Nettle tea reduced survival.", SURVIVAL) is Stance.REFUTES
    assert stance("Nettle tea improved survival.", SURVIVAL) is Stance.SUPPORTS
    assert stance("Nettle tea reduced mortality and prolonged survival.", SURVIVAL) is Stance.SUPPORTS


def test_less_of_the_claimed_condition_is_good_whatever_it_is() -> None:
    prevents = Statement("Nettle tea prevents widgetitis.", ("nettle tea",), ("widgetitis",))
    assert stance("Nettle tea lowered widgetitis rates.", prevents) is Stance.SUPPORTS
    assert stance("Nettle tea raised widgetitis rates.", prevents) is Stance.REFUTES
    assert stance("Nettle tea lowered gadget rates.", prevents) is Stance.NEUTRAL


def test_safety_is_judged_by_harms_and_benefit_by_benefits() -> None:
    assert stance("Nettle tea was well tolerated.", HARMLESS) is Stance.SUPPORTS
    assert stance("Adverse events were more frequent with nettle tea.", HARMLESS) is Stance.REFUTES
    assert stance("Nettle tea reduced pain.", HARMLESS) is Stance.NEUTRAL
    assert stance("Adverse events were more frequent with nettle tea.") is Stance.NEUTRAL


def test_no_refutation_of_a_claim_that_says_of_no_effect() -> None:
    bare = Statement("Nettle tea is brewed for gout.", ("nettle tea",), ("gout",))
    assert stance("Nettle tea did not improve gout.", bare) is Stance.NEUTRAL


def test_reasons_are_in_plain_words_and_hedges_lower_the_score() -> None:
    plain = VERIFIER.judge(CLAIM, "Nettle tea reduced pain.")
    hedged = VERIFIER.judge(CLAIM, "Nettle tea may have reduced pain.")
    assert plain.reasons == ("speaks of nettle tea, pain", "tells of a benefit: “reduced” (pain)")
    assert hedged.score < plain.score
    assert "hedged" in hedged.reasons


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("p = 0.03", True),
        ("p=0.30", False),
        ("P < .001", True),
        ("p > 0.05", False),
        ("p < 0.2", None),
        ("RR 0.80, 95% CI 0.70 to 0.92", True),
        ("odds ratio 0.98 (95% CI 0.80, 1.20)", False),
        ("mean difference 0.3 (95% CI -0.2 to 0.8)", False),
        ("SMD −0.5; 95% CI −0.9 to −0.1", True),
        ("MD 1.2 (95% CI -\u00a02.9 to 0.4)", False),
        ("95% CI 0.2 to 0.8", None),
        ("no figures here", None),
    ],
)
def test_figures_tell_of_an_effect_or_of_none(text: str, told: bool | None) -> None:
    assert significance(text) is told


@pytest.mark.parametrize(
    ("text", "change", "good"),
    [
        ("Seizures fell.", Change.FALL, 1),
        ("Remission fell.", Change.FALL, -1),
        ("It raised the risk of stroke.", Change.RISE, -1),
        ("Quality of life rose.", Change.RISE, 1),
        ("It did not raise blood pressure.", Change.NONE, 0),
        ("There is no evidence that it helps.", Change.UNKNOWN, None),
        ("Serum widgets rose.", Change.RISE, None),
    ],
)
def test_changes_and_whether_they_are_good(text: str, change: Change, good: int | None) -> None:
    first = account_of(text).effects[0]
    assert (first.change, first.good) == (change, good)


def test_statement_without_a_therapy_is_held_by_its_words() -> None:
    claim = Statement("Widget protein increases cell growth.")
    assert stance("Widget protein increases cell growth in yeast.", claim) is Stance.SUPPORTS
    assert stance("Widget protein decreases cell growth in yeast.", claim) is Stance.REFUTES
    assert stance("The moon is far away.", claim) is Stance.NEUTRAL


@given(st.text(alphabet="p=<>0.15·,-–−\u00a0 to95%CI RRMDS()", max_size=60))
def test_any_figures_are_read_without_trouble(text: str) -> None:
    assert significance(f"RR 95% CI {text} p = {text}") in (True, False, None)


@given(st.text(max_size=200))
def test_any_text_is_judged_without_trouble(passage: str) -> None:
    bearing = VERIFIER.judge(CLAIM, passage)
    assert 0 <= bearing.score <= 1
