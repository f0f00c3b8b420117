"""Markers in running text that name a reference: numbers in brackets or raised, and authors with a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.citations.entries import key_of
from claimcheck.model import CharSpan, Document

_NUMBERS = r"\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,20}"
_BRACKETED = re.compile(rf"\[\^?({_NUMBERS})\](?![(:\w])")
_NAMED = re.compile(r"\[\^([A-Za-z][\w-]{0,39})\](?![(:\w])")
_RAISED = re.compile(r"(?<=[.,;:!?)\]”’\"*_])[⁰¹²³⁴-⁹]+(?:[,⁻–-][⁰¹²³⁴-⁹]+){0,10}|(?<=[^\W\d_]{3})[⁰¹²³⁴-⁹]+(?:[,⁻–-][⁰¹²³⁴-⁹]+){0,10}")
_AFTER_STOP = re.compile(r"(?:(?<=[^\W\d_]{3}[.,;!?])|(?<=[%)”’\"][.,;!?])|(?<=[.,!?][)”’\"]))(\d{1,3}(?:[,–-]\d{1,3}){0,10})(?=\s|$)")
_AFTER_WORD = re.compile(rf"(?<=[^\W\d_][^\W\d_][^\W\d_%)”’\".,;:])({_NUMBERS})(?!\w)")
_SUPERSCRIPT = re.compile(r"<sup[^<>]{0,300}>\s*(?:<a\b[^<>]{0,300}>\s*)?$", re.IGNORECASE)
_NO_SENTENCE = re.compile(r"\b(?:vol|fig|figs|sec|nos|pgs|ver|approx|chap|tab|eqn|ref|refs|art|ext|tel|version|volume)[.,]$", re.IGNORECASE)
_NAME = r"(?:(?:van|von|de|del|la|le|der|den|di|da|el|al)\s){0,3}[^\W\d_a-z][\w'’-]{1,30}"
_YEARS = r"(?:19|20)\d{2}[a-z]?"
_CO_AUTHORS = rf"(?:,?\s(?:et\.? al\.?|(?:and|&)\s(?:colleagues|{_NAME})|{_NAME}(?=\s(?:19|20)))){{0,2}}"
_KEY = rf"({_NAME}){_CO_AUTHORS},?\s({_YEARS}(?:,\s?{_YEARS}){{0,4}})"
_ENCLOSED = re.compile(r"\((?:see |e\.g\.,? |for example,? |cf\. |reviewed in )?([^()\r\n]{4,400})\)")
_LISTED_KEY = re.compile(rf"{_KEY}(?:,? pp?\. ?\d[\d–-]*)?")
_NARRATIVE = re.compile(
    rf"\b({_NAME})(?:\s(et al\.?|and colleagues|(?:and|&)\s{_NAME}))?,?(?:'s|’s)?\s\(({_YEARS}(?:[,;]\s?{_YEARS}){{0,4}})\)"
)
_NO_AUTHOR = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|spring|summer|autumn|fall|winter|in|since|until|by|from|published|updated|reviewed|accessed|retrieved|copyright|version|season|phase"
    r"|early|late|mid|about|circa|revised|created|posted|reprinted|founded|established|born|the",
    re.IGNORECASE,
)
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_WIDEST = 30
_HIGHEST = 999


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker and the numbers or author-year keys it names; `alone` says that it is one even where no list explains it."""

    span: CharSpan
    keys: tuple[str, ...]
    alone: bool


def markers_of(document: Document) -> Iterator[Marker]:
    """All markers of an article, those of a kind in the order of the text."""
    text = document.text
    for match in _BRACKETED.finditer(text):
        yield Marker(CharSpan(*match.span()), _numbers(match.group(1)), alone=True)
    for match in _NAMED.finditer(text):
        yield Marker(CharSpan(*match.span()), (match.group(1),), alone=False)
    for match in _RAISED.finditer(text):
        yield Marker(CharSpan(*match.span()), _numbers(match.group().translate(_RAISED_DIGITS)), alone=False)
    for match in _AFTER_STOP.finditer(text):
        if not _NO_SENTENCE.search(text, max(0, match.start() - 12), match.start()):
            yield Marker(CharSpan(*match.span()), _numbers(match.group(1)), alone=False)
    if "<sup" in document.source.lower():
        yield from _superscripts(document)
    yield from _authors(text)


def _superscripts(document: Document) -> Iterator[Marker]:
    """Numbers glued to a word that the file raises."""
    for match in _AFTER_WORD.finditer(document.text):
        places = document.source_spans(CharSpan(match.start(), match.start() + 1))
        if places and _SUPERSCRIPT.search(document.source[max(0, places[0].start - 400) : places[0].start]):
            yield Marker(CharSpan(*match.span()), _numbers(match.group(1)), alone=False)


def _authors(text: str) -> Iterator[Marker]:
    for match in _ENCLOSED.finditer(text):
        keys = _enclosed_keys(match.group(1))
        if keys:
            yield Marker(CharSpan(*match.span()), keys, alone=True)
    for match in _NARRATIVE.finditer(text):
        if not _NO_AUTHOR.fullmatch(match.group(1)):
            keys = tuple(key_of(match.group(1), year) for year in re.split(r"[,;]\s?", match.group(3)))
            yield Marker(CharSpan(*match.span()), keys, alone=bool(match.group(2)))


def _enclosed_keys(words: str) -> tuple[str, ...]:
    """The keys of "Smith et al., 2020; Lee & Kim 2019"; none where a part of it is something else than a source."""
    found = [_LISTED_KEY.fullmatch(part.strip()) for part in words.split(";")]
    keys = [key_of(m.group(1), year) for m in found if m and not _is_date(m) for year in re.split(r",\s?", m.group(2))]
    return tuple(dict.fromkeys(keys))


def _is_date(match: re.Match[str]) -> bool:
    return any(_NO_AUTHOR.fullmatch(word) for word in re.findall(r"[^\W\d_]+", match.group())[:2])


def _numbers(written: str) -> tuple[str, ...]:
    """The numbers of "3, 5-7"; a range too wide to be meant gives its ends."""
    found: list[int] = []
    for part in re.split(r"[,;]", written):
        ends = [int(number) for number in re.findall(r"\d{1,3}", part)]
        wide = len(ends) != 2 or not ends[0] < ends[1] <= ends[0] + _WIDEST
        found.extend(ends if wide else range(ends[0], ends[1] + 1))
    return tuple(str(number) for number in dict.fromkeys(found) if 0 < number <= _HIGHEST)
