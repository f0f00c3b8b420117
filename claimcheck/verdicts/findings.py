"""From rules that fire, and from rulings, to findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimcheck.model import CharSpan, Finding, Match, Role, Rule, Ruleset, Severity, fingerprint
from claimcheck.verdicts.case import Case, Ruling
from claimcheck.verdicts.reasons import apart, on_numbers, reasons_of
from claimcheck.verdicts.source_reasons import Reason
from claimcheck.verdicts.wording import suggestion_for

_QUOTED = 100
# The marks of citation at the end of a sentence, which read badly inside a message.
_MARKERS = re.compile(r"(?:\s*(?:\[[\d\s,;–-]{1,40}\]|\((?:PMID|DOI|doi)[^()]{0,60}\))){1,8}(?=\.?$)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before it is numbered."""

    rule: Rule
    claim_id: str | None
    span: CharSpan
    quote: str
    message: str
    suggestion: str
    severity: Severity


def drafts_of(case: Case, ruling: Ruling, ruleset: Ruleset) -> Iterator[Draft]:
    """The findings on one claim: those of its rules, that of the ruling, and what its sources leave to be desired; no rule twice."""
    fired = {match.rule.id for match in case.fired}
    yield from (_from_match(match, case) for match in case.fired)
    if ruling.rule_id not in fired and (rule := _rule(ruling.rule_id, ruleset)):
        advice = _filled(rule.suggestion, _words(case)) if ruling.by_source else suggestion_for(case)
        yield _on_claim(case, rule, ruling.why, advice, rule.severity)
    for reason, severity in _others(case, ruling):
        if reason.rule_id not in {*fired, ruling.rule_id} and (rule := _rule(reason.rule_id, ruleset)):
            yield _on_claim(case, rule, reason.why, _filled(rule.suggestion, _words(case)), severity or rule.severity)


def _others(case: Case, ruling: Ruling) -> Iterator[tuple[Reason, Severity | None]]:
    """What is told beside the ruling: a number that is not its source's, and what is wrong with its sources where others carry it.

    A source of the wrong kind, or one that says otherwise, is a warning whatever else is known; the rest is a hint.
    """
    if numbers := on_numbers(case):
        yield numbers, None
    if ruling.by_source:
        return
    if told := apart(case):
        yield told, Severity.WARNING
    elif reasons := reasons_of(case):
        yield reasons[0], Severity.NOTE


def _rule(rule_id: str | None, ruleset: Ruleset) -> Rule | None:
    return ruleset.rule(rule_id) if rule_id else None


def _on_claim(case: Case, rule: Rule, why: str, advice: str, severity: Severity) -> Draft:
    claim = case.claim
    message = f"{_filled(rule.message, _words(case))} {why[0].upper()}{why[1:]}."
    return Draft(rule, claim.id, claim.span, claim.text, message, advice, severity)


def _from_match(match: Match, case: Case) -> Draft:
    claim = case.claim
    quote = claim.text[match.span.start - claim.span.start : match.span.end - claim.span.start] or claim.text
    words = _words(case) | {"quote": quote}
    return Draft(
        match.rule,
        claim.id,
        match.span,
        quote,
        _filled(match.rule.message, words),
        _filled(match.rule.suggestion, words),
        match.rule.severity,
    )


def _words(case: Case) -> dict[str, str]:
    """What fills the places of a message: the claim (cut where it is long), its therapy and its condition."""
    text = _MARKERS.sub("", " ".join(case.claim.text.split())).rstrip(".")
    return {
        "quote": text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…",
        "therapy": _named(case, Role.THERAPY, "the therapy"),
        "condition": _named(case, Role.CONDITION, "the condition"),
    }


def _named(case: Case, role: Role, otherwise: str) -> str:
    mention = case.claim.mention(role)
    return mention.text if mention else otherwise


def _filled(template: str, words: dict[str, str]) -> str:
    """A message with its places filled; braces in the article's own words stay as they are."""
    for name, word in words.items():
        head, *tail = template.split("{" + name + "}")
        template = word.join((head, *tail))
    return template


def numbered(drafts: Iterable[Draft]) -> tuple[Finding, ...]:
    """Findings sorted by place, each with an id and a fingerprint that survives edits elsewhere."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    ordered = sorted(drafts, key=lambda d: (d.span, d.rule.id, d.claim_id or ""))
    for number, draft in enumerate(ordered, 1):
        key = (draft.rule.id, " ".join(draft.quote.split()).casefold())
        mark = fingerprint(draft.rule.id, draft.quote, seen[key])
        seen[key] += 1
        found.append(
            Finding(
                f"f{number}",
                draft.rule.id,
                draft.claim_id,
                draft.span,
                draft.severity,
                draft.message,
                draft.suggestion,
                draft.rule.sources,
                mark,
            )
        )
    return tuple(found)
