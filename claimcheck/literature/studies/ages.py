"""Which ages were studied."""

from __future__ import annotations

import re

from claimcheck.literature.studies.words import Words, cues, has
from claimcheck.model import Work

CHILDREN, ADULTS, OLDER = "children", "adults", "older_adults"
_ADULT, _OLD = 18, 65
_TAGS = {
    "child": CHILDREN,
    "child, preschool": CHILDREN,
    "infant": CHILDREN,
    "infant, newborn": CHILDREN,
    "infant, premature": CHILDREN,
    "adolescent": CHILDREN,
    "adult": ADULTS,
    "young adult": ADULTS,
    "middle aged": ADULTS,
    "aged": OLDER,
    "aged, 80 and over": OLDER,
    "older_adult": OLDER,
    "older adult": OLDER,
}
_RANGE = re.compile(r"(?<![\w.-])(\d{1,2})(?: ?(?:-|–|to|and|through) ?(\d{1,2}))[ -]?(?:years?|yrs?|y)\b")
_FROM = re.compile(
    r"(?:aged?|older than|≥|> ?or ?=|>=|over|at least|above)(?: (?:of|at least|over|from|more than))? ?(\d{1,2}) (?:years|yrs|y)\b"
    r"|(\d{1,2}) (?:years|yrs)(?: of age)? (?:and|or) (?:older|over|above)"
)
_YEARS = re.compile(r"years|yrs|year[- ]old|-year")
_MEAN = re.compile(r"mean age[a-z ()=:,±+/-]{0,24}?(\d{1,2})(?:\.\d)?\b")


def ages_of(work: Work, words: Words, text: str) -> frozenset[str]:
    """The ages studied (children, adults, older_adults) by the record's tags, else by its words and the years it gives."""
    tagged = frozenset(_TAGS[term] for term in map(_plain, (*work.mesh, *work.publication_types)) if term in _TAGS)
    return tagged or _worded(words) | _counted(text)


def _plain(term: str) -> str:
    return term.partition("/")[0].strip(" *").lower()


def _worded(words: Words) -> frozenset[str]:
    """Ages named by words; adults are added only where no words stand for another age."""
    found = {age for age in (CHILDREN, OLDER, ADULTS) if has(words.both, cues("ages", age))}
    return frozenset(found)


def _counted(text: str) -> frozenset[str]:
    """Ages given in years."""
    found: set[str] = set()
    for year in _YEARS.finditer(text):
        around = text[max(0, year.start() - 45) : year.end() + 20]
        for match in _RANGE.finditer(around):
            if "age" in around or "old" in around[-20:]:
                found |= _between(int(match.group(1)), int(match.group(2)))
        for match in _FROM.finditer(around):
            low = int(match.group(1) or match.group(2))
            found |= _between(low, _ADULT + 1) if low >= _ADULT else set()
            found |= {OLDER} if low >= _OLD - 5 else set()
    for match in _MEAN.finditer(text):
        found |= _between(int(match.group(1)), int(match.group(1)))
    return frozenset(found)


def _between(low: int, high: int) -> set[str]:
    found = {CHILDREN} if low < _ADULT else set()
    if high > _ADULT and low < _OLD:
        found.add(ADULTS)
    return found | ({OLDER} if high >= _OLD else set())
