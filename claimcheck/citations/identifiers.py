"""Identifiers found in words and addresses, in normal form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from claimcheck.model import CharSpan, Identifier, IdentifierKind

_PATTERNS = (
    (IdentifierKind.DOI, re.compile(r"\b(10\.\d{4,9}/[^\s\"<>\[\]{}|^`“”]{1,200})", re.IGNORECASE)),
    (IdentifierKind.PMCID, re.compile(r"\b(PMC\d{4,9})\b", re.IGNORECASE)),
    (IdentifierKind.PMID, re.compile(r"\bPMID:?\s{0,2}(\d{4,9})\b", re.IGNORECASE)),
    (IdentifierKind.PMID, re.compile(r"pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{4,9})\b", re.IGNORECASE)),
    (IdentifierKind.NCT, re.compile(r"\b(NCT\d{8})\b", re.IGNORECASE)),
    (IdentifierKind.URL, re.compile(r"\b(https?://[^\s\"<>\[\]{}|^`“”]{3,500})", re.IGNORECASE)),
)
_TRAILING = ".,;:!?'’”\")"


def find(text: str) -> Iterator[tuple[CharSpan, Identifier]]:
    """Identifiers and addresses in a text with their places; an address that holds an identifier gives both."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            value = _clean(match.group(1))
            yield CharSpan(match.start(1), match.start(1) + len(value)), normal(kind, value)


def of_address(href: str) -> tuple[Identifier, ...]:
    """What a link points to: its identifiers and the address itself; nothing for anchors, mail and scripts."""
    if not href.lower().startswith(("http://", "https://")):
        return ()
    found = dict.fromkeys(identifier for _, identifier in find(unquote(href)))
    return tuple(sorted(found, key=lambda identifier: list(IdentifierKind).index(identifier.kind)))


def normal(kind: IdentifierKind, value: str) -> Identifier:
    """The normal form of an identifier."""
    if kind is IdentifierKind.DOI:
        return Identifier(kind, value.lower())
    return Identifier(kind, value.upper() if kind in (IdentifierKind.PMCID, IdentifierKind.NCT) else value)


def _clean(value: str) -> str:
    """The identifier without the punctuation of the sentence around it; a bracket stays where it was opened inside."""
    while value and value[-1] in _TRAILING and not (value[-1] == ")" and value.count("(") >= value.count(")")):
        value = value[:-1]
    return value
