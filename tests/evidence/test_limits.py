"""In what a work falls short of a claim, axis by axis: each with a work that does and one that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.evidence.limits import ages_of, limits_of, months_claimed
from claimcheck.model import (
    Attribution,
    Causal,
    CharSpan,
    Claim,
    ClaimType,
    Concept,
    Cue,
    Mention,
    Role,
    Section,
    Strength,
    Study,
    StudyKind,
    Vocabulary,
    Work,
)

CONCEPTS = (
    Concept("herbs", Role.THERAPY, "herbal tea"),
    Concept("nettle", Role.THERAPY, "nettle tea", (), ("herbs",)),
    Concept("arthritis", Role.CONDITION, "arthritis"),
    Concept("gout", Role.CONDITION, "gout", (), ("arthritis",)),
    Concept("outcome-pain", Role.OUTCOME, "pain"),
    Concept("outcome-sleep", Role.OUTCOME, "sleep"),
)
VOCABULARY = Vocabulary({concept.id: concept for concept in CONCEPTS})
TRIAL = Work((), "Nettle tea in gout", abstract=(Section("", "Pain fell."),), study=Study(StudyKind.RANDOMISED, humans=True))
HERE = CharSpan(0, 1)


def claim_of(text: str, *concepts: str) -> Claim:
    mentions = tuple(Mention(VOCABULARY.concepts[name].role, HERE, name, name) for name in concepts)
    types = frozenset({ClaimType.EFFECTIVENESS})
    return Claim("c1", HERE, text, types, mentions, (), Strength.ASSERTIVE, Causal.DIRECT, Attribution.NONE, ())


CLAIM = claim_of("Nettle tea eases pain in gout.", "nettle", "gout", "outcome-pain")


def limits(claim: Claim, work: Work = TRIAL) -> tuple[str, ...]:
    return limits_of(claim, work, VOCABULARY)


def with_study(**changes: object) -> Work:
    assert TRIAL.study is not None
    return replace(TRIAL, study=replace(TRIAL.study, **changes))  # type: ignore[arg-type]


def test_a_work_on_the_same_has_no_limits() -> None:
    assert limits(CLAIM) == ()


@pytest.mark.parametrize(
    ("concepts", "axis"),
    [
        (("herbs", "gout", "outcome-pain"), "intervention"),
        (("nettle", "arthritis", "outcome-pain"), "population"),
        (("nettle", "outcome-pain"), "condition"),
        (("nettle", "gout", "outcome-sleep"), "outcome"),
    ],
)
def test_a_claim_on_something_wider_or_else(concepts: tuple[str, ...], axis: str) -> None:
    assert limits(claim_of("It helps.", *concepts)) == (axis,)


def test_other_ages() -> None:
    children = replace(CLAIM, text="Nettle tea eases pain in children with gout.")
    assert limits(children, with_study(ages=frozenset({"adults"}))) == ("population",)
    assert limits(children, with_study(ages=frozenset({"adults", "children"}))) == ()
    assert limits(children, with_study(ages=frozenset())) == ()


def test_a_claim_that_lasts_longer_than_the_study() -> None:
    mentions = (*CLAIM.mentions, Mention(Role.DURATION, HERE, "for five years"))
    lasting = replace(CLAIM, mentions=mentions)
    assert limits(lasting, with_study(follow_up_months=6.0)) == ("duration",)
    assert limits(lasting, with_study(follow_up_months=60.0)) == ()
    assert limits(CLAIM, with_study(follow_up_months=6.0)) == ()


def test_lasting_without_a_time_asks_for_two_years() -> None:
    cue = Cue("durability", HERE, "lasting")
    lasting = replace(CLAIM, types=frozenset({ClaimType.DURABILITY}), cues=(cue,))
    assert months_claimed(lasting) == 24
    assert limits(lasting, with_study(follow_up_months=12.0)) == ("duration",)


@pytest.mark.parametrize("study", [{"humans": False}, {"kind": StudyKind.ANIMAL}, {"kind": StudyKind.IN_VITRO}])
def test_animals_are_no_people_unless_the_claim_says_so(study: dict[str, object]) -> None:
    assert limits(CLAIM, with_study(**study)) == ("species",)
    told = replace(CLAIM, cues=(Cue("mice-or-lab", HERE, "mice"),))
    assert limits(told, with_study(**study)) == ()


def test_a_comparison_needs_one() -> None:
    better = replace(CLAIM, types=frozenset({ClaimType.COMPARISON}))
    assert limits(better, with_study(compared=False)) == ("comparator",)
    assert limits(better, with_study(compared=True)) == ()


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("It helps infants.", {"children"}),
        ("It helps older adults.", {"older_adults", "adults"}),
        ("It helps women.", {"adults"}),
        ("It helps.", set()),
    ],
)
def test_ages_named(text: str, ages: set[str]) -> None:
    assert ages_of(replace(CLAIM, text=text)) == ages


@pytest.mark.parametrize(("words", "months"), [("12 weeks", 2.76), ("two years", 24), ("six-month", 6), ("a while", None)])
def test_months_named(words: str, months: float | None) -> None:
    claimed = months_claimed(replace(CLAIM, mentions=(Mention(Role.DURATION, HERE, words),)))
    assert claimed == (months if months is None else pytest.approx(months, abs=0.01))
