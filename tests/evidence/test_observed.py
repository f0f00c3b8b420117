"""What is observed of a statement and a passage side by side: named figures, each from -1 to 1."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.evidence.observed import observed
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.verifier import Statement

CLAIM = Statement("Nettle tea reduces pain in gout.", ("nettle tea",), ("gout",), ("pain",))
DENIAL = Statement("Nettle tea does not reduce pain in gout.", ("nettle tea",), ("gout",), ("pain",), denies=True)
PLAIN = PlainVerifier()


def seen(passage: str, statement: Statement = CLAIM) -> Mapping[str, float]:
    return observed(statement, passage, PLAIN.judge(statement, passage))


def test_a_passage_that_says_the_same() -> None:
    told = seen("Nettle tea reduced pain in people with gout.")
    assert (told["same way"], told["opposite ways"], told["only one denies"]) == (1, 0, 0)
    assert (told["therapy named"], told["condition named"], told["outcome named"], told["tells an effect"]) == (1, 1, 1, 1)
    assert told["plain supports"] > 0.5
    assert told["plain refutes"] == 0


def test_a_passage_that_says_the_opposite() -> None:
    told = seen("Nettle tea increased pain in gout.")
    assert (told["same way"], told["opposite ways"]) == (0, 1)
    assert told["plain refutes"] > 0.5
    assert told["plain supports"] == 0


def test_a_denial_on_one_side_and_on_both() -> None:
    denying = "Nettle tea did not reduce pain in gout."
    assert [seen(denying)[name] for name in ("only one denies", "both deny")] == [1, 0]
    assert [seen(denying, DENIAL)[name] for name in ("only one denies", "both deny")] == [0, 1]
    asserting = "Nettle tea reduced pain in gout."
    assert [seen(asserting, DENIAL)[name] for name in ("only one denies", "both deny")] == [1, 0]


@pytest.mark.parametrize(
    ("passage", "name"),
    [
        ("Pain was lower with nettle tea, but not significantly (p = 0.41).", "no effect seen"),
        ("It is unclear whether nettle tea relieves pain.", "not known"),
        ("Nettle tea may reduce pain.", "passage hedges"),
        ("We aim to test whether nettle tea reduces pain.", "only asks"),
    ],
)
def test_what_leaves_it_open_is_named(passage: str, name: str) -> None:
    assert seen(passage)[name] == 1
    assert seen("Nettle tea reduced pain in gout (p = 0.001).")[name] == 0


def test_a_result_that_is_not_significant_does_not_speak_against_a_denial() -> None:
    assert seen("Pain was lower with nettle tea, but not significantly (p = 0.41).", DENIAL)["no effect seen"] == 0


def test_a_hedge_on_both_sides_is_no_difference() -> None:
    hedged = Statement("Nettle tea may reduce pain in gout.", ("nettle tea",), ("gout",), ("pain",))
    assert seen("Nettle tea may reduce pain.", hedged)["passage hedges"] == 0


def test_names_that_a_statement_does_not_have_are_not_missed() -> None:
    bare = Statement("Sleep matters.")
    assert [seen("Walking is old.", bare)[name] for name in ("therapy named", "condition named", "outcome named")] == [1, 1, 1]
    assert [seen("Walking is old.")[name] for name in ("therapy named", "condition named", "outcome named")] == [0, 0, 0]


def test_several_sentences_are_read_together() -> None:
    told = seen("Gout hurts. We gave nettle tea. Pain fell with nettle tea.")
    assert (told["condition named"], told["same way"]) == (1, 1)


@settings(deadline=None, max_examples=80)
@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from(["nettle", "tea", "no", "not", "pain", "fell", "rose", "may", "gout", ".", "0.05", "95%", "(", "unclear"])
    ).map(" ".join),
    st.sampled_from([CLAIM, DENIAL, Statement("")]),
)
def test_the_same_names_come_whatever_is_read_each_from_minus_one_to_one(passage: str, statement: Statement) -> None:
    told = seen(passage, statement)
    assert list(told) == list(seen("Nettle tea."))
    assert all(-1 <= value <= 1 for value in told.values())
    assert not (told["same way"] and told["opposite ways"])
    assert not (told["only one denies"] and told["both deny"])
