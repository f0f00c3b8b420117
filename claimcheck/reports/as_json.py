"""JSON: schema claimcheck/report/1, for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from claimcheck import resources
from claimcheck.model import Answer, Claim, Evidence, Finding, Reference, Report, Role, Ruleset, Verdict, Work

SCHEMA = "claimcheck/report/1"
SCHEMA_OF_MANY = "claimcheck/reports/1"


def render(reports: Sequence[Report], ruleset: Ruleset) -> str:
    """One report as an object; several in the order given."""
    records = [record(report) for report in reports]
    whole = records[0] if len(records) == 1 else {"schema": SCHEMA_OF_MANY, "reports": records}
    return json.dumps(whole, indent=1, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n"


def report_schema() -> Mapping[str, Any]:
    """The JSON Schema of a report."""
    schema: Mapping[str, Any] = json.loads(resources.text("reports/report-1.schema.json"))
    return schema


def record(report: Report) -> dict[str, Any]:
    """A report as plain values."""
    return {
        "schema": SCHEMA,
        "article": _article(report),
        "claims": [_claim(report, c, v) for c, v in zip(report.claims, report.verdicts, strict=True)],
        "findings": [_finding(finding) for finding in report.findings],
        "references": [_reference(report, reference) for reference in report.references],
        "checklist": [
            {
                "criterion": r.criterion,
                "title": r.title,
                "kind": r.kind,
                "met": r.met,
                "where": [r.where.start, r.where.end] if r.where else None,
                "source": r.source,
            }
            for r in report.checklist
        ],
        "coverage": _coverage(report),
        "problems": [{"stage": p.stage, "message": p.message, "where": p.where} for p in report.problems],
        "run": {
            "version": report.run.version,
            "rules_digest": report.run.rules_digest,
            "models": dict(report.run.models),
            "index": report.run.index,
            "online": report.run.online,
            "started": report.run.started,
        },
    }


def _article(report: Report) -> dict[str, Any]:
    document = report.document
    return {
        "uri": document.uri,
        "title": document.title,
        "media_type": document.media_type,
        "words": document.words,
        "words_in_file": document.words_in_file,
        "sha256": document.sha256,
        "voice": str(report.voice),
        "text": document.text,
    }


def _claim(report: Report, claim: Claim, verdict: Verdict) -> dict[str, Any]:
    spans = report.document.source_spans(claim.span)
    return {
        "id": claim.id,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": report.document.quote(claim.span),
        "source": [[span.start, span.end] for span in spans],
        "section": list(claim.section),
        "types": sorted(claim.types),
        "intervention": _mention(claim, Role.THERAPY),
        "condition": _mention(claim, Role.CONDITION),
        "outcome": _mention(claim, Role.OUTCOME),
        "population": _mention(claim, Role.POPULATION),
        "comparator": _mention(claim, Role.COMPARATOR),
        "duration": _mention(claim, Role.DURATION),
        "strength": claim.strength,
        "causal": int(claim.causal),
        "attribution": claim.attribution,
        "citations": list(claim.citations),
        "verdict": verdict.kind,
        "axes": list(verdict.axes),
        "certainty": verdict.certainty,
        "flagged": verdict.flagged,
        "score": claim.score,
        "flag_score": verdict.flag_score,
        "why": list(verdict.why),
        "evidence": [_evidence(piece) for piece in report.evidence_for(claim.id)],
        "findings": [finding.id for finding in report.findings_on(claim.id)],
    }


def _mention(claim: Claim, role: Role) -> dict[str, Any] | None:
    mention = claim.mention(role)
    return {"text": mention.text, "concept": mention.concept} if mention else None


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {
        "work": _work(piece.work),
        "passage": piece.passage,
        "stance": piece.stance,
        "score": piece.score,
        "tier": piece.tier,
        "certainty": piece.certainty,
        "limits": list(piece.limits),
        "statement": piece.statement_id,
    }


def _work(work: Work) -> dict[str, Any]:
    return {
        "title": work.title,
        "year": work.year,
        "journal": work.journal or None,
        "design": work.design or None,
        "identifiers": {str(identifier.kind): identifier.value for identifier in work.identifiers},
        "source": work.source,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule_id,
        "severity": finding.severity,
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


def _reference(report: Report, reference: Reference) -> dict[str, Any]:
    answer = next((a for a in report.answers if a.reference_id == reference.id), None)
    works = answer.works if answer else ()
    return {
        "id": reference.id,
        "start": reference.span.start,
        "end": reference.span.end,
        "text": reference.text,
        "identifiers": {str(identifier.kind): identifier.value for identifier in reference.identifiers},
        "outcome": answer.outcome if answer else "not_asked",
        "source": answer.source if answer else None,
        "detail": answer.detail if answer else "offline: no service was asked",
        "work": _work(works[0]) if works else None,
        "notices": [{"kind": n.kind, "date": n.date} for work in works for n in work.notices],
        "mismatch": [],
    }


def _coverage(report: Report) -> dict[str, Any]:
    open_ = [v for v in report.verdicts if v.kind == "not_checked"]
    return {
        "claims": len(report.claims),
        "checked": len(report.claims) - len(open_),
        "not_checked": [{"claim": verdict.claim_id, "why": reason(verdict)} for verdict in open_],
        "sources": [
            {"name": s.name, "outcome": s.outcome, "asked": s.asked, "answered": s.answered, "snapshot": s.snapshot} for s in report.sources
        ],
    }


def reason(verdict: Verdict) -> str:
    """Why a claim was not checked: the step that decided."""
    reasons = [line for line in verdict.why if "source" in line and not line.startswith("it does not")]
    return reasons[-1] if reasons else verdict.why[-1]


def unasked(answers: Sequence[Answer]) -> int:
    """How many references nobody was asked about."""
    return sum(1 for answer in answers if answer.outcome == "not_asked")
