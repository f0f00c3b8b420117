"""From bytes to text, and the checks that a text can be an English article at all."""

from __future__ import annotations

import codecs
import re

from claimcheck.errors import ArticleError

LARGEST = 20_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_WORDS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:|\b10\.\d{4,9}/)\S{1,500}", re.IGNORECASE)
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "with",
        "as",
        "on",
        "be",
        "are",
        "by",
        "this",
        "at",
        "from",
        "or",
        "an",
        "was",
        "have",
        "not",
        "can",
        "which",
        "you",
        "your",
        "we",
        "has",
        "their",
        "will",
        "may",
        "more",
        "than",
        "these",
        "been",
        "were",
        "but",
        "they",
        "its",
        "also",
        "if",
        "no",
        "all",
        "one",
        "our",
        "what",
        "how",
        "when",
        "who",
        "about",
        "other",
        "into",
        "some",
        "such",
        "do",
        "does",
    ]
)
_FEWEST_WORDS = 40
_COMMON_SHARE = 0.18
_CLEARLY = 0.29


def decode(data: bytes, uri: str, declared: str | None = None) -> str:
    """The text of a file, byte order mark and line ends kept (ArticleError: too large, empty, binary)."""
    if len(data) > LARGEST:
        raise ArticleError(f"{uri}: larger than {LARGEST // 1_000_000} MB; split it or give the article alone")
    if not data.strip():
        raise ArticleError(f"{uri}: the file is empty; nothing to check")
    text = _decoded(data, declared)
    if len(_CONTROL.findall(text[:20_000])) > len(text[:20_000]) / 100:
        raise ArticleError(f"{uri}: this is a binary file; give an article as .txt, .md or .html")
    return text


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    in_page = _DECLARED.search(data[:4096])
    named = in_page.group(1).decode("ascii") if in_page else None
    for candidate in ("utf-8", declared, named):
        try:
            return data.decode(candidate or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")


def check_english(text: str, uri: str) -> None:
    """Refuse a text in another language (ArticleError); short texts are let through.

    Where the whole does not look English, the fourth of it that looks most so must do so clearly: a list of references, whose titles
    and names hold few common words, must not speak for the article above it.
    """
    lines = [words for line in _ADDRESS.sub(" ", text[:50_000]).splitlines() if (words := _WORDS.findall(line.lower()))]
    count = sum(map(len, lines))
    if count < _FEWEST_WORDS or sum(map(_common, lines)) >= _COMMON_SHARE * count:
        return
    common = taken = 0
    for words in sorted(lines, key=lambda line: -_common(line) / len(line)):
        common, taken = common + _common(words), taken + len(words)
        if taken >= max(_FEWEST_WORDS / 2, count / 4):
            break
    if common < _CLEARLY * taken:
        raise ArticleError(f"{uri}: the text does not look like English; only English articles can be checked")


def _common(words: list[str]) -> int:
    return sum(word in _COMMON for word in words)
