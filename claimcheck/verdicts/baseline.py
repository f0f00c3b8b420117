"""The findings of old articles, kept in a file by fingerprint so that only new ones count."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.model import Finding, Report, Severity

SCHEMA = "claimcheck/baseline/1"
_FIELDS = ("fingerprint", "rule", "quote")


def apply(report: Report, fingerprints: Iterable[str]) -> Report:
    """The report with old findings marked; they stay visible but flag nothing."""
    known = frozenset(fingerprints)
    findings = tuple(replace(f, baselined=f.fingerprint in known) for f in report.findings)
    flagged = {f.claim_id for f in findings if f.counts and f.severity is not Severity.NOTE}
    verdicts = tuple(replace(v, flagged=v.claim_id in flagged) for v in report.verdicts)
    return replace(report, findings=findings, verdicts=verdicts)


def make(reports: Iterable[Report]) -> Mapping[str, object]:
    """The baseline of some reports: every finding that is not suppressed, by fingerprint, with rule and quote for human readers."""
    return _record(_entry(f, report) for report in reports for f in report.findings if f.suppressed is None)


def merged(*baselines: Mapping[str, object]) -> Mapping[str, object]:
    """One baseline with the findings of several."""
    return _record(entry for baseline in baselines for entry in entries_of(baseline))


def pruned(baseline: Mapping[str, object], reports: Iterable[Report]) -> Mapping[str, object]:
    """The baseline without findings that the reports no longer hold."""
    present = {f.fingerprint for report in reports for f in report.findings if f.suppressed is None}
    return _record(entry for entry in entries_of(baseline) if entry["fingerprint"] in present)


def entries_of(baseline: Mapping[str, object]) -> Sequence[Mapping[str, str]]:
    """The entries of a baseline: fingerprint, rule and quote."""
    found = baseline["findings"]
    return found if isinstance(found, list) else []


def read(path: Path) -> frozenset[str]:
    """The fingerprints of a baseline file (UsageError where it is none)."""
    return frozenset(entry["fingerprint"] for entry in entries_of(load(path)))


def load(path: Path) -> Mapping[str, object]:
    """A baseline file as it stands (UsageError: missing, broken, another schema)."""
    try:
        record = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: the baseline cannot be read ({error.strerror}); {_how(path)}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not a baseline, for it is not JSON ({error}); {_how(path)}") from error
    return _checked(record, path)


def written(baseline: Mapping[str, object]) -> str:
    """A baseline as the text of its file, one finding a line, so that changes are easy to review."""
    lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in entries_of(baseline))
    return f'{{"schema": "{SCHEMA}", "findings": [' + (f"\n{lines}\n" if lines else "") + "]}\n"


def _record(entries: Iterable[Mapping[str, str]]) -> Mapping[str, object]:
    """A baseline of these entries, each fingerprint once, in an order that does not depend on that of the articles."""
    by_name = {entry["fingerprint"]: entry for entry in entries}
    ordered = sorted(by_name.values(), key=lambda entry: (entry["rule"], entry["quote"], entry["fingerprint"]))
    return {"schema": SCHEMA, "findings": ordered}


def _entry(finding: Finding, report: Report) -> Mapping[str, str]:
    quote = " ".join(report.document.quote(finding.span).split())
    return {"fingerprint": finding.fingerprint, "rule": finding.rule_id, "quote": quote}


def _checked(record: Any, path: Path) -> Mapping[str, object]:
    schema = record.get("schema") if isinstance(record, dict) else None
    if schema != SCHEMA:
        raise UsageError(f"{path}: not a baseline of this version ({SCHEMA}); {_how(path)}")
    entries = record.get("findings")
    if not isinstance(entries, list):
        raise UsageError(f"{path}: “findings” must be a list; {_how(path)}")
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not all(isinstance(entry.get(name), str) for name in _FIELDS):
            raise UsageError(f"{path}: finding {number} lacks {', '.join(_FIELDS)} as text; {_how(path)}")
    return {"schema": SCHEMA, "findings": entries}


def _how(path: Path) -> str:
    return f"make one: claimcheck baseline create {path} ARTICLE"
