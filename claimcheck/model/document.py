"""An article as it was read: its text, its blocks, and where each letter stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.model.spans import CharSpan, Segment


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    QUOTE = "quote"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, cell, quote or caption; `section` holds the headings above it, outermost first."""

    kind: BlockKind
    span: CharSpan
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the words that carry it and the address as written."""

    span: CharSpan
    href: str


@dataclass(frozen=True, slots=True)
class Comment:
    """An author's comment in the file (`<!-- … -->`), not part of the text; `offset` is the place in the text where it stood."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """The article as read. Blocks are sorted and do not overlap; text between blocks is white space or left out of checking."""

    uri: str
    media_type: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    sha256: str
    links: tuple[Link, ...] = ()
    comments: tuple[Comment, ...] = ()
    published: str | None = None
    words_in_file: int = 0
    source: str = ""

    @property
    def words(self) -> int:
        """How many words stand in the blocks, that is, were read."""
        return sum(len(self.quote(block.span).split()) for block in self.blocks)

    def quote(self, span: CharSpan) -> str:
        """The words at a span."""
        return self.text[span.start : span.end]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds this code point, or None between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        if index >= 0 and offset < self.blocks[index].span.end:
            return self.blocks[index]
        return None

    def source_spans(self, span: CharSpan) -> tuple[CharSpan, ...]:
        """The ranges of the decoded file that a span of the text was read from, in order, touching ones joined."""
        found: list[CharSpan] = []
        first = bisect_right(self.segments, span.start, key=lambda segment: segment.text_start) - 1
        for segment in self.segments[max(first, 0) :]:
            if segment.text_start >= span.end:
                break
            part = _source_part(segment, span)
            if part is None:
                continue
            if found and found[-1].end == part.start:
                found[-1] = CharSpan(found[-1].start, part.end)
            else:
                found.append(part)
        return tuple(found)


def _source_part(segment: Segment, span: CharSpan) -> CharSpan | None:
    """What of the source stands behind the part of a segment that a span takes; a decoded entity is taken whole."""
    start = max(span.start, segment.text_start) - segment.text_start
    end = min(span.end, segment.text_start + segment.text_length) - segment.text_start
    if start >= end:
        return None
    if segment.is_verbatim:
        return CharSpan(segment.source_start + start, segment.source_start + end)
    return CharSpan(segment.source_start, segment.source_start + segment.source_length)
