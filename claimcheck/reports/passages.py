"""An article cut into passages to be shown: blocks in groups, each block in parts that are or are not a claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from claimcheck.model import Block, BlockKind, CharSpan, Claim, Document, Report, Verdict
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
class Part:
    """Words of a block; with claim and verdict where they are one. `first` marks the part in which the claim begins."""

    text: str
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
        shown = tuple(_shown(block, report.document, claims) for block in blocks)
        found.append(Group(_AROUND.get(kind, "div"), shown))
    return tuple(found)


def _shown(block: Block, document: Document, claims: tuple[tuple[Claim, Verdict], ...]) -> Shown:
    tag = _TAGS.get(block.kind) or f"h{min(6, 4 + max(0, len(block.section) - 1))}"
    return Shown(tag, block.kind.value, tuple(_parts(block.span, document, claims)))


def _parts(span: CharSpan, document: Document, claims: tuple[tuple[Claim, Verdict], ...]) -> Iterator[Part]:
    """The block's words cut at the claims; of two claims on the same words the first is shown."""
    at = span.start
    for claim, verdict in claims:
        start, end = max(at, claim.span.start), min(span.end, claim.span.end)
        if start >= end:
            continue
        if at < start:
            yield Part(document.text[at:start])
        yield Part(document.text[start:end], claim, verdict, first=start == claim.span.start)
        at = end
    if at < span.end:
        yield Part(document.text[at : span.end])
