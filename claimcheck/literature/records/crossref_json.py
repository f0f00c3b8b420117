"""Records of Crossref, and of others in the CSL form that grew out of them."""

from __future__ import annotations

from claimcheck.literature.records import dates, naming, notice_words
from claimcheck.literature.records.loose_json import listed, text, texts
from claimcheck.literature.records.plain_text import plain, sections
from claimcheck.model import Author, Identifier, Notice, Work

SOURCE = "Crossref"
_DATES = ("published", "issued", "published-print", "published-online", "posted")
_WHO = {"publisher": "publisher", "retraction-watch": "Retraction Watch"}
_MOST = 2000


def work_of(record: object, source: str = SOURCE) -> Work | None:
    """The work of one record; None where it has neither a DOI nor a title."""
    identifiers = naming.known(naming.doi(text(record, "DOI")))
    title = plain(next(iter(texts(record, "title")), ""))
    if not identifiers and not title:
        return None
    return Work(
        identifiers=identifiers,
        title=notice_words.bare_title(title),
        year=next((year for name in _DATES if (year := dates.year_of_parts(_at(record, name)))), None),
        journal=_journal(record),
        notices=_notices(record, title, source),
        source=source,
        abstract=sections(text(record, "abstract")),
        authors=authors_of(record),
        publication_types=_types(record),
        keywords=tuple(plain(word) for word in texts(record, "subject")),
        funding=_funding(record),
        references=_references(record),
        volume=text(record, "volume").replace("null", ""),
        pages=text(record, "page") or text(record, "article-number"),
    )


def authors_of(record: object) -> tuple[Author, ...]:
    """The authors of a record: people by family name, groups by the name they give."""
    found = (
        Author(plain(family), plain(text(author, "given")), tuple(plain(text(place, "name")) for place in listed(author, "affiliation")))
        for author in listed(record, "author")[:_MOST]
        if (family := text(author, "family") or text(author, "name") or text(author, "literal") or text(author, "given"))
    )
    return tuple(author for author in found if author.family)


def _at(record: object, name: str) -> object:
    return record.get(name) if isinstance(record, dict) else None


def _journal(record: object) -> str | None:
    hosts = (text(institution, "name") for institution in listed(record, "institution"))
    return plain(next((name for name in (*texts(record, "container-title"), *hosts) if name), "")) or None


def _types(record: object) -> tuple[str, ...]:
    """What Crossref calls the record, and for a notice what PubMed would call it."""
    notices = (notice_words.type_of_notice(text(update, "type")) for update in listed(record, "update-to"))
    return tuple(dict.fromkeys(name for name in (text(record, "type"), text(record, "subtype"), *notices) if name))


def _funding(record: object) -> tuple[str, ...]:
    return tuple(
        " ".join((plain(text(funder, "name")), *texts(funder, "award"))) for funder in listed(record, "funder") if text(funder, "name")
    )


def _references(record: object) -> tuple[Identifier, ...]:
    """The works cited, the registrations of trials, and for a notice the work that it is about."""
    cited = (naming.doi(text(reference, "DOI")) for reference in listed(record, "reference")[:_MOST])
    trials = (naming.nct(text(trial, "clinical-trial-number")) for trial in listed(record, "clinical-trial-number"))
    updated = (naming.doi(text(update, "DOI")) for update in listed(record, "update-to"))
    return naming.known(*updated, *cited, *trials)


def _notices(record: object, title: str, source: str) -> tuple[Notice, ...]:
    """The notices about the work, one for each kind and DOI with all who assert it; a title that says so counts where nothing else does."""
    found: dict[tuple[object, object], tuple[Notice, list[str]]] = {}
    for update in listed(record, "updated-by")[:_MOST]:
        name = text(update, "type") or text(update, "label")
        kind = notice_words.kind_of(name)
        if kind is None:
            continue
        identifier = naming.doi(text(update, "DOI"))
        replaced = notice_words.is_replacement(name) or notice_words.is_replacement(text(update, "label"))
        fresh = Notice(kind, identifier, _updated(update), source, replaced)
        _, asserting = found.setdefault((kind, identifier), (fresh, []))
        asserting.extend(who for who in (_WHO.get(text(update, "source"), ""),) if who and who not in asserting)
    notices = tuple(_asserted(notice, asserting) for notice, asserting in found.values())
    marked = None if listed(record, "update-to") else notice_words.of_title(title, source)
    return (*notices, marked) if marked and not notice_words.standing_against(notices) else notices


def _asserted(notice: Notice, asserting: list[str]) -> Notice:
    source = f"{notice.source} ({', '.join(asserting)})" if asserting else notice.source
    return Notice(notice.kind, notice.identifier, notice.date, source, notice.replaced)


def _updated(update: object) -> str | None:
    return dates.of_parts(_at(update, "updated"))
