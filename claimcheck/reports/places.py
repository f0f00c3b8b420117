"""Places in the file as people name them: line and column."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from claimcheck.model import CharSpan, Document


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands in the file: 1-based lines and columns in code points, the end column behind the last character."""

    line: int
    column: int
    end_line: int
    end_column: int
    offset: int
    length: int


class Places:
    """Finds lines and columns of a document's spans; in the file where it is known, else in the text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._source = document.source or document.text
        self._starts = [0, *(at + 1 for at, letter in enumerate(self._source) if letter == "\n")]

    def of(self, span: CharSpan) -> Place | None:
        """The place of a span from the first to the last letter of it in the file, or None where it has none."""
        ranges = self._document.source_spans(span) if self._document.source else (span,)
        if not ranges:
            return None
        start, end = ranges[0].start, max(part.end for part in ranges)
        line, column = self._at(start)
        end_line, end_column = self._at(end)
        return Place(line, column, end_line, end_column, start, end - start)

    def line(self, span: CharSpan) -> int | None:
        """The line on which a span begins."""
        place = self.of(span)
        return place.line if place else None

    def quote(self, place: Place) -> str:
        """The letters of the file at a place."""
        return self._source[place.offset : place.offset + place.length]

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
