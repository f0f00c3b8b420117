"""Markdown: syntax left out, not rendered; every letter of the text keeps its place in the source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from claimcheck.model import BlockKind
from claimcheck.readers.builder import Built, DocumentBuilder

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|date|published)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_FENCE = re.compile(r"[ ]{0,3}(```|~~~)")
_ATX = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+")
_ATX_END = re.compile(r"[ \t]+#+[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$")
_SETEXT = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ \t]?)+")
_TABLE = re.compile(r"[ ]{0,3}\|.*\|[ \t]*$")
_TABLE_RULE = re.compile(r"[ ]{0,3}\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_NOTE = re.compile(r"[ ]{0,3}\[\^[^\]\s]{1,40}\]:")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]^]{1,200}\]:[ \t]+\S+")
_INLINE = re.compile(
    r"(?P<image>!\[[^\]]{0,500}\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"]{0,300}\")?\))"
    r"|\[(?P<label>[^\[\]]{1,500})\]\((?P<href>[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)(?:[ \t]+\"[^\"]{0,300}\")?\)"
    r"|<(?P<auto>https?://[^<>\s]{1,2000})>"
    r"|(?P<tag></?[A-Za-z][^<>]{0,500}>)"
    r"|(?P<escape>\\[\\`*_{}\[\]()#+\-.!|<>])"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<mark>\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~|`+)"
)


def parse(source: str) -> tuple[str, str | None, int, Built]:
    """Title and date from the front matter, words in the file, and the built text."""
    front = _FRONT.match(source)
    fields = {name.lower(): value for name, value in _FIELD.findall(front.group(1))} if front else {}
    reader = _MarkdownReader(source)
    reader.read(front.end() if front else 0)
    date = fields.get("date") or fields.get("published")
    return fields.get("title", ""), date, len(_COMMENT.sub(" ", source).split()), reader.builder.built()


class _MarkdownReader:
    """Reads line by line."""

    def __init__(self, source: str) -> None:
        self.builder = DocumentBuilder()
        self._source = source
        self._fenced: str | None = None
        self._open: BlockKind | None = None
        self._comments = [(m.start(), m.end(), m.group(1)) for m in _COMMENT.finditer(source)]

    def read(self, start: int) -> None:
        """Read the source from an offset to its end."""
        lines = list(self._lines(start))
        for at, (begin, end) in enumerate(lines):
            following = self._source[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
            self._line(begin, end, following)
        self._end()

    def _lines(self, start: int) -> Iterator[tuple[int, int]]:
        """Lines without comments; a comment is handed on at its place."""
        for match in re.finditer(r"[^\n]*\n?", self._source[start:]):
            if match.group():
                yield start + match.start(), start + match.end()

    def _line(self, begin: int, end: int, following: str) -> None:
        line = self._source[begin:end].rstrip("\r\n")
        if self._in_fence(line):
            return
        if not line.strip("\ufeff \t"):
            self._end()
        elif _TABLE_RULE.match(line) and "|" in line:
            return
        elif self._open is BlockKind.PARAGRAPH and _SETEXT.match(line):
            self._open = None
            self.builder.close_block(BlockKind.HEADING, 1 if "=" in line else 2)
        elif _RULE.match(line) or _DEFINITION.match(line):
            self._end()
        else:
            self._content(begin, begin + len(line), line)

    def _in_fence(self, line: str) -> bool:
        fence = _FENCE.match(line)
        if fence and (self._fenced is None or self._fenced == fence.group(1)):
            self._end()
            self._fenced = None if self._fenced else fence.group(1)
            return True
        return self._fenced is not None

    def _content(self, begin: int, end: int, line: str) -> None:
        heading = _ATX.match(line)
        if heading:
            self._end()
            closing = _ATX_END.search(line, heading.end())
            self._inline(begin + heading.end(), begin + closing.start() if closing else end)
            self.builder.close_block(BlockKind.HEADING, len(heading.group(1)))
        elif _TABLE.match(line):
            self._end()
            self._cells(begin, line)
        elif quote := _QUOTE.match(line):
            self._start(BlockKind.QUOTE)
            self._inline(begin + quote.end(), end)
        elif item := _ITEM.match(line):
            self._end()
            self._start(BlockKind.LIST_ITEM)
            self._inline(begin + item.end(), end)
        else:
            if _NOTE.match(line):
                self._end()
            if self._open is None:
                self._start(BlockKind.PARAGRAPH)
            self._inline(begin, end)

    def _cells(self, begin: int, line: str) -> None:
        for cell in re.finditer(r"[^|\n]+", line):
            if cell.group().strip():
                self._inline(begin + cell.start(), begin + cell.end())
                self.builder.close_block(BlockKind.TABLE_CELL)

    def _start(self, kind: BlockKind) -> None:
        if self._open is not kind:
            self._end()
            self._open = kind

    def _end(self) -> None:
        self.builder.close_block(self._open or BlockKind.PARAGRAPH)
        self._open = None

    def _inline(self, begin: int, end: int) -> None:
        """The words of a stretch of source, syntax left out; the line's end counts as a space."""
        at = begin
        for start, stop, words in self._comments:
            if start < end and stop > begin:
                self._words(at, max(at, start))
                if begin <= start:
                    self.builder.comment(words)
                at = max(at, min(stop, end))
        self._words(at, end)
        if end < len(self._source):
            self.builder.add(" ", end)

    def _words(self, begin: int, end: int) -> None:
        at = begin
        for match in _INLINE.finditer(self._source, begin, end):
            self.builder.add(self._source[at : match.start()].replace("\ufeff", " "), at)
            self._syntax(match)
            at = match.end()
        self.builder.add(self._source[at:end].replace("\ufeff", " "), at)

    def _syntax(self, match: re.Match[str]) -> None:
        if match.group("label"):
            start = self.builder.position
            self._words(*match.span("label"))
            self.builder.link(start, match.group("href"))
        elif match.group("auto"):
            start = self.builder.position
            self.builder.add(match.group("auto"), match.start("auto"))
            self.builder.link(start, match.group("auto"))
        elif match.group("escape"):
            self.builder.add(match.group()[1:], match.start() + 1)
        elif match.group("entity"):
            self.builder.add(html.unescape(match.group()), match.start(), len(match.group()))
