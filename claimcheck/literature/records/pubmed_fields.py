"""The fields of a PubMed citation, each read from the elements that hold it in either generation of the format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from claimcheck.literature.records import naming
from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.notices import Link
from claimcheck.literature.records.prose import prose
from claimcheck.model import Author, Identifier, IdentifierKind, Section

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NO_TITLE = frozenset(("", "[Not Available].", "[Not Available]", "Not Available."))
_CHANGES = ("DateRevised", "DateCompleted", "DateCreated")
_NO_LABEL = frozenset(("UNLABELLED", "UNASSIGNED"))
_RANKS = {kind: rank for rank, kind in enumerate(IdentifierKind)}
_READERS = {"doi": naming.doi, "pubmed": naming.pmid, "pmc": naming.pmcid, "pmcid": naming.pmcid}


def texts(parent: Element | None, tag: str) -> tuple[str, ...]:
    """The texts of the children with a tag, each once."""
    if parent is None:
        return ()
    return tuple(dict.fromkeys([text for child in parent.findall(tag) if (text := prose(child))]))


def identifiers(citation: Element, article: Element, data: Element | None) -> tuple[Identifier, ...]:
    """DOI, PMID, PMCID and the trials that the authors registered (RecordError: no PMID)."""
    own = naming.pmid(citation.findtext("PMID") or "")
    if own is None:
        raise RecordError("has no PMID")
    located = [
        naming.doi(place.text or "")
        for place in article.findall("ELocationID")
        if place.get("EIdType") == "doi" and place.get("ValidYN") != "N"
    ]
    listed = _listed(data.find("ArticleIdList")) if data is not None else []
    other = [naming.pmcid(number.text or "") for number in citation.findall("OtherID") if (number.text or "").startswith("PMC")]
    return _in_order(own, (*located, *listed, *other, *_trials(article.find("DataBankList"))))


def book_identifiers(document: Element, book: Element | None) -> tuple[Identifier, ...]:
    """The identifiers of a book or chapter (RecordError: no PMID); those of `book` are given for a whole book only."""
    own = naming.pmid(document.findtext("PMID") or "")
    if own is None:
        raise RecordError("has no PMID")
    numbers = book.findall("Isbn") if book is not None else ()
    isbns = (Identifier(IdentifierKind.ISBN, re.sub(r"[ -]", "", number.text).upper()) for number in numbers if number.text)
    return _in_order(own, (*_listed(document.find("ArticleIdList")), *isbns))


def title(article: Element) -> str:
    """The title; that of the original where there is no English one."""
    english = prose(article.find("ArticleTitle"))
    return english if english not in _NO_TITLE else prose(article.find("VernacularTitle")) or english


def year(parent: Element | None, tag: str = "PubDate") -> int | None:
    """The year of the date with a tag, also where the date is free text (`1998 Dec-1999 Jan`)."""
    date = parent.find(tag) if parent is not None else None
    if date is None:
        return None
    found = _YEAR.search(date.findtext("Year") or date.findtext("MedlineDate") or "")
    return int(found.group()) if found else None


def revised(record: Element) -> str | None:
    """The day of the last change, else of completion, else of entry; with the version where it is not the first."""
    day = next((day for tag in _CHANGES if (day := _day(record.find(tag)))), None)
    number = version(record)
    return day if day is None or number == 1 else f"{day} v{number}"


def version(record: Element) -> int:
    """Which version of a record it is; 1 where it does not say."""
    number = record.find("PMID")
    written = number.get("Version", "1") if number is not None else "1"
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 6 else 1


def _day(date: Element | None) -> str | None:
    if date is None:
        return None
    parts = (date.findtext("Year") or "", date.findtext("Month") or "1", date.findtext("Day") or "1")
    if not all(part.isascii() and part.isdecimal() and len(part) < 5 for part in parts):
        return None
    year, month, day = map(int, parts)
    return f"{year:04}-{month:02}-{day:02}" if 1900 <= year < 2200 and 1 <= month <= 12 and 1 <= day <= 31 else None


def journal(citation: Element, element: Element | None) -> str | None:
    """The whole title of the journal, else its short one."""
    whole = prose(element.find("Title")) if element is not None else ""
    if whole:
        return whole
    about = citation.find("MedlineJournalInfo")
    return prose(about.find("MedlineTA")) or None if about is not None else None


def place(issue: Element | None, article: Element) -> tuple[str, str]:
    """Volume and pages as printed; a number of an electronic article stands for its pages."""
    volume = prose(issue.find("Volume")) if issue is not None else ""
    pagination = article.find("Pagination")
    return volume, prose(pagination.find("MedlinePgn")) if pagination is not None else ""


def abstract(element: Element | None) -> tuple[Section, ...]:
    """The parts of an abstract under their printed labels, else under NLM's category."""
    if element is None:
        return ()
    return tuple(Section(_label(part), text) for part in element.findall("AbstractText") if (text := prose(part)))


def other_abstract(citation: Element) -> tuple[Section, ...]:
    """An English abstract that others than the journal gave, such as a plain summary."""
    return next((abstract(part) for part in citation.findall("OtherAbstract") if part.get("Language", "eng") == "eng"), ())


def authors(element: Element | None) -> tuple[Author, ...]:
    """The authors and groups in their order, without names that were corrected later."""
    if element is None:
        return ()
    named = [_author(author) for author in element.findall("Author") if author.get("ValidYN") != "N"]
    return tuple([author for author in named if author.family])


def mesh(element: Element | None) -> tuple[str, ...]:
    """The names of the MeSH descriptors, check tags such as Humans among them."""
    if element is None:
        return ()
    return tuple(dict.fromkeys([name for heading in element if (name := _plain(heading, "DescriptorName"))]))


def keywords(citation: Element) -> tuple[str, ...]:
    """The keywords of all lists, each once."""
    return tuple(dict.fromkeys(word for part in citation.findall("KeywordList") for word in texts(part, "Keyword")))


def funding(element: Element | None) -> tuple[str, ...]:
    """The agencies with the numbers of their grants."""
    if element is None:
        return ()
    return tuple(dict.fromkeys(grant for child in element.findall("Grant") if (grant := _grant(child))))


def links(element: Element | None) -> tuple[Link, ...]:
    """The ties to other records."""
    if element is None:
        return ()
    return tuple(
        [
            Link(child.get("RefType", ""), prose(child.find("RefSource")), child.findtext("PMID") or "")
            for child in element.findall("CommentsCorrections")
        ]
    )


def references(ties: Sequence[Link], data: Element | None) -> tuple[Identifier, ...]:
    """The identifiers of the works cited; a work may have two, its DOI and its PMID."""
    cited = [naming.pmid(tie.pmid) for tie in ties if tie.kind == "Cites"]
    if data is not None:
        cited += [name for reference in data.iter("Reference") for name in _listed(reference.find("ArticleIdList"))]
    return naming.known(*cited)


def _in_order(own: Identifier, found: Sequence[Identifier | None]) -> tuple[Identifier, ...]:
    """The most trusted kind first; of PMIDs only the record's own."""
    kept = [name for name in found if name is not None and name.kind is not IdentifierKind.PMID]
    return tuple(dict.fromkeys(sorted((own, *kept), key=_rank)))


def _rank(name: Identifier) -> int:
    return _RANKS[name.kind]


def _listed(element: Element | None) -> list[Identifier]:
    """The identifiers of an ArticleIdList."""
    found = []
    for number in () if element is None else element:
        read = _READERS.get(number.get("IdType", ""))
        if read and (identifier := read(number.text or "")):
            found.append(identifier)
    return found


def _trials(banks: Element | None) -> list[Identifier | None]:
    return [naming.nct(number.text or "") for number in banks.iter("AccessionNumber")] if banks is not None else []


def _plain(element: Element, tag: str) -> str:
    """The text of a child in which the format allows no markup."""
    return " ".join((element.findtext(tag) or "").split())


def _label(part: Element) -> str:
    label = " ".join((part.get("Label") or part.get("NlmCategory") or "").split())
    return "" if label in _NO_LABEL else label


def _author(element: Element) -> Author:
    family = _plain(element, "LastName")
    if not family:
        return Author(prose(element.find("CollectiveName")), "", _affiliations(element))
    given = _plain(element, "ForeName") or _plain(element, "Initials")
    return Author(family, given, _affiliations(element))


def _affiliations(element: Element) -> tuple[str, ...]:
    """The affiliations as printed; the older format has one, directly in the author."""
    parts = element.findall("AffiliationInfo")
    if parts:
        return tuple([text for part in parts if (text := prose(part.find("Affiliation")))])
    return texts(element, "Affiliation")


def _grant(element: Element) -> str:
    agency, number = _plain(element, "Agency"), _plain(element, "GrantID")
    return f"{agency} {number}".strip()
