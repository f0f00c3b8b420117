"""What the front and the reference list of a JATS article say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from claimcheck.literature.records import naming, notice_words
from claimcheck.literature.records.prose import prose
from claimcheck.model import Author, Identifier, IdentifierKind, Notice, NoticeKind, Section

_HREF = "{http://www.w3.org/1999/xlink}href"
_READERS = {
    "doi": naming.doi, "pmid": naming.pmid, "pmc": naming.pmcid, "pmcid": naming.pmcid, "medline": naming.pmid, "pubmed": naming.pmid,
}  # fmt: skip
_TYPES = {
    "research-article": "Journal Article",
    "review-article": "Review",
    "systematic-review": "Systematic Review",
    "meta-analysis": "Meta-Analysis",
    "case-report": "Case Reports",
    "protocol": "Clinical Trial Protocol",
    "study-protocol": "Clinical Trial Protocol",
    "editorial": "Editorial",
    "letter": "Letter",
    "reply": "Letter",
    "news": "News",
    "article-commentary": "Comment",
    "retraction": "Retraction of Publication",
    "partial-retraction": "Retraction of Publication",
    "correction": "Published Erratum",
    "expression-of-concern": "Expression of Concern",
}
_ABOUT_OTHERS = frozenset(("Retraction of Publication", "Published Erratum", "Expression of Concern"))
_DATES = ("ppub", "collection", "epub-ppub", "pub", "epub", "")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"]{1,200}")
_NCT = re.compile(r"\bNCT\d{8}\b")


def first(parent: Element | None, *path: str) -> str:
    """The text of the first element at a path of tags, "" where there is none."""
    for tag in path:
        parent = parent.find(tag) if parent is not None else None
    return prose(parent)


def identifiers(meta: Element, abstract: Sequence[Section]) -> tuple[Identifier, ...]:
    """DOI, PMID, PMCID, and the trial that the abstract says was registered."""
    found = [_read(number.get("pub-id-type"), number.text) for number in meta.findall("article-id")]
    trials = (name for part in abstract if "regist" in part.label.lower() for name in _NCT.findall(part.text))
    kinds = tuple(IdentifierKind)
    return tuple(sorted(naming.known(*found, *map(naming.nct, trials)), key=lambda name: kinds.index(name.kind)))


def title(meta: Element) -> str:
    """The title with its subtitle, without the marks of footnotes."""
    group = meta.find("title-group")
    parts = [group.find(tag) for tag in ("article-title", "subtitle")] if group is not None else []
    words = [prose(part, lambda inner: inner.tag in ("xref", "fn")) for part in parts]
    return ": ".join(word.rstrip(" :") if at < len(words) - 1 and words[at + 1] else word for at, word in enumerate(words) if word)


def year(meta: Element) -> int | None:
    """The year of the issue, else of the earliest other publication."""
    dates = {date.get("pub-type") or date.get("date-type") or "": date.findtext("year") or "" for date in meta.findall("pub-date")}
    written = (dates[kind] for kind in _DATES if kind in dates)
    return next((int(found.group()) for words in written if (found := _YEAR.search(words))), None)


def journal(front: Element) -> str | None:
    """The title of the journal."""
    about = front.find("journal-meta")
    return first(about, "journal-title-group", "journal-title") or first(about, "journal-title") or None


def pages(meta: Element) -> str:
    """First and last page, else the number of an electronic article."""
    begin, end = first(meta, "fpage"), first(meta, "lpage")
    return f"{begin}-{end}" if begin and end and begin != end else begin or first(meta, "elocation-id")


def types(article: Element) -> tuple[str, ...]:
    """The kind of article in the words of PubMed."""
    kind = article.get("article-type", "")
    return (_TYPES.get(kind, kind),) if kind else ()


def keywords(meta: Element) -> tuple[str, ...]:
    """The keywords, without lists of abbreviations."""
    groups = (group for group in meta.findall("kwd-group") if "abbr" not in group.get("kwd-group-type", ""))
    return tuple(dict.fromkeys(word for group in groups for keyword in group.iter("kwd") if (word := prose(keyword))))


def authors(meta: Element) -> tuple[Author, ...]:
    """Authors and groups with the affiliations they point to; a single one that nobody points to is everybody's."""
    places = {place.get("id", ""): _place(place) for place in meta.iter("aff")}
    common = tuple(places.values()) if len(places) == 1 else ()
    groups = meta.findall("contrib-group")
    people = (person for group in groups for person in group.findall("contrib") if person.get("contrib-type", "author") == "author")
    named = (_author(person, places, common) for person in people)
    return tuple(author for author in named if author.family)


def references(back: Element | None) -> tuple[Identifier, ...]:
    """The identifiers of the works in the reference list; a work may have two, its DOI and its PMID."""
    return naming.known(*(name for entry in back.iter("ref") for name in _cited(entry))) if back is not None else ()


def notices(article: Element, meta: Element, title: str, source: str) -> tuple[Notice, ...]:
    """The notices that the article links to; an article that is such a notice has none."""
    if _ABOUT_OTHERS.intersection(types(article)):
        return ()
    linked = tuple(notice for link in meta.findall("related-article") if (notice := _notice(link, source)))
    marked = notice_words.of_title(title, source)
    return (*linked, marked) if marked and not notice_words.standing_against(linked) else linked


def _notice(link: Element, source: str) -> Notice | None:
    """Forward links name what came later; `retracted-article`, `corrected-article` … point back from the notice."""
    forward = re.sub(r"-?(?:forward|in)$", "", link.get("related-article-type", ""))
    kind = notice_words.kind_of(forward) or (NoticeKind.CONCERN if forward == "concern" else None)
    if kind is None:
        return None
    return Notice(kind, _read(link.get("ext-link-type"), link.get(_HREF)), None, source, notice_words.is_replacement(forward))


def _read(kind: str | None, value: str | None) -> Identifier | None:
    read = _READERS.get(kind or "")
    return read(value) if read and value else None


def _cited(entry: Element) -> Iterator[Identifier | None]:
    """The identifiers of an entry: marked as such, as links, or (a DOI) written out."""
    marked = [_read(number.get("pub-id-type"), prose(number)) for number in entry.iter("pub-id")]
    linked = [_read(link.get("ext-link-type"), link.get(_HREF)) for link in entry.iter("ext-link")]
    yield from (*marked, *linked)
    if not any(name and name.kind is IdentifierKind.DOI for name in (*marked, *linked)):
        written = _DOI.search(prose(entry))
        yield naming.doi(written.group().rstrip(".,;)]")) if written else None


def _author(person: Element, places: dict[str, str], common: tuple[str, ...]) -> Author:
    named = next(person.iter("name"), None)
    if named is None:
        named = person.find("string-name")
    own = tuple(_place(place) for place in person.findall("aff"))
    pointed = [link.get("rid", "").split() for link in person.findall("xref") if link.get("ref-type") == "aff"]
    affiliations = own or tuple(places[name] for names in pointed for name in names if places.get(name)) or common
    if named is None or person.find("collab") is not None:
        return Author(prose(person.find("collab"), lambda inner: inner.tag in ("contrib-group", "xref", "aff")), "", affiliations)
    return Author(first(named, "surname") or prose(named), first(named, "given-names"), affiliations)


def _place(element: Element) -> str:
    """An affiliation without its mark."""
    return prose(element, lambda inner: inner.tag in ("label", "sup", "institution-id", "email"))
