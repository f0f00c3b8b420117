"""Margins of exaggeration fitted on pairs: what is counted, what is drawn, and what comes out."""

from __future__ import annotations

import pytest

from claimcheck.claims.heads import Heads
from claimcheck.claims.worded import Reliability, Told
from claimcheck.model import Attribution, Causal, CharSpan, Claim, ClaimType, Strength
from claimcheck.training.exaggeration import Side, Two, answers, drawn, fitted, levels_together, out_of_fold, rules_told
from claimcheck.verdicts.exaggeration import Margins

EVEN = Margins(((1.0,) * 4,) * 4, 0.5, 0.5, 0.75)
DEAF = Reliability(((0.25,) * 4,) * 4, 0.0)


def side(level: int, told: int | None = None, sure: float = 0.7) -> Side:
    """A text of a level, of which rules and model tell another, the model with this probability."""
    seen = level if told is None else told
    span = CharSpan(0, 2)
    kinds = frozenset({ClaimType.EFFECTIVENESS})
    claim = Claim("s1", span, "So", kinds, (), (), Strength.ASSERTIVE, Causal(seen), Attribution.NONE, ())
    heads = Heads({"causal": {str(n): sure if n == seen else (1 - sure) / 3 for n in range(4)}}, {})
    return Side((Told(claim, heads),), level)


def two(release: int, abstract: int, sure: float = 0.7) -> Two:
    return Two(side(release, sure=sure), side(abstract, sure=sure))


def test_the_gold_is_which_side_says_more() -> None:
    assert [two(3, 1).gold, two(1, 1).gold, two(0, 2).gold] == ["exaggerates", "same", "downplays"]


def test_levels_are_together_more_often_than_by_chance_where_pairs_agree() -> None:
    table = levels_together([two(level, level) for level in range(4)] * 5)
    assert all(table[level][level] > 1 > table[level][(level + 1) % 4] for level in range(4))
    assert levels_together([]) == ((1.0,) * 4,) * 4


def test_what_rules_tell_is_counted_by_the_true_level() -> None:
    table = rules_told([side(1, told=3), side(1, told=3), side(1, told=1)])
    assert table[1] == pytest.approx((1 / 7, 2 / 7, 1 / 7, 3 / 7), abs=0.001)
    assert table[0] == (0.25,) * 4


def test_pairs_are_drawn_from_sentences_of_the_same_levels() -> None:
    releases, conclusions = [side(3), side(1)], [side(1), side(0)]
    found = drawn([two(3, 1), two(1, 0)], releases, conclusions)
    assert {(pair.release.level, pair.abstract.level) for pair in found} == {(3, 1), (1, 0)}
    assert all(pair.release in releases and pair.abstract in conclusions for pair in found)
    assert found == drawn([two(3, 1), two(1, 0)], releases, conclusions)


def test_margins_are_those_that_tell_doubtful_pairs_from_sure_ones() -> None:
    doubtful = [Two(side(1, told=3, sure=0.55), side(1, sure=0.55))] * 6
    pairs = [*doubtful, *[two(3, 1, sure=0.9)] * 6, *[two(1, 3, sure=0.9)] * 6, *[two(2, 2)] * 6]
    figure, margins = fitted(pairs, DEAF, EVEN)
    assert figure == 1.0
    assert margins.above > EVEN.above
    assert [found for _, found in answers(pairs[:7], DEAF, margins)] == ["same"] * 6 + ["exaggerates"]
    assert (margins.together, margins.sure) == (EVEN.together, EVEN.sure)


def test_out_of_fold_figures_fall_where_nothing_can_be_learnt() -> None:
    learnt = out_of_fold([two(3, 1), two(1, 3), two(2, 2)] * 10, DEAF, EVEN)
    guessed = [Two(side(release, told=0), side(abstract, told=0)) for release, abstract in ((3, 1), (1, 3), (2, 2))] * 10
    assert learnt == 1.0
    assert out_of_fold(guessed, DEAF, EVEN) < learnt
