"""A harm said to pass or to be kept small is neither borne out nor refuted by what is known of harms."""

from __future__ import annotations

import pytest
from made_cases import made_case, made_claim, made_work, piece, verdict

from claimcheck import readers, ruleset
from claimcheck.checker import Checker
from claimcheck.model import ClaimType, Stance, VerdictKind

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
    found = [(claim, ruled) for claim, ruled in zip(report.claims, report.verdicts, strict=True) if claim.text == sentence]
    for claim, ruled in found:
        assert ruled.kind is not VerdictKind.SUPPORTED
        assert all("tumour" not in shown.passage for shown in report.evidence_for(claim.id) if shown.stance is Stance.SUPPORTS)
    assert found


def test_that_people_differ_is_not_checkable() -> None:
    claim = made_claim("The response varies among patients.", ("people-differ",), types=frozenset({ClaimType.POPULATION}))
    assert verdict(made_case(claim, (piece(made_work()),))) == "not_checkable"
    helped = made_claim("It helps, and the response varies among patients.", ("people-differ", "effect"))
    assert verdict(made_case(helped, (piece(made_work()),))) == "supported_with_limits"
