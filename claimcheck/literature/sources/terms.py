"""Search terms in the languages of the services, made of the words of a topic or of an entry, so that no word can become an operator."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from claimcheck.model import Bibliography, Topic

_UNSAFE = re.compile(r"[^\w\s'’.,+/-]|_")
_WORD = re.compile(r"\w+(?:'\w+)*")
_LONGEST = 100
_MOST_NAMES = 8
_MOST_WORDS = 8
_SHORTEST_TITLE = 4
_STOP = frozenset(
    re.findall(
        r"\w+",
        "a about after against all also among an and are as at be because been before between both but by can could do does"
        " during each either for from further had has have here how if in into is it its more most no nor not of on only or"
        " other over same should so some such than that the their then there these they this those through to under up using"
        " very was were what when where which while who why with within without",
    )
)
_NUMBERS = (
    *((end, end) for end in ("ss", "us", "is", "news")),
    *((end, end[:-2]) for end in ("shes", "ches", "xes", "sses")),
    ("ies", "y"),
    ("s", ""),
    *((f"{vowel}y", f"{vowel}ys") for vowel in "aeiou"),
    ("y", "ies"),
    *((end, f"{end}es") for end in ("sh", "ch", "x", "z")),
)
_OPERATORS = frozenset(("and", "or", "not", "to"))


def phrase(words: str) -> str:
    """Words without anything that a query language could read as its own; "" where nothing is left."""
    plain = " ".join(_UNSAFE.sub(" ", words[: 4 * _LONGEST]).replace("’", "'").split())[:_LONGEST].strip(" .,'/+-")
    return "" if plain.lower() in _OPERATORS else plain


def names(words: Sequence[str]) -> tuple[str, ...]:
    """Names fit for a query, each once whatever its case, the best first."""
    found = {phrase(name).lower(): phrase(name) for name in reversed(words) if len(phrase(name)) > 1}
    return tuple(reversed(found.values()))[:_MOST_NAMES]


def numbers(name: str) -> tuple[str, ...]:
    """A name as it stands and with its last word in the other number: indexes look for words as they are written."""
    last = name.rpartition(" ")[2]
    if len(last) < 4 or not last.isalpha() or not last.islower():
        return (name,)
    found = next((name[: len(name) - len(end)] + other for end, other in _NUMBERS if last.endswith(end)), name + "s")
    return (name,) if found == name else (name, found)


def all_of(*groups: str) -> str:
    """What fits every one of the groups that are not empty."""
    return " AND ".join(group for group in groups if group)


def any_of(words: Sequence[str], term: Callable[[str], str]) -> str:
    """What fits one of the names; "" without names."""
    terms = [term(name) for name in names(words)]
    return f"({' OR '.join(terms)})" if terms else ""


def topic_query(topic: Topic, term: Callable[[str], str]) -> str:
    """Works on a therapy for a condition; the outcome stands in for a condition that is not named, and alone it is no topic."""
    therapies = any_of(topic.therapies, term)
    about = any_of(topic.conditions, term) or any_of(topic.outcomes, term)
    return all_of(therapies, about) if therapies or topic.conditions else ""


def title_words(title: str) -> tuple[str, ...]:
    """The eight longest words of a title that say something, in their order: more of them would let one misprint hide the work."""
    found = (word for word in _WORD.findall(phrase_of_title(title)) if len(word) > 1 and word.lower() not in _STOP)
    words = tuple(dict.fromkeys(found))
    kept = sorted(words, key=len, reverse=True)[:_MOST_WORDS]
    return tuple(word for word in words if word in kept)


def phrase_of_title(title: str) -> str:
    """A title without marks of a query language."""
    return " ".join(_UNSAFE.sub(" ", title[:500]).replace("’", "'").split())


def is_telling(entry: Bibliography) -> bool:
    """Whether the title alone is enough to find the work, so that a wrong year or author in the entry does not hide it."""
    return len(title_words(entry.title)) >= _SHORTEST_TITLE
