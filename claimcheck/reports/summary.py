"""What a report comes to: counts, what was left unchecked, and what was learned of each reference."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claimcheck.model import (
    Claim,
    Finding,
    Notice,
    Outcome,
    Reference,
    Report,
    Severity,
    Verdict,
    VerdictKind,
    Work,
)

_OPEN = (VerdictKind.NOT_CHECKED, VerdictKind.NOT_CHECKABLE)
_ON_FLAG = ("flagged:", "not flagged:")


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the sources said of one reference; `mismatch` says in what the work found is not the one described."""

    outcome: Outcome
    source: str | None
    work: Work | None
    notices: tuple[Notice, ...]
    mismatch: str | None
    detail: str


def judged(report: Report) -> tuple[tuple[Claim, Verdict], ...]:
    """Each claim with its verdict, in the order of the text."""
    return tuple(zip(report.claims, report.verdicts, strict=True))


def verdict_counts(report: Report) -> dict[VerdictKind, int]:
    """How many claims have each verdict, all verdicts listed, best first."""
    found = Counter(verdict.kind for verdict in report.verdicts)
    return {kind: found[kind] for kind in VerdictKind}


def severity_counts(report: Report) -> dict[Severity, int]:
    """How many findings that count stand at each severity."""
    found = Counter(finding.severity for finding in report.findings if finding.counts)
    return {severity: found[severity] for severity in Severity}


def flagged(report: Report) -> int:
    """How many claims are flagged."""
    return sum(verdict.flagged for verdict in report.verdicts)


def unchecked(report: Report) -> tuple[tuple[Claim, Verdict, str], ...]:
    """The claims that were held against no evidence, with the step that says why."""
    left = ((claim, verdict) for claim, verdict in judged(report) if verdict.kind in _OPEN)
    return tuple((claim, verdict, reason(verdict)) for claim, verdict in left)


def reason(verdict: Verdict) -> str:
    """The step that decided a verdict: the last one that does not speak of the flag."""
    steps = [step for step in verdict.why if not step.startswith(_ON_FLAG)]
    return steps[-1] if steps else ""


def worst(findings: tuple[Finding, ...]) -> Severity | None:
    """The highest severity among the findings that count, or None."""
    return min((f.severity for f in findings if f.counts), key=lambda severity: severity.rank, default=None)


def on_article(report: Report) -> tuple[Finding, ...]:
    """The findings that stand on no claim of the report."""
    known = {claim.id for claim in report.claims}
    return tuple(finding for finding in report.findings if finding.claim_id not in known)


def described(work: Work) -> str:
    """A work in one line: title, journal, year and kind of study, as far as they are known."""
    return " · ".join(str(part) for part in (work.title, work.journal, work.year, work.design) if part)


def notice_line(notice: Notice) -> str:
    """A notice in words: its kind, date and who says so."""
    kind = "retracted and replaced" if notice.replaced else notice.kind.value
    said = ", ".join(part for part in (notice.date, notice.source) if part)
    return f"{kind} ({said})" if said else kind


def reference_of(finding: Finding, report: Report) -> Reference | None:
    """The reference on which a finding stands that stands on no claim."""
    return next((reference for reference in report.references if reference.span == finding.span), None)


def labelled(reference: Reference) -> str:
    """The label of a reference as it stands in the article, `[3]`; "" where it has none."""
    label = (reference.label or "").strip().strip("[]().")
    return f"[{label}]" if label else ""


def on_reference(finding: Finding, report: Report, line: int | None) -> str:
    """Where a finding on a reference stands: `reference [3], line 40`; "" where it stands on none."""
    reference = reference_of(finding, report)
    if reference is None:
        return ""
    return " ".join(part for part in ("reference", labelled(reference)) if part) + (f", line {line}" if line else "")


def lookup(reference: Reference, report: Report) -> Lookup:
    """What is known of a reference: a source that has it comes first, and a failure is never taken for an absence."""
    resolution = next((r for r in report.resolutions if r.reference_id == reference.id), None)
    if resolution is None:
        return Lookup(Outcome.NOT_ASKED, None, None, (), None, "")
    work = resolution.work
    mismatch = "; ".join(mismatch.in_words for mismatch in resolution.mismatches) or None
    return Lookup(resolution.outcome, resolution.source, work, work.notices if work else (), mismatch, resolution.detail)
