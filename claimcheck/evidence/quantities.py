"""The numbers in a text that a study would hold: shares, counts of people and studies, lengths of time, sizes of effect.

Left out: years, ages, doses, prices, numbers of references and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from claimcheck.evidence.number_words import NUMBER, parse, times


class Kind(StrEnum):
    """What a number counts; the value of each is in the unit named behind it."""

    SHARE = "share"  # per cent
    PEOPLE = "people"
    STUDIES = "studies"
    TIME = "time"  # days
    FOLD = "fold"  # how many times as much
    RATIO = "ratio"  # odds, risk and hazard ratios
    AMOUNT = "amount"  # by how much a scale, weight or pressure changed, in `unit`


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: kind, value in the unit of its kind, the words, their place, and how far a true value may lie off it.

    `unit` is the unit of an amount, "" for all other kinds.
    """

    kind: Kind
    value: float
    text: str
    start: int
    end: int
    slack: float
    unit: str = ""


_PEOPLE = (
    r"patients?|people|persons?|child(?:ren)?|adults?|participants?|men|women|subjects?|volunteers?|infants?|babies|newborns?|individuals?"
    r"|students?|veterans?|adolescents?|teenagers?|boys|girls|users?|smokers?|survivors?|athletes?|seniors|mothers?|respondents?|cases"
    r"|recipients?|residents?|workers?|nurses?"
)
_NO_ADJECTIVE = r"of\b|to\b|in\b|or\b|and\b|the\b|per|weeks?\b|months?\b|years?\b|days?\b|hours?\b|mg\b|studies\b|trials\b"
_ADJECTIVES = rf"(?:(?!{_NO_ADJECTIVE})[a-z][\w’'-]{{1,20}}\s){{0,3}}"
_PER_CENT = r"(?:%|per\s?cent\b)"
_SHARE = re.compile(
    rf"(?<![\w.,])(?P<n>{NUMBER})(?:\s?{_PER_CENT}?\s?(?:-|–|to|and)\s?(?P<m>{NUMBER}))?\s?(?:{_PER_CENT}|percentage points)"
    r"(?!\s?(?:CI\b|CrI\b|confidence|credible|prediction))",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?P<n>{NUMBER})\s(?:out\s)?of\s(?:the\s|all\s|these\s|those\s)?(?P<m>{NUMBER})\b(?!\s?(?:%|per))"
    rf"|\b(?P<x>{NUMBER})\sin\s(?P<y>{NUMBER})\b|(?<![\d/])(?P<a>\d{{1,6}})/(?P<b>\d{{1,6}})(?![\d/])",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?P<f>half|(?:one|a|two)[\s-]thirds?|(?:one|a|three)[\s-]quarters?|(?:one|a|two|three|four)[\s-]fifths?)\s(?:of|the)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(?P<n>{NUMBER})(?:\s(?P<scale>million|thousand))?\s(?:of\s(?:the\s)?)?{_ADJECTIVES}(?:{_PEOPLE})\b|\bn\s?=\s?(?P<m>\d[\d,]*)",
    re.IGNORECASE,
)
_STUDIES = re.compile(rf"\b(?P<n>{NUMBER})\s{_ADJECTIVES}(?:studies|trials|RCTs)\b", re.IGNORECASE)
_TIME = re.compile(
    rf"\b(?P<n>{NUMBER})(?:\s?(?:-|–|to)\s?(?P<m>{NUMBER}))?[\s-](?P<unit>hour|day|week|month|year)s?\b"
    r"(?![\s-]old|\sof\sage|\sago|\sof\sexperience|\solder|\syounger)",
    re.IGNORECASE,
)
_FOLD = re.compile(
    rf"\b(?P<n>{NUMBER})[\s-]?(?:fold\b|times\s(?:\w+ly\s)?(?:more|higher|greater|as\b|likelier|less|lower|the\s(?:risk|odds|rate)|larger|better|fewer))"
    r"|\b(?P<w>twice\s(?:as|the)|doubl(?:ed|es|ing)|tripl(?:ed|es|ing)|halv(?:ed|es|ing)|quadrupl(?:ed|es|ing))\b",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\b(?:(?:adjusted\s)?(?:odds|hazards?|risk|rate)\sratios?|relative\srisks?|a?OR|a?RR|a?HR|IRR)\b[^\d.;]{0,12}(?P<n>\d{1,3}[.·]\d{1,3})\b",
    re.IGNORECASE,
)
_UNITS = {"kg": r"kg|kilograms?|kilos?", "mmHg": r"mm\s?Hg", "points": r"points?", "cm": r"cm|centimetres?|centimeters?"}
_AMOUNT = re.compile(
    rf"(?<![\w.,/])(?P<n>{NUMBER})(?:\s?(?:±|\+/-)\s?{NUMBER})?[\s-]?"
    rf"(?:{'|'.join(f'(?P<{unit}>{words})' for unit, words in _UNITS.items())})"
    r"(?![\w/²])(?!\s?(?:or (?:more|less|above|higher)|scale|Likert))",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:aged?|ages|age of|older than|younger than|over the age of|every|each|past|last|per|(?:with)?in the (?:past|last))\s"
    r"(?:of\s|between\s|from\s)?(?:about\s)?$",
    re.IGNORECASE,
)
_ROUGHLY = "about|around|roughly|nearly|almost|approximately|some|over|more than|at least|up to|as many as|less than|under|close to|just"
_LOOSE = re.compile(rf"(?:\b(?:{_ROUGHLY})|[~≈><])\s?$", re.IGNORECASE)
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "half": 2}


@lru_cache(maxsize=1024)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text that a study would hold, in order; a place counts once."""
    found: list[Quantity] = []
    for read in (_shares, _parts, _ratios, _folds, _times, _studies, _people, _amounts):
        taken = tuple(found)
        found += [quantity for quantity in read(text) if not any(q.start < quantity.end and quantity.start < q.end for q in taken)]
    return tuple(sorted(found, key=lambda quantity: (quantity.start, quantity.value)))


def _made(kind: Kind, value: float, match: re.Match[str], text: str, written: str) -> Quantity:
    """A quantity with its slack: half of the last digit written, a twentieth of the value where it is given loosely."""
    step = times(written)
    loose = bool(_LOOSE.search(text[max(0, match.start() - 14) : match.start()]))
    return Quantity(kind, value, match.group().strip(), match.start(), match.end(), max(step, value * 0.06 if loose else 0.0))


def _shares(text: str) -> Iterator[Quantity]:
    for match in _SHARE.finditer(text):
        for written in (match["n"], match["m"]):
            if written and (value := parse(written)) is not None and value <= 1000:
                yield _made(Kind.SHARE, value, match, text, written)


def _parts(text: str) -> Iterator[Quantity]:
    for match in _PART.finditer(text):
        part, whole = (parse(match[name] or "") for name in (("n", "m") if match["n"] else ("x", "y") if match["x"] else ("a", "b")))
        if part is not None and whole and part <= whole and whole > 1:
            yield Quantity(Kind.SHARE, 100 * part / whole, match.group(), match.start(), match.end(), 0.5 if whole > 10 else 3.0)
            if whole > 10:
                yield Quantity(Kind.PEOPLE, whole, match.group(), match.start(), match.end(), 0.0)
                yield Quantity(Kind.PEOPLE, part, match.group(), match.start(), match.end(), 0.0)
    for match in _WORDED.finditer(text):
        yield Quantity(Kind.SHARE, _worded(match["f"].lower()), match.group(), match.start(), match.end(), 3.5)


def _worded(words: str) -> float:
    whole = next(size for name, size in _PARTS.items() if name in words)
    part = parse(re.split(r"[\s-]", words)[0]) if whole != 2 else 1
    return 100 * (part or 1) / whole


def _people(text: str) -> Iterator[Quantity]:
    for match in _COUNT.finditer(text):
        written = match["n"] or match["m"]
        value = parse(written)
        scale = {"million": 1e6, "thousand": 1e3}.get((match["scale"] or "").lower(), 1.0)
        if value is not None and value * scale > 1 and (value * scale).is_integer():
            quantity = _made(Kind.PEOPLE, value * scale, match, text, written)
            yield replace(quantity, slack=quantity.slack if quantity.slack > 1 else 0.0)


def _studies(text: str) -> Iterator[Quantity]:
    for match in _STUDIES.finditer(text):
        value = parse(match["n"])
        if value is not None and value > 1:
            yield Quantity(Kind.STUDIES, value, match.group(), match.start(), match.end(), 0.0)


def _times(text: str) -> Iterator[Quantity]:
    for match in _TIME.finditer(text):
        if _AGED.search(text[max(0, match.start() - 26) : match.start()]):
            continue
        for written in (match["n"], match["m"]):
            value = parse(written or "")
            if value is not None and value < 1000:
                days = value * _DAYS[match["unit"].lower()]
                yield Quantity(Kind.TIME, days, match.group(), match.start(), match.end(), days * 0.03)


def _folds(text: str) -> Iterator[Quantity]:
    for match in _FOLD.finditer(text):
        word = (match["w"] or "").lower()
        value = parse(match["n"] or "") if not word else {"tr": 3.0, "ha": 0.5, "qu": 4.0}.get(word[:2], 2.0)
        if value is not None and value > 0:
            yield _made(Kind.FOLD, value, match, text, match["n"] or "two")


def _ratios(text: str) -> Iterator[Quantity]:
    for match in _RATIO.finditer(text):
        value = parse(match["n"].replace("·", "."))
        if value is not None:
            yield _made(Kind.RATIO, value, match, text, match["n"])


def _amounts(text: str) -> Iterator[Quantity]:
    for match in _AMOUNT.finditer(text):
        value = parse(match["n"])
        unit = next(unit for unit in _UNITS if match[unit])
        if value is not None:
            yield replace(_made(Kind.AMOUNT, value, match, text, match["n"]), unit=unit)
