"""PubMed XML, of both generations of its format, as a stream of works and deletions."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from xml.etree.ElementTree import Element

from claimcheck.literature.records import naming, notice_words
from claimcheck.literature.records import pubmed_fields as fields
from claimcheck.literature.records.deletion import Deletion
from claimcheck.literature.records.faults import Faults, RecordError
from claimcheck.literature.records.fragments import Fragment, Layout, Readable, elements
from claimcheck.literature.records.notices import notices_of
from claimcheck.literature.records.prose import prose
from claimcheck.model import IdentifierKind, Work

SOURCE = "PubMed"
LAYOUT = Layout(
    records=("PubmedArticle", "PubmedBookArticle", "DeleteCitation", "DeleteDocument", "MedlineCitation"),
    roots=("PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet"),
    unread="History",
)


def works_of(stream: Readable, *, fetched: str | None = None, faults: Faults | None = None) -> Iterator[Work | Deletion]:
    """The works of a file and the records it takes back, in their order; `fetched` is the day (ISO) the file was got.

    Of several versions of a record none follows a newer one. What cannot be read is counted in `faults`;
    without it the first such thing is a RecordError.
    """
    faults = Faults(strict=True) if faults is None else faults
    newest: dict[str, int] = {}
    for fragment in elements(stream, LAYOUT, faults):
        try:
            yield from _read(fragment, newest, fetched)
        except RecordError as fault:
            faults.add(str(fault), fragment.number)


def _read(fragment: Fragment, newest: dict[str, int], fetched: str | None) -> Iterator[Work | Deletion]:
    """What one record says, unless a newer version of it came before."""
    element = fragment.element
    if element.tag in ("DeleteCitation", "DeleteDocument"):
        yield from (Deletion(found.value, fetched) for child in element.iter("PMID") if (found := naming.pmid(child.text or "")))
        return
    body = "BookDocument" if element.tag == "PubmedBookArticle" else "MedlineCitation"
    head = element if element.tag == body else element.find(body)
    if head is None:
        raise RecordError(f"has no {body}")
    digest = blake2b(fragment.raw, digest_size=16).hexdigest()
    data = element.find("PubmedData")
    work = _book(head, fetched, digest) if body == "BookDocument" else _article(head, data, fetched, digest)
    if not _is_older(head, work, newest):
        yield work


def _is_older(head: Element, work: Work, newest: dict[str, int]) -> bool:
    """Whether a newer version came before; only records with several versions are remembered."""
    version = fields.version(head)
    if version == 1 and not newest:
        return False
    pmid = work.identifier(IdentifierKind.PMID) or ""
    if version > 1:
        newest[pmid] = max(version, newest.get(pmid, 0))
    return version < newest.get(pmid, 0)


def _article(citation: Element, data: Element | None, fetched: str | None, digest: str) -> Work:
    """The work of a citation; `data` is what PubMed adds to it, which the older format lacks."""
    article = citation.find("Article")
    if article is None:
        raise RecordError("has no Article")
    printed = fields.title(article)
    types = fields.texts(article.find("PublicationTypeList"), "PublicationType")
    links = fields.links(citation.find("CommentsCorrectionsList"))
    journal = article.find("Journal")
    issue = journal.find("JournalIssue") if journal is not None else None
    volume, pages = fields.place(issue, article)
    return Work(
        fields.identifiers(citation, article, data),
        notice_words.bare_title(printed),
        fields.year(issue) or fields.year(article, "ArticleDate"),
        fields.journal(citation, journal),
        notices=notices_of(types, links, printed, SOURCE),
        source=SOURCE,
        abstract=fields.abstract(article.find("Abstract")) or fields.other_abstract(citation),
        authors=fields.authors(article.find("AuthorList")),
        publication_types=types,
        mesh=fields.mesh(citation.find("MeshHeadingList")),
        keywords=fields.keywords(citation),
        funding=fields.funding(article.find("GrantList")),
        conflicts=prose(citation.find("CoiStatement")),
        references=fields.references(links, data),
        fetched=fetched,
        digest=digest,
        volume=volume,
        pages=pages,
        revised=fields.revised(citation),
    )


def _book(document: Element, fetched: str | None, digest: str) -> Work:
    """The work of a book, or of a chapter, whose journal is then the book's title."""
    book = document.find("Book")
    whole = prose(book.find("BookTitle")) if book is not None else ""
    chapter = prose(document.find("ArticleTitle"))
    writers = next((part for part in document.iterfind("AuthorList") if part.get("Type") != "editors"), None)
    if writers is None and book is not None:
        writers = book.find("AuthorList")
    return Work(
        fields.book_identifiers(document, None if chapter or book is None else book),
        chapter or whole,
        fields.year(document, "ContributionDate") or fields.year(book),
        whole if chapter and whole else None,
        source=SOURCE,
        abstract=fields.abstract(document.find("Abstract")),
        authors=fields.authors(writers),
        publication_types=fields.texts(document, "PublicationType"),
        keywords=fields.keywords(document),
        funding=fields.funding(document.find("GrantList")),
        references=fields.references((), document),
        fetched=fetched,
        digest=digest,
        revised=fields.revised(document),
    )
