"""The findings of old articles, kept in a file by fingerprint so that only new ones count."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.model import Report, Severity

SCHEMA = "claimcheck/baseline/1"


def make(reports: Sequence[Report]) -> Mapping[str, object]:
    """The baseline of some reports: every open finding by fingerprint, with rule and quote for human readers."""
    entries = {
        finding.fingerprint: {"fingerprint": finding.fingerprint, "rule": finding.rule_id, "quote": report.document.quote(finding.span)}
        for report in reports
        for finding in report.findings
        if finding.suppressed is None
    }
    return {"schema": SCHEMA, "findings": [entries[name] for name in sorted(entries)]}


def pruned(baseline: Mapping[str, object], reports: Sequence[Report]) -> Mapping[str, object]:
    """The baseline without findings that are gone."""
    present = {finding.fingerprint for report in reports for finding in report.findings}
    return {"schema": SCHEMA, "findings": [e for e in entries_of(baseline) if e["fingerprint"] in present]}


def entries_of(baseline: Mapping[str, object]) -> list[dict[str, str]]:
    """The entries of a baseline."""
    found = baseline.get("findings")
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def read(path: Path) -> frozenset[str]:
    """The fingerprints of a baseline file (UsageError where it is none)."""
    return frozenset(str(entry.get("fingerprint", "")) for entry in entries_of(load(path)))


def load(path: Path) -> Mapping[str, object]:
    """A baseline file as it stands (UsageError: missing, broken, another schema)."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"{path}: the baseline cannot be read ({error.strerror}); make one: claimcheck baseline create {path} ARTICLE"
        ) from error
    except ValueError as error:
        raise UsageError(f"{path}: not a baseline file; make one: claimcheck baseline create {path} ARTICLE") from error
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise UsageError(f"{path}: not a baseline of this version ({SCHEMA})")
    return record


def apply(report: Report, fingerprints: Iterable[str]) -> Report:
    """The report with old findings marked; they stay visible but flag nothing."""
    known = frozenset(fingerprints)
    findings = tuple(replace(f, baselined=True) if f.fingerprint in known else f for f in report.findings)
    flagged = {f.claim_id for f in findings if f.counts and f.severity is not Severity.NOTE}
    verdicts = tuple(replace(v, flagged=v.claim_id in flagged) for v in report.verdicts)
    return replace(report, findings=findings, verdicts=verdicts)
