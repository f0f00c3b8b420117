"""Addresses for identifiers, built here and never taken over as they stand in an article."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from claimcheck.model import Identifier, IdentifierKind

_FORMS = {
    IdentifierKind.DOI: (re.compile(r"10\.\d{4,9}/\S+"), "https://doi.org/"),
    IdentifierKind.PMID: (re.compile(r"\d{1,9}"), "https://pubmed.ncbi.nlm.nih.gov/"),
    IdentifierKind.PMCID: (re.compile(r"PMC\d{1,9}"), "https://pmc.ncbi.nlm.nih.gov/articles/"),
    IdentifierKind.NCT: (re.compile(r"NCT\d{8}"), "https://clinicaltrials.gov/study/"),
}
_NAMES = {IdentifierKind.PMID: "PMID ", IdentifierKind.DOI: "doi:", IdentifierKind.ISBN: "ISBN "}
_KEPT = "/:@!$'()*+,;=~-._"


def address(identifier: Identifier) -> str | None:
    """A web address for an identifier: http or https only, every character that could act escaped; None where there is none."""
    if identifier.kind is IdentifierKind.URL:
        return safe_url(identifier.value)
    form = _FORMS.get(identifier.kind)
    if form is None or not form[0].fullmatch(identifier.value):
        return None
    return form[1] + quote(identifier.value, safe=_KEPT, errors="replace")


def safe_url(url: str) -> str | None:
    """A web address with a host and nothing that could act, or None: other schemes, user names and control characters are refused."""
    if any(letter < " " or letter == "\x7f" for letter in url.strip()):
        return None  # urlsplit would drop them, and the link would lead elsewhere than what is read
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not re.fullmatch(r"[\w.-]+", host, re.ASCII):
        return None
    path = quote(parts.path, safe=_KEPT + "%", errors="replace")
    query = quote(parts.query, safe=_KEPT + "%?&", errors="replace")
    return urlunsplit((parts.scheme, host + port, path, query, quote(parts.fragment, safe=_KEPT + "%?&", errors="replace")))


def name(identifier: Identifier) -> str:
    """An identifier as it is read: doi:10.1000/x, PMID 1, NCT…, an address as it stands."""
    return _NAMES.get(identifier.kind, "") + identifier.value
