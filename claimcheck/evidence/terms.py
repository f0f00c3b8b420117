"""The words of a text as they are compared: folded to stems, without the words that every sentence holds."""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.evidence.lexicon import word_list

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_SPELLING = (
    (re.compile(r"aem"), "em"),
    (re.compile(r"oea"), "ea"),
    (re.compile(r"oed"), "ed"),
    (re.compile(r"oes(?=t|o)"), "es"),
    (re.compile(r"our(?=$|s|ed|i)"), "or"),
    (re.compile(r"^blockades?$"), "blocker"),
)
_FROM_FIVE = ("ment",)
_FROM_FOUR = (
    *("ations", "ation", "ities", "ments", "ness", "ings", "ives", "ions", "ally", "ity"),
    *("ing", "ive", "ion", "ers", "als", "ed", "er", "ly", "al", "es", "e", "y"),
)
_FROM_THREE = ("ies", "ied", "s")
_LEAST = {**dict.fromkeys(_FROM_FIVE, 5), **dict.fromkeys(_FROM_FOUR, 4), **dict.fromkeys(_FROM_THREE, 3)}
_ENDINGS = tuple(sorted(_LEAST.items(), key=lambda entry: (-len(entry[0]), entry[0])))
_COMMON = word_list("common")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending, in one spelling: therapies and therapy, haemoglobin and hemoglobin come out the same."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    for pattern, spelt in _SPELLING:
        word = pattern.sub(spelt, word)
    if word.isascii() and word.isalpha():
        for ending, least in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith(("ss", "us", "is")):
                return _one_letter(word[: -len(ending)])
    return word


def _one_letter(word: str) -> str:
    """The stem with a doubled last consonant made single, s for z in -iz, and reduct as reduc."""
    if word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    word = word.removesuffix("e")
    if word.endswith("iz"):
        return word[:-2] + "is"
    return word[:-1] if word.endswith("uct") else word


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, in order; hyphens part words."""
    return tuple(stem(match.group()) for match in _TOKEN.finditer(text))


@lru_cache(maxsize=8192)
def content(text: str) -> frozenset[str]:
    """The stems that carry meaning: no small words, no words of every abstract, no bare numbers."""
    words = (match.group() for match in _TOKEN.finditer(text))
    return frozenset(stem(word) for word in words if word.lower() not in _COMMON and not word.isdigit() and (len(word) > 1))


@lru_cache(maxsize=8192)
def line(text: str) -> str:
    """The stems of a text in one line with a blank on either side, so that a name is found by `in`."""
    return " " + " ".join(stems(text)) + " "


def names_in(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of the names that stand in a text, in any inflection, in the order given."""
    within = line(text)
    return tuple(name for name in names if len(key := line(name)) > 2 and key in within)


def names_beside(names: tuple[str, ...], others: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of the names that stand in a text elsewhere than inside one of the others: no inflammation in "anti-inflammatory drugs"."""
    within = line(text)
    found = []
    for name in names_in(names, text):
        key, left = line(name), within
        for other in (line(other) for other in others):
            if key in other or key.strip() in other.split():
                left = left.replace(other, " | ")
        if key in left:
            found.append(name)
    return tuple(found)


def share(wanted: frozenset[str], text: str) -> float:
    """The share of wanted stems that a text holds, long words counting more, 0 to 1; 0 where nothing is wanted."""
    whole = sum(_weight(word) for word in wanted)
    return sum(_weight(word) for word in wanted & content(text)) / whole if whole else 0.0


def _weight(word: str) -> float:
    """How much a word tells: names of substances and illnesses are long or hold digits."""
    return 1.0 + min(len(word), 12) / 6 + (0.5 if any(letter.isdigit() for letter in word) else 0.0)
