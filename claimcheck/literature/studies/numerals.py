"""Numbers in running text: words for numbers written as digits, thousands without commas."""

from __future__ import annotations

import re

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {word: 10 * value for value, word in enumerate(_TENS, 2)} | {"fourty": 40}
_SCALES = {"hundred": 100, "thousand": 1000}
_WORD = rf"(?:{'|'.join(sorted([*_VALUES, *_SCALES], key=len, reverse=True))})"
_COMPOUND = ("hundred", "thousand", *_TENS)
_SIMPLE = {word: str(value) for word, value in _VALUES.items() if value > 1}
_SPELLED = re.compile(rf"{_WORD}(?:[ -](?:and )?{_WORD}){{0,8}}(?![a-z-])")
_THOUSANDS = re.compile(r"[,\u00a0\u2009\u202f](?<=\d.)(?=\d{3}(?!\d))")

_SPACED = re.compile(r"([1-9]\d{0,2}+) (\d{3})(?= [a-z])")
_EQUALS = re.compile(r"n( ?= ?[1-9]\d{0,2}+)[ ,]{1,2}(\d{3})(?![\d.])(?= ?[);\]]| (?!and|vs|versus|or)[a-z])")
_TWICE = re.compile(r"\b(\d{1,7}+) \(\1\)")
_COUNTERS = (
    "type",
    "study",
    "group",
    "phase",
    "week",
    "day",
    "month",
    "grade",
    "stage",
    "arm",
    "year",
    "trial",
    "class",
    "level",
    "dose",
    "visit",
)


def in_digits(text: str) -> str:
    """A text in lower case with words for numbers as digits and thousands joined ("Sixty-three" is 63, "1,250" is 1250)."""
    joined = _SPACED.sub(_together, _THOUSANDS.sub("", text.lower().replace("‐", "-").replace("‑", "-")))
    if "n=" in joined or "n =" in joined:
        joined = _EQUALS.sub(r"n\1\2", joined)
    if any(word in joined for word in _COMPOUND):
        return _TWICE.sub(r"\1", _SPELLED.sub(_digits, joined))
    for word in _SIMPLE.keys() & set(joined.split()):
        joined = joined.replace(f" {word} ", f" {_SIMPLE[word]} ")
    return joined


def _together(match: re.Match[str]) -> str:
    """A thousand written with a space as one number, but not two numbers side by side ("in group 2 150 people")."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    alone = before == "" or (before.endswith(" ") and not before.rstrip().endswith(_COUNTERS))
    return f"{match.group(1)}{match.group(2)}" if alone else match.group()


def _digits(match: re.Match[str]) -> str:
    """The digits for words of numbers; the end of a longer word ("bone") is none."""
    whole = match.group()
    before = match.string[match.start() - 1 : match.start()]
    words = [word for word in re.split(r"[ -]", whole) if word != "and"]
    return whole if before.isalpha() or before == "-" or words in (["one"], ["zero"]) else str(_value(words))


def _value(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word == "thousand":
            total, current = total + 1000 * (current or 1), 0
        elif word == "hundred":
            current = 100 * (current or 1)
        else:
            current += _VALUES[word]
    return total + current
