"""Text for the terminal: the article's claims under their headings, each with its verdict, reasons and suggestions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from claimcheck.model import Claim, Report, Ruleset, Severity, Verdict, VerdictKind
from claimcheck.reports.as_json import reason

if TYPE_CHECKING:
    from rich.text import Text

MARKS = {
    VerdictKind.SUPPORTED: ("✓", "green"),
    VerdictKind.SUPPORTED_WITH_LIMITS: ("✓", "green"),
    VerdictKind.OVERSTATED: ("▲", "yellow"),
    VerdictKind.CONFLICTING: ("≠", "yellow"),
    VerdictKind.CONTRADICTED: ("✗", "red"),
    VerdictKind.UNSUPPORTED: ("○", "red"),
    VerdictKind.NOT_CHECKED: ("?", "blue"),
    VerdictKind.NOT_CHECKABLE: ("·", "dim"),
}
_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|[\ud800-\udfff]")
_WIDTH = 100
DISCLAIMER = "A machine's reading of the text, not medical advice and no judgement of a person."


def render(reports: Sequence[Report], ruleset: Ruleset, *, color: bool = False) -> str:
    """All reports, one after the other."""
    from rich.console import Console

    stream = StringIO()
    console = Console(file=stream, width=None if color else _WIDTH, force_terminal=color, no_color=not color, highlight=False, emoji=False)
    for report in reports:
        for line in _lines(report):
            console.print(line, soft_wrap=False)
    return stream.getvalue()


def clean(words: str) -> str:
    """Words of an article without control characters, on one line."""
    return " ".join(_CONTROL.sub("�", words).split())


def _lines(report: Report) -> Iterator[Text]:
    from rich.text import Text

    yield Text(clean(report.document.title) or report.document.uri, style="bold")
    yield Text(f"{report.document.uri} · {report.document.words} of {report.document.words_in_file or report.document.words} words read · {report.voice} text", style="dim")
    section: tuple[str, ...] = ()
    for claim, verdict in zip(report.claims, report.verdicts, strict=True):
        if claim.section[1:] != section:
            section = claim.section[1:]
            yield Text()
            yield Text("› " + " › ".join(clean(heading) for heading in section) if section else "›", style="underline")
        yield from _claim_lines(report, claim, verdict)
    yield Text()
    yield from _summary(report)


def _claim_lines(report: Report, claim: Claim, verdict: Verdict) -> Iterator[Text]:
    from rich.text import Text

    mark, color = MARKS[verdict.kind]
    label = verdict.kind.replace("_", " ") + (f": {', '.join(verdict.axes)}" if verdict.axes else "")
    yield Text.assemble((f"{mark} ", color), clean(report.document.quote(claim.span)), (f"  [{label}]", color))
    for finding in report.findings_on(claim.id):
        state = "" if finding.counts else " (allowed)" if finding.suppressed else " (in the baseline)"
        yield Text.assemble(("    ", ""), (f"{finding.severity} {finding.rule_id}{state} ", _COLORS[finding.severity]), clean(finding.message))
        yield Text(f"      → {clean(finding.suggestion)}", style="dim")


def _summary(report: Report) -> Iterator[Text]:
    from rich.text import Text

    flagged = sum(verdict.flagged for verdict in report.verdicts)
    kinds = Counter(verdict.kind.replace("_", " ") for verdict in report.verdicts)
    counted = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    yield Text(f"{len(report.claims)} claims, {flagged} flagged" + (f" ({counted})" if counted else ""), style="bold")
    reasons = Counter(reason(verdict) for verdict in report.verdicts if verdict.kind is VerdictKind.NOT_CHECKED)
    for why, number in reasons.most_common():
        yield Text(f"not checked: {number} × {why}")
    missing = [result.title for result in report.checklist if result.kind == "omission" and result.met == "no"]
    if missing:
        yield Text(f"the article does not state: {', '.join(missing)}")
    for finding in report.findings:
        if finding.claim_id is None:
            yield Text(f"{finding.severity} {finding.rule_id}: {clean(finding.message)}", style=_COLORS[finding.severity])
    for problem in report.problems:
        yield Text(f"{problem.stage}: {clean(problem.message)}")
    yield Text(DISCLAIMER, style="dim")
