"""From an article and the abstracts it cites to a verdict: what the article says beyond the words of its sources."""

from __future__ import annotations

from functools import cache

import pytest

from claimcheck import readers, ruleset
from claimcheck.checker import Checker
from claimcheck.claims import worded
from claimcheck.literature import Literature, Shelves
from claimcheck.model import Identifier, IdentifierKind, Report, Ruleset, Section, Study, StudyKind, Work

LINKED = "Drinking nettle tea was associated with less joint pain in people with gout."
HEDGED = "Nettle tea may reduce joint pain in people with gout."
PLAIN = "Nettle tea reduced joint pain in people with gout."
TRIAL = Study(StudyKind.RANDOMISED, participants=900, follow_up_months=24.0, ages=frozenset({"adults"}), humans=True, compared=True)
ARTICLE = """# Teas for joints

{claim} [1].

## References

1. Sample S. Nettle tea and joint pain in people with gout. J Samples. 2019. PMID: 11111111
"""


@cache
def rules() -> Ruleset:
    return ruleset.load()


def report_on(claim: str, conclusion: str, study: Study, monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report on a claim that cites a work with this conclusion; wordings are read by the rules alone."""
    monkeypatch.setattr(worded, "sentence_model", lambda: None)
    pmid = Identifier(IdentifierKind.PMID, "11111111")
    work = Work((pmid,), "Nettle tea and joint pain in people with gout", 2019, abstract=(Section("Conclusions", conclusion),), study=study)
    checker = Checker(rules(), literature=Literature(Shelves(shipped=(work,))))
    return checker.check(readers.read_bytes(ARTICLE.format(claim=claim).encode(), "article.md", "text/markdown"))


@pytest.mark.model
@pytest.mark.parametrize(
    ("claim", "conclusion", "study", "beyond"),
    [
        ("Nettle tea reduces joint pain in people with gout", LINKED, Study(StudyKind.OTHER, humans=True), "EFF08"),
        ("Nettle tea reduces joint pain in people with gout", HEDGED, TRIAL, "EFF14"),
        ("Nettle tea reduces joint pain in people with gout", PLAIN, TRIAL, ""),
        ("Nettle tea may reduce joint pain in people with gout", HEDGED, TRIAL, ""),
        ("Nettle tea may reduce joint pain in people with gout", PLAIN, TRIAL, ""),
        ("Nettle tea reduces joint pain in people with gout", LINKED, TRIAL, ""),
    ],
)
def test_a_claim_is_held_against_the_words_of_what_it_cites(
    claim: str, conclusion: str, study: Study, beyond: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_on(claim, conclusion, study, monkeypatch)
    found = next(c for c in report.claims if c.text.startswith("Nettle tea"))
    verdict = next(v for v in report.verdicts if v.claim_id == found.id)
    rules_on_it = {finding.rule_id for finding in report.findings_on(found.id)}
    assert ("overstated" in verdict.kind) is bool(beyond), verdict
    assert rules_on_it & {"EFF08", "EFF14"} == ({beyond} if beyond else set()), verdict
    if beyond:
        assert conclusion.rstrip(".") in " ".join(verdict.why)
