"""Saved HTML pages: the article found in the page, every letter with its place in the source."""

from __future__ import annotations

from bs4 import Comment as HtmlComment
from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from claimcheck.model import BlockKind
from claimcheck.readers.builder import Built, DocumentBuilder
from claimcheck.readers.clutter import RELATED, is_clutter, words_in
from claimcheck.readers.soup import PlacedSoup

_KINDS = {
    "p": BlockKind.PARAGRAPH,
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.PARAGRAPH,
    "dt": BlockKind.HEADING,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "summary": BlockKind.HEADING,
    "h1": BlockKind.HEADING,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "h5": BlockKind.HEADING,
    "h6": BlockKind.HEADING,
}
_BOXES = frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "header",
        "details",
        "dl",
        "ul",
        "ol",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "figure",
        "body",
        "html",
        "center",
        "address",
        "pre",
        "hr",
        "fieldset",
    ]
)
_LEVELS = {"summary": 5, "dt": 6}
_ENOUGH = 0.4
_DATES = (
    ("meta", {"property": "article:published_time"}, "content"),
    ("meta", {"name": "date"}, "content"),
    ("meta", {"itemprop": "datePublished"}, "content"),
    ("time", {"datetime": True}, "datetime"),
)


def parse(source: str) -> tuple[str, str | None, int, Built]:
    """Title, date of publication, words in the whole page, and the built text."""
    soup = PlacedSoup(source)
    body = soup.body or soup
    words = sum(len(text.split()) for text in body.find_all(string=True) if _is_read(text))
    reader = _PageReader(soup, words)
    reader.walk(_article(body, words))
    reader.end()
    return _title(soup), _published(soup), words, reader.builder.built()


def _is_read(text: NavigableString) -> bool:
    parent = text.parent.name if text.parent else ""
    return not isinstance(text, PreformattedString) and parent not in (
        "script",
        "style",
        "noscript",
        "template",
        "title",
    )


def _article(body: Tag, words: int) -> Tag:
    """The element that holds the article: the fullest <article> or <main> with enough of the page's words, else the body."""
    boxes = [*body.find_all(["article", "main"]), *body.find_all(None, {"role": "main"})]
    fullest = max(boxes, key=words_in, default=None)
    return fullest if fullest is not None and words_in(fullest) >= _ENOUGH * words else body


def _title(soup: PlacedSoup) -> str:
    heading = soup.find("h1")
    if isinstance(heading, Tag) and heading.get_text(" ", strip=True):
        return " ".join(heading.get_text(" ").split())
    meta = soup.find("meta", attrs={"property": "og:title"})
    if isinstance(meta, Tag) and meta.get("content"):
        return " ".join(str(meta["content"]).split())
    return " ".join(soup.title.get_text().split()) if soup.title else ""


def _published(soup: PlacedSoup) -> str | None:
    for name, attributes, field in _DATES:
        found = soup.find(name, attrs=attributes)  # type: ignore[arg-type]
        if isinstance(found, Tag) and found.get(field):
            return str(found[field])[:40]
    return None


class _PageReader:
    """Walks the article and gives its text to a builder."""

    def __init__(self, soup: PlacedSoup, words: int) -> None:
        self.builder = DocumentBuilder()
        self._soup = soup
        self._words = words
        self._kinds: list[tuple[BlockKind, int]] = []
        self._skipped_below: int | None = None

    def end(self) -> None:
        """End a block: what it is, the innermost block element around it says."""
        kind, level = self._kinds[-1] if self._kinds else (BlockKind.PARAGRAPH, 0)
        quoted = any(outer is BlockKind.QUOTE for outer, _ in self._kinds)
        self.builder.close_block(BlockKind.QUOTE if quoted and kind is BlockKind.PARAGRAPH else kind, level)

    def walk(self, tag: Tag) -> None:
        """Read the children of an element, clutter left out."""
        for child in tag.children:
            if isinstance(child, HtmlComment):
                self.builder.comment(str(child))
            elif isinstance(child, Tag):
                self._tag(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString) and self._skipped_below is None:
                for run in self._soup.runs_of.get(id(child), ()):
                    self.builder.add(run.text, run.start, run.length)

    def _tag(self, tag: Tag) -> None:
        if is_clutter(tag, self._words) or self._is_skipped(tag):
            return
        if tag.name == "br":
            place = self._place(tag)
            self.builder.add_break(place, 1)
        elif tag.name in _KINDS:
            self._block(tag, _KINDS[tag.name])
        elif tag.name in _BOXES:
            self.end()
            self.walk(tag)
            self.end()
        else:
            self._inline(tag)

    def _block(self, tag: Tag, kind: BlockKind) -> None:
        self.end()
        self._kinds.append((kind, _LEVELS.get(tag.name) or (int(tag.name[1]) if kind is BlockKind.HEADING else 0)))
        self.walk(tag)
        self.end()
        self._kinds.pop()

    def _inline(self, tag: Tag) -> None:
        start = self.builder.position
        self.walk(tag)
        if tag.name == "a" and tag.get("href"):
            self.builder.link(start, str(tag["href"]))

    def _is_skipped(self, tag: Tag) -> bool:
        """Whether a heading such as "Related articles" stands over this element; it ends at the next heading of its level."""
        if tag.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            level = int(tag.name[1])
            if self._skipped_below is not None and level > self._skipped_below:
                return True
            self._skipped_below = level if RELATED.fullmatch(tag.get_text(" ", strip=True)) else None
        return self._skipped_below is not None and tag.find(["h1", "h2", "h3", "h4"]) is None

    def _place(self, tag: Tag) -> int:
        line, column = tag.sourceline, tag.sourcepos
        return self._soup.line_starts[line - 1] + column if line is not None and column is not None else 0
