"""Full texts in JATS XML, as PubMed Central and Europe PMC give them, read into works."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import blake2b
from xml.etree.ElementTree import Element

from claimcheck.literature.records import jats_fields as fields
from claimcheck.literature.records import jats_text as text
from claimcheck.literature.records import notice_words
from claimcheck.literature.records.faults import Faults, RecordError
from claimcheck.literature.records.fragments import Fragment, Layout, Readable, elements
from claimcheck.model import Work

SOURCE = "PMC full text"
LAYOUT = Layout(records=("article",), roots=("pmc-articleset", "OAI-PMH"))
_LARGEST = 64 << 20


def work_of(xml: bytes, *, fetched: str | None = None) -> Work:
    """The work of one article (RecordError: not well-formed, entities declared, too large, no article)."""
    if len(xml) > _LARGEST:
        raise RecordError("the full text is too large")
    work = next(works_of(io.BytesIO(xml), fetched=fetched), None)
    if work is None:
        raise RecordError("holds no article")
    return work


def works_of(stream: Readable, *, fetched: str | None = None, faults: Faults | None = None) -> Iterator[Work]:
    """The works of a file of one or more articles; what cannot be read is counted, or a RecordError without `faults`."""
    faults = Faults(strict=True) if faults is None else faults
    for fragment in elements(stream, LAYOUT, faults):
        try:
            yield _work(fragment, fetched)
        except RecordError as fault:
            faults.add(str(fault), fragment.number)


def _work(fragment: Fragment, fetched: str | None) -> Work:
    article = fragment.element
    _drop_namespaces(article)
    front = article.find("front")
    meta = front.find("article-meta") if front is not None else None
    if front is None or meta is None:
        raise RecordError("has no article-meta")
    back, title = article.find("back"), fields.title(meta)
    types = fields.types(article)
    abstract = text.abstract(meta)
    return Work(
        fields.identifiers(meta, abstract),
        notice_words.bare_title(title),
        fields.year(meta),
        fields.journal(front),
        notices=fields.notices(article, meta, title, SOURCE),
        source=SOURCE,
        abstract=abstract,
        body=text.body(article.find("body")),
        authors=fields.authors(meta),
        publication_types=types,
        keywords=fields.keywords(meta),
        funding=text.funding(meta, article),
        conflicts=text.conflicts(article),
        references=fields.references(back),
        fetched=fetched,
        digest=blake2b(fragment.raw, digest_size=16).hexdigest(),
        volume=fields.first(meta, "volume"),
        pages=fields.pages(meta),
    )


def _drop_namespaces(article: Element) -> None:
    """Bare tags, since some hosts put JATS into a namespace."""
    for element in article.iter():
        if element.tag[:1] == "{" and not element.tag.startswith("{http://www.w3.org/1998/Math"):
            element.tag = element.tag.rpartition("}")[2]
