"""What a careful reader of health news would notice in a whole article: named signals, each with the first place that shows it.

Words are those of `article-signals.yaml`; a few signals come from what the claims stage already read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import yaml

from claimcheck import resources
from claimcheck.model import Causal, CharSpan, Claim, Document, Reading, Strength
from claimcheck.phrases import PhraseIndex

FILE = "verdicts/article-signals.yaml"
AGAIN = ", twice"
OFTEN = ", four times"
FIRST = ", in the opening"
_TWICE, _FOUR = 2, 4
_OPENING = 800
_FEW, _SOME, _MANY = 60, 300, 2000
_SHORT, _LONG = 500, 900
_SHARE = 0.3


def article_signals(document: Document, reading: Reading) -> dict[str, CharSpan | None]:
    """Every signal that an article shows, with the first place of its words, or None where it is of the article as a whole."""
    return {**_worded(document), **dict.fromkeys(_as_read(reading)), **dict.fromkeys(_of_length(document))}


def signal_of(name: str) -> str:
    """The signal that a name counts or places: `hype words, twice` is of `hype words`."""
    return name.split(", ")[0]


@cache
def worded_signals() -> tuple[str, ...]:
    """The names of the signals that words show, in the order of their file."""
    return tuple(_lists())


def _worded(document: Document) -> dict[str, CharSpan | None]:
    """The signals that words show. What is counted is places: two phrases that begin at one word count once."""
    places: dict[str, dict[int, CharSpan]] = {}
    for block in document.blocks:
        for hit in _index().find(document.quote(block.span)):
            start = block.span.start + hit.start
            places.setdefault(hit.key, {}).setdefault(start, CharSpan(start, block.span.start + hit.end))
    return {name: span for signal, found in places.items() for name, span in _counted(signal, list(found.values()))}


def _counted(signal: str, spans: list[CharSpan]) -> Iterator[tuple[str, CharSpan]]:
    yield signal, spans[0]
    if len(spans) >= _TWICE:
        yield signal + AGAIN, spans[1]
    if len(spans) >= _FOUR:
        yield signal + OFTEN, spans[3]
    if spans[0].start < _OPENING:
        yield signal + FIRST, spans[0]


def _as_read(reading: Reading) -> Iterator[str]:
    """What the claims stage read: kinds of study, how many took part, who speaks, and how the claims are put."""
    yield from (f"design: {design.value}" for design in sorted(reading.designs))
    yield f"voice: {reading.voice.value}"
    if reading.participants is None:
        yield "participants: not told"
    else:
        yield from (f"participants: {limit} or more" for limit in (_FEW, _SOME, _MANY) if reading.participants >= limit)
    yield from _of_claims(reading.claims)


def _of_claims(claims: tuple[Claim, ...]) -> Iterator[str]:
    if not claims:
        return
    hedged = sum(claim.strength in (Strength.HEDGED, Strength.SPECULATIVE) for claim in claims) / len(claims)
    direct = sum(claim.causal is Causal.DIRECT for claim in claims) / len(claims)
    if hedged >= _SHARE:
        yield "claims: many hedged"
    if direct >= _SHARE:
        yield "claims: many said as cause"
    kinds = {kind for claim in claims for kind in claim.types}
    yield from (f"claims: {kind.value}" for kind in sorted(kinds))


def _of_length(document: Document) -> Iterator[str]:
    words = document.words
    if words < _SHORT:
        yield "length: short"
    if words >= _LONG:
        yield "length: long"


@cache
def _lists() -> Mapping[str, list[str]]:
    lists: dict[str, list[str]] = yaml.safe_load(resources.text(FILE))
    return lists


@cache
def _index() -> PhraseIndex[str]:
    return PhraseIndex((phrase, signal) for signal, phrases in _lists().items() for phrase in phrases)
