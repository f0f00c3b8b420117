"""The study that a web page is about: what its head says of it, and the study its text points to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from claimcheck.model import Identifier, IdentifierKind

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|^`\\]{1,200}", re.IGNORECASE)
_PUBMED = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|europepmc\.org/(?:article|abstract)/med/)(\d{4,9})\b", re.IGNORECASE
)
_PMC = re.compile(r"/(PMC\d{4,9})\b", re.IGNORECASE)
_TRIAL = re.compile(r"\b(NCT\d{8})\b", re.IGNORECASE)
_META = re.compile(r"<meta\s([^<>]{1,2000})>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s([^<>]{1,3000})>([^<>]{0,300})", re.IGNORECASE)
_VALUES = re.compile(r"([a-z:.-]{2,20})\s{0,3}=\s{0,3}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'<>=]{1,500}))", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,3000}>")
_HIDDEN = re.compile(r"<(script|style|noscript|nav|footer)\b", re.IGNORECASE)
_OWN = {"citation_doi", "dc.identifier", "dc.identifier.doi", "prism.doi", "citation_pmid", "bepress_citation_doi", "evt-doipage", "doi"}
_STUDY = re.compile(r"\b(?:study|paper|trial|journal|published|research|findings|review|doi|publication|results)\b", re.IGNORECASE)
_FILE = re.compile(r"(?:/(?:full|abstract|pdf|epdf|html|meta|fulltext)|\.pdf)$", re.IGNORECASE)
_LONGEST = 2_000_000
_MOST_LINKS = 3
_AROUND = 300


def identifiers_of_page(html: str) -> tuple[Identifier, ...]:
    """The identifiers of the study that a page holds or reports, the page's own first.

    A page that links to many studies alike, as a list of sources does, names none of them.
    """
    shown = _shown(html[:_LONGEST])
    own = [identifier for match in _META.finditer(shown) for identifier in _from_meta(match.group(1))]
    linked = list(_linked(shown))
    named = [identifier for near, identifier in linked if near]
    others = named or [identifier for _, identifier in linked]
    return tuple(dict.fromkeys((*own, *(others if len(set(others)) <= _MOST_LINKS else []))))


def _shown(html: str) -> str:
    """The page without scripts, styles, menus and footers."""
    kept: list[str] = []
    at = 0
    lower = html.lower() if html.isascii() else html
    while (hidden := _HIDDEN.search(html, at)) is not None:
        kept.append(html[at : hidden.start()])
        end = lower.find(f"</{hidden.group(1).lower()}", hidden.end())
        if end < 0:
            at = hidden.end()
            break
        at = end + len(hidden.group(1)) + 2
    return "".join((*kept, html[at:]))


def _linked(html: str) -> Iterator[tuple[bool, Identifier]]:
    """The identifiers that links hold, each with whether the words in and before the link speak of a study."""
    for match in _ANCHOR.finditer(html):
        values = _attributes(match.group(1))
        found = _from_address(values.get("href", ""))
        if found is not None:
            before = _TAG.sub(" ", html[max(0, match.start() - _AROUND) : match.start()])[-120:]
            yield bool(_STUDY.search(before) or _STUDY.search(match.group(2))), found


def _attributes(inside: str) -> dict[str, str]:
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in _VALUES.findall(inside)}


def _from_meta(inside: str) -> Iterator[Identifier]:
    """The DOI or PMID that a meta element gives for the page itself."""
    values = _attributes(inside)
    name = (values.get("name") or values.get("property") or "").lower()
    content = values.get("content", "").strip()
    if name == "citation_pmid" and re.fullmatch(r"\d{4,9}", content):
        yield Identifier(IdentifierKind.PMID, content)
    elif name in _OWN and (found := _DOI.search(unquote(content))) is not None:
        yield Identifier(IdentifierKind.DOI, _plain(found.group()))


def _from_address(href: str) -> Identifier | None:
    """The identifier in a link's address."""
    address = unquote(href)
    doi = _DOI.search(address)
    if doi is not None:
        return Identifier(IdentifierKind.DOI, _plain(doi.group()))
    for kind, pattern in ((IdentifierKind.PMID, _PUBMED), (IdentifierKind.PMCID, _PMC), (IdentifierKind.NCT, _TRIAL)):
        found = pattern.search(address)
        if found is not None:
            return Identifier(kind, found.group(1).upper())
    return None


def _plain(doi: str) -> str:
    return _FILE.sub("", re.split(r"[?&#]", doi, maxsplit=1)[0].rstrip(".,;:)\"'/")).lower()
