"""Citations: where an article points to sources, and what it points to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.citations import identifiers
from claimcheck.citations.entries import Entry, entries_of
from claimcheck.model import Citation, CharSpan, Document, Identifier, Reference

_BRACKETED = re.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\]")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,⁻–-][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,10}")
_GLUED = re.compile(r"(?<=[a-z][.)”\"])(\d{1,3}(?:[,–-]\d{1,3}){0,10})(?=\s|$)")
_AUTHOR_YEAR = re.compile(r"\b([A-Z][\w'’-]{1,30})(?:\s(?:et al\.?|(?:and|&)\s[A-Z][\w'’-]{1,30}))?,?\s\(?((?:19|20)\d{2})[a-z]?\b\)?")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_WIDEST = 30
_BEHIND = 14


@dataclass(frozen=True, slots=True)
class CitedSources:
    """The references of an article and the places that point to them."""

    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]


def find(document: Document) -> CitedSources:
    """The references (entries of lists, then links and identifiers in the text) and citations of an article."""
    entries = list(entries_of(document))
    references = [_listed(document, entry, number) for number, entry in enumerate(entries, 1)]
    known = {identifier: reference.id for reference in references for identifier in reference.identifiers}
    citations = list(_markers(document, entries, references))
    for span, found in _pointers(document, entries):
        target = next((known[identifier] for identifier in found if identifier in known), None)
        if target is None:
            target = f"r{len(references) + 1}"
            references.append(Reference(target, span, document.quote(span), found))
            known.update((identifier, target) for identifier in found)
        citations.append(Citation(span, target))
    ordered = sorted(dict.fromkeys(citations), key=lambda citation: (citation.span, citation.reference_id))
    return CitedSources(tuple(references), tuple(ordered))


def in_reach(citations: Sequence[Citation], span: CharSpan, document: Document) -> tuple[str, ...]:
    """The references cited inside a sentence or right behind it, before the next one begins."""
    behind = document.text[span.end : span.end + _BEHIND]
    reach = span.end + len(re.match(r"[\s\d,\[\]–⁰¹²³⁴⁵⁶⁷⁸⁹-]*", behind).group())  # type: ignore[union-attr]
    return tuple(dict.fromkeys(c.reference_id for c in citations if span.start <= c.span.start and c.span.end <= reach))


def _listed(document: Document, entry: Entry, number: int) -> Reference:
    words = document.quote(entry.span)
    links = [link.href for link in document.links if entry.span.covers(link.span)]
    found = [identifier for _, identifier in identifiers.find(words)]
    found += [identifier for href in links for identifier in identifiers.of_address(href)]
    return Reference(f"r{number}", entry.span, words, tuple(dict.fromkeys(found)), entry.number)


def _markers(document: Document, entries: Sequence[Entry], references: Sequence[Reference]) -> Iterator[Citation]:
    """Numbers and author-year keys in the text that name an entry."""
    by_number = {entry.number: reference.id for entry, reference in zip(entries, references, strict=True)}
    by_key = {entry.key: reference.id for entry, reference in zip(entries, references, strict=True) if entry.key}
    listed = [entry.span for entry in entries]
    for span, key in _marks(document.text):
        target = by_number.get(key) or by_key.get(key)
        if target and not any(place.covers(span) for place in listed):
            yield Citation(span, target)


def _marks(text: str) -> Iterator[tuple[CharSpan, str]]:
    for pattern, group in ((_BRACKETED, 1), (_RAISED, 0), (_GLUED, 1)):
        for match in pattern.finditer(text):
            for number in _numbers(match.group(group).translate(_RAISED_DIGITS)):
                yield CharSpan(*match.span()), number
    for match in _AUTHOR_YEAR.finditer(text):
        yield CharSpan(*match.span()), f"{match.group(1).lower()} {match.group(2)}"


def _numbers(written: str) -> Iterator[str]:
    """The numbers of "3, 5-7"; a range too wide to be meant gives its ends."""
    for part in re.split(r"[,;]", written):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + _WIDEST:
            yield from (str(number) for number in range(ends[0], ends[1] + 1))
        else:
            yield from (str(number) for number in ends)


def _pointers(document: Document, entries: Sequence[Entry]) -> Iterator[tuple[CharSpan, tuple[Identifier, ...]]]:
    """Links and identifiers that stand in the text itself, not in a reference list."""
    listed = [entry.span for entry in entries]
    for link in document.links:
        found = identifiers.of_address(link.href)
        if found and not any(place.covers(link.span) for place in listed):
            yield link.span, found
    for span, identifier in identifiers.find(document.text):
        inside_link = any(link.span.covers(span) for link in document.links)
        if not inside_link and not any(place.covers(span) for place in listed):
            yield span, (identifier,)
