"""Records of Unpaywall: where a work can be read freely."""

from __future__ import annotations

import re

from claimcheck.literature.records import dates, naming
from claimcheck.literature.records.crossref_json import authors_of
from claimcheck.literature.records.loose_json import held, listed, text, whole
from claimcheck.literature.records.openalex_json import name_of
from claimcheck.literature.records.plain_text import plain
from claimcheck.model import Author, Identifier, IdentifierKind, Work

SOURCE = "Unpaywall"
_CENTRAL = re.compile(
    r"https?://(?:www\.ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org)/articles/(?:pmc)?(\d{4,9})/?", re.I
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,1900}")


def work_of(record: object) -> Work | None:
    """The work of one record with its DOI, its PMCID where a free copy lies there, and the addresses of free copies, the best first."""
    doi = naming.doi(text(record, "doi"))
    if doi is None:
        return None
    return Work(
        identifiers=naming.known(doi, *_copies(record)),
        title=plain(text(record, "title")),
        year=dates.year(whole(record, "year")),
        journal=plain(text(record, "journal_name")) or None,
        source=SOURCE,
        authors=_authors(record),
        publication_types=tuple(name for name in (text(record, "genre"),) if name),
    )


def _copies(record: object) -> list[Identifier | None]:
    places = (held(record, "best_oa_location"), *listed(record, "oa_locations"))
    addresses = [address for place in places if (address := text(place, "url")) and _ADDRESS.fullmatch(address)]
    central = [naming.pmcid(found.group(1)) for address in addresses if (found := _CENTRAL.match(address))]
    return [*central, *(Identifier(IdentifierKind.URL, address) for address in addresses)]


def _authors(record: object) -> tuple[Author, ...]:
    """Older records name authors as Crossref does, newer ones in one string."""
    people = listed(record, "z_authors")
    raw = tuple(name_of(name) for person in people if (name := text(person, "raw_author_name")))
    return raw or authors_of({"author": people})
