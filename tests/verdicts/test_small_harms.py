"""A harm said to pass or to be kept small is neither borne out nor refuted by what is known of harms."""

from __future__ import annotations

import pytest

from claimcheck import readers, ruleset
from claimcheck.checker import Checker
from claimcheck.model import Stance, VerdictKind

RULES = ruleset.load()
PAGE = "# Stem cell therapy for cerebral palsy\n\nOur clinic offers stem cell therapy for cerebral palsy.\n\n{}\n"


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "The cells come from the patient's own marrow, minimizing the risk of rejection.",
        "Patients may feel temporary soreness where the stem cells were taken.",
        "Careful screening mitigates the risks of stem cell therapy.",
    ],
)
def test_word_of_tumours_does_not_support_that_harms_are_small(sentence: str) -> None:
    """Regulators' warnings of harms stood as support behind such sentences."""
    report = Checker(RULES).check(readers.read_bytes(PAGE.format(sentence).encode(), "a.md", "text/markdown"))
    found = [(claim, verdict) for claim, verdict in zip(report.claims, report.verdicts, strict=True) if claim.text == sentence]
    for claim, verdict in found:
        assert verdict.kind is not VerdictKind.SUPPORTED
        assert all("tumour" not in piece.passage for piece in report.evidence_for(claim.id) if piece.stance is Stance.SUPPORTS)
    assert found


@pytest.mark.model
def test_that_people_differ_is_not_checkable() -> None:
    sentence = "Results of stem cell therapy in cerebral palsy vary among patients."
    report = Checker(RULES).check(readers.read_bytes(PAGE.format(sentence).encode(), "a.md", "text/markdown"))
    kinds = [verdict.kind for claim, verdict in zip(report.claims, report.verdicts, strict=True) if claim.text == sentence]
    assert kinds == [VerdictKind.NOT_CHECKABLE]
