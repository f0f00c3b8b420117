"""SARIF 2.1.0, for code hosts and editors."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from claimcheck.model import Document, Finding, Report, Rule, Ruleset, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render(reports: Sequence[Report], ruleset: Ruleset) -> str:
    """One run with the findings of all articles."""
    results = [_result(report.document, finding, ruleset) for report in reports for finding in report.findings]
    run = {
        "tool": {
            "driver": {
                "name": "claimcheck",
                "version": reports[0].run.version if reports else "0",
                "rules": [_rule(r) for r in ruleset.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, indent=1, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.slug,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.suggestion} Rests on: {'; '.join(rule.sources)}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(document: Document, finding: Finding, ruleset: Ruleset) -> dict[str, Any]:
    order = {rule.id: number for number, rule in enumerate(ruleset.rules)}
    result: dict[str, Any] = {
        "ruleId": finding.rule_id,
        "ruleIndex": order[finding.rule_id],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.suggestion}".strip()},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(document.uri)}, "region": _region(document, finding)}}],
        "partialFingerprints": {"claimcheck/1": finding.fingerprint},
        "baselineState": "unchanged" if finding.baselined else "new",
    }
    if finding.suppressed:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.suppressed}]
    return result


def _uri(uri: str) -> str:
    return uri if uri.startswith(("http://", "https://")) else quote(PurePath(uri).as_posix())


def _region(document: Document, finding: Finding) -> dict[str, Any]:
    """Lines and columns (from 1, the end excluded) in the file as written."""
    spans = document.source_spans(finding.span)
    if not spans:
        return {"startLine": 1}
    start, end = spans[0].start, spans[-1].end
    starts = [0, *(i + 1 for i, letter in enumerate(document.source) if letter == "\n")]
    first, last = bisect_right(starts, start), bisect_right(starts, end)
    return {
        "startLine": first,
        "startColumn": start - starts[first - 1] + 1,
        "endLine": last,
        "endColumn": end - starts[last - 1] + 1,
        "charOffset": start,
        "charLength": end - start,
        "snippet": {"text": document.quote(finding.span)},
    }
