"""Numbers as digits or as words."""

from __future__ import annotations

import re

_TO_TEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_UNITS = {word: value for value, word in enumerate((*_TO_TEN, *_TEENS))}
_TENS = {
    word: 10 * value for value, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2)
}
_LOOSE = {"dozen": 12, "hundred": 100, "a": 1}
_WORD = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}}(?:[.·]\d{{1,6}})?|(?:(?:{_WORD})(?:[\s-](?:{_WORD}))?)\b(?:\shundred\b)?)"
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,6})?")
_LONGEST = 30


def parse(words: str) -> float | None:
    """The value of a number written as digits (1,234 or 3.5) or as words (twenty-two, three hundred); None where it is none."""
    text = words.strip().lower().replace("·", ".")
    if len(text) > _LONGEST:
        return None
    if _DIGITS.fullmatch(text):
        return float(text.replace(",", ""))
    return _in_words(re.split(r"[\s-]+", text))


def _in_words(words: list[str]) -> float | None:
    total = 0
    for word in words:
        if word in _UNITS or word in _TENS:
            total += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif word in _LOOSE:
            total = max(total, 1) * _LOOSE[word]
        else:
            return None
    return float(total) if words else None


def times(written: str) -> float:
    """Half of the last digit that is written: 0.5 for 87 and for words, 0.05 for 86.8."""
    _, point, decimals = written.replace("·", ".").partition(".")
    return 0.5 * 10 ** -len(decimals) if point else 0.5
