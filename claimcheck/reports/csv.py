"""The claims as a table for a spreadsheet: one line a claim, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from claimcheck.model import Claim, Report, Role, Ruleset, Verdict
from claimcheck.reports.places import Places
from claimcheck.reports.plain import one_line
from claimcheck.reports.summary import judged, worst

COLUMNS = (
    *("article", "claim", "line", "start", "end", "text", "section", "types"),
    *("intervention", "condition", "outcome", "population", "comparator", "duration"),
    *("strength", "causal", "attribution", "citations", "verdict", "axes", "certainty", "flagged"),
    *("severity", "rules", "messages", "suggestions", "why", "evidence"),
)
_ROLES = (Role.THERAPY, Role.CONDITION, Role.OUTCOME, Role.POPULATION, Role.COMPARATOR, Role.DURATION)
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def render(reports: Sequence[Report], ruleset: Ruleset) -> str:
    """The claims of all reports under one line of column names (RFC 4180)."""
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for report in reports:
        places = Places(report.document)
        for claim, verdict in judged(report):
            writer.writerow([_cell(value) for value in _row(claim, verdict, report, places)])
    return table.getvalue()


def _row(claim: Claim, verdict: Verdict, report: Report, places: Places) -> Iterator[str | int | None]:
    yield from (report.document.uri, claim.id, places.line(claim.span), claim.span.start, claim.span.end)
    yield from (claim.text, " > ".join(claim.section), _joined(sorted(claim.types)))
    yield from (mention.text if (mention := claim.mention(role)) else "" for role in _ROLES)
    yield from (claim.strength.value, claim.causal.value, claim.attribution.value, _joined(claim.citations))
    yield from (verdict.kind.value, _joined(verdict.axes), verdict.certainty.value, "yes" if verdict.flagged else "no")
    findings = report.findings_on(claim.id)
    yield worst(findings) or ""
    open_ = [finding for finding in findings if finding.counts]
    yield _joined(finding.rule_id for finding in open_)
    yield _joined(finding.message for finding in open_)
    yield _joined(finding.suggestion for finding in open_)
    yield _joined(verdict.why)
    yield _joined(f"{piece.stance.value} {piece.tier.value} {piece.work.title}" for piece in report.evidence_for(claim.id))


def _joined(parts: Sequence[str] | Iterator[str]) -> str:
    return "; ".join(parts)


def _cell(value: str | int | None) -> str | int:
    """A cell as data: words that a spreadsheet would take for a formula get an apostrophe before them."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = one_line(value)
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text
