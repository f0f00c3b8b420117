"""Records of Semantic Scholar."""

from __future__ import annotations

from claimcheck.literature.records import dates, naming
from claimcheck.literature.records.loose_json import listed, text, texts, whole
from claimcheck.literature.records.openalex_json import name_of
from claimcheck.literature.records.plain_text import plain
from claimcheck.model import Section, Work

SOURCE = "Semantic Scholar"


def work_of(record: object) -> Work | None:
    """The work of one record; None where it has neither a title nor an identifier that others know."""
    identifiers = naming.known(
        naming.doi(text(record, "externalIds", "DOI")),
        naming.pmid(text(record, "externalIds", "PubMed")),
        naming.pmcid(text(record, "externalIds", "PubMedCentral")),
    )
    title = plain(text(record, "title"))
    if not identifiers and not title:
        return None
    abstract = plain(text(record, "abstract"))
    return Work(
        identifiers=identifiers,
        title=title,
        year=dates.year(whole(record, "year")),
        journal=plain(text(record, "journal", "name") or text(record, "venue")) or None,
        source=SOURCE,
        abstract=(Section("", abstract),) if abstract else (),
        authors=tuple(name_of(name) for author in listed(record, "authors")[:2000] if (name := text(author, "name"))),
        publication_types=texts(record, "publicationTypes"),
        volume=text(record, "journal", "volume"),
        pages=text(record, "journal", "pages"),
    )
