"""Why a sentence is or is not a claim, and why it is or is not flagged."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.model import CharSpan, Claim, Report, SentenceNote


def explain_line(report: Report, line: int) -> tuple[str, ...]:
    """Lines that explain every sentence touching a line (from 1) of the source file; empty where no sentence stands."""
    document = report.document
    start, end = _line_range(document.source or document.text, line)
    lines: list[str] = []
    for note in report.notes:
        sources = document.source_spans(note.span)
        if any(place.start < end and start < place.end for place in sources):
            lines.extend(_explained(report, note))
    return tuple(lines)


def _line_range(source: str, line: int) -> tuple[int, int]:
    starts = [0]
    for piece in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(piece))
    if not 1 <= line < len(starts):
        return (0, 0)
    return starts[line - 1], starts[line]


def _explained(report: Report, note: SentenceNote) -> Iterator[str]:
    yield f"“{report.document.quote(note.span)}”"
    weighed = ", ".join(f"{signal} {weight:+.2f}" for signal, weight in note.signals)
    if note.claim_id is None:
        yield f"  not a claim (score {note.score:.2f}; {weighed})"
        return
    yield f"  a claim (score {note.score:.2f}; {weighed})"
    yield from _claim_lines(report, note.claim_id)


def _claim_lines(report: Report, claim_id: str) -> Iterator[str]:
    claim = next(c for c in report.claims if c.id == claim_id)
    verdict = next(v for v in report.verdicts if v.claim_id == claim_id)
    yield f"  types: {', '.join(sorted(claim.types))}; {claim.strength}, attribution {claim.attribution}, causal level {int(claim.causal)}"
    yield f"  speaks of: {_spoken_of(claim)}"
    yield f"  verdict: {verdict.kind.replace('_', ' ')}" + (f" ({', '.join(verdict.axes)})" if verdict.axes else "")
    for step in verdict.why:
        yield f"    · {step}"
    for finding in report.findings_on(claim_id):
        quote = report.document.quote(finding.span)
        state = "" if finding.counts else " (suppressed)" if finding.suppressed else " (in the baseline)"
        yield f"  {finding.severity} {finding.rule_id}{state} on “{quote}”: {finding.message}"


def _spoken_of(claim: Claim) -> str:
    named = [f"{mention.role} “{mention.text}”" + _carried(claim.span, mention.span) for mention in claim.mentions]
    return ", ".join(named) or "nothing the vocabulary knows"


def _carried(claim: CharSpan, mention: CharSpan) -> str:
    return "" if claim.covers(mention) else " (carried down)"
