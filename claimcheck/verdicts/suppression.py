"""Findings that an author allowed in the article itself, with a reason."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.model import CharSpan, Comment, Document, Finding, Problem, Ruleset

_COMMENT = re.compile(r"\s*claimcheck:\s*(allow|allow-file)\s+([\w\s,-]+?)\s*(?::\s*(.*?))?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Allowance:
    """A rule allowed for a stretch of the text."""

    rule_id: str
    span: CharSpan
    reason: str


def apply(findings: Sequence[Finding], document: Document, ruleset: Ruleset) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """The findings with those marked that a comment allows, and a problem for each comment that is faulty or unused."""
    allowances: list[_Allowance] = []
    problems: list[Problem] = []
    for comment in document.comments:
        if comment.text.strip().startswith("claimcheck:"):
            read, faults = _read(comment, document, ruleset)
            allowances += read
            problems += [Problem("suppression", fault, document.uri) for fault in faults]
    marked = tuple(_marked(finding, allowances) for finding in findings)
    for allowance in allowances:
        if not any(_covers(allowance, finding) for finding in findings):
            message = f"“claimcheck: allow {allowance.rule_id}” allows nothing; remove the comment"
            problems.append(Problem("suppression", message, document.uri))
    return marked, tuple(problems)


def _read(comment: Comment, document: Document, ruleset: Ruleset) -> tuple[list[_Allowance], list[str]]:
    match = _COMMENT.fullmatch(comment.text)
    if not match or not match.group(3):
        return [], [f"“{comment.text.strip()[:80]}” has no effect; write: claimcheck: allow RULE: reason"]
    span = CharSpan(0, len(document.text)) if match.group(1) == "allow-file" else _reach(comment, document)
    allowed, faults = [], []
    for name in re.split(r"[\s,]+", match.group(2)):
        rule = ruleset.rule(name)
        if rule is None:
            faults.append(f"no rule is called “{name}”{_near(name, ruleset)}; the comment has no effect")
        else:
            allowed.append(_Allowance(rule.id, span, match.group(3)))
    return allowed, faults


def _reach(comment: Comment, document: Document) -> CharSpan:
    """The block that holds the comment or ends with it, else the one that follows."""
    for block in document.blocks:
        if comment.offset <= block.span.end + 1:
            return block.span
    return CharSpan(len(document.text), len(document.text))


def _marked(finding: Finding, allowances: Sequence[_Allowance]) -> Finding:
    reason = next((allowance.reason for allowance in allowances if _covers(allowance, finding)), None)
    return replace(finding, suppressed=reason) if reason else finding


def _covers(allowance: _Allowance, finding: Finding) -> bool:
    return allowance.rule_id == finding.rule_id and allowance.span.covers(finding.span)


def _near(name: str, ruleset: Ruleset) -> str:
    close = difflib.get_close_matches(name, [n for rule in ruleset.rules for n in (rule.id, rule.slug)], 1)
    return f"; did you mean {close[0]}?" if close else ""
