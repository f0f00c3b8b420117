"""Abbreviations that a work makes for itself: "whole-body vibration (WBV)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_MADE = re.compile(r"\((?P<short>[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z-]{0,6}|[A-Z][A-Za-z]*[A-Z]s?)[;,)]")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9’']*")
_LONGEST = 120
_MOST = 40


@lru_cache(maxsize=256)
def abbreviations(text: str) -> tuple[tuple[str, str], ...]:
    """The abbreviations that a text makes with what each stands for, in order, at most 40."""
    found = dict[str, str]()
    for match in _MADE.finditer(text):
        short = match["short"].removesuffix("s")
        long = _long_form(short, text[max(0, match.start() - _LONGEST) : match.start()])
        if long and short not in found and len(found) < _MOST:
            found[short] = long
    return tuple(found.items())


def spelt_out(passage: str, made: tuple[tuple[str, str], ...]) -> str:
    """A passage with each abbreviation in full, but for the place where it is made."""
    for short, long in made:
        if short in passage:
            passage = long.join(re.split(rf"(?<![\w(-]){re.escape(short)}s?(?!\w)", passage))
    return passage


def _long_form(short: str, before: str) -> str:
    """The words right before an abbreviation whose first letters make it, "" where none do; small words may lie between."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    words = list(_WORD.finditer(before))
    for first in reversed(range(len(words))):
        if len(words) - first > 2 * len(letters) + 2:
            return ""
        chosen = words[first:]
        if chosen[0].group()[0].lower() == letters[0] and _makes(letters, [word.group().lower() for word in chosen]):
            return before[chosen[0].start() :].strip()
    return ""


def _makes(letters: list[str], words: list[str]) -> bool:
    """Whether the letters come in order from the words: each gives its first, then perhaps further ones, small words perhaps none."""
    return any(True for _ in _taken(tuple(letters), tuple(words)))


_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "with", "a", "by", "or"})


def _taken(letters: tuple[str, ...], words: tuple[str, ...]) -> Iterator[bool]:
    if not words:
        if not letters:
            yield True
        return
    word, rest = words[0], words[1:]
    if letters and word[0] == letters[0]:
        used = 1
        yield from _taken(letters[1:], rest)
        at = 0
        while used < len(letters) and (at := word.find(letters[used], at + 1)) > 0:
            used += 1
            yield from _taken(letters[used:], rest)
    if word in _SMALL:
        yield from _taken(letters, rest)
