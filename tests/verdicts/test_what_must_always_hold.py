"""Whatever was read: an outage is no absence, retracted works carry nothing, denials are left alone, and findings do not pile up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from made_cases import DAY, LIMITS, RETRACTED, made_claim, made_resolution, made_work, ruled, rules

from claimcheck.model import (
    Answer,
    Causal,
    Certainty,
    ClaimType,
    Evidence,
    Outcome,
    Query,
    QueryKind,
    Severity,
    Stance,
    Strength,
    Study,
    StudyKind,
    Tier,
    VerdictKind,
    Voice,
)
from claimcheck.verdicts import Article, Case, NumberCheck
from claimcheck.verdicts.references import drafts_of

STUDIES = st.builds(
    Study,
    kind=st.sampled_from(StudyKind),
    phase=st.sampled_from([None, "1", "2", "3"]),
    follow_up_months=st.sampled_from([None, 0.5, 3, 36]),
    ages=st.sampled_from([frozenset(), frozenset({"adults"}), frozenset({"children"})]),
    humans=st.sampled_from([None, True, False]),
    compared=st.sampled_from([None, True, False]),
    pilot=st.booleans(),
    preprint=st.booleans(),
    seller_made=st.sampled_from(["", "the clinic"]),
    primary_met=st.sampled_from([None, True, False]),
)
CLAIMS = st.builds(
    lambda strength, causal, types, cues: made_claim(
        cues=tuple(cues), strength=strength, causal=causal, types=types, citations=("r1", "r2")
    ),
    st.sampled_from(Strength),
    st.sampled_from(Causal),
    st.frozensets(st.sampled_from(ClaimType), min_size=1),
    st.lists(st.sampled_from(["effect", "cure", "hype", "lasting-effect", "booster", "proven-appeal", "distance"]), unique=True),
)


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    works = [made_work(number, draw(st.none() | STUDIES), notices=draw(st.sampled_from([(), RETRACTED]))) for number in range(1, 5)]
    pieces = [
        Evidence(
            "c1",
            work,
            "Cord blood was given.",
            draw(st.sampled_from(Stance)),
            draw(st.sampled_from([0.0, 0.5, 0.7, 0.85, 1.0])),
            draw(st.sampled_from(Tier)),
            draw(st.sampled_from(Certainty)),
            draw(st.lists(st.sampled_from(LIMITS), unique=True).map(tuple)),
            cited=number < 2,
        )
        for number, work in enumerate(works)
        if draw(st.booleans())
    ]
    outcomes = [draw(st.sampled_from(Outcome)) for _ in range(2)]
    cited = tuple(
        made_resolution(works[at] if outcome is Outcome.FOUND else None, outcome, f"r{at + 1}") for at, outcome in enumerate(outcomes)
    )
    answers = tuple(
        Answer(Query(QueryKind.TOPIC), f"s{at}", outcome, asked_on=DAY if outcome in (Outcome.FOUND, Outcome.NOT_FOUND) else None)
        for at, outcome in enumerate(draw(st.lists(st.sampled_from(Outcome), max_size=2)))
    )
    check = draw(st.sampled_from([None, NumberCheck("c1", ("5",)), NumberCheck("c1", (), (("5", "6"),))]))
    article = Article(draw(st.sampled_from(Voice)), frozenset(), None)
    return Case(draw(CLAIMS), tuple(pieces), (), (), article, True, cited, answers, check)


@settings(max_examples=50)
@given(_cases())
def test_every_case_is_decided_and_says_why(case: Case) -> None:
    decided = ruled(case)
    (verdict,) = decided.verdicts
    assert all(verdict.why)
    assert verdict.flagged == any(finding.severity is not Severity.NOTE for finding in decided.findings)
    assert bool(verdict.axes) <= (verdict.kind is VerdictKind.OVERSTATED)
    assert ruled(case) == decided


@settings(max_examples=50)
@given(_cases())
def test_findings_do_not_pile_up(case: Case) -> None:
    found = ruled(case).findings
    rule_ids = [finding.rule_id for finding in found]
    assert len(rule_ids) == len(set(rule_ids))
    assert len([f for f in found if f.severity is not Severity.NOTE and f.rule_id != "NUM01"]) <= 1
    assert len([f for f in found if f.rule_id != "NUM01"]) <= 2


@settings(max_examples=50)
@given(_cases())
def test_a_cited_work_that_was_not_reached_is_never_held_against_a_claim(case: Case) -> None:
    failed = replace(case, cited=(made_resolution(None, Outcome.FAILED), *case.cited[1:]), evidence=(), numbers=None)
    decided = ruled(failed)
    assert decided.verdicts[0].kind in (VerdictKind.NOT_CHECKED, VerdictKind.NOT_CHECKABLE)
    assert decided.findings == ()


@settings(max_examples=50)
@given(_cases())
def test_retracted_works_change_nothing(case: Case) -> None:
    """Beyond what is said of their being retracted, a claim fares as if they had not been read."""
    gone = tuple(piece for piece in case.evidence if piece.work.is_retracted)
    without = replace(case, evidence=tuple(piece for piece in case.evidence if piece not in gone))
    assert ruled(case).verdicts[0].kind == ruled(without).verdicts[0].kind
    assert ruled(case).findings == ruled(without).findings


@settings(max_examples=50)
@given(_cases())
def test_denials_are_not_flagged_but_for_their_numbers(case: Case) -> None:
    denied = replace(case, claim=replace(case.claim, strength=Strength.NEGATED))
    assert {finding.rule_id for finding in ruled(denied).findings} <= {"NUM01"}


@settings(max_examples=50)
@given(_cases())
def test_what_was_looked_up_contradicts_only_surely_and_in_people(case: Case) -> None:
    uncited = replace(case, claim=replace(case.claim, citations=()), cited=(), evidence=tuple(p for p in case.evidence if not p.cited))
    if ruled(uncited).verdicts[0].kind is VerdictKind.CONTRADICTED:
        against = [p for p in uncited.evidence if p.stance is Stance.REFUTES and p.score >= 0.9 and p.tier in (Tier.E5, Tier.E4, Tier.E3)]
        assert any(not p.work.is_retracted for p in against)
        assert not any(p.stance is Stance.SUPPORTS and p.score >= 0.9 and not p.work.is_retracted for p in uncited.evidence)


@settings(max_examples=50)
@given(_cases())
def test_references_that_were_not_reached_are_no_findings(case: Case) -> None:
    from test_reference_findings import ENTRY

    for resolution in case.cited:
        told = [draft.rule.id for draft in drafts_of([ENTRY], [resolution], [case.claim], rules())]
        if resolution.outcome in (Outcome.FAILED, Outcome.NOT_ASKED):
            assert told == []
        assert ("CIT01" in told) == (resolution.outcome is Outcome.NOT_FOUND)
