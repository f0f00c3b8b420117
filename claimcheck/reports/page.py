"""What the HTML page shows of a report, gathered from it: pieces of text, cards, lists. No markup is made here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.model import (
    Block,
    BlockKind,
    CharSpan,
    Claim,
    ClaimType,
    CriterionResult,
    Evidence,
    Finding,
    Mention,
    Reference,
    Report,
    Role,
    Rule,
    Ruleset,
    Severity,
    Verdict,
    VerdictKind,
)
from claimcheck.reports import summary
from claimcheck.reports.places import Places
from claimcheck.reports.summary import Lookup


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters; `hit` where a finding points at these very words."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that belong together: to one claim, or to none where `card` is None; `first` where the claim begins here."""

    pieces: tuple[Piece, ...]
    card: Card | None
    first: bool = False


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of the article and its runs; `level` is the depth of a heading, 1 the outermost."""

    kind: BlockKind
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding and its rule, None where the rule set does not know it."""

    finding: Finding
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A reference with what sources said of it, and the id that links lead to."""

    anchor: str
    reference: Reference
    known: Lookup


@dataclass(frozen=True, slots=True)
class Card:
    """All that is shown of one claim; `anchor` is unique on the page, `words` what the filter looks in."""

    anchor: str
    number: int
    claim: Claim
    verdict: Verdict
    severity: Severity | None
    findings: tuple[FindingView, ...]
    evidence: tuple[Evidence, ...]
    mentions: tuple[Mention, ...]
    citations: tuple[ReferenceView, ...]
    line: int | None
    words: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that is shown of one article."""

    anchor: str
    title: str
    report: Report
    blocks: tuple[BlockView, ...]
    cards: tuple[Card, ...]
    findings: tuple[FindingView, ...]
    references: tuple[ReferenceView, ...]
    omissions: tuple[CriterionResult, ...]
    credits: tuple[CriterionResult, ...]
    unchecked: tuple[tuple[Card, str], ...]
    verdicts: tuple[tuple[VerdictKind, int], ...]
    types: tuple[ClaimType, ...]
    severities: dict[Severity, int]
    flagged: int


def view_of(report: Report, ruleset: Ruleset, number: int) -> ArticleView:
    """The view of a report that stands as the `number`-th on the page."""
    anchor = f"a{number}"
    document = report.document
    references = tuple(
        ReferenceView(f"{anchor}-r{place}", reference, summary.lookup(reference, report))
        for place, reference in enumerate(report.references, 1)
    )
    cards = _cards(report, ruleset, anchor, references)
    return ArticleView(
        anchor=anchor,
        title=document.title.strip() or document.uri,
        report=report,
        blocks=tuple(_block(block, report, cards) for block in document.blocks),
        cards=cards,
        findings=tuple(_finding(finding, ruleset) for finding in summary.on_article(report)),
        references=references,
        omissions=tuple(result for result in report.checklist if result.kind != "credit"),
        credits=tuple(result for result in report.checklist if result.kind == "credit"),
        unchecked=tuple(
            (card, summary.reason(card.verdict))
            for card in cards
            if card.verdict.kind in (VerdictKind.NOT_CHECKED, VerdictKind.NOT_CHECKABLE)
        ),
        verdicts=tuple((kind, count) for kind, count in summary.verdict_counts(report).items() if count),
        types=tuple(kind for kind in ClaimType if any(kind in claim.types for claim in report.claims)),
        severities=summary.severity_counts(report),
        flagged=summary.flagged(report),
    )


def _cards(report: Report, ruleset: Ruleset, anchor: str, references: tuple[ReferenceView, ...]) -> tuple[Card, ...]:
    places = Places(report.document)
    return tuple(
        Card(
            anchor=f"{anchor}-c{number}",
            number=number,
            claim=claim,
            verdict=verdict,
            severity=summary.worst(report.findings_on(claim.id)),
            findings=tuple(_finding(finding, ruleset) for finding in report.findings_on(claim.id)),
            evidence=report.evidence_for(claim.id),
            mentions=_mentions(claim),
            citations=tuple(view for view in references if view.reference.id in claim.citations),
            line=places.line(claim.span),
            words=_filter_words(claim, report.findings_on(claim.id)),
        )
        for number, (claim, verdict) in enumerate(summary.judged(report), 1)
    )


def _finding(finding: Finding, ruleset: Ruleset) -> FindingView:
    return FindingView(finding, ruleset.rule(finding.rule_id))


def _mentions(claim: Claim) -> tuple[Mention, ...]:
    """The first mention in each role but numbers, which say little by themselves."""
    found = (claim.mention(role) for role in Role if role is not Role.NUMBER)
    return tuple(mention for mention in found if mention is not None)


def _filter_words(claim: Claim, findings: tuple[Finding, ...]) -> str:
    return " ".join((claim.text, *(finding.rule_id for finding in findings))).casefold()


def _block(block: Block, report: Report, cards: tuple[Card, ...]) -> BlockView:
    return BlockView(block.kind, min(len(block.section) + 1, 4), tuple(_runs(block.span, report, cards)))


def _runs(span: CharSpan, report: Report, cards: tuple[Card, ...]) -> Iterator[Run]:
    """The letters of a block, cut at its claims; a claim that overlaps an earlier one begins where that one ends."""
    at = span.start
    for card in cards:
        start, end = max(card.claim.span.start, at), min(card.claim.span.end, span.end)
        if start >= end:
            continue
        if at < start:
            yield Run((Piece(report.document.text[at:start]),), None)
        yield Run(tuple(_pieces(CharSpan(start, end), card, report.document.text)), card, start == card.claim.span.start)
        at = end
    if at < span.end:
        yield Run((Piece(report.document.text[at : span.end]),), None)


def _pieces(span: CharSpan, card: Card, text: str) -> Iterator[Piece]:
    """The letters of a claim, cut where findings point at some of its words."""
    pointed = sorted(view.finding.span for view in card.findings if view.finding.counts and len(view.finding.span) < len(card.claim.span))
    at = span.start
    for hit in pointed:
        start, end = max(hit.start, at), min(hit.end, span.end)
        if start >= end:
            continue
        if at < start:
            yield Piece(text[at:start])
        yield Piece(text[start:end], hit=True)
        at = end
    if at < span.end:
        yield Piece(text[at : span.end])
