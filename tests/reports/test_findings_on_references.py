"""Findings on references say on which one they stand, and lists of references carry the numbers of the article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_report import RULESET, sample

from claimcheck import reports
from claimcheck.model import Finding, Mismatch, MismatchKind, Report, Severity
from claimcheck.reports import summary
from claimcheck.reports.places import Places


def report() -> Report:
    """The sample with a finding on its second reference."""
    made = sample()
    reference = made.references[1]
    finding = Finding("f99", "CIT02", None, reference.span, Severity.WARNING, "The entry is wrong.", "", (), "aa")
    return replace(made, findings=(*made.findings, finding))


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_a_finding_on_a_reference_names_it_and_its_line(format: str) -> None:
    made = report()
    line = Places(made.document).line(made.references[1].span)
    assert line is not None
    shown = " ".join(reports.render([made], format, RULESET).replace("\\", "").split())
    assert f"reference [2], line {line}" in shown
    assert f"reference [1], line {line}" not in shown


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_references_are_listed_under_their_own_numbers(format: str) -> None:
    made = sample()
    renumbered = replace(made, references=tuple(replace(r, label=str(n)) for r, n in zip(made.references, (7, 8, 9), strict=True)))
    shown = reports.render([renumbered], format, RULESET).replace("\\", "")
    assert all(f"[{number}]" in shown for number in (7, 8, 9))


def test_a_finding_that_stands_on_no_reference_names_none() -> None:
    made = sample()
    finding = replace(made.findings[0], claim_id=None)
    assert summary.on_reference(finding, made, 3) == ""


@pytest.mark.parametrize(("label", "shown"), [("3", "[3]"), ("[3]", "[3]"), ("3.", "[3]"), (None, ""), (" ", "")])
def test_labels_stand_in_brackets_once(label: str | None, shown: str) -> None:
    assert summary.labelled(replace(sample().references[0], label=label)) == shown


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (MismatchKind.YEAR, "the year is given as 2009, in the record it is 2014"),
        (MismatchKind.AUTHORS, "the authors are given as “2009”, in the record they are “2014”"),
        (MismatchKind.JOURNAL, "the journal is given as “2009”, in the record it is “2014”"),
    ],
)
def test_a_mismatch_is_a_sentence(kind: MismatchKind, said: str) -> None:
    made = sample()
    first = replace(made.resolutions[0], mismatches=(Mismatch(kind, "2009", "2014"),))
    changed = replace(made, resolutions=(first, *made.resolutions[1:]))
    reference = next(r for r in made.references if r.id == first.reference_id)
    assert summary.lookup(reference, changed).mismatch == said
