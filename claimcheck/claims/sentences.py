"""Sentence boundaries by punctuation, set before the parser so that a claim's place does not hang on its guesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import CharSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

COMPONENT = "claimcheck_sentences"

_ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "etc",
        "fig",
        "no",
        "al",
        "approx",
        "dept",
        "inc",
        "ltd",
        "co",
        "corp",
        "jr",
        "sr",
        "rev",
        "gen",
        "sen",
        "rep",
        "gov",
        "u.s",
        "u.k",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
        "ph.d",
        "m.d",
        "b.s",
        "m.s",
        "m.p.h",
        "d.c",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mass",
        "calif",
        "conn",
        "ill",
        "mich",
        "minn",
        "pa",
        "tex",
        "wash",
        "fla",
        "ariz",
        "colo",
        "ore",
        "wis",
        "ga",
        "tenn",
        "md",
        "n.y",
        "d.c",
        "cf",
        "ca",
    ]
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\[[\d,\s-]{1,12}\])?(?=\s|$|[A-Z“\"(])|[ \t]*\r?\n[ \t\r]*\n\s*")
_LETTERS = re.compile(r"\.[A-Z]\.")
_STARTS = re.compile(r"\s*(?:[\"'“‘(\[]*[A-Z0-9¿¡]|[\"“‘]|[-–—•*]\s|$)")


def boundaries(text: str) -> tuple[CharSpan, ...]:
    """The sentences of a block, without the white space around them."""
    spans = []
    start = 0
    for end in _END.finditer(text):
        if _is_boundary(text, end):
            spans.append(_trimmed(text, start, end.end()))
            start = end.end()
    spans.append(_trimmed(text, start, len(text)))
    return tuple(span for span in spans if span is not None)


def _is_boundary(text: str, end: re.Match[str]) -> bool:
    if end.group().strip() == "":
        return True
    if not _STARTS.match(text, end.end()):
        return False
    return not (end.group() == "." and _is_abbreviation(text, end.start()))


def _is_abbreviation(text: str, dot: int) -> bool:
    """A known short form, or the initial of a name, before which another name or nothing stands ("vitamin C." is none)."""
    before = re.split(r"[\s(\[“\"/]+", text[max(0, dot - 40) : dot])
    word, earlier = before[-1], before[-2] if len(before) > 1 else ""
    if word.lower() in _ABBREVIATIONS or _LETTERS.match(text, dot):
        return True
    return len(word) == 1 and word.isupper() and (not earlier or earlier[0].isupper())


def _trimmed(text: str, start: int, end: int) -> CharSpan | None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return CharSpan(left, right) if left < right else None


def set_boundaries(doc: Doc) -> Doc:
    """The spaCy component: fixes `is_sent_start` of every token before the parser sees the block."""
    starts = iter([*(span.start for span in boundaries(doc.text)), len(doc.text) + 1])
    following = next(starts)
    for token in doc:
        token.is_sent_start = following < token.idx + len(token)
        while following < token.idx + len(token):
            following = next(starts)
    return doc
