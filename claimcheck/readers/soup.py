"""BeautifulSoup made to remember where every piece of text stands in the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._htmlparser import BeautifulSoupHTMLParser, HTMLParserTreeBuilder

_DEEPEST = 300
_RAW = ("script", "style", "title", "textarea", "noscript", "xmp", "iframe")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text as parsed, and the run of the source that it came from."""

    text: str
    start: int
    length: int


class _PlacedParser(BeautifulSoupHTMLParser):
    """Tells the soup where each piece of text stands."""

    soup: PlacedSoup

    def handle_data(self, data: str) -> None:
        self.soup.note(data, self._here(), len(data))
        super().handle_data(data)

    def handle_charref(self, name: str) -> None:
        self._entity(super().handle_charref, name, f"&#{name}")

    def handle_entityref(self, name: str) -> None:
        self._entity(super().handle_entityref, name, f"&{name}")

    def _entity(self, handle: Any, name: str, written: str) -> None:
        """An entity calls `handle_data` with its character; its place is the whole reference."""
        here = self._here()
        length = len(written) + (self.rawdata[here + len(written) : here + len(written) + 1] == ";")
        self.soup.inside_entity = (here, length)
        handle(name)
        self.soup.inside_entity = None

    def _here(self) -> int:
        line, column = self.getpos()
        return self.soup.line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: Any, handle_empty_element: bool = True) -> None:
        if len(self.soup.tagStack) < _DEEPEST:
            super().handle_starttag(tag, attrs, handle_empty_element)


class _PlacedBuilder(HTMLParserTreeBuilder):
    """The html.parser builder with a parser that keeps places."""

    def feed(self, markup: str) -> None:  # type: ignore[override]
        arguments, named = self.parser_args
        parser = _PlacedParser(self.soup, *arguments, **named)  # type: ignore[arg-type]
        parser.feed(markup)
        parser.close()
        parser.already_closed_empty_element = []


class PlacedSoup(BeautifulSoup):
    """A soup whose strings know their runs in the source: `runs_of[id(string)]`."""

    def __init__(self, source: str) -> None:
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self.runs_of: dict[int, tuple[Run, ...]] = {}
        self.inside_entity: tuple[int, int] | None = None
        self._pending: list[Run] = []
        super().__init__(_closable(source), builder=_PlacedBuilder())

    def note(self, text: str, start: int, length: int) -> None:
        """Keep the place of a piece of text until its string is made."""
        here = self.inside_entity or (start, length)
        self._pending.append(Run(text, *here))

    def endData(self, containerClass: Any = None) -> None:  # noqa: N802, N803 - the name is BeautifulSoup's
        """Make the string of the pieces so far, and give it their places."""
        waiting = bool(self.current_data)
        super().endData(containerClass)
        if waiting and self._most_recent_element is not None:
            self.runs_of[id(self._most_recent_element)] = tuple(self._pending)
        self._pending = []

    def line_of(self, offset: int) -> int:
        """The line (from 1) that an offset stands on."""
        return bisect_right(self.line_starts, offset)


def _closable(source: str) -> str:
    """The source with tags that are opened and never closed blanked out, length kept, so that they swallow nothing."""
    for tag in _RAW:
        opening = list(re.finditer(rf"<{tag}\b[^>]*>?", source, re.IGNORECASE))
        if opening:
            last = max((m.start() for m in re.finditer(rf"</{tag}\b", source, re.IGNORECASE)), default=-1)
            for match in opening:
                if match.start() > last:
                    source = _blanked(source, match.start(), match.end())
    at = source.rfind("<!--")
    while at >= 0 and source.find("-->", at) < 0:
        source = _blanked(source, at, at + 4)
        at = source.rfind("<!--")
    return source.replace("\x00", " ")


def _blanked(source: str, start: int, end: int) -> str:
    return source[:start] + " " * (end - start) + source[end:]
