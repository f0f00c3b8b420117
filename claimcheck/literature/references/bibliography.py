"""What an entry of a reference list says of its work: title, authors, year, journal, volume, pages."""

from __future__ import annotations

import re

from claimcheck.literature.references.cleaning import cleaned
from claimcheck.literature.references.naming import Byline, byline_of
from claimcheck.literature.references.splitting import Parts, is_place_only, journal_of, parts_of
from claimcheck.literature.references.tails import Tail, tail_of
from claimcheck.model import Bibliography

_YEAR = r"(?:1[89]\d\d|20[0-4]\d)"
_DATE_AFTER = re.compile(
    rf"[\s,.;:]{{0,4}}(?:[\[(](?:[^()\[\]]{{0,24}}?\b)?({_YEAR})[a-z]?(?:[/–-]{_YEAR})?(?:[,;\s][^()\[\]]{{0,24}})?[\])]|({_YEAR})[a-z]?(?=[.,:;\s)])"
    rf"(?!\s{{0,2}};))(?:\s{{0,2}}[.,:;)]){{0,2}}\s{{0,2}}"
)
_UNDATED = re.compile(r"[\s,.;:]{0,4}\((?:in press|n\.d\.|no date|forthcoming|accepted)\)[.,:;\s]{0,3}", re.IGNORECASE)
_ANY_YEAR = re.compile(rf"(?<![\d/.:–-])({_YEAR})[a-z]?(?![\d/]|[–-]\d)")
_QUOTES = {"“": "”", '"': '"', "„": "“”", "«": "»", "‘": "’", "'": "'", "”": "”"}
_OPENING = re.compile(r"[\s.,:;]{0,4}([“\"„«‘'”])(?=\S)")
_UNTITLED = re.compile(rf",\s([^\d,]{{3,100}}?),\s({_YEAR}),\s(\d{{1,4}}),\s(\w{{1,9}}(?:\s?[–-]\s?\w{{1,9}})?)[\s.]{{0,3}}$")
_LETTERS = re.compile(r"[^\W\d_]{3}.{0,200}?[^\W\d_]{3}")
_LEADING = " .,;:–—-)]"


def read(text: str) -> Bibliography:
    """What an entry says; fields that it does not give stay empty, and a bare link or a few words give none."""
    entry = cleaned(text)
    byline = Byline((), 0) if is_place_only(entry[: tail_of(entry, 1).start]) else byline_of(entry)
    rest = entry[byline.end :]
    dated, rest = _dated(rest, byline)
    parts, tail = _described(rest)
    if byline.names and not parts.journal and (tail.volume or tail.pages) and not _LETTERS.search(parts.title):
        byline, dated = Byline((), 0), None
        parts, tail = _described(entry)
    year = dated or tail.year or _year_in(rest, parts)
    if not (byline.names or tail.found or parts.quoted) and not _is_title(parts):
        return Bibliography(text=text, year=year)
    return Bibliography(text, parts.title, byline.names, year, parts.journal, tail.volume, tail.pages)


def _dated(rest: str, byline: Byline) -> tuple[int | None, str]:
    """The year right behind the authors, and what follows it."""
    undated = _UNDATED.match(rest)
    if undated:
        return None, rest[undated.end() :]
    match = _DATE_AFTER.match(rest) if byline.end or rest.startswith("(") else None
    if match is None:
        return None, rest
    return int(match.group(1) or match.group(2)), rest[match.end() :]


def _described(rest: str) -> tuple[Parts, Tail]:
    """Title and journal, and the place in the journal."""
    untitled = _UNTITLED.match(rest)
    if untitled:
        journal, year, volume, pages = untitled.groups()
        return Parts("", journal_of(journal)), Tail(0, int(year), volume, pages.replace("–", "-"), found=True)
    opening = _OPENING.match(rest)
    closing = _closing(rest, opening.end(), opening.group(1)) if opening else None
    if opening and closing is not None:
        title, behind = rest[opening.end() : closing], rest[closing + 1 :]
        tail = tail_of(behind, 0)
        inner = parts_of(behind[: tail.start], placed=True)
        if len(title.split()) >= 5 or not inner.title:
            return Parts(title.strip(_LEADING + "'\""), journal_of(behind[: tail.start]), quoted=True), tail
    plain = rest.lstrip(_LEADING)
    tail = tail_of(plain, 1)
    return parts_of(plain[: tail.start], placed=bool(tail.volume or tail.pages)), tail


def _closing(text: str, start: int, opened: str) -> int | None:
    """Where a quoted title ends: at the mark with a stop beside it, else the first that closes a word; inner quotations are passed over."""
    marks, loose, depth = _QUOTES[opened], None, 0
    for at in range(start + 3, min(len(text), start + 600)):
        depth += opened == "“" and text[at] == opened
        if text[at] not in marks or text[at + 1 : at + 2].isalnum() or text[at - 1] == " ":
            continue
        if depth:
            depth -= 1
        elif text[at - 1] in ".,?!" or text[at + 1 : at + 2] in tuple(".,") or at == len(text) - 1:
            return at
        else:
            loose = at if loose is None else loose
    return loose


def _year_in(rest: str, parts: Parts) -> int | None:
    """The last year of an entry outside its title."""
    outside = rest.replace(parts.title, " ", 1) if parts.title else rest
    years = _ANY_YEAR.findall(outside)
    return int(years[-1]) if years else None


def _is_title(parts: Parts) -> bool:
    """Whether words that stand alone can be a title rather than the words of a sentence that carry a link."""
    return bool(parts.journal) or (len(parts.title.split()) >= 5 and parts.title[:1].isupper())
