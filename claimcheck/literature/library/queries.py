"""From the words of a claim, or from a topic, to what the index is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimcheck.literature.library.index import Term, analyser
from claimcheck.model import Topic

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 64
_LONGEST = 20_000
_TITLE_WEIGHT = 0.2
_STOP = """a about after all also am an and any are as at be because been before being between both but by can could did do does doing
    during each either few for from further had has have having he her here hers him his how however i if in into is it its itself
    just may me might more most must my no nor not of on once only or other our out over own per s same shall she should so some
    such t than that the their them then there these they this those through to too under until up upon very via vs was we were
    what when where whether which while who whom why will with within without would you your"""
STOP_WORDS = frozenset(_STOP.split())


def words(text: str) -> list[str]:
    """The words of a text that carry meaning, in order, in lower case; at most 64."""
    found = (word for word in _WORD.findall(text[:_LONGEST].lower()) if word not in STOP_WORDS)
    return [word for word, _ in zip(found, range(_MOST_WORDS), strict=False)]


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return list(analyser().analyze(" ".join(words(text))))


def claim_terms(text: str) -> tuple[Term, ...]:
    """What to look for, given the words of a claim: every stem, and again in the title, which says what a work is about."""
    return tuple(term for stem in dict.fromkeys(stems(text)) for term in (Term((stem,)), Term((stem,), _TITLE_WEIGHT, "title")))


def title_terms(title: str) -> tuple[Term, ...]:
    """What to look for, given a title."""
    return tuple(Term((stem,), 1.0, "title") for stem in dict.fromkeys(stems(title)))


def topic_groups(topic: Topic) -> tuple[tuple[Term, ...], ...]:
    """Groups of terms for a topic: of therapies and of conditions one name each must be there; outcomes add to the score."""
    needed = [tuple(_names(names)) for names in (topic.therapies, topic.conditions)]
    optional = tuple(_names(topic.outcomes))
    return (*(group for group in needed if group), optional)


def _names(names: Iterable[str]) -> Iterator[Term]:
    """Each name as words that all must occur, worth more where they stand together, and most in the title."""
    for found in dict.fromkeys(tuple(stems(name)) for name in names):
        distinct = tuple(dict.fromkeys(found))
        if len(distinct) == 1:
            yield Term(distinct)
        elif distinct:
            yield Term(distinct, 0.7, slop=-1)
            yield Term(found, 1.0, slop=1)
