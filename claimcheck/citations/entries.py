"""Reference lists: the entries under a heading such as References, and footnotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.citations import identifiers
from claimcheck.model import Block, BlockKind, CharSpan, Document, Identifier, Link

_HEADING = re.compile(
    r"\W{0,3}(?:\d{1,2}\.? )?(?:(?:selected|key|main|scientific|medical|article|our) )?"
    r"(?:references?|bibliography|sources?|resources|literature(?: cited)?|works cited|citations|footnotes|endnotes|notes|further reading)"
    r"(?: (?:and|&) (?:references|notes|sources|links|resources|further reading))?\W{0,3}",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\W{0,3}(?:foot|end)?notes\W{0,3}|.{0,20}resources.{0,20}", re.IGNORECASE)
_NUMBER = re.compile(r"\s{0,4}(?:\[\^([A-Za-z][\w-]{0,39})\]:|\[\^?(\d{1,3})\]:?|\((\d{1,3})\)|(\d{1,3})[.):]?(?=\s))\s{0,4}")
_FOOTNOTE = re.compile(r"(?:\[\^?\d{1,3}\]:?|\[\^[A-Za-z][\w-]{0,39}\]:)\s?(?=\S)")
_AUTHOR = re.compile(r"[^\W\d_][\w'’-]+")
_YEAR = re.compile(r"(?<![\d/.-])(1[89]\d{2}|20\d{2})[a-z]?(?![\d/-]\d)")
_ITEM_NUMBER = re.compile(r"\[?\(?(\d{1,3})[\].)]{1,2}\s{0,4}")
_FEWEST_LINES = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a reference list: its number in the article, its author-year key where it has one, and what it points to."""

    span: CharSpan
    number: str
    key: str | None
    identifiers: tuple[Identifier, ...]


def key_of(author: str, year: str) -> str:
    """The key under which an author and a year are found."""
    return f"{author.casefold()} {year[:4]}"


def entries_of(document: Document) -> Iterator[Entry]:
    """The entries of all reference lists, numbered as written or else in their order; footnotes wherever they stand."""
    count = 0
    inside = False
    for block in document.blocks:
        words = document.quote(block.span)
        if is_list_heading(words):
            count, inside = 0, True
            continue
        inside = inside and block.kind is not BlockKind.HEADING
        listed = inside or any(is_list_heading(heading) for heading in block.section)
        for line in _lines(block, words):
            entry = _entry(document, block, line, count + 1, listed)
            if entry is not None:
                count += listed
                yield entry


def is_list_heading(words: str) -> bool:
    """Whether a heading stands over a reference list."""
    return len(words) <= 60 and bool(_HEADING.fullmatch(words.strip()))


def _lines(block: Block, words: str) -> Iterator[CharSpan]:
    """The block, or its lines where several of them begin with a number."""
    lines = [CharSpan(block.span.start + m.start(), block.span.start + m.end()) for m in re.finditer(r"[^\r\n]+", words)]
    starts = [line for line in lines if _NUMBER.match(words[line.start - block.span.start : line.end - block.span.start])]
    if len(starts) < _FEWEST_LINES:
        yield block.span
        return
    ends = [*(line.start for line in starts[1:]), block.span.end]
    for line, end in zip(starts, ends, strict=True):
        yield CharSpan(line.start, line.start + len(words[line.start - block.span.start : end - block.span.start].rstrip()))


def _entry(document: Document, block: Block, span: CharSpan, count: int, listed: bool) -> Entry | None:
    """The entry on a line, or None where the line is no entry."""
    words = document.quote(span)
    number = _number(document, block, span, words)
    found = _pointed_to(document, span, words)
    year = _YEAR.search(words)
    points = bool(found or year)
    if not (listed and _is_entry(block, number, points)) and not (points and _FOOTNOTE.match(words)):
        return None
    author = _AUTHOR.search(words)
    key = key_of(author.group(), year.group(1)) if author and year else None
    return Entry(span, number or str(count), key, found)


def _is_entry(block: Block, number: str | None, points: bool) -> bool:
    """Whether a line under such a heading points to something; a bare list item does under References, not under Notes."""
    over = block.section[-1] if block.section else ""
    direct = not block.section or is_list_heading(over)
    if block.kind is BlockKind.HEADING:
        return number is not None and points
    if points:
        return direct or number is not None or block.kind is BlockKind.LIST_ITEM
    return direct and block.kind is BlockKind.LIST_ITEM and not _LOOSE.fullmatch(over)


def _number(document: Document, block: Block, span: CharSpan, words: str) -> str | None:
    """The number before an entry: in its words, or before them in the file where a reader left it out of the block."""
    written = _NUMBER.match(words)
    if written:
        return next(group for group in written.groups() if group)
    places = document.source_spans(CharSpan(span.start, min(span.start + 1, span.end))) if span == block.span else ()
    if not places or not document.source:
        return None
    before = document.source[max(0, places[0].start - 12) : places[0].start]
    left_out = _ITEM_NUMBER.fullmatch(re.split(r"[\r\n]", before)[-1].strip("\ufeff \t\xa0*_"))
    return left_out.group(1) if left_out else None


def _pointed_to(document: Document, span: CharSpan, words: str) -> tuple[Identifier, ...]:
    written = [identifier for _, found in identifiers.find(words) for identifier in found]
    linked = [identifier for link in links_in(document.links, span) for identifier in identifiers.of_address(link.href)]
    return tuple(sorted(dict.fromkeys((*written, *linked)), key=identifiers.trust))


def links_in(links: Sequence[Link], span: CharSpan) -> Sequence[Link]:
    """The links that begin in a span; links stand in the order of the text."""
    first = bisect_left(links, span.start, key=lambda link: link.span.start)
    return links[first : bisect_left(links, span.end, key=lambda link: link.span.start)]
