"""The study that a web page is about: what its head says of it, and the study its text points to."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from claimcheck.model import Identifier, IdentifierKind

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|^`\\]{1,200}", re.IGNORECASE)
_PUBMED = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|europepmc\.org/(?:article|abstract)/med/)(\d{4,9})\b", re.IGNORECASE
)
_PMC = re.compile(r"/(PMC\d{4,9})\b", re.IGNORECASE)
_TRIAL = re.compile(r"\b(NCT\d{8})\b", re.IGNORECASE)
_OWN = {
    "citation_doi",
    "dc.identifier",
    "dc.identifier.doi",
    "prism.doi",
    "citation_pmid",
    "bepress_citation_doi",
    "rft_id",
    "evt-doipage",
    "doi",
}
_STUDY = re.compile(
    r"\b(?:study|paper|trial|journal|published|research|findings|review|article|doi|abstract|publication|results|report)\b", re.IGNORECASE
)
_FILE = re.compile(r"(?:/(?:full|abstract|pdf|epdf|html|meta|fulltext)|\.pdf)$", re.IGNORECASE)
_LONGEST = 2_000_000
_MOST_LINKS = 3


def identifiers_of_page(html: str) -> tuple[Identifier, ...]:
    """The identifiers of the study that a page holds or reports, the page's own first; none where it points to many studies alike."""
    reader = _Reader()
    try:
        reader.feed(html[:_LONGEST])
        reader.close()
    except (AssertionError, ValueError):  # what the parser cannot go on with; what it read stands
        pass
    named = [identifier for near, identifier in reader.linked if near]
    others = [identifier for near, identifier in reader.linked if not near]
    told = named if len(set(named)) <= _MOST_LINKS else []
    linked = told or (others if len(set(others)) <= _MOST_LINKS and not named else [])
    return tuple(dict.fromkeys((*reader.own, *linked)))


class _Reader(HTMLParser):
    """Gathers the identifiers in a page's head, and those of its links with whether their words speak of a study."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.own: list[Identifier] = []
        self.linked: list[tuple[bool, Identifier]] = []
        self._open: tuple[Identifier, ...] = ()
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read a meta or link element."""
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and (values.get("name") or values.get("property") or "").lower() in _OWN:
            name = (values.get("name") or values.get("property") or "").lower()
            self.own.extend(_from_meta(name, values.get("content", "")))
        elif tag == "a":
            self._open = _from_address(values.get("href", ""))
            self._before, self._words = self._words[-120:], ""

    _before = ""

    def handle_endtag(self, tag: str) -> None:
        """Note a link that is whole now."""
        if tag == "a" and self._open:
            near = bool(_STUDY.search(self._before) or _STUDY.search(self._words))
            self.linked.extend((near, identifier) for identifier in self._open)
            self._open = ()
        elif tag in ("p", "li", "div", "h1", "h2", "h3", "td"):
            self._words = ""

    def handle_data(self, data: str) -> None:
        """Keep the words around links."""
        self._words = (self._words + data)[-400:]


def _from_meta(name: str, content: str) -> list[Identifier]:
    if name == "citation_pmid":
        return [Identifier(IdentifierKind.PMID, content.strip())] if re.fullmatch(r"\s*\d{4,9}\s*", content) else []
    found = _DOI.search(unquote(unescape(content)))
    return [Identifier(IdentifierKind.DOI, _plain(found.group()))] if found else []


def _from_address(href: str) -> tuple[Identifier, ...]:
    """The identifiers in a link's address."""
    address = unquote(href[:2000])
    forms = ((IdentifierKind.DOI, _DOI), (IdentifierKind.PMID, _PUBMED), (IdentifierKind.PMCID, _PMC), (IdentifierKind.NCT, _TRIAL))
    found = [(kind, match) for kind, pattern in forms if (match := pattern.search(address))]
    return tuple(Identifier(kind, _plain(m.group()) if kind is IdentifierKind.DOI else m.group(1).upper()) for kind, m in found[:1])


def _plain(doi: str) -> str:
    return _FILE.sub("", re.split(r"[?&#]", doi, maxsplit=1)[0].rstrip(".,;:)\"'/")).lower()
