"""Reference lists: the entries under a heading such as References."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.model import Block, BlockKind, CharSpan, Document

_HEADING = re.compile(
    r"\W*(?:\d{1,2}\.?\s)?(?:references?|bibliography|sources?|literature(?: cited)?|works cited|citations|footnotes|notes|further reading)"
    r"(?: and (?:notes|links|further reading))?\W*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\W{0,2}(\d{1,3})[\].):]?\s")
_AUTHOR = re.compile(r"[^\W\d_][\w'’-]+")
_YEAR = re.compile(r"\b(1[89]\d{2}|20\d{2})[a-z]?\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a reference list: its number in the article, and its author-year key where it has one."""

    span: CharSpan
    number: str
    key: str | None


def is_list_heading(words: str) -> bool:
    """Whether a heading stands over a reference list."""
    return bool(_HEADING.fullmatch(words))


def entries_of(document: Document) -> Iterator[Entry]:
    """The entries of all reference lists, numbered as written or in order."""
    count = 0
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING and block.section and is_list_heading(block.section[-1]):
            count += 1
            yield _entry(document, block, count)


def _entry(document: Document, block: Block, count: int) -> Entry:
    words = document.quote(block.span)
    number = _NUMBER.match(words)
    author, year = _AUTHOR.search(words), _YEAR.search(words)
    key = f"{author.group().lower()} {year.group(1)}" if author and year else None
    return Entry(block.span, number.group(1) if number else str(count), key)
