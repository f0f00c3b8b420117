"""Citations: where an article points to sources, and what it points to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.citations import identifiers
from claimcheck.citations.entries import Entry, entries_of
from claimcheck.citations.markers import Marker, markers_of
from claimcheck.model import CharSpan, Citation, Document, Identifier, Reference

_MARKER = re.compile(r"[\[(].*[\])]|[\d⁰¹²³⁴-⁹,;–⁻ -]+", re.DOTALL)
_NUMERIC = re.compile(r"\[[^\]]*\]|[\d⁰¹²³⁴-⁹,;–⁻ -]+")
_BETWEEN = " \t\xa0,;"
_STOPS = '.!?”’")]'


@dataclass(frozen=True, slots=True)
class CitedSources:
    """The references of an article and the places that point to them, in the order of the text."""

    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]


def find(document: Document) -> CitedSources:
    """The references (entries of lists, then links and identifiers in the text, then markers that no list explains) and citations."""
    register = _Register(list(entries_of(document)), document)
    for span, found in _pointers(document):
        if not register.is_listed(span):
            register.point(span, found)
    for marker in markers_of(document):
        if not register.is_listed(marker.span):
            register.mark(marker)
    return CitedSources(tuple(register.references), register.citations())


def in_reach(citations: Sequence[Citation], span: CharSpan, document: Document) -> tuple[str, ...]:
    """The references cited inside a sentence or right behind it, before the next one begins; citations as `find` gives them."""
    first = bisect_left(citations, span.start, key=lambda citation: citation.span.start)
    found: list[str] = []
    reach = span.end
    for citation in citations[first:]:
        start, end = citation.span.start, citation.span.end
        if start >= span.end:
            if document.text[reach:start].strip(_BETWEEN) or not _MARKER.fullmatch(document.quote(citation.span)):
                break
            reach = max(reach, end)
        elif start == span.start and _belongs_before(citation, document):
            continue
        found.append(citation.reference_id)
    return tuple(dict.fromkeys(found))


def _belongs_before(citation: Citation, document: Document) -> bool:
    """Whether a number at the start of a sentence stands behind the sentence before it, on the same line."""
    before = document.text[max(0, citation.span.start - 2) : citation.span.start].rstrip(_BETWEEN)
    return bool(before) and before[-1] in _STOPS and bool(_NUMERIC.fullmatch(document.quote(citation.span)))


class _Register:
    """Gathers references under their names, and the places that point to them."""

    def __init__(self, entries: Sequence[Entry], document: Document) -> None:
        self.references: list[Reference] = []
        self._document = document
        self._citations: dict[Citation, None] = {}
        self._pointers: list[CharSpan] = []
        self._names: dict[Identifier | str, str] = {}
        self._entries = sorted((entry.span for entry in entries), key=lambda span: span.start)
        for entry in entries:
            self._add(entry.span, entry.identifiers, entry.number, (*entry.identifiers, entry.number, entry.key))

    def is_listed(self, span: CharSpan) -> bool:
        """Whether a place lies inside a reference list."""
        index = bisect_right(self._entries, span.start, key=lambda entry: entry.start) - 1
        return index >= 0 and span.start < self._entries[index].end

    def point(self, span: CharSpan, found: tuple[Identifier, ...]) -> None:
        """Note a link or an identifier in the text."""
        self._pointers.append(span)
        target = next((self._names[identifier] for identifier in found if identifier in self._names), None)
        self._cite(span, target or self._add(span, found, None, found))

    def mark(self, marker: Marker) -> None:
        """Note a marker; one that no list explains is a reference itself where it cannot be anything else."""
        known = [key in self._names for key in marker.keys]
        if not all(known) and (not marker.alone or self._is_pointer(marker.span)):
            return
        for key in marker.keys:
            self._cite(marker.span, self._names.get(key) or self._add(marker.span, (), key, (key,)))

    def citations(self) -> tuple[Citation, ...]:
        """The citations in the order of the text."""
        return tuple(sorted(self._citations, key=lambda citation: citation.span))

    def _is_pointer(self, span: CharSpan) -> bool:
        """Whether a link or an identifier stands at this place and says more than the marker."""
        index = bisect_right(self._pointers, span.end, key=lambda place: place.start) - 1
        return index >= 0 and self._pointers[index].overlap(span) > 0

    def _add(self, span: CharSpan, found: tuple[Identifier, ...], label: str | None, names: Iterable[Identifier | str | None]) -> str:
        target = f"r{len(self.references) + 1}"
        self.references.append(Reference(target, span, self._document.quote(span), found, label))
        for name in names:
            if name is not None:
                self._names.setdefault(name, target)
        return target

    def _cite(self, span: CharSpan, target: str) -> None:
        self._citations.setdefault(Citation(span, target))


def _pointers(document: Document) -> Iterator[tuple[CharSpan, tuple[Identifier, ...]]]:
    """Links, and identifiers that stand in the text without one, in the order of the text."""
    linked: list[tuple[CharSpan, tuple[Identifier, ...]]] = []
    for link in sorted(document.links, key=lambda link: (link.span.start, link.span.end)):
        found = identifiers.of_address(link.href)
        if found:
            linked.append((link.span, found))
    yield from sorted((*linked, *_unlinked(document, [span for span, _ in linked])), key=lambda pointer: pointer[0])


def _unlinked(document: Document, linked: Sequence[CharSpan]) -> Iterator[tuple[CharSpan, tuple[Identifier, ...]]]:
    """Identifiers in the text that no link covers."""
    for span, found in identifiers.find(document.text):
        index = bisect_right(linked, span.start, key=lambda place: place.start) - 1
        if index < 0 or linked[index].end <= span.start:
            yield span, found
