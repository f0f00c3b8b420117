"""Plain text: blocks found by lines, blank lines, bullets and numbers; the text itself is the file, character for character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.model import Block, BlockKind, CharSpan, Segment
from claimcheck.readers.builder import Built

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"[ \t\ufeff\xa0]*(?:[-*•·‣▪◦●○✓✔►➤–—]|o(?=\s[A-Z]))[ \t\xa0]+")
_NUMBER = re.compile(r"[ \t\ufeff\xa0]*\(?\d{1,2}[.)][ \t\xa0]+")
_CLOSED = (".", "!", ";", ",", ".”", '."', "…")
_HEADING_WORDS = 14
_QUESTION_WORDS = 20
_LIST_WORDS = 12
_TITLE, _SECTION, _SUBSECTION = 1, 2, 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with content: where its words stand, what marks it, and how many blank lines stand before it."""

    span: CharSpan
    words: str
    mark: str
    gap: bool

    @property
    def count(self) -> int:
        return len(self.words.split())

    @property
    def is_open(self) -> bool:
        """Whether it ends as headings and items do, without a stop."""
        return not self.words.endswith(_CLOSED)


def build(text: str) -> Built:
    """The blocks of a plain text."""
    lines = list(_lines(text))
    blocks: list[Block] = []
    headings: list[tuple[int, str]] = []
    for kind, level, group in _grouped(lines):
        if kind is BlockKind.HEADING:
            while headings and headings[-1][0] >= level:
                headings.pop()
        span = CharSpan(group[0].span.start, group[-1].span.end)
        blocks.append(Block(kind, span, tuple(heading for _, heading in headings)))
        if kind is BlockKind.HEADING:
            headings.append((level, group[0].words))
    segments = (Segment(0, len(text), 0, len(text)),) if text else ()
    return Built(text, tuple(blocks), segments, (), ())


def _lines(text: str) -> Iterator[_Line]:
    last_end = 0
    for match in _LINE.finditer(text):
        content = match.group()
        if not content.strip("\ufeff \t\xa0\v\f"):
            continue
        gap = last_end == 0 or len(re.findall(r"\r\n|\r|\n", text[last_end : match.start()])) > 1
        bullet, number = _BULLET.match(content), _NUMBER.match(content)
        mark = "bullet" if bullet else "number" if number else ""
        start = match.start() + (bullet or number).end() if (bullet or number) else match.start()  # type: ignore[union-attr]
        words = text[start : match.end()].strip("\ufeff \t\xa0\v\f")
        if words:
            start = text.index(words, start)
            yield _Line(CharSpan(start, start + len(words)), words, mark, gap)
            last_end = match.end()


def _grouped(lines: list[_Line]) -> Iterator[tuple[BlockKind, int, list[_Line]]]:
    at = 0
    while at < len(lines):
        kind, level = _kind(lines, at)
        size = _wrapped(lines, at) if kind is BlockKind.PARAGRAPH else 1
        yield kind, level, lines[at : at + size]
        at += size


def _kind(lines: list[_Line], at: int) -> tuple[BlockKind, int]:
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else None
    if line.mark == "bullet":
        return BlockKind.LIST_ITEM, 0
    if line.words.endswith("?") and line.count <= _QUESTION_WORDS and following is not None:
        return BlockKind.HEADING, _SUBSECTION
    if line.mark == "number":
        leads = line.is_open and line.count <= _HEADING_WORDS and following is not None and following.mark != "number"
        return (BlockKind.HEADING, _SUBSECTION) if leads else (BlockKind.LIST_ITEM, 0)
    if at == 0 and line.count <= 30 and not line.words.endswith(".") and following is not None:
        return BlockKind.HEADING, _TITLE
    if _is_heading(lines, at):
        return BlockKind.HEADING, _TITLE if line.words == lines[0].words else _SECTION
    return (BlockKind.LIST_ITEM, 0) if _is_bare(lines, at) else (BlockKind.PARAGRAPH, 0)


def _is_heading(lines: list[_Line], at: int) -> bool:
    """Short, open-ended, set off from what stands above, and with more text below."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if following is None or not line.is_open or line.words.endswith(":") or line.count > _HEADING_WORDS or not line.words[0].isupper():
        return False
    if _runs_on(lines, at):
        return False
    if _short(following) and not following.mark and not following.gap:
        return line.gap
    return line.gap or not _short(lines[at - 1])


def _is_bare(lines: list[_Line], at: int) -> bool:
    """One of several short open-ended lines in a row, or the line of a list that a colon announced."""
    if not _short(lines[at]) or _runs_on(lines, at):
        return False
    before = lines[at - 1] if at else None
    after = lines[at + 1] if at + 1 < len(lines) else None
    return any(other is not None and (_short(other) or other.words.endswith(":")) for other in (before, after))


def _runs_on(lines: list[_Line], at: int) -> bool:
    """Whether the next line goes on with the sentence, in lower case."""
    following = lines[at + 1] if at + 1 < len(lines) else None
    return following is not None and not following.gap and not following.mark and following.words[0].islower()


def _short(line: _Line) -> bool:
    return line.is_open and line.count <= _LIST_WORDS


def _wrapped(lines: list[_Line], at: int) -> int:
    """How many lines a hard-wrapped paragraph takes from here; 1 where each line is a paragraph of its own."""
    size = 1
    while at + size < len(lines):
        above, line = lines[at + size - 1], lines[at + size]
        width = len(above.words)
        carries_on = line.words[0].islower() or not above.words.endswith((".", "!", "?", ":", "”", '"'))
        if line.gap or line.mark or not 40 <= width <= 120 or not (carries_on or size > 1):
            break
        size += 1
    return size
