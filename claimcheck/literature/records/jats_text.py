"""The running text of a JATS article: abstract, body, funding and interests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from claimcheck.literature.records.prose import prose
from claimcheck.model import Section

_OTHER_ABSTRACTS = frozenset(
    ("graphical", "teaser", "toc", "web-summary", "key-points", "executive-summary", "editor", "stereochemical", "video")
)
_NOT_TEXT = frozenset(("table-wrap", "table-wrap-group", "fig", "fig-group", "supplementary-material", "object-id", "fn-group"))
_STATING = frozenset(("sec", "notes", "fn", "ack"))
_WHOLE = frozenset(("", "abstract", "summary"))
_ABOUT_FILES = frozenset(("electronic supplementary material", "supplementary information", "supplementary material"))


@dataclass(frozen=True, slots=True)
class _Subject:
    """How statements on a subject are marked: kinds of note, words of a heading, words within a paragraph."""

    kinds: frozenset[str]
    heading: re.Pattern[str]
    said: re.Pattern[str]


_INTERESTS = _Subject(
    frozenset(("coi-statement", "conflict", "conflict-interest")),
    re.compile(
        r"\b(?:competing|conflict(?:s|ing)?(?: of)?|declarations? of(?: conflicting| competing)?) interests?\b|\bdisclosures?\b", re.I
    ),
    re.compile(r"\b(?:competing|conflicts?(?: of)?) interests?\b", re.I),
)
_MONEY = _Subject(
    frozenset(("financial-disclosure", "supported-by", "funding")),
    re.compile(r"\bfunding\b|\bfinancial (?:support|disclosure)\b|\bgrant (?:support|information)\b|\bsources? of support\b", re.I),
    re.compile(r"\b(?:funded|financed|supported|sponsored) (?:in part )?by\b|\bgrants? from\b|\bfinancial(?:ly)? support", re.I),
)


def abstract(meta: Element) -> tuple[Section, ...]:
    """The parts of the abstract under their headings; graphical and other kinds of abstract are passed over."""
    plain = (part for part in meta.findall("abstract") if part.get("abstract-type", "") not in _OTHER_ABSTRACTS)
    element = next(plain, None)
    return tuple(part for part in _sections(element, ()) if part.label.lower() not in _ABOUT_FILES) if element is not None else ()


def body(element: Element | None) -> tuple[Section, ...]:
    """The sections of the text, those within others under both headings; tables and figures are left out."""
    return tuple(_sections(element, ())) if element is not None else ()


def conflicts(article: Element) -> str:
    """The statement of interests, wherever the publisher put it."""
    return " ".join(_statements(article, _INTERESTS))


def funding(meta: Element, article: Element) -> tuple[str, ...]:
    """Who paid: the sources named, else the statements on it."""
    sources = (source for group in meta.findall("funding-group") for source in group.iter("funding-source"))
    statements = (part for group in meta.findall("funding-group") for part in group.iter("funding-statement"))
    named = tuple(dict.fromkeys(words for part in (*sources, *statements) if (words := prose(part, _is_number))))
    return named or _statements(article, _MONEY)


def _sections(element: Element, headings: tuple[str, ...]) -> Iterator[Section]:
    """The text of an element and of the sections within it, in reading order; no depth of nesting exhausts the stack."""
    waiting = [(element, headings)]
    while waiting:
        part, above = waiting.pop()
        heading = prose(part.find("title"), _is_mark).rstrip(" :.")
        path = above if heading.lower() in _WHOLE else (*above, heading)[:4]
        text = "\n".join(words for child in part if child.tag not in ("sec", "title", "label") and (words := _paragraph(child)))
        if text:
            yield Section(": ".join(path), text)
        waiting += [(child, path) for child in reversed(part) if child.tag == "sec"]


def _paragraph(element: Element) -> str:
    return "" if _is_left_out(element) else prose(element, _is_left_out)


def _is_left_out(element: Element) -> bool:
    return element.tag in _NOT_TEXT or _is_mark(element)


def _is_mark(element: Element) -> bool:
    """Whether it is a raised number that points to the reference list: it would run into the word before it."""
    if element.tag == "sup":
        return element.find("xref") is not None
    return element.tag == "xref" and element.get("ref-type") == "bibr" and element.find("sup") is not None


def _statements(article: Element, subject: _Subject) -> tuple[str, ...]:
    """What the article states on a subject under its heading or as a note of that kind, else in a paragraph after the text."""
    parts = [part for outer in article if outer.tag in ("front", "body", "back") for part in outer.iter() if part.tag in _STATING]
    headed = [part for part in parts if _is_headed(part, subject)]
    of_kind = [part for part in parts if _kind(part) in subject.kinds and not any(inner in headed for inner in part.iter())]
    told = [_without_title(part) for part in (*headed, *of_kind)]
    if not told:
        back = article.find("back")
        told = [words for part in (back.iter("p") if back is not None else ()) if subject.said.search(words := prose(part))]
    return tuple(dict.fromkeys(words for words in told if words and not any(words != other and words in other for other in told)))


def _is_headed(element: Element, subject: _Subject) -> bool:
    """Whether its title names the subject; notes often have a title only in bold."""
    title = element.find("title")
    if title is not None:
        return subject.heading.search(prose(title)) is not None
    return element.tag == "fn" and subject.heading.search(prose(element)[:40]) is not None


def _kind(element: Element) -> str:
    return (element.get("fn-type") or element.get("notes-type") or element.get("sec-type") or "").lower()


def _without_title(element: Element) -> str:
    return prose(element, lambda inner: inner.tag in ("title", "label"))


def _is_number(element: Element) -> bool:
    return element.tag == "institution-id"
