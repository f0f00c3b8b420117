"""Titles and abstracts that services send with HTML or JATS marks, as plain text and labelled sections."""

from __future__ import annotations

import html
import re

from claimcheck.model import Section

_MARK = re.compile(
    r"<!--[^<>]{0,1000}-->|<!\[CDATA\[|\]\]>|</?([A-Za-z][\w.-]{0,30}(?::[A-Za-z][\w.-]{0,30})?)(?:\s[^<>]{0,1000})?/?>", re.DOTALL
)
_WITHIN_WORDS = frozenset(
    re.findall(
        r"\S+",
        "a abbr b bold em ext-link font i inf inline-formula italic math mi mn mo monospace mrow msub msubsup msup mtext sc"
        " small span strike strong sub sup tt u underline xref",
    )
)
_HEADING = re.compile(
    r"<(?:\w{1,10}:)?(?:h[1-6]|title)(?:\s[^<>]{0,200})?>(?P<heading>[^<>]{1,120})</(?:\w{1,10}:)?(?:h[1-6]|title)>"
    r"|(?:^|<(?:\w{1,10}:)?p(?:\s[^<>]{0,200})?>|<br\s?/?>)\s{0,20}"
    r"<(?:\w{1,10}:)?(?:bold|b|strong)>(?P<bold>[^<>]{2,60})</(?:\w{1,10}:)?(?:bold|b|strong)>\s?:?",
    re.IGNORECASE,
)
_POWER = re.compile(r"(?<=\d)<(?:\w{1,10}:)?sup>\s?([-−–+]?\d{1,6})\s?</(?:\w{1,10}:)?sup>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff\ud800-\udfff]")
_LONGEST = 1_000_000
_NO_LABEL = ("abstract", "summary")


def plain(marked: str) -> str:
    """A text without marks, entities decoded (also where they were coded twice), on one line; a power reads 10^6."""
    words = marked[:_LONGEST]
    for _ in range(2):
        words = html.unescape(_unmarked(words))
    return " ".join(_CONTROL.sub("", _unmarked(words)).split())


def sections(marked: str) -> tuple[Section, ...]:
    """A marked text as its parts: each heading with what follows it; the heading of the whole is left out."""
    marked = marked[:_LONGEST]
    headings = [("", 0, 0), *((found["heading"] or found["bold"], *found.span()) for found in _HEADING.finditer(marked))]
    ends = [*(start for _, start, _ in headings[1:]), len(marked)]
    parts = ((label, plain(marked[begin:end])) for (label, _, begin), end in zip(headings, ends, strict=True))
    return tuple(Section(_label(label), words) for label, words in parts if words)


def _unmarked(words: str) -> str:
    return _MARK.sub(_gap, _POWER.sub(r"^\1", words))


def _label(heading: str) -> str:
    words = plain(heading).rstrip(" :.")
    return "" if words.lower() in _NO_LABEL else words


def _gap(mark: re.Match[str]) -> str:
    """Marks within words vanish, those between blocks leave a space."""
    name = (mark.group(1) or "").lower().rpartition(":")[2]
    return "" if name in _WITHIN_WORDS else " "
