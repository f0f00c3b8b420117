"""Builds a document's text from runs of the source, so that every letter keeps its place in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.model import Block, BlockKind, CharSpan, Comment, Link, Segment

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Built:
    """The text with its blocks, segments, links and comments."""

    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    links: tuple[Link, ...]
    comments: tuple[Comment, ...]


class DocumentBuilder:
    """Takes runs of source text in order; white space is folded as a browser does."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._segments: list[Segment] = []
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._comments: list[tuple[str, int]] = []
        self._headings: list[tuple[int, str]] = []
        self._start: int | None = None
        self._space: tuple[int, int] | None = None

    @property
    def position(self) -> int:
        """Where the next letter will stand."""
        if self._start is None:
            return self._length + (len(_BETWEEN) if self._blocks else 0)
        return self._length + (1 if self._space and self._length > self._start else 0)

    def add(self, text: str, source_start: int, source_length: int | None = None) -> None:
        """Add a run of source; `source_length` differs from the text's where an entity was decoded."""
        if source_length is not None and source_length != len(text):
            self._put(text, source_start, source_length)
            return
        at = 0
        for space in _SPACE.finditer(text):
            self._put(text[at : space.start()], source_start + at, space.start() - at)
            self._space = self._space or (source_start + space.start(), len(space.group()))
            at = space.end()
        self._put(text[at:], source_start + at, len(text) - at)

    def add_break(self, source_start: int, source_length: int) -> None:
        """A line break inside a block."""
        if self._start is not None:
            self._space = None
            self._append("\n", source_start, source_length)

    def _put(self, text: str, source_start: int, source_length: int) -> None:
        if not text:
            return
        if self._start is None:
            if self._blocks:
                self._parts.append(_BETWEEN)
                self._length += len(_BETWEEN)
            self._start = self._length
        elif self._space is not None and self._length > self._start and not self._ends_with_break():
            self._append(" ", *self._space)
        self._space = None
        self._append(text, source_start, source_length)

    def _ends_with_break(self) -> bool:
        return bool(self._parts) and self._parts[-1] == "\n"

    def _append(self, text: str, source_start: int, source_length: int) -> None:
        self._segments.append(Segment(self._length, len(text), source_start, source_length))
        self._parts.append(text)
        self._length += len(text)

    def close_block(self, kind: BlockKind, level: int = 0) -> None:
        """End the block that the runs since the last end make; headings (level from 1) set the section of what follows."""
        start, self._start, self._space = self._start, None, None
        if start is None:
            return
        end = self._length
        text = "".join(self._parts)[start:end] if kind is BlockKind.HEADING else ""
        if kind is BlockKind.HEADING:
            while self._headings and self._headings[-1][0] >= level:
                self._headings.pop()
        section = tuple(heading for _, heading in self._headings)
        self._blocks.append(Block(kind, CharSpan(start, end), section))
        if kind is BlockKind.HEADING:
            self._headings.append((level, text.strip()))

    def link(self, start: int, href: str) -> None:
        """Note that the text since `start` carries a link."""
        if self._length > start:
            self._links.append(Link(CharSpan(start, self._length), href))

    def comment(self, text: str) -> None:
        """Note an author's comment at this place."""
        self._comments.append((text.strip(), self.position))

    def built(self) -> Built:
        """Everything that was added."""
        text = "".join(self._parts)
        comments = tuple(Comment(min(offset, len(text)), words) for words, offset in self._comments)
        return Built(
            text,
            tuple(_trimmed(block, text) for block in self._blocks),
            tuple(self._segments),
            tuple(self._links),
            comments,
        )


def _trimmed(block: Block, text: str) -> Block:
    words = text[block.span.start : block.span.end]
    start = block.span.start + len(words) - len(words.lstrip())
    return Block(block.kind, CharSpan(start, max(start, block.span.start + len(words.rstrip()))), block.section)
