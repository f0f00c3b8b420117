"""The JSON report, schema claimcheck/report/1: a contract, so that a change of meaning or name needs a new version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from claimcheck import resources
from claimcheck.model import (
    CharSpan,
    Claim,
    CriterionResult,
    Evidence,
    Finding,
    Identifier,
    Notice,
    Reference,
    Report,
    Role,
    Ruleset,
    SourceCoverage,
    Verdict,
    Work,
)
from claimcheck.reports.plain import escaped_steering
from claimcheck.reports.summary import judged, lookup, unchecked

ONE, SEVERAL = "claimcheck/report/1", "claimcheck/reports/1"
SCHEMA_FILE = "reports/report-1.schema.json"
_ROLES = (Role.CONDITION, Role.OUTCOME, Role.POPULATION, Role.COMPARATOR, Role.DURATION)


def render(reports: Sequence[Report], ruleset: Ruleset) -> str:
    """The reports as JSON: one report as itself, none or several as a list of them; the same bytes for the same reports."""
    records = [record(report) for report in reports]
    whole = records[0] if len(records) == 1 else {"schema": SEVERAL, "reports": records}
    return escaped_steering(json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every JSON report keeps to."""
    schema: dict[str, Any] = json.loads(resources.text(SCHEMA_FILE))
    return schema


def record(report: Report) -> dict[str, Any]:
    """One report as plain values; offsets are code points into article.text."""
    run = report.run
    return {
        "schema": ONE,
        "article": _article(report),
        "claims": [_claim(claim, verdict, report) for claim, verdict in judged(report)],
        "findings": [_finding(finding) for finding in report.findings],
        "references": [_reference(reference, report) for reference in report.references],
        "checklist": [_criterion(result) for result in report.checklist],
        "coverage": _coverage(report),
        "problems": [{"stage": p.stage, "message": p.message, "where": p.where} for p in report.problems],
        "run": {
            "version": run.version,
            "rules_digest": run.rules_digest,
            "models": dict(sorted(run.models.items())),
            "index": run.index,
            "online": run.online,
            "started": run.started,
        },
    }


def _article(report: Report) -> dict[str, Any]:
    document = report.document
    return {
        "uri": document.uri,
        "title": document.title,
        "media_type": document.media_type,
        "words": document.words,
        "sha256": document.sha256,
        "text": document.text,
    }


def _claim(claim: Claim, verdict: Verdict, report: Report) -> dict[str, Any]:
    return {
        "id": claim.id,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
        "source": [_range(span) for span in report.document.source_spans(claim.span)],
        "section": list(claim.section),
        "types": sorted(claim.types),
        "intervention": _mention(claim, Role.THERAPY),
        **{role.value: _mention(claim, role) for role in _ROLES},
        "strength": claim.strength.value,
        "causal": claim.causal.value,
        "attribution": claim.attribution.value,
        "citations": list(claim.citations),
        **_verdict(verdict, claim),
        "evidence": [_evidence(piece) for piece in report.evidence_for(claim.id)],
        "findings": [finding.id for finding in report.findings_on(claim.id)],
    }


def _verdict(verdict: Verdict, claim: Claim) -> dict[str, Any]:
    return {
        "verdict": verdict.kind.value,
        "axes": list(verdict.axes),
        "certainty": verdict.certainty.value,
        "flagged": verdict.flagged,
        "score": round(claim.score, 4),
        "flag_score": round(verdict.flag_score, 4),
        "why": list(verdict.why),
    }


def _mention(claim: Claim, role: Role) -> dict[str, Any] | None:
    mention = claim.mention(role)
    return None if mention is None else {"text": mention.text, "concept": mention.concept}


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {
        "work": _work(piece.work),
        "passage": piece.passage,
        "stance": piece.stance.value,
        "score": round(piece.score, 4),
        "tier": piece.tier.value,
        "limits": list(piece.limits),
    }


def _work(work: Work) -> dict[str, Any]:
    return {
        "identifiers": _identifiers(work.identifiers),
        "title": work.title,
        "year": work.year,
        "journal": work.journal,
        "design": work.design,
        "notices": [_notice(notice) for notice in work.notices],
        "source": work.source,
    }


def _identifiers(identifiers: Sequence[Identifier]) -> dict[str, str]:
    """Kind to value; of several of a kind the first, which stands nearest to the entry's beginning."""
    return {identifier.kind.value: identifier.value for identifier in reversed(identifiers)}


def _notice(notice: Notice) -> dict[str, Any]:
    identifier = notice.identifier
    return {
        "kind": notice.kind.value,
        "identifier": None if identifier is None else {"kind": identifier.kind.value, "value": identifier.value},
        "date": notice.date,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule_id,
        "severity": finding.severity.value,
        "claim": finding.claim_id,
        "start": finding.span.start,
        "end": finding.span.end,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "sources": list(finding.sources),
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
        "baselined": finding.baselined,
    }


def _reference(reference: Reference, report: Report) -> dict[str, Any]:
    known = lookup(reference, report)
    return {
        "id": reference.id,
        "start": reference.span.start,
        "end": reference.span.end,
        "text": reference.text,
        "identifiers": _identifiers(reference.identifiers),
        "outcome": known.outcome.value,
        "source": known.source,
        "work": None if known.work is None else _work(known.work),
        "notices": [_notice(notice) for notice in known.notices],
        "mismatch": known.mismatch,
    }


def _criterion(result: CriterionResult) -> dict[str, Any]:
    where = None if result.where is None else _range(result.where)
    stated = {"criterion": result.criterion, "met": result.met, "where": where, "source": result.source}
    return stated | {"why": list(result.why)} if result.why else stated


def _coverage(report: Report) -> dict[str, Any]:
    left = unchecked(report)
    return {
        "claims": len(report.claims),
        "checked": len(report.claims) - len(left),
        "not_checked": [{"claim": claim.id, "why": why} for claim, _, why in left],
        "sources": [_source(source) for source in report.sources],
    }


def _source(source: SourceCoverage) -> dict[str, Any]:
    return {
        "name": source.name,
        "outcome": source.outcome,
        "asked": source.asked,
        "answered": source.answered,
        "snapshot": source.snapshot,
    }


def _range(span: CharSpan) -> list[int]:
    return [span.start, span.end]
