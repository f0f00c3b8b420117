"""Records of Europe PMC: search results (core and lite), and the works that a record cites."""

from __future__ import annotations

from claimcheck.literature.records import dates, naming, notice_words
from claimcheck.literature.records.loose_json import listed, text, texts, whole
from claimcheck.literature.records.plain_text import plain, sections
from claimcheck.model import Author, Identifier, Notice, NoticeKind, Work

SOURCE = "Europe PMC"
_MOST = 2000
_NOTICES = frozenset(("retraction of publication", "retraction notice", "published erratum", "expression of concern"))


def work_of(record: object) -> Work | None:
    """The work of one result; None where it has neither a title nor an identifier that others know (a patent has none)."""
    identifiers = identifiers_of(record)
    title = plain(text(record, "title"))
    if not identifiers and not title:
        return None
    types = _types(record)
    return Work(
        identifiers=identifiers,
        title=notice_words.bare_title(title),
        year=dates.year(whole(record, "pubYear") or whole(record, "journalInfo", "yearOfPublication")),
        journal=_journal(record),
        notices=_notices(record, title, types),
        source=SOURCE,
        abstract=sections(text(record, "abstractText")),
        authors=_authors(record),
        publication_types=types,
        mesh=tuple(plain(text(heading, "descriptorName")) for heading in listed(record, "meshHeadingList", "meshHeading")),
        keywords=tuple(plain(word) for word in texts(record, "keywordList", "keyword")),
        funding=_funding(record),
        volume=text(record, "journalInfo", "volume") or text(record, "journalVolume"),
        pages=text(record, "pageInfo"),
    )


def identifiers_of(record: object) -> tuple[Identifier, ...]:
    """The identifiers of a result or of a cited work; the id of a MEDLINE record is its PMID."""
    medline = text(record, "id") if text(record, "source") == "MED" else ""
    central = text(record, "id") if text(record, "source") == "PMC" else ""
    pmcid = text(record, "pmcid") or central
    return naming.known(
        naming.doi(text(record, "doi")),
        naming.pmid(text(record, "pmid") or medline),
        naming.pmcid(pmcid) if pmcid.upper().startswith("PMC") else None,
    )


def _journal(record: object) -> str | None:
    names = (
        text(record, "journalInfo", "journal", "title"),
        text(record, "journalTitle"),
        text(record, "bookOrReportDetails", "comprisingTitle"),
        text(record, "bookOrReportDetails", "publisher"),
    )
    return plain(next((name for name in names if name), "")) or None


def _types(record: object) -> tuple[str, ...]:
    lite = tuple(part.strip() for part in text(record, "pubType").split(";"))
    found = texts(record, "pubTypeList", "pubType") or tuple(part for part in lite if part)
    return (*found, "Preprint") if text(record, "source") == "PPR" and "preprint" not in map(str.lower, found) else found


def _authors(record: object) -> tuple[Author, ...]:
    full = (_author(author) for author in listed(record, "authorList", "author")[:_MOST])
    found = tuple(author for author in full if author.family)
    return found or tuple(_short(name) for name in text(record, "authorString").rstrip(".").split(", ") if name.strip())


def _author(author: object) -> Author:
    places = listed(author, "authorAffiliationDetailsList", "authorAffiliation")
    affiliations = tuple(
        plain(place) for place in (*(text(place, "affiliation") for place in places), text(author, "affiliation")) if place
    )
    family = text(author, "lastName") or text(author, "collectiveName")
    if not family:
        return _short(text(author, "fullName"), affiliations)
    return Author(plain(family), plain(text(author, "firstName") or text(author, "initials")), affiliations)


def _short(name: str, affiliations: tuple[str, ...] = ()) -> Author:
    """An author written "Family AB"."""
    family, _, initials = plain(name).rpartition(" ")
    is_initials = bool(family) and initials.isupper() and len(initials) <= 4
    return Author(family, initials, affiliations) if is_initials else Author(plain(name), "", affiliations)


def _funding(record: object) -> tuple[str, ...]:
    grants = listed(record, "grantsList", "grant")
    found = (" ".join(part for part in (plain(text(grant, "agency")), text(grant, "grantId")) if part) for grant in grants)
    return tuple(dict.fromkeys(words for words in found if words))


def _notices(record: object, title: str, types: tuple[str, ...]) -> tuple[Notice, ...]:
    """The notices that the record lists; its publication type or title where they say more than the list."""
    corrections = listed(record, "commentCorrectionList", "commentCorrection")[:_MOST]
    notices = tuple(notice for correction in corrections if (notice := _notice(correction)))
    if notice_words.standing_against(notices) or _NOTICES.intersection(name.lower() for name in types):
        return notices
    if any(name.lower() == "retracted publication" for name in types):
        return (*notices, Notice(NoticeKind.RETRACTION, source=SOURCE))
    if any(notice_words.kind_of(name) is NoticeKind.WITHDRAWAL for name in types):
        return (*notices, Notice(NoticeKind.WITHDRAWAL, source=SOURCE))
    marked = notice_words.of_title(title, SOURCE)
    return (*notices, marked) if marked else notices


def _notice(correction: object) -> Notice | None:
    """The notice of an entry whose type ends in "in": those in "of" and "for" say that this record is the notice."""
    name = text(correction, "type")
    kind = notice_words.kind_of(name)
    if kind is None or not name.lower().endswith(" in"):
        return None
    citation = text(correction, "reference")
    doi = naming.doi(citation.rpartition("doi:")[2].strip().rstrip("."))
    number = naming.pmid(text(correction, "id")) if text(correction, "source") == "MED" else None
    return Notice(kind, number or doi, dates.in_words(citation), SOURCE, notice_words.is_replacement(name))
