"""Numbers that follow from those a text gives: shares from counts, falls from ratios, what two arms make together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from claimcheck.evidence.quantities import Kind, Quantity, quantities
from claimcheck.evidence.sentences import sentences

_INTERVAL = re.compile(r"\b(?:CI|CrI|interval|range)\b[^.;]{0,16}$", re.IGNORECASE)
_MOST = 6
_ALMOST_ONE = 0.06


@lru_cache(maxsize=1024)
def with_derived(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text and those that follow from them."""
    stated = quantities(text)
    return (*stated, *_from_ratios(stated), *_from_sentences(text, stated))


def _from_ratios(stated: tuple[Quantity, ...]) -> Iterator[Quantity]:
    """A ratio of 0.7 is a fall by 30 %, one of 2 twice as much; a rise by 100 % is twice as much, a fall by 50 % half; 60 % leave 40."""
    for quantity in stated:
        if quantity.kind is Kind.RATIO:
            yield replace(quantity, kind=Kind.SHARE, value=100 * abs(1 - quantity.value), slack=0.6)
            yield replace(quantity, kind=Kind.FOLD, slack=_ALMOST_ONE)
            if quantity.value > 0:
                yield replace(quantity, kind=Kind.FOLD, value=1 / quantity.value, slack=_ALMOST_ONE)
        if quantity.kind is Kind.FOLD:
            yield replace(quantity, kind=Kind.SHARE, value=100 * abs(quantity.value - 1), slack=1.0)
        if quantity.kind is Kind.SHARE:
            yield replace(quantity, kind=Kind.FOLD, value=1 + quantity.value / 100, slack=_ALMOST_ONE)
            if quantity.value < 100:
                yield replace(quantity, kind=Kind.FOLD, value=1 - quantity.value / 100, slack=_ALMOST_ONE)
                yield replace(quantity, value=100 - quantity.value)


def _from_sentences(text: str, stated: tuple[Quantity, ...]) -> Iterator[Quantity]:
    for span in sentences(text):
        inside = [quantity for quantity in stated if span.start <= quantity.start < span.end]
        yield from _from_counts([quantity for quantity in inside if quantity.kind is Kind.PEOPLE][:_MOST])
        for kind in (Kind.SHARE, Kind.AMOUNT):
            yield from _from_arms(_arms(text, [quantity for quantity in inside if quantity.kind is kind])[:_MOST])


def _from_counts(people: list[Quantity]) -> Iterator[Quantity]:
    """The share that two counts of people in one sentence make, and their sum."""
    for part in people:
        for whole in people:
            if part.start != whole.start and whole.value > 10:
                if part.value < whole.value:
                    yield replace(part, kind=Kind.SHARE, value=100 * part.value / whole.value, slack=0.5)
                yield replace(part, value=part.value + whole.value, slack=0.0)
    if len(people) > 2:
        yield replace(people[0], value=sum(quantity.value for quantity in people), slack=0.0)


def _arms(text: str, given: list[Quantity]) -> list[Quantity]:
    """Those of some numbers that can be results of arms: no bounds of ranges and intervals."""
    starts = [quantity.start for quantity in given]
    return [q for q in given if starts.count(q.start) == 1 and not _INTERVAL.search(text[max(0, q.start - 20) : q.start])]


def _from_arms(given: list[Quantity]) -> Iterator[Quantity]:
    """How far two arms lie apart, and by which share or how many times the one is more or less than the other."""
    for one in given:
        for other in given:
            if one.start == other.start or one.unit != other.unit or not one.value > other.value > 0:
                continue
            slack = one.slack + other.slack
            yield replace(one, value=one.value - other.value, slack=slack)
            yield replace(one, kind=Kind.FOLD, value=one.value / other.value, slack=0.1 * one.value / other.value, unit="")
            yield replace(one, kind=Kind.FOLD, value=other.value / one.value, slack=_ALMOST_ONE, unit="")
            yield replace(one, kind=Kind.SHARE, value=100 * (1 - other.value / one.value), slack=1.0, unit="")
            yield replace(one, kind=Kind.SHARE, value=100 * (one.value / other.value - 1), slack=1.0, unit="")
