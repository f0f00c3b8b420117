"""The report for a terminal: the article's claims under their headings with marks, findings beneath them, a summary at the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from claimcheck.model import Claim, Finding, Report, Ruleset, Verdict, VerdictKind
from claimcheck.reports import summary
from claimcheck.reports.labels import NO_ADVICE, OUTCOMES, SEVERITY_STYLES, VERDICTS, count, spoken
from claimcheck.reports.places import Places
from claimcheck.reports.plain import one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

PLAIN_WIDTH = 100
_MOST_LEFT_LISTED = 12


def render(reports: Sequence[Report], ruleset: Ruleset, *, color: bool = False) -> str:
    """The reports as text, 100 columns wide; `color` gives a terminal's colours and its own width instead."""
    console = _console(color)
    for report in reports:
        for part in _report(report, ruleset):
            console.print(part)
    if len(reports) > 1:
        console.print(_overview(reports))
    if reports:
        console.print(_words(NO_ADVICE, "dim"))
    return _trimmed(console)


def _console(color: bool) -> Console:
    from rich.console import Console

    width = min(shutil.get_terminal_size((PLAIN_WIDTH, 40)).columns, 120) if color else PLAIN_WIDTH
    return Console(
        file=StringIO(),
        width=width,
        force_terminal=color,
        color_system="256" if color else None,
        no_color=None if color else True,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _trimmed(console: Console) -> str:
    written = console.file.getvalue() if isinstance(console.file, StringIO) else ""
    return "".join(f"{line.rstrip()}\n" for line in written.split("\n")[:-1])


def _words(text: str, style: str = "") -> Text:
    """Text that is no markup and steers nothing."""
    from rich.text import Text

    return Text(one_line(text), style=style)


def _line(*parts: tuple[str, str]) -> Text:
    from rich.text import Text

    return Text.assemble(*((one_line(text) if text.strip() else text, style) for text, style in _spaced(parts)))


def _spaced(parts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(part for part in parts if part[0]):
        if number:
            yield " ", ""
        yield part


def _indented(part: RenderableType, columns: int) -> RenderableType:
    from rich.padding import Padding

    return Padding(part, (0, 0, 0, columns))


def _report(report: Report, ruleset: Ruleset) -> Iterator[RenderableType]:
    document = report.document
    yield _line((document.uri, "bold"), (document.title if document.title != document.uri else "", "dim"))
    yield from _claims(report, ruleset)
    yield from _on_article(report, ruleset)
    yield from _left(report)
    yield from _references(report)
    yield from _missing(report)
    yield from _problems(report)
    yield from _summary(report)


def _claims(report: Report, ruleset: Ruleset) -> Iterator[RenderableType]:
    places = Places(report.document)
    above: tuple[str, ...] | None = None
    for claim, verdict in summary.judged(report):
        if claim.section != above:
            above = claim.section
            yield ""
            yield _words(" › ".join(above) or "(before the first heading)", "bold underline")
        yield from _claim(claim, verdict, places.line(claim.span))
        for finding in report.findings_on(claim.id):
            yield from _finding(finding, ruleset, 4)


def _claim(claim: Claim, verdict: Verdict, line: int | None) -> Iterator[RenderableType]:
    label = VERDICTS[verdict.kind]
    yield _hanging(label.mark, label.style, _words(claim.text, "bold" if verdict.flagged else ""))
    axes = f"({', '.join(spoken(axis) for axis in verdict.axes)})" if verdict.axes else ""
    sure = f"certainty {spoken(verdict.certainty)}" if verdict.certainty != "none" else ""
    place = f"line {line}" if line else ""
    yield _indented(_line((label.name.lower(), label.style), (axes, label.style), *_dotted(sure, place)), 4)


def _dotted(*parts: str) -> Iterator[tuple[str, str]]:
    yield from ((f"· {part}", "dim") for part in parts if part)


def _hanging(mark: str, style: str, text: Text) -> RenderableType:
    from rich.table import Table

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=3, justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(_words(mark, style), text)
    return grid


def _finding(finding: Finding, ruleset: Ruleset, columns: int, where: str = "") -> Iterator[RenderableType]:
    """A finding with its advice; `where` names the reference on which it stands."""
    rule = ruleset.rule(finding.rule_id)
    style = SEVERITY_STYLES[finding.severity] if finding.counts else "dim"
    code = f"{finding.rule_id} {rule.slug}" if rule else finding.rule_id
    head = f"{code}, {where}:" if where else f"{code}:"
    yield _indented(_line((f"{finding.severity}", style), (head, "bold" if finding.counts else "dim"), (finding.message, "")), columns)
    if finding.suppressed is not None:
        yield _indented(_words(f"allowed in the article: {finding.suppressed or 'no reason given'}", "dim"), columns + 2)
    elif finding.baselined:
        yield _indented(_words("in the baseline", "dim"), columns + 2)
    elif finding.suggestion:
        yield _indented(_line(("→", "green"), (finding.suggestion, "")), columns + 2)


def _heading(text: str) -> Iterator[RenderableType]:
    yield ""
    yield _words(text, "bold underline")


def _on_article(report: Report, ruleset: Ruleset) -> Iterator[RenderableType]:
    findings = summary.on_article(report)
    if findings:
        yield from _heading("On the article and its references")
    places = Places(report.document)
    for finding in findings:
        yield from _finding(finding, ruleset, 1, summary.on_reference(finding, report, places.line(finding.span)))


def _left(report: Report) -> Iterator[RenderableType]:
    """The claims that were not checked, by the reason why."""
    reasons: dict[str, list[str]] = {}
    for claim, verdict, why in summary.unchecked(report):
        if verdict.kind is VerdictKind.NOT_CHECKED:
            reasons.setdefault(why or "no reason given", []).append(claim.text)
    if not reasons:
        return
    left = sum(map(len, reasons.values()))
    yield from _heading(f"Not checked: {left} of {count(len(report.claims), 'claim')}")
    for why, texts in reasons.items():
        yield _indented(_words(f"{why}: {count(len(texts), 'claim')}"), 1)
        for text in texts[:_MOST_LEFT_LISTED]:
            yield _hanging("?", "blue", _words(text, "dim"))
        if len(texts) > _MOST_LEFT_LISTED:
            yield _indented(_words(f"and {len(texts) - _MOST_LEFT_LISTED} more", "dim"), 4)


def _references(report: Report) -> Iterator[RenderableType]:
    if not report.references:
        return
    yield from _heading("References")
    for reference in report.references:
        known = summary.lookup(reference, report)
        notices = ", ".join(summary.notice_line(notice) for notice in known.notices)
        outcome = f"{OUTCOMES[known.outcome]}{f', {notices}' if notices else ''}:"
        yield _indented(_line((summary.labelled(reference), "bold"), (outcome, "bold red" if notices else "bold"), (reference.text, "")), 1)
        if known.work is not None:
            yield _indented(_words(f"→ {summary.described(known.work)}", "dim"), 4)
        if known.mismatch or (known.work is None and known.detail):
            yield _indented(_words(known.mismatch or known.detail, "yellow" if known.mismatch else "dim"), 4)


def _missing(report: Report) -> Iterator[RenderableType]:
    missing = [result for result in report.checklist if result.met == "no" and result.kind == "omission"]
    if missing:
        yield from _heading("What the article does not say")
        yield _indented(_words("; ".join(f"{result.title} ({result.criterion})" for result in missing)), 1)


def _problems(report: Report) -> Iterator[RenderableType]:
    if report.problems:
        yield from _heading("Problems of this run")
    for problem in report.problems:
        where = f"({problem.where})" if problem.where else ""
        yield _indented(_line((f"{problem.stage}:", "bold"), (problem.message, ""), (where, "dim")), 1)


def _summary(report: Report) -> Iterator[RenderableType]:
    from rich.table import Table

    yield from _heading("Summary")
    table = Table(box=None, padding=(0, 2, 0, 1), show_header=False)
    for kind, number in summary.verdict_counts(report).items():
        if number:
            label = VERDICTS[kind]
            table.add_row(_words(f"{label.mark} {label.name}", label.style), str(number), _words(label.meaning, "dim"))
    yield table
    yield _indented(_words(_total(report)), 1)
    yield ""


def _total(report: Report) -> str:
    document = report.document
    severities = ", ".join(count(number, severity) for severity, number in summary.severity_counts(report).items())
    read = f"{document.words:,} of {document.words_in_file:,} words read" if document.words_in_file else f"{document.words:,} words read"
    return f"{count(len(report.claims), 'claim')}, {summary.flagged(report)} flagged; {severities}; {read}"


def _overview(reports: Sequence[Report]) -> RenderableType:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("article", overflow="fold")
    for name in ("claims", "flagged", "not checked"):
        table.add_column(name, justify="right")
    for report in reports:
        left = summary.verdict_counts(report)[VerdictKind.NOT_CHECKED]
        table.add_row(_words(report.document.uri), str(len(report.claims)), str(summary.flagged(report)), str(left))
    return table
