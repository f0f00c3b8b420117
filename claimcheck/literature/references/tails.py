"""The place in a journal at the end of an entry: year, volume, issue, pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(?:1[89]\d\d|20[0-4]\d)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|autumn|winter)[a-z]{0,6}\.?"
_DAY = rf"(?:[ ,-]{{0,2}}{_MONTH}(?:[-–/]{_MONTH})?)?(?:[ ,]{{1,2}}\d{{1,2}}(?:[-–]\d{{1,2}})?(?=\s?;))?"
_DATED = rf"(?P<year>{_YEAR})[a-z]?"
_PAGE = r"[a-zA-Z]{0,4}\d{1,8}[a-zA-Z]?"
_RANGE = rf"{_PAGE}\s?[-–—]{{1,2}}\s?{_PAGE}"
_PAGES = rf"(?P<pages>{_RANGE}|\d{{1,6}}e\d{{1,4}}|{_PAGE})"
_VOLUME = r"(?P<volume>[a-zA-Z]{0,2}\d{1,4}(?:[-–/](?:\d{1,4}|[A-Z]))?[A-Z]?|(?-i:[IVXLC]{1,7}))"
_ISSUE = r"(?:\s?\(\s?[^()]{0,40}\s?\)|\s?(?:suppl|pt)\.?\s?\w{0,5}(?:\s?\([^()]{0,12}\))?)?"
_P = r"(?:(?:pp?|pages?|art(?:icle)?(?: no)?)\.?\s?)?"
_LEAD = r"(?P<lead>[\s.,;)])"
_NUMBER = r"(?:no|nr|issue|iss|number)\.?\s?[\w/–-]{1,9}"
_IN_BRACKETS = rf"\s?\((?:[^()]{{0,20}}?\b)?{_YEAR}\)"
# The forms that say most come first: what stands in a title rarely looks like them.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<lead>[\s.,;(]){_DATED}{_DAY}\s?[;:]\s?{_VOLUME}?{_ISSUE}(?:\s?[:;,.]\s?{_P}{_PAGES})?",
        rf"(?P<lead>[\s.,;(]){_DATED}\s?\([^()]{{1,20}}\)\s?:\s?{_PAGES}",
        rf"(?P<lead>[\s.,;])(?:vol(?:ume)?\.?|v\.)\s?{_VOLUME}{_ISSUE}(?:[\s,;.:]{{1,3}}{_NUMBER})?"
        rf"(?:[\s,;.:]{{1,3}}\(?(?:{_MONTH}\s)?{_YEAR}\)?)?(?:[\s,;.:]{{1,3}}{_P}{_PAGES})?",
        rf"{_LEAD}{_VOLUME},?\s{_NUMBER}(?:{_IN_BRACKETS})?(?:\s?[:,;.]\s?{_P}{_PAGES})?",
        rf"{_LEAD}{_VOLUME}{_ISSUE},?\s?\({_DATED}\)[,:]?\s?{_P}{_PAGES}",
        rf"{_LEAD}{_VOLUME}\s?\([^()]{{1,40}}\)\s?[:,;.]\s?{_P}{_PAGES}",
        rf"{_LEAD}{_VOLUME}\s?[:;]\s?{_P}{_PAGES}",
        rf"{_LEAD}(?P<volume>\d{{1,4}}(?:[-–][A-Z])?),\s{{0,2}}{_P}"
        rf"(?P<pages>{_RANGE}|[a-z]{{1,2}}\d{{1,8}}|\d{{1,6}}[a-z]\d{{0,4}}|\d{{1,7}}(?=[\s.,(]{{0,3}}(?:$|\(|{_YEAR})))",
        rf"{_LEAD}{_VOLUME}\s?\(\s?\w{{1,9}}\s?\)(?=\s{{0,2}}(?:$|[.,;]))",
        rf"(?P<lead>[.,;]\s?)pp?\.\s?{_PAGES}",
        rf"(?P<lead>[.,;]\s?)\(?{_DATED}\)?(?=\s{{0,2}}(?:$|[.,;]))",
        rf"(?P<lead>\s)\({_DATED}\)",
        rf"(?P<lead>\s){_DATED}(?=\s{{0,2}}(?:$|\.$))",
    )
)
_ANY_YEAR = re.compile(rf"(?<![\d/.:–-])({_YEAR})[a-z]?(?![\d/]|[–-]\d)")
_BACK = re.compile(
    r"[\s.,;:]{0,3}[(\[]?"
    rf"(?:{_MONTH}[\s,]{{1,2}})?(?:\d{{1,2}}[\s,]{{1,2}})?({_YEAR})[a-z]?(?:[ ,-]{{1,2}}{_MONTH}(?: \d{{1,2}})?)?[)\]]?"
    r"[\s.,;:]{0,3}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the place in a journal begins, and what it says."""

    start: int
    year: int | None = None
    volume: str = ""
    pages: str = ""
    found: bool = False


def tail_of(text: str, least: int) -> Tail:
    """The place in a journal, not before `least` characters; where there is none, the end of the text."""
    for form in _FORMS:
        match = _last(form, text, least)
        if match is not None:
            return _tail(text, match)
    return Tail(len(text))


def _last(form: re.Pattern[str], text: str, least: int) -> re.Match[str] | None:
    found = None
    for match in form.finditer(text):
        if match.start() >= least:
            found = match
    return found


def _tail(text: str, match: re.Match[str]) -> Tail:
    groups = match.groupdict()
    start = match.start("lead")
    year = groups.get("year")
    before = _BACK.search(text[max(0, start - 60) : start + 1])
    if before and not year:
        year = before.group(1)
        start = max(0, start - 60) + before.start()
    if not year:
        behind = _ANY_YEAR.findall(text[match.start() :])
        year = behind[0] if behind else None
    return Tail(start, int(year) if year else None, groups.get("volume") or "", _pages(groups.get("pages") or ""), found=True)


def _pages(pages: str) -> str:
    return re.sub(r"\s?[-–—]{1,2}\s?", "-", pages)
