"""From rules that fire, and from rulings, to findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimcheck.model import CharSpan, Finding, Match, Role, Rule, Ruleset, Severity, fingerprint
from claimcheck.verdicts.case import Case, Ruling
from claimcheck.verdicts.wording import suggestion_for


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
    """The findings on one claim: those of its rules, and that of the ruling unless a rule says the same already."""
    fired = [match for match in case.matches if match.rule.status != "preview"]
    yield from (_from_match(match, case) for match in fired)
    rule = ruleset.rule(ruling.rule_id) if ruling.rule_id else None
    if rule is not None and rule.id not in {match.rule.id for match in fired}:
        claim = case.claim
        yield Draft(
            rule,
            claim.id,
            claim.span,
            claim.text,
            f"{rule.message} {ruling.why[0].upper()}{ruling.why[1:]}.",
            suggestion_for(case),
            _severity(rule),
        )


def _severity(rule: Rule) -> Severity:
    return rule.severity


def _from_match(match: Match, case: Case) -> Draft:
    claim = case.claim
    quote = claim.text[match.span.start - claim.span.start : match.span.end - claim.span.start] or claim.text
    words = {
        "quote": quote,
        "therapy": _named(case, Role.THERAPY, "the therapy"),
        "condition": _named(case, Role.CONDITION, "the condition"),
    }
    return Draft(
        match.rule,
        claim.id,
        match.span,
        quote,
        _filled(match.rule.message, words),
        _filled(match.rule.suggestion, words),
        match.rule.severity,
    )


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
