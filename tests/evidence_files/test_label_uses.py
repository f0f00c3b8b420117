"""A drug label bears out that a drug is used for a condition, and nothing that goes further."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from claimcheck import ruleset
from claimcheck.evidence import KnownEvidence
from claimcheck.model import Attribution, Causal, CharSpan, Claim, ClaimType, Cue, Evidence, Mention, Role, Ruleset, Strength

BENEFIT = frozenset({ClaimType.EFFECTIVENESS})
LABEL = "drug label"


@cache
def rules() -> Ruleset:
    """The shipped rules."""
    return ruleset.load()


@cache
def known() -> KnownEvidence:
    """The shipped statements."""
    return KnownEvidence(rules())


def concept(name: str, role: Role) -> str:
    """The vocabulary id of a name."""
    wanted = name.casefold()
    found = (
        c.id for c in rules().vocabulary.concepts.values() if c.role is role and wanted in {n.casefold() for n in (c.name, *c.synonyms)}
    )
    return next(found)


def made(text: str, therapies: tuple[str, ...], condition: str | None = None, effect: str = "", **changes: object) -> Claim:
    """A claim whose therapies, condition and word of effect stand in its text."""
    mentions = [_mention(text, Role.THERAPY, name) for name in therapies]
    if condition is not None:
        mentions.append(_mention(text, Role.CONDITION, condition))
    start = text.index(effect)
    cues = (Cue("effect", CharSpan(start, start + len(effect)), effect),) if effect else ()
    span = CharSpan(0, len(text))
    claim = Claim("c1", span, text, BENEFIT, tuple(mentions), cues, Strength.ASSERTIVE, Causal.DIRECT, Attribution.NONE, (), ("r1",))
    return replace(claim, **changes)  # type: ignore[arg-type]


def _mention(text: str, role: Role, name: str) -> Mention:
    start = text.index(name)
    return Mention(role, CharSpan(start, start + len(name)), name, concept(name, role))


def labels(claim: Claim) -> list[Evidence]:
    """The drug labels that stand as evidence on a claim."""
    return [piece for piece in known().on(claim) if piece.work.design == LABEL]


@pytest.mark.parametrize(
    ("text", "therapies", "condition", "effect"),
    [
        ("Metformin helps people with type 2 diabetes [1].", ("Metformin",), "type 2 diabetes", "helps"),
        ("Sumatriptan relieves migraine [1].", ("Sumatriptan",), "migraine", "relieves"),
        ("Tiotropium is used for chronic obstructive pulmonary disease [1].", ("Tiotropium",), "chronic obstructive pulmonary disease", ""),
        ("Doctors treat gout with allopurinol [1].", ("allopurinol",), "gout", "treat"),
    ],
)
def test_a_plain_use_is_borne_out(text: str, therapies: tuple[str, ...], condition: str, effect: str) -> None:
    found = labels(made(text, therapies, condition, effect))
    assert found
    assert not any(piece.limits for piece in found)


@pytest.mark.parametrize(
    ("text", "therapies", "condition", "effect"),
    [
        ("Metformin works better than sumatriptan in migraine [1].", ("sumatriptan",), "migraine", "works"),
        ("Chewing gum with sumatriptan relieves migraine better [1].", ("sumatriptan",), "migraine", "relieves"),
        ("Ginger reduces the need for sumatriptan in migraine [1].", ("sumatriptan",), "migraine", "reduces"),
        ("Vitamin C lowered insulin in type 2 diabetes [1].", ("insulin",), "type 2 diabetes", "lowered"),
        ("Acupuncture with sumatriptan relieves migraine [1].", ("Acupuncture", "sumatriptan"), "migraine", "relieves"),
        ("Sumatriptan relieves migraine in 80% of people [1].", ("Sumatriptan",), "migraine", "relieves"),
        ("Sumatriptan prevents migraine [1].", ("Sumatriptan",), "migraine", "prevents"),
        ("Levodopa slows down Parkinson's disease [1].", ("Levodopa",), "Parkinson's disease", "slows"),
        ("Sumatriptan sharpens the memory of people with migraine [1].", ("Sumatriptan",), "migraine", "sharpens"),
        ("Sumatriptan relieves migraine in healthy students [1].", ("Sumatriptan",), "migraine", "relieves"),
        ("Use of sumatriptan led to more migraine [1].", ("sumatriptan",), "migraine", "led to"),
        ("Beta blockers relieve migraine [1].", ("Beta blockers",), "migraine", "relieve"),
    ],
)
def test_what_goes_further_is_not(text: str, therapies: tuple[str, ...], condition: str, effect: str) -> None:
    assert [piece for piece in labels(made(text, therapies, condition, effect)) if not piece.limits] == []


@pytest.mark.parametrize(
    "kinds", [{ClaimType.PREVENTION}, {ClaimType.DURABILITY}, {ClaimType.COMPARISON}, {ClaimType.SAFETY}, {ClaimType.SPEED_OF_EFFECT}]
)
def test_other_kinds_of_claim_are_not(kinds: set[ClaimType]) -> None:
    claim = made("Sumatriptan relieves migraine [1].", ("Sumatriptan",), "migraine", "relieves")
    assert labels(claim)
    assert labels(replace(claim, types=BENEFIT | kinds)) == []


def test_an_association_is_not() -> None:
    claim = made("Sumatriptan relieves migraine [1].", ("Sumatriptan",), "migraine", "relieves")
    assert labels(replace(claim, causal=Causal.CORRELATIONAL)) == []


def test_the_condition_must_stand_in_a_claim_that_cites_and_is_a_limit_elsewhere() -> None:
    claim = made("Sumatriptan brings relief [1].", ("Sumatriptan",), None, "relief")
    carried = Mention(Role.CONDITION, CharSpan(500, 508), "migraine", concept("migraine", Role.CONDITION))
    beside = replace(claim, mentions=(*claim.mentions, carried))
    assert labels(beside) == []
    assert all(piece.limits == ("outcome",) for piece in labels(replace(beside, citations=())))
    assert labels(replace(beside, citations=()))


def test_a_heading_without_the_drug_is_no_claim_of_its_use() -> None:
    carried = made("Sumatriptan relieves migraine.", ("Sumatriptan",), "migraine", "relieves")
    heading = replace(carried, span=CharSpan(100, 119), text="Relief from migraine", is_title=True, citations=())
    assert labels(heading) == []


def test_the_label_of_a_class_does_not_speak_for_its_members() -> None:
    on_class = {s.therapies[0] for s in rules().statements if s.design == LABEL} & {
        parent for c in rules().vocabulary.concepts.values() if c.role is Role.THERAPY for parent in c.parents
    }
    assert on_class
    text = "Lisinopril helps people with heart failure [1]."
    found = labels(made(text, ("Lisinopril",), "heart failure", "helps"))
    member = concept("lisinopril", Role.THERAPY)
    by_id = {s.id: s for s in rules().statements}
    assert all(by_id[piece.statement_id or ""].therapies == (member,) for piece in found)
