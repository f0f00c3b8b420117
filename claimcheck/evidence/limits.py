"""In what a work falls short of a claim: the axes on which it speaks of something narrower, shorter or else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from claimcheck.evidence.fitting import specific_therapies
from claimcheck.evidence.terms import names_in
from claimcheck.model import Claim, ClaimType, Role, Study, StudyKind, Vocabulary, Work

_YOUNG = r"child(?:ren)?|infants?|bab(?:y|ies)|newborns?|neonates?|toddlers?|kids?|adolescents?|teen(?:ager)?s?|boys|girls|pa?ediatric"
_OLD = r"elderly|older (?:adults|people|patients|men|women)|seniors|aged 6\d and over"
_AGES = tuple(
    (age, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for age, words in (("children", _YOUNG), ("older_adults", _OLD), ("adults", r"adults?|men|women"))
)
_MONTHS = {"day": 1 / 30.4, "week": 7 / 30.4, "month": 1.0, "year": 12.0}
_TIME = re.compile(r"\b(\d{1,4}(?:\.\d+)?|one|two|three|four|five|six|ten|twelve)[\s-](day|week|month|year)s?\b", re.IGNORECASE)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12}
_LASTING = 24.0
_NOT_PEOPLE = frozenset({StudyKind.ANIMAL, StudyKind.IN_VITRO})
_DEEPEST = 3


def limits_of(claim: Claim, work: Work, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The axes, by name, on which a work falls short of a claim; empty where it speaks of the same."""
    text = text_of(work)
    found = [*_on_topic(claim, text, vocabulary)]
    if work.study is not None:
        found += _on_study(claim, work.study)
    return tuple(sorted(set(found)))


@lru_cache(maxsize=512)
def text_of(work: Work) -> str:
    """Title, abstract, keywords and subject headings in one text."""
    return " . ".join((work.title, *(part.text for part in work.abstract), *work.keywords, *work.mesh))


def relation(concepts: tuple[str, ...], text: str, vocabulary: Vocabulary) -> str | None:
    """`same` where a text names one of the concepts, `wider` where only something below one of them, None where neither."""
    if any(names_in(vocabulary.names(concept), text) for concept in concepts):
        return "same"
    if any(names_in(_names_below(vocabulary, concept), text) for concept in concepts):
        return "wider"
    return None


def _names_below(vocabulary: Vocabulary, concept: str) -> tuple[str, ...]:
    """The names of what lies below a concept, a few levels deep."""
    level, found = [concept], dict[str, None]()
    for _ in range(_DEEPEST):
        level = [child for parent in level for child in vocabulary.children.get(parent, ()) if child not in found]
        found.update(dict.fromkeys(level))
    return tuple(name for child in found for name in vocabulary.names(child))


def _on_topic(claim: Claim, text: str, vocabulary: Vocabulary) -> Iterator[str]:
    if relation(specific_therapies(claim), text, vocabulary) == "wider":
        yield "intervention"
    conditions = claim.concepts(Role.CONDITION)
    related = relation(conditions, text, vocabulary)
    if related == "wider":
        yield "population"
    if related is None:
        yield "condition"
    outcomes = claim.concepts(Role.OUTCOME)
    if outcomes and relation(outcomes, text, vocabulary) is None:
        yield "outcome"


def _on_study(claim: Claim, study: Study) -> Iterator[str]:
    if (study.humans is False or study.kind in _NOT_PEOPLE) and "mice-or-lab" not in claim.cue_kinds():
        yield "species"
    ages = ages_of(claim)
    if ages and study.ages and not ages & study.ages:
        yield "population"
    months = months_claimed(claim)
    if months is not None and study.follow_up_months is not None and study.follow_up_months < 0.9 * months:
        yield "duration"
    if ClaimType.COMPARISON in claim.types and study.compared is False:
        yield "comparator"


def ages_of(claim: Claim) -> frozenset[str]:
    """The ages that a claim names, a subset of children, adults, older_adults."""
    words = " ".join((claim.text, *(mention.text for mention in claim.mentions if mention.role is Role.POPULATION)))
    for age, pattern in _AGES:
        if pattern.search(words):
            return frozenset({age, "adults"}) if age == "older_adults" else frozenset({age})
    return frozenset()


def months_claimed(claim: Claim) -> float | None:
    """For how many months a claim says that the effect lasts or was seen, None where it does not say; 24 for "lasting"."""
    mention = claim.mention(Role.DURATION)
    match = _TIME.search(mention.text) if mention else None
    if match is not None:
        value = match.group(1).lower()
        return (_WORDS.get(value) or float(value)) * _MONTHS[match.group(2).lower()]
    return _LASTING if ClaimType.DURABILITY in claim.types and "durability" in claim.cue_kinds() else None
