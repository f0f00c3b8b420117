"""Who was studied: people, animals, or cells and molecules.

A word for an animal says little by itself: fish is eaten, rabbits give antibodies, cats are pets, and trials bear names such as RATS.
Such words are taken out first; an animal is then the subject only where no people were studied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from claimcheck.literature.studies.words import Text, Words, choice, cues, has, how_many, listed
from claimcheck.model import StudyKind

_FEW_PEOPLE, _SOME_PEOPLE = 2, 5


@dataclass(frozen=True, slots=True)
class _Seen:
    """How many signs of animals a title and an abstract hold, whether an animal is said to be the subject, whether people were studied.

    `people` is looked for only where the title names an animal or one is the subject.
    """

    titled: int
    told: int
    is_subject: bool
    people: bool


def is_mixed(words: Words) -> bool:
    """Whether one work studied animals as well as people."""
    seen = _seen(words)
    return seen is not None and seen.is_subject and seen.people


def names_animals(words: Words) -> bool:
    """Whether title or abstract name an animal that is neither food nor the source of a drug."""
    return _seen(words) is not None


def people_told(text: Text) -> bool:
    """Whether a text counts the people that took part, or tells what was done with them."""
    return _counts_people(text.words)


@lru_cache(maxsize=8)  # asked several times of one work
def _counts_people(words: str) -> bool:
    return bool(_counted().search(words))


def animal_work(words: Words) -> StudyKind | None:
    """A study in animals: an animal is its subject, and people are not."""
    seen = _seen(words)
    if seen is None or seen.people:
        return None
    people = how_many(words.text, cues("text", "people"))
    if seen.titled and not has(words.title, cues("text", "people")) and (people <= _FEW_PEOPLE or seen.is_subject):
        return StudyKind.ANIMAL
    if not seen.is_subject or people >= _SOME_PEOPLE or has(words.both, cues("text", "narrative")):
        return None
    return StudyKind.ANIMAL if seen.told > people else None


def laboratory_work(words: Words) -> StudyKind | None:
    """Work on cells and molecules without people; names of drugs and of therapies with cells do not make it."""
    if not (has(words.title, cues("title", "vitro")) or has(words.text, cues("text", "vitro"))):
        return None
    people = how_many(words.text, cues("text", "people"))
    if people >= _FEW_PEOPLE or people_told(words.text):
        return None
    title, text = _plain(words.title), _plain(words.text)
    signs = how_many(text, cues("text", "vitro"))
    if has(title, cues("title", "bench")) or (not people and signs and has(title, cues("title", "vitro"))):
        return StudyKind.IN_VITRO
    return StudyKind.IN_VITRO if signs > 1 + 2 * people else None


@lru_cache(maxsize=4)
def _seen(words: Words) -> _Seen | None:
    """What title and abstract show of animals; None where they name none."""
    animal = cues("animals", "named")
    if not has(words.both, animal):
        return None
    title, text = _plain(words.title), _plain(words.text)
    titled, told = how_many(title, animal), how_many(text, animal)
    if not titled and not told:
        return None
    subject = _subject()
    is_subject = bool(subject.search(title.words) or subject.search(text.words))
    return _Seen(titled, told, is_subject, (is_subject or titled > 0) and people_told(words.text))


@lru_cache(maxsize=8)
def _plain(text: Text) -> Text:
    """A text without animals that are food, pets or the source of a drug, and without cells and molecules in the names of drugs."""
    words = _aside().sub(" ; ", text.words)
    return text if words == text.words else Text(words, frozenset(words.split()))


@cache
def _aside() -> re.Pattern[str]:
    animal = choice("animals", "sources")
    return re.compile(
        rf"(?<= )(?:(?:{choice('animals', 'before')}) (?:{animal})"
        rf"|(?:{animal})(?: s)? (?:{choice('animals', 'after')})|{choice('animals', 'drugs')})(?= )"
    )


@cache
def _subject() -> re.Pattern[str]:
    animal = choice("animals", "subjects")
    return re.compile(
        rf" (?:{animal}|animals) (?:{choice('animals', 'treated')}) "
        rf"| (?:{choice('animals', 'led')}) (?:[a-z]{{2,20}} ){{0,3}}(?:{animal}) |(?:{animal}) (?:{choice('animals', 'model')}) "
    )


@cache
def _counted() -> re.Pattern[str]:
    number = rf"(?:\d{{1,6}}|{choice('people', 'numbers')})"
    person = choice("people", "sure")
    between = "|".join((*listed("people", "between"), *listed("animals", "vets"), r"\d+"))
    return re.compile(
        rf" {number} (?:(?!(?:{between}) )[a-z]{{1,20}} ){{0,4}}(?:{person}) "
        rf"| (?:{person}) (?:n|{choice('people', 'taken_in')}) | {choice('people', 'agreed')} "
    )
