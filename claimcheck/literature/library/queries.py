"""From the words of a claim, or from a topic, to what the index is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from claimcheck.literature.library.filters import kind_tag
from claimcheck.literature.library.index import TAGS, TITLE, Term, analyser
from claimcheck.model import StudyKind, Topic

_WORD = re.compile(r"[^\W_]+")
_HYPHENED = re.compile(r"(?<![^\W_-])[^\W_]{1,40}(?:-[^\W_]{1,40}){1,5}")
_MIXED = re.compile(r"\b(?:([a-z]{1,40})(\d{1,10})|(\d{1,10})([a-z]{1,40}))\b")
_MOST_WORDS = 64
_MOST_STEMS = 96
_SHORTEST_TITLE = 3
_TITLE_SHARE = 0.7
CANDIDATES = 5
_LONGEST = 20_000
_TITLE_WEIGHT, _JOINED_WEIGHT, _SPLIT_WEIGHT = 0.2, 0.5, 0.3
_STOP = """a about after all also am an and any are as at be because been before being between both but by can could did do does doing
    during each either few for from further had has have having he her here hers him his how however i if in into is it its itself
    just may me might more most must my no nor not of on once only or other our out over own per s same shall she should so some
    such t than that the their them then there these they this those through to too under until up upon very via vs was we were
    what when where whether which while who whom why will with within without would you your"""
_THERAPY_IN_TITLE, _CONDITION_IN_TITLE = 0.5, 0.3
_SEVERAL = 0.7
_ASKED = 3
_DESIGNS = {
    StudyKind.SYSTEMATIC_REVIEW: 6.0,
    StudyKind.RANDOMISED: 4.5,
    StudyKind.GUIDELINE: 4.5,
    StudyKind.CONTROLLED: 3.0,
    StudyKind.COHORT: 1.5,
}
STOP_WORDS = frozenset(_STOP.split())


def words(text: str) -> list[str]:
    """The words of a text that carry meaning, in order, in lower case; at most 64."""
    found = (word for word in _WORD.findall(text[:_LONGEST].lower()) if word not in STOP_WORDS)
    return [word for word, _ in zip(found, range(_MOST_WORDS), strict=False)]


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return list(analyser().analyze(" ".join(words(text))))


def claim_terms(text: str) -> tuple[Term, ...]:
    """What to look for, given the words of a claim: every stem, and again in the title, which says what a work is about.

    A word that the claim repeats weighs more. Words with a hyphen are also looked for as one, letters beside digits also apart,
    because authors write both IL-6 and IL6.
    """
    weights: dict[str, float] = dict(Counter(stems(text)))
    for spelling, weight in _other_spellings(text[:_LONGEST].lower()):
        for stem in stems(spelling):
            weights[stem] = max(weights.get(stem, 0.0), weight)
    kept = list(weights.items())[:_MOST_STEMS]
    return tuple(part for stem, weight in kept for part in (Term((stem,), weight), Term((stem,), weight * _TITLE_WEIGHT, TITLE)))


def _other_spellings(text: str) -> Iterator[tuple[str, float]]:
    for found in _HYPHENED.finditer(text):
        yield found.group().replace("-", ""), _JOINED_WEIGHT
    for found in _MIXED.finditer(text):
        yield " ".join(part for part in found.groups() if part), _SPLIT_WEIGHT


def title_terms(title: str) -> tuple[Term, ...]:
    """What to look for, given a title."""
    return tuple(Term((stem,), 1.0, TITLE) for stem in dict.fromkeys(stems(title)))


def titles_agree(asked: str, found: str) -> bool:
    """Whether most words of the shorter are in the other, so that an entry which holds a title also agrees with it."""
    one, other = set(stems(asked)), set(stems(found))
    least = min(len(one), len(other))
    return least >= _SHORTEST_TITLE and len(one & other) >= _TITLE_SHARE * least


def topic_groups(topic: Topic) -> tuple[tuple[Term, ...], ...]:
    """Groups of terms for a topic: of therapies and of conditions one name each must be there, the rest adds to the score.

    That are outcomes, therapies and conditions in the title, which tell what a work is about from what it mentions,
    and designs that can show whether a therapy works.
    """
    musts = needed(topic)
    outcomes = tuple(_names(topic.outcomes))
    if not musts:
        return (outcomes,)
    titled = (*_titled(topic.therapies, _THERAPY_IN_TITLE), *_titled(topic.conditions, _CONDITION_IN_TITLE))
    designs = tuple(Term((kind_tag(kind),), weight, TAGS) for kind, weight in _DESIGNS.items())
    return (*musts, (*outcomes, *titled, *designs))


def needed(topic: Topic) -> tuple[tuple[Term, ...], ...]:
    """The groups of a topic of which a work must name one each: therapies, conditions; a group without names is left out."""
    return tuple(group for group in (tuple(_names(topic.therapies)), tuple(_names(topic.conditions))) if group)


def question_of(topic: Topic) -> str:
    """A topic put in words, for a search by meaning, from the first names of its therapies, conditions and outcomes."""
    therapies, conditions, outcomes = (", ".join(names[:_ASKED]) for names in (topic.therapies, topic.conditions, topic.outcomes))
    about = " in ".join(part for part in (outcomes, conditions) if part)
    return f"{about} treated with {therapies}" if about and therapies else about or therapies


def _titled(names: Iterable[str], weight: float) -> Iterator[Term]:
    return (Term(found, weight, TITLE) for found in _distinct(names))


def _names(names: Iterable[str]) -> Iterator[Term]:
    """Each name as words that all must occur; whether they stand side by side made no difference where it was measured."""
    return (Term(found, 1.0 if len(found) == 1 else _SEVERAL) for found in _distinct(names))


def _distinct(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    found = (tuple(dict.fromkeys(stems(name))) for name in names)
    return (name for name in dict.fromkeys(found) if name)
