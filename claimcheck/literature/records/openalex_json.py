"""Records of OpenAlex."""

from __future__ import annotations

from claimcheck.literature.records import dates, naming, notice_words
from claimcheck.literature.records.loose_json import held, listed, text, whole
from claimcheck.literature.records.plain_text import plain
from claimcheck.model import Author, Section, Work

SOURCE = "OpenAlex"
_MOST_WORDS = 5000
_MOST = 2000


def work_of(record: object) -> Work | None:
    """The work of one record; None where it has no identifier that others know. Its mark of retraction is no notice."""
    identifiers = naming.known(
        naming.doi(text(record, "doi") or text(record, "ids", "doi")),
        naming.pmid(text(record, "ids", "pmid")),
        naming.pmcid(text(record, "ids", "pmcid")),
    )
    if not identifiers:
        return None
    abstract = plain(words_in_order(held(record, "abstract_inverted_index")))
    return Work(
        identifiers=identifiers,
        title=notice_words.bare_title(plain(text(record, "title") or text(record, "display_name"))),
        year=dates.year(whole(record, "publication_year")),
        journal=plain(text(record, "primary_location", "source", "display_name")) or None,
        source=SOURCE,
        abstract=(Section("", abstract),) if abstract else (),
        authors=_authors(record),
        publication_types=tuple(name for name in (text(record, "type"),) if name),
        mesh=tuple(dict.fromkeys(name for heading in listed(record, "mesh") if (name := text(heading, "descriptor_name")))),
        keywords=tuple(name for word in listed(record, "keywords") if (name := text(word, "display_name"))),
        funding=_funding(record),
        volume=text(record, "biblio", "volume"),
        pages="-".join(dict.fromkeys(filter(None, (text(record, "biblio", "first_page"), text(record, "biblio", "last_page"))))),
    )


def is_marked_retracted(record: object) -> bool:
    """Whether OpenAlex marks the work as retracted: a second opinion, without a notice to show for it."""
    return held(record, "is_retracted") is True


def words_in_order(index: object) -> str:
    """A text rebuilt from an index of the places of each word; places that make no sense are left out."""
    if not isinstance(index, dict):
        return ""
    placed = (
        (place, word)
        for word, places in list(index.items())[:_MOST_WORDS]
        if isinstance(places, list)
        for place in places[:_MOST_WORDS]
        if isinstance(place, int) and not isinstance(place, bool) and 0 <= place < _MOST_WORDS
    )
    return " ".join(word for _, word in sorted(dict(placed).items()))


def name_of(written: str) -> Author:
    """An author by a name written in the usual order, the family name last."""
    given, _, family = plain(written).rpartition(" ")
    return Author(family, given)


def _authors(record: object) -> tuple[Author, ...]:
    found = []
    for authorship in listed(record, "authorships")[:_MOST]:
        author = name_of(text(authorship, "author", "display_name") or text(authorship, "raw_author_name"))
        places = (text(place, "display_name") for place in listed(authorship, "institutions"))
        if author.family:
            found.append(Author(author.family, author.given, tuple(plain(place) for place in places if place)))
    return tuple(found)


def _funding(record: object) -> tuple[str, ...]:
    grants = (text(grant, "funder_display_name") for grant in listed(record, "grants"))
    funders = (text(funder, "display_name") for funder in listed(record, "funders"))
    return tuple(dict.fromkeys(plain(name) for name in (*grants, *funders) if name))
