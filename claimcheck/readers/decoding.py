"""From bytes to text, and the checks that it can be an article at all."""

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
