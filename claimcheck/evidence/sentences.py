"""A text cut into sentences without a language model: abstracts are full of full stops that end nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from claimcheck.evidence.lexicon import word_list
from claimcheck.model import CharSpan

_END = re.compile(r"[.!?]+[)\]”’\"']{0,3}(?=\s|$)|\n{2,}")
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_SHORTENED = word_list("shortened")
_OFTEN_LAST = word_list("often_last")
_LONGEST_WORD = 30


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[CharSpan, ...]:
    """The sentences of a text in order, without the white space around them; together they hold every other character."""
    spans = []
    start = 0
    for end in (*_ends(text), len(text)):
        span = _trimmed(text, start, end)
        if span is not None:
            spans.append(span)
        start = end
    return tuple(spans)


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if match.group()[0] == "\n" or _is_end(text, match):
            yield match.end()


def _is_end(text: str, match: re.Match[str]) -> bool:
    """Whether the stop ends a sentence: not after an initial or a shortened word, nor before a small letter."""
    following = text[match.end() :].lstrip()[:2]
    if not following:
        return True
    if following[0].islower() and not following[1:2].isupper():
        return False
    before = _WORD_BEFORE.search(text, max(0, match.start() - _LONGEST_WORD), match.start() + 1)
    if before is None or not match.group().startswith("."):
        return True
    word = before.group(1)
    if len(word) == 1 and word.isupper():
        return not following[0].isalpha() or _ends_a_name(text, before)
    return word.lower() not in _SHORTENED or (
        word.lower() in _OFTEN_LAST and following[0].isupper() and word.lower() not in ("st", "no", "ms")
    )


def _ends_a_name(text: str, letter: re.Match[str]) -> bool:
    """Whether a single capital stands at the end of a name such as vitamin D or group B; else it is an initial."""
    return bool(
        re.search(
            r"\b(?:vitamins?|hepatitis|group|type|arm|class|grade|phase|influenza|factor|coenzyme)\s$",
            text[max(0, letter.start() - 14) : letter.start()],
            re.IGNORECASE,
        )
    )


def _trimmed(text: str, start: int, end: int) -> CharSpan | None:
    part = text[start:end]
    kept = part.strip()
    if not kept:
        return None
    begin = start + len(part) - len(part.lstrip())
    return CharSpan(begin, begin + len(kept))
