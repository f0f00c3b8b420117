"""Articles read: plain text, Markdown, saved HTML pages, and pages on the web."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol

from claimcheck.errors import ArticleError
from claimcheck.model import Document
from claimcheck.readers.builder import Built
from claimcheck.readers.decoding import LARGEST, decode
from claimcheck.readers.language import check_english

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}


class Page(Protocol):
    """A page as fetched: its address, media type, declared charset and bytes."""

    @property
    def url(self) -> str: ...  # noqa: D102
    @property
    def media_type(self) -> str: ...  # noqa: D102
    @property
    def charset(self) -> str | None: ...  # noqa: D102
    @property
    def body(self) -> bytes: ...  # noqa: D102


def read(source: str | Path, *, media_type: str | None = None, fetch: Callable[[str], Page] | None = None) -> Document:
    """The document in a file or, with `fetch`, at an address (ArticleError: one line with what to do)."""
    name = str(source)
    if name.startswith(("http://", "https://")):
        return _read_page(name, fetch)
    path = Path(source)
    kind = media_type or MEDIA_TYPES.get(path.suffix.lower())
    if kind is None:
        raise ArticleError(f"{name}: cannot read “{path.suffix or 'a file without ending'}”; give .txt, .md or .html, or say --type")
    return read_bytes(_bytes(path), name, kind)


def _read_page(url: str, fetch: Callable[[str], Page] | None) -> Document:
    if fetch is None:
        raise ArticleError(f"{url}: pages are not fetched here; save the page and give the file")
    page = fetch(url)
    kind = "text/html" if "html" in page.media_type else page.media_type
    return read_bytes(page.body, page.url, kind, page.charset)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ArticleError(f"{path}: this is a folder; give a file")
        if path.stat().st_size > LARGEST:
            raise ArticleError(f"{path}: larger than {LARGEST // 1_000_000} MB; split it or give the article alone")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ArticleError(f"{path}: no such file; check the name") from error
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def read_bytes(data: bytes, uri: str, media_type: str, charset: str | None = None) -> Document:
    """The document in some bytes of a media type: text/plain, text/markdown or text/html."""
    source = decode(data, uri, charset)
    title, published, words, built = _parsed(source, media_type, uri)
    if not any(block.span for block in built.blocks):
        raise ArticleError(f"{uri}: no article found in it; give a page with running text")
    check_english(built.text, uri)
    return Document(
        uri=uri,
        media_type=media_type,
        title=title,
        text=built.text,
        blocks=built.blocks,
        segments=built.segments,
        sha256=hashlib.sha256(data).hexdigest(),
        links=built.links,
        comments=built.comments,
        published=published,
        words_in_file=words,
        source=source,
    )


def _parsed(source: str, media_type: str, uri: str) -> tuple[str, str | None, int, Built]:
    if media_type == "text/plain":
        from claimcheck.readers import text

        built = text.build(source)
        return _first(built), None, len(source.split()), built
    name = {"text/markdown": "markdown", "text/html": "html"}.get(media_type)
    if name is None:
        raise ArticleError(f"{uri}: cannot read {media_type}; give plain text, Markdown or HTML")
    parsed: tuple[str, str | None, int, Built] = import_module(f"claimcheck.readers.{name}").parse(source)
    title, published, words, built = parsed
    return title or _first(built), published, words, built


def _first(built: Built) -> str:
    """The first heading, else the first words."""
    blocks = [block for block in built.blocks if block.kind == "heading"] or list(built.blocks[:1])
    return built.text[blocks[0].span.start : blocks[0].span.end][:200] if blocks else ""
