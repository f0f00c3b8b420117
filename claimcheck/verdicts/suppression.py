"""Findings that an author allowed in the article itself, with a reason."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck.model import CharSpan, Comment, Document, Finding, Problem, Ruleset

_ADDRESSED = re.compile(r"\s*claimcheck\b\s*[:-]?\s*", re.IGNORECASE)
_FORM = re.compile(r"(allow-file|allow)\s+([^:]*)(?::(.*))?", re.DOTALL | re.IGNORECASE)
_HOW = "write <!-- claimcheck: allow RULE: reason -->"
_STAGE = "suppression"
_QUOTED = 80


@dataclass(frozen=True, slots=True)
class _Allowance:
    """A rule allowed for a stretch of the text, and where the comment that says so stands."""

    rule_id: str
    written: str
    span: CharSpan
    reason: str
    where: str


def apply(findings: Sequence[Finding], document: Document, ruleset: Ruleset) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """The findings with those marked that a comment allows, and a problem for each comment that is faulty or unused."""
    parts = [part for comment, where in _placed(document) for part in _read(comment, where, document, ruleset)]
    allowances = [part for part in parts if isinstance(part, _Allowance)]
    used: set[_Allowance] = set()
    marked = tuple(_marked(finding, allowances, used) for finding in findings)
    problems = (_unused(part) if isinstance(part, _Allowance) else part for part in parts if part not in used)
    return marked, tuple(problems)


def _placed(document: Document) -> Iterator[tuple[Comment, str]]:
    """The comments meant for the checker, each with the line of the file on which it begins."""
    at = 0
    for comment in document.comments:
        place = document.source.find(comment.text, at)
        at = place + len(comment.text) if place >= 0 else at
        if _ADDRESSED.match(comment.text):
            line = f":{document.source.count(chr(10), 0, place) + 1}" if place >= 0 else ""
            yield comment, f"{document.uri}{line}"


def _read(comment: Comment, where: str, document: Document, ruleset: Ruleset) -> Iterator[_Allowance | Problem]:
    """What a comment allows, or what is wrong with it."""
    words = _ADDRESSED.sub("", comment.text, count=1).strip()
    form = _FORM.fullmatch(words)
    names = [name for name in re.split(r"[\s,]+", form.group(2)) if name] if form else []
    reason = " ".join((form.group(3) or "").split()) if form else ""
    if form is None or not names:
        yield Problem(_STAGE, f"“{_short(comment)}” is not understood and allows nothing; {_HOW}", where)
        return
    if not reason:
        yield Problem(_STAGE, f"“{_short(comment)}” gives no reason and allows nothing; {_HOW}", where)
        return
    span = CharSpan(0, len(document.text)) if form.group(1).lower() == "allow-file" else _reach(comment, document)
    for name in dict.fromkeys(names):
        rule = ruleset.rule(name)
        if rule is None:
            yield Problem(_STAGE, f"no rule is called “{name}”, so this allows nothing{_near(name, ruleset)}", where)
        else:
            yield _Allowance(rule.id, name, span, reason, where)


def _reach(comment: Comment, document: Document) -> CharSpan:
    """The block that holds the comment or ends with it, else the one that follows."""
    blocks = document.blocks
    following = bisect_left(blocks, comment.offset, key=lambda block: block.span.start)
    if following < len(blocks) and blocks[following].span.start == comment.offset:
        return blocks[following].span
    if following and comment.offset <= blocks[following - 1].span.end + 1:
        return blocks[following - 1].span
    return blocks[following].span if following < len(blocks) else CharSpan(len(document.text), len(document.text))


def _marked(finding: Finding, allowances: Sequence[_Allowance], used: set[_Allowance]) -> Finding:
    """The finding, suppressed by the first comment that allows it; every comment that does counts as used."""
    allowing = [allowance for allowance in allowances if _covers(allowance, finding)]
    used.update(allowing)
    return replace(finding, suppressed=allowing[0].reason) if allowing else finding


def _covers(allowance: _Allowance, finding: Finding) -> bool:
    same = allowance.rule_id == finding.rule_id
    return same and (allowance.span.overlap(finding.span) > 0 or allowance.span.covers(finding.span))


def _unused(allowance: _Allowance) -> Problem:
    return Problem(
        _STAGE, f"the comment that allows “{allowance.written}” has nothing to allow here; remove it or move it", allowance.where
    )


def _short(comment: Comment) -> str:
    words = " ".join(comment.text.split())
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"


def _near(name: str, ruleset: Ruleset) -> str:
    known = {written.lower(): written for rule in ruleset.rules for written in (rule.slug, rule.id)}
    close = difflib.get_close_matches(name.lower(), known, 1)
    return f"; did you mean {known[close[0]]}?" if close else "; see claimcheck rules list"
