"""An article cut into passages to be shown: blocks in groups, each block in parts that are or are not a claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from claimcheck.model import Block, BlockKind, CharSpan, Claim, Report, Verdict
from claimcheck.reports.summary import judged

_TAGS = {
    BlockKind.PARAGRAPH: "p",
    BlockKind.LIST_ITEM: "li",
    BlockKind.TABLE_CELL: "p",
    BlockKind.QUOTE: "p",
    BlockKind.CAPTION: "p",
}
_AROUND = {BlockKind.LIST_ITEM: "ul", BlockKind.QUOTE: "blockquote"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a claim; `hit` where a finding points at these very words and not at the whole claim."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a block; with claim and verdict where they are one. `first` marks the part in which the claim begins."""

    pieces: tuple[Piece, ...]
    claim: Claim | None = None
    verdict: Verdict | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A block with the tag and class it is shown with."""

    tag: str
    kind: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of one kind that stand together; `tag` is what encloses them."""

    tag: str
    blocks: tuple[Shown, ...]


def groups(report: Report) -> tuple[Group, ...]:
    """All blocks of the article in order."""
    claims = judged(report)
    found = []
    for kind, blocks in groupby(report.document.blocks, key=lambda block: block.kind):
        shown = tuple(_shown(block, report, claims) for block in blocks)
        found.append(Group(_AROUND.get(kind, "div"), shown))
    return tuple(found)


def _shown(block: Block, report: Report, claims: tuple[tuple[Claim, Verdict], ...]) -> Shown:
    tag = _TAGS.get(block.kind) or f"h{min(6, 4 + max(0, len(block.section) - 1))}"
    return Shown(tag, block.kind.value, tuple(_parts(block.span, report, claims)))


def _parts(span: CharSpan, report: Report, claims: tuple[tuple[Claim, Verdict], ...]) -> Iterator[Part]:
    """The block's words cut at the claims; of two claims on the same words the first is shown."""
    text = report.document.text
    at = span.start
    for claim, verdict in claims:
        start, end = max(at, claim.span.start), min(span.end, claim.span.end)
        if start >= end:
            continue
        if at < start:
            yield Part((Piece(text[at:start], hit=False),))
        yield Part(_pieces(CharSpan(start, end), claim, report), claim, verdict, first=start == claim.span.start)
        at = end
    if at < span.end:
        yield Part((Piece(text[at : span.end], hit=False),))


def _pieces(span: CharSpan, claim: Claim, report: Report) -> tuple[Piece, ...]:
    """A claim's words cut where the words begin and end that its open findings point at."""
    hits = [f.span for f in report.findings_on(claim.id) if f.counts and claim.span.covers(f.span) and f.span != claim.span]
    edges = {edge for hit in hits for edge in (hit.start, hit.end) if span.start < edge < span.end}
    places = [span.start, *sorted(edges), span.end]
    return tuple(
        Piece(report.document.text[start:end], hit=any(hit.start <= start and end <= hit.end for hit in hits))
        for start, end in pairwise(places)
    )
