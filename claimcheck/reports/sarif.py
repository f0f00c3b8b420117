"""SARIF 2.1.0, for code hosts and editors: one run, every finding of every article a result."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from claimcheck.model import Finding, Report, Rule, Ruleset, Severity
from claimcheck.reports.labels import NO_ADVICE
from claimcheck.reports.links import safe_url
from claimcheck.reports.places import Places
from claimcheck.reports.plain import escaped_steering, one_line, visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "claimcheckFinding/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_LINK = re.compile(r"\[([^\[\]]*)\](?=\()")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render(reports: Sequence[Report], ruleset: Ruleset) -> str:
    """All reports as one run; the same bytes for the same reports."""
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(reports, ruleset)]}
    return escaped_steering(json.dumps(whole, indent=1, ensure_ascii=False)) + "\n"


def _run(reports: Sequence[Report], ruleset: Ruleset) -> dict[str, Any]:
    order = {rule.id: number for number, rule in enumerate(ruleset.rules)}
    return {
        "tool": {"driver": _driver(reports, ruleset)},
        "invocations": [_invocation(reports)],
        "artifacts": [_artifact(report) for report in reports],
        "columnKind": "unicodeCodePoints",
        "results": list(_results(reports, order)),
        "properties": {"note": NO_ADVICE},
    }


def _driver(reports: Sequence[Report], ruleset: Ruleset) -> dict[str, Any]:
    version = {"version": reports[0].run.version} if reports else {}
    return {"name": "claimcheck", **version, "rules": [_rule(rule) for rule in ruleset.rules]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.slug.split("-")),
        "shortDescription": {"text": _message(rule.title)},
        "fullDescription": {"text": _message(rule.why or rule.title)},
        "help": {"text": _message(f"{rule.suggestion} Rests on: {'; '.join(rule.sources)}")},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.slug, rule.status]},
    }


def _invocation(reports: Sequence[Report]) -> dict[str, Any]:
    """What the run could not do stands here, so that a viewer shows it beside the results."""
    problems = [problem for report in reports for problem in report.problems]
    notes = [{"level": "warning", "message": {"text": _message(f"{p.stage}: {p.message} ({p.where})")}} for p in problems]
    return {"executionSuccessful": True, **({"toolExecutionNotifications": notes} if notes else {})}


def _artifact(report: Report) -> dict[str, Any]:
    document = report.document
    return {"location": {"uri": _uri(document.uri)}, "mimeType": document.media_type, "hashes": {"sha-256": document.sha256}}


def _results(reports: Sequence[Report], order: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """The results; where one is in a baseline, each says whether it is."""
    compared = any(finding.baselined for report in reports for finding in report.findings)
    for number, report in enumerate(reports):
        places = Places(report.document)
        for finding in report.findings:
            location = {"artifactLocation": {"uri": _uri(report.document.uri), "index": number}, **_region(finding, report, places)}
            known = {"ruleIndex": order[finding.rule_id]} if finding.rule_id in order else {}
            state = {"baselineState": "unchanged" if finding.baselined else "new"} if compared else {}
            yield {**_result(finding, location), **known, **state}


def _result(finding: Finding, location: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule_id,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(f"{finding.message} {finding.suggestion}")},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.suppressed is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": _message(finding.suppressed)}]
    return result


def _region(finding: Finding, report: Report, places: Places) -> dict[str, Any]:
    """Where the finding stands in the file; none for words that the file does not hold."""
    place = places.of(finding.span)
    if place is None:
        return {}
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.offset,
        "charLength": place.length,
        "snippet": {"text": visible(places.quote(place))},
    }
    return {"region": region}


def _uri(uri: str) -> str:
    """The article's address, or its path with every character that may not stand in an address escaped."""
    web = safe_url(uri)
    if web is not None:
        return web
    path = PurePath(uri).as_posix()
    return ("file://" if path.startswith("/") else "") + quote(path, errors="replace")


def _message(text: str) -> str:
    """Words on one line in which no viewer sees a link or a placeholder of SARIF's message language."""
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[\1\\]", one_line(text)))
