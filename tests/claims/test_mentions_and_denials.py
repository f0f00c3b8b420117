"""What counts as a mention and what does not, and how far a denial reaches."""

from __future__ import annotations

import pytest

from claimcheck import ruleset
from claimcheck.claims.finding import ClaimFinder
from claimcheck.claims.mentions import MentionFinder
from claimcheck.model import Block, BlockKind, CharSpan, Document, Role

RULES = ruleset.load()
FINDER = MentionFinder(RULES.vocabulary)


@pytest.mark.parametrize(
    "text", ["Ginger [2] is old.", "Ginger [2, 14–16].", "Ginger (PMID 1234567).", "Ginger, doi:10.1000/182.", "See NCT01234567: ginger."]
)
def test_citation_markers_hold_no_mention(text: str) -> None:
    assert [m.text for m in FINDER.find(text)] in (["Ginger"], ["ginger"])


@pytest.mark.parametrize("words", ["beta blockers", "beta-Blockers", "β-blockers", "β blockers", "Beta-blocker"])
def test_spellings_of_one_drug_are_one_concept(words: str) -> None:
    assert [m.concept for m in FINDER.find(f"They took {words} daily.") if m.role is Role.THERAPY] == ["beta-blockers"]


def test_an_agency_is_no_food() -> None:
    assert [m.text for m in FINDER.find("The Food and Drug Administration warns of food.")] == ["food"]


@pytest.mark.parametrize(
    ("text", "role", "concept"),
    [
        ("It treats metabolic syndrome.", Role.CONDITION, "D024821"),
        ("It cuts the number of falls.", Role.OUTCOME, "outcome-risk-of-falls"),
        ("It prevents falls.", Role.OUTCOME, "outcome-falls"),
        ("Elderberry syrup is sweet.", Role.THERAPY, "D027924"),
        ("A cervical plexus block was used.", Role.THERAPY, "cervical-plexus-block"),
        ("They had an elemental diet.", Role.THERAPY, "elemental-diet"),
        ("Flunarizine was given.", Role.THERAPY, "D005444"),
    ],
)
def test_terms_are_known(text: str, role: Role, concept: str) -> None:
    assert [m.concept for m in FINDER.find(text) if m.role is role] == [concept]


def test_metabolic_syndrome_is_no_outcome_of_metabolism() -> None:
    assert not [m for m in FINDER.find("It treats metabolic syndrome.") if m.role is Role.OUTCOME]


@pytest.fixture(scope="module")
def claims() -> ClaimFinder:
    return ClaimFinder(RULES)


def strengths(finder: ClaimFinder, sentence: str) -> list[str]:
    heading = "Ginger"
    text = f"{heading}\n\n{sentence}"
    start = len(heading) + 2
    blocks = (Block(BlockKind.HEADING, CharSpan(0, len(heading)), ()), Block(BlockKind.PARAGRAPH, CharSpan(start, len(text)), (heading,)))
    return [
        claim.strength
        for claim in finder.find(Document("d", "text/plain", heading, text, blocks, (), "")).claims
        if claim.span.start >= start
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("denied", "asserted"),
    [
        ("Ginger does not shorten attacks or make them less severe.", "Ginger shortens attacks and makes them less severe."),
        ("Ginger neither lowers blood pressure nor lifts the mood.", "Ginger lowers blood pressure and lifts the mood."),
        ("Ginger cannot cut deaths or make arteries healthier.", "Ginger cuts deaths and makes arteries healthier."),
        ("Ginger lacks any effect on pain.", "Ginger has an effect on pain."),
        ("Ginger failed to reduce pain or improve sleep.", "Ginger reduces pain and improves sleep."),
        ("Neither ginger nor massage improved pain.", "Both ginger and massage improved pain."),
        ("Ginger relieved pain no better than placebo.", "Ginger relieved pain better than placebo."),
    ],
)
def test_a_denial_and_its_assertion_are_told_apart(claims: ClaimFinder, denied: str, asserted: str) -> None:
    assert (strengths(claims, denied), strengths(claims, asserted)) == (["negated"], ["assertive"])


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "Ginger has no side effects.",
        "Ginger relieves pain without making people less alert.",
        "Ginger does not harm the liver.",
        "Nobody on ginger experienced side effects.",
    ],
)
def test_a_denied_harm_is_praise(claims: ClaimFinder, sentence: str) -> None:
    assert strengths(claims, sentence) == ["assertive"]


@pytest.mark.model
def test_without_denies_its_noun_and_not_the_verb_behind(claims: ClaimFinder) -> None:
    assert strengths(claims, "People without diabetes lost more weight with ginger.") == ["assertive"]
    assert strengths(claims, "Ginger relieves pain without serious side effects.") == ["assertive"]


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "Ginger ends chronic back pain.",
        "Ginger makes headaches shorter and milder.",
        "Ginger keeps blood pressure down.",
        "Magnesium shortens labour in mothers.",
        "Quinine lets migraine patients sleep through the night.",
        "Aspirin triggers asthma.",
    ],
)
def test_a_therapy_that_plainly_does_something_is_a_claim(claims: ClaimFinder, sentence: str) -> None:
    assert strengths(claims, sentence) == ["assertive"]


@pytest.mark.model
@pytest.mark.parametrize("sentence", ["Ginger is a root from Asia.", "Does ginger end chronic back pain?", "Our shop opens at nine."])
def test_what_asserts_no_effect_is_none(claims: ClaimFinder, sentence: str) -> None:
    assert strengths(claims, sentence) == []
