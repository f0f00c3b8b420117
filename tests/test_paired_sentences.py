"""The flag follows the evidence, not a list of bad words: the same wording with a proven and with an unproven therapy."""

from __future__ import annotations

import pytest

from claimcheck import ruleset
from claimcheck.checker import Checker
from claimcheck.model import Block, BlockKind, CharSpan, Document, Report, Verdict

pytestmark = pytest.mark.model

REPORT = "The study was published in the Journal of Examples by researchers of a university, the authors said."
ADVERT = "Discover our revolutionary clinic and book your free consultation today, a breakthrough for families."
BACKED = {"supported", "supported_with_limits"}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ruleset.load())


def article(title: str, sentence: str, frame: str) -> Document:
    """A small article by hand: a title, a line that sets the voice, and the sentence."""
    text, blocks = "", []
    for number, words in enumerate((title, frame, sentence)):
        kind = BlockKind.HEADING if number == 0 else BlockKind.PARAGRAPH
        section = () if number == 0 else (title,)
        blocks.append(Block(kind, CharSpan(len(text), len(text) + len(words)), section))
        text += words + "\n\n"
    return Document("pair", "text/plain", title, text, tuple(blocks), (), "")


def verdict_on(checker: Checker, sentence: str, title: str = "Health news", frame: str = REPORT) -> Verdict:
    report: Report = checker.check(article(title, sentence, frame))
    found = [v for c, v in zip(report.claims, report.verdicts, strict=True) if c.text == sentence]
    assert found, f"not taken for a claim: {sentence}"
    assert found[0].why
    return found[0]


PROVEN = [
    "Autologous haematopoietic stem cell transplantation reduces relapses in relapsing-remitting multiple sclerosis.",
    "Cannabidiol reduces convulsive seizures in children with Dravet syndrome.",
    "The ketogenic diet may reduce seizures in children with epilepsy.",
    "Repetitive transcranial magnetic stimulation may improve depression.",
    "Exercise may reduce pain in people with knee osteoarthritis.",
    "Cognitive behavioral therapy for insomnia improves sleep in chronic insomnia.",
    "Metformin is used to treat type 2 diabetes.",
    "Umbilical cord blood may slightly improve gross motor function in children with cerebral palsy.",
]


@pytest.mark.parametrize("sentence", PROVEN)
def test_plain_wording_of_what_is_known_is_supported_and_not_flagged(checker: Checker, sentence: str) -> None:
    verdict = verdict_on(checker, sentence)
    assert verdict.kind in BACKED, verdict
    assert not verdict.flagged


PAIRS = [
    ("{} improves sleep in people with insomnia.", "Cognitive behavioral therapy for insomnia", "Homeopathy"),
    ("{} is an effective treatment for asthma.", "Albuterol", "Homeopathy"),
    ("{} reduces convulsive seizures in children with Dravet syndrome.", "Cannabidiol", "Homeopathy"),
    ("{} improves motor function in children with cerebral palsy.", "Botulinum toxin", "Hyperbaric oxygen therapy"),
    ("{} lowers the risk of heart attack in people at high risk.", "Atorvastatin", "Vitamin D"),
]


@pytest.mark.parametrize(("wording", "proven", "unproven"), PAIRS)
def test_the_same_wording_is_judged_by_its_evidence(checker: Checker, wording: str, proven: str, unproven: str) -> None:
    good, bad = (verdict_on(checker, wording.format(name), frame=ADVERT) for name in (proven, unproven))
    assert bad.flagged, bad
    assert not good.flagged, good


HEDGED = [
    ("Stem cell therapy improves motor function in cerebral palsy.", "Stem cell therapy may improve motor function in cerebral palsy."),
    ("Umbilical cord blood cures cerebral palsy.", "Umbilical cord blood may slightly improve gross motor function in cerebral palsy."),
    ("Acupuncture cures chronic pain.", "Acupuncture may slightly reduce chronic pain."),
]


@pytest.mark.parametrize(("assertive", "hedged"), HEDGED)
def test_a_hedge_that_fits_the_evidence_passes_where_the_assertion_does_not(checker: Checker, assertive: str, hedged: str) -> None:
    assert verdict_on(checker, assertive).flagged
    assert not verdict_on(checker, hedged).flagged


DENIED = [
    ("Homeopathy cures asthma.", "Homeopathy does not cure asthma."),
    ("Vitamin D prevents fractures in healthy adults.", "Vitamin D does not prevent fractures in healthy adults."),
    ("Stem cell therapy for cerebral palsy is approved by the FDA.", "Stem cell therapy for cerebral palsy is not approved by the FDA."),
    ("Chelation therapy cures autism.", "Chelation therapy does not cure autism."),
    (
        "Hyperbaric oxygen therapy improves motor function in cerebral palsy.",
        "Hyperbaric oxygen therapy does not improve motor function in cerebral palsy.",
    ),
]


@pytest.mark.parametrize(("claimed", "denied"), DENIED)
def test_a_denial_is_never_reported_as_what_it_denies(checker: Checker, claimed: str, denied: str) -> None:
    assert verdict_on(checker, claimed).flagged
    assert not verdict_on(checker, denied).flagged


UNKNOWN = [
    "Blueberry extract improves memory in people with diabetes.",
    "Aquatic aerobics reduces fatigue in people with lupus.",
    "A cooling vest reduces fatigue in people with lupus.",
]


@pytest.mark.parametrize("sentence", UNKNOWN)
def test_a_topic_no_source_covers_is_not_checked_in_a_report_and_unsupported_in_an_advert(checker: Checker, sentence: str) -> None:
    reported = verdict_on(checker, sentence)
    assert (reported.kind, reported.flagged) == ("not_checked", False)
    assert verdict_on(checker, sentence, frame=ADVERT).flagged


def test_the_wording_alone_decides_nothing(checker: Checker) -> None:
    """Words such as effective and treatment stand in both sentences."""
    assert not verdict_on(checker, "Metformin is an effective treatment for type 2 diabetes.", frame=ADVERT).flagged
    assert verdict_on(checker, "Ozone is an effective treatment for type 2 diabetes.", frame=ADVERT).flagged
