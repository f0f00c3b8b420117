"""The words of a record, made alike, and the lists of cues that are looked for among them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from claimcheck.model import Work
from claimcheck.resources import text as resource

_LONGEST = 20_000
_FOREWORD = re.compile(r"\[[^\[\]]{0,60}(?:appears? in|see comments?)[^\]]{0,200}\]?", re.IGNORECASE)
_LETTERS = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_SPELLING = (("randomis", "randomiz"), ("centre", "center"), ("blinded", "blind"), ("paediatric", "pediatric"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text in lower case without punctuation, with a space at both ends, and the set of its words."""

    words: str
    known: frozenset[str]

    def starts(self, phrases: Cues) -> bool:
        """Whether one of the phrases stands at the beginning."""
        return self.words.startswith(phrases.all)


@dataclass(frozen=True, slots=True)
class Words:
    """What a title and an abstract say."""

    title: Text
    text: Text
    both: Text


@dataclass(frozen=True, slots=True)
class Cues:
    """Phrases to look for: single words, phrases by their first word, and beginnings of words."""

    all: tuple[str, ...]
    ordered: tuple[tuple[str, str], ...]
    single: frozenset[str]
    firsts: frozenset[str]
    leads: Mapping[str, tuple[str, ...]]
    stems: tuple[str, ...]


def words_of(work: Work) -> Words:
    """The words of a work's title and abstract (of very long ones the beginning)."""
    title, text = _apart(_FOREWORD.sub("", work.title[:_LONGEST])), _apart(work.abstract_text[:_LONGEST])
    return Words(title, text, Text(title.words + text.words, title.known | text.known))


def _apart(printed: str) -> Text:
    """The words of a text without trials and methods whose names read as animals ("CATS", "FISH"), unless all of it is in capitals."""
    text = alike(printed)
    names = [name for name in cues("animals", "capitals").single & text.known if name.upper() in printed]
    if not names or printed.isupper():
        return text
    return alike(re.sub(rf"\b(?:{'|'.join(names).upper()})\b", " ; ", printed))


def alike(text: str) -> Text:
    """A text as cues are compared with it."""
    pieces = text.lower().encode("ascii", "replace").translate(_LETTERS).decode("ascii")
    for ours, theirs in _SPELLING:
        pieces = pieces.replace(ours, theirs)
    words = pieces.split()
    return Text(f" {' '.join(words)} ", frozenset(words))


@cache
def cues(part: str, name: str) -> Cues:
    """One list of cues.toml, ready to be looked for."""
    phrases = _lists()[part][name]
    leads: dict[str, list[str]] = {}
    for phrase in phrases:
        first, _, more = phrase.partition(" ")
        if more:
            leads.setdefault(first, []).append(_bounded(phrase))
    return Cues(
        tuple(map(_bounded, phrases)),
        tuple((phrase.partition(" ")[0], _bounded(phrase)) for phrase in phrases),
        frozenset(phrase for phrase in phrases if phrase.isalnum()),
        frozenset(leads),
        {first: tuple(found) for first, found in leads.items()},
        tuple(_bounded(phrase) for phrase in phrases if " " not in phrase and phrase.endswith("*")),
    )


@cache
def listed(part: str, name: str) -> tuple[str, ...]:
    """One list of cues.toml as it is written."""
    return tuple(_lists()[part][name])


def choice(part: str, name: str) -> str:
    """One list of cues.toml as the choice of a regular expression."""
    return "|".join(_lists()[part][name])


def has(text: Text, phrases: Cues) -> bool:
    """Whether one of the phrases stands in a text."""
    words, known = text.words, text.known
    if not known.isdisjoint(phrases.single):
        return True
    # Plain loops: this is asked some forty times of every record.
    for first in known & phrases.firsts:
        for phrase in phrases.leads[first]:
            if phrase in words:
                return True
    return bool(phrases.stems) and any(stem in words for stem in phrases.stems)


def how_many(text: Text, phrases: Cues) -> int:
    """How many of the phrases stand in a text."""
    return len(text.known & phrases.single) + _longer(text, phrases)


def without(text: Text, phrases: Cues) -> Text:
    """A text without the phrases, taken out in the order of the list."""
    words = text.words
    for first, phrase in phrases.ordered:
        if first in text.known and phrase in words:
            words = words.replace(phrase, " ; ")
    return text if words is text.words else Text(words, frozenset(words.split()))


def _longer(text: Text, phrases: Cues) -> int:
    """How many of the phrases of several words, and beginnings of words, stand in a text."""
    words, found = text.words, 0
    for first in phrases.firsts & text.known:
        for phrase in phrases.leads[first]:
            found += phrase in words
    for stem in phrases.stems:
        found += stem in words
    return found


def _bounded(phrase: str) -> str:
    return f" {phrase[:-1]}" if phrase.endswith("*") else f" {phrase} "


@cache
def _lists() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(resource("literature/studies/cues.toml"))
