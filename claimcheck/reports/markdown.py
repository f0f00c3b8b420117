"""The report in Markdown, for a pull request or a note: summary, claims, findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.model import Finding, Report, Ruleset, VerdictKind
from claimcheck.reports import summary
from claimcheck.reports.labels import LIKELY, MET, NO_ADVICE, OUTCOMES, VERDICTS, count, spoken
from claimcheck.reports.places import Places
from claimcheck.reports.plain import one_line

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ACTIVE = re.compile(r"[\\`*_\[\]{}|#~$@!^&<>]|(?<=\w):(?=//)|(?<=www)\.|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]", re.IGNORECASE)


def escaped(text: str) -> str:
    """Text on one line that Markdown shows as it is: no markup, no HTML, no link of its own."""
    return _ACTIVE.sub(_harmless, one_line(text))


def _harmless(match: re.Match[str]) -> str:
    return _HTML.get(match[0], f"\\{match[0]}")


def render(reports: Sequence[Report], ruleset: Ruleset) -> str:
    """The reports one after the other."""
    parts = ["# Health claims\n" if len(reports) != 1 else "", *(_report(report, ruleset) for report in reports), f"*{NO_ADVICE}*\n"]
    return "\n".join(part for part in parts if part)


def _report(report: Report, ruleset: Ruleset) -> str:
    document = report.document
    lines = [f"## {escaped(document.title or document.uri)}", "", f"{escaped(document.uri)}: {_headline(report)}.", ""]
    for section in (_claims(report), _findings(report, ruleset), _left(report), _checklist(report), _references(report), _problems(report)):
        lines.extend(section)
    return "\n".join(lines)


def _headline(report: Report) -> str:
    return f"{count(len(report.claims), 'claim')}, {summary.flagged(report)} flagged, {count(len(report.findings), 'finding')}"


def _claims(report: Report) -> Iterator[str]:
    if not report.claims:
        return
    places = Places(report.document)
    yield from ("### Claims", "", "| Line | Verdict | Certainty | Claim | Rules |", "| ---: | --- | --- | --- | --- |")
    for claim, verdict in summary.judged(report):
        rules = ", ".join(dict.fromkeys(f.rule_id for f in report.findings_on(claim.id) if f.counts))
        axes = f" ({escaped(', '.join(verdict.axes))})" if verdict.axes else ""
        label = VERDICTS[verdict.kind]
        shown = f"{label.mark} {label.name.lower()}{axes}"
        text = f"**{escaped(claim.text)}**" if verdict.flagged else escaped(claim.text)
        yield f"| {places.line(claim.span) or ''} | {shown} | {spoken(verdict.certainty)} | {text} | {escaped(rules)} |"
    yield ""


def _findings(report: Report, ruleset: Ruleset) -> Iterator[str]:
    if not report.findings:
        return
    places = Places(report.document)
    yield from ("### Findings", "")
    for finding in report.findings:
        rule = ruleset.rule(finding.rule_id)
        slug = f" {rule.slug}" if rule else ""
        line = places.line(finding.span)
        where = summary.on_reference(finding, report, line) or (f"line {line}" if line else "")
        head = f"**{finding.severity} {escaped(finding.rule_id + slug)}**{f', {escaped(where)}' if where else ''}"
        yield f"- {head}{_state(finding)}: {escaped(finding.message)}"
        if finding.suggestion:
            yield f"  - Instead: {escaped(finding.suggestion)}"
    yield ""


def _state(finding: Finding) -> str:
    if finding.suppressed is not None:
        return f" (allowed: {escaped(finding.suppressed)})"
    return " (in the baseline)" if finding.baselined else ""


def _left(report: Report) -> Iterator[str]:
    left = [(claim, why) for claim, verdict, why in summary.unchecked(report) if verdict.kind is VerdictKind.NOT_CHECKED]
    if not left:
        return
    yield from (f"### Not checked ({len(left)} of {len(report.claims)})", "")
    yield from (f"- {escaped(claim.text)}: {escaped(why)}" for claim, why in left)
    yield ""


def _checklist(report: Report) -> Iterator[str]:
    if not report.checklist:
        return
    yield from ("### Checklist", "", "| Criterion | | Result |", "| --- | --- | --- |")
    for result in report.checklist:
        why = f" ({escaped('; '.join(result.why))})" if result.why else ""
        met = (LIKELY if result.kind == "expert" else MET).get(result.met, escaped(result.met))
        yield f"| {escaped(result.title)} | {escaped(result.criterion)} | {met}{why} |"
    yield ""


def _references(report: Report) -> Iterator[str]:
    if not report.references:
        return
    yield from ("### References", "")
    for reference in report.references:
        known = summary.lookup(reference, report)
        notices = "".join(f", **{escaped(summary.notice_line(notice))}**" for notice in known.notices)
        label = summary.labelled(reference)
        yield f"- {f'{escaped(label)} ' if label else ''}{escaped(reference.text)}: {OUTCOMES[known.outcome]}{notices}"
        more = (summary.described(known.work) if known.work else "", known.mismatch or ("" if known.work else known.detail))
        yield from (f"  - {escaped(line)}" for line in more if line)
    yield ""


def _problems(report: Report) -> Iterator[str]:
    if not report.problems:
        return
    yield from ("### Problems of this run", "")
    yield from (f"- {escaped(p.stage)}: {escaped(p.message)} ({escaped(p.where)})" for p in report.problems)
    yield ""
