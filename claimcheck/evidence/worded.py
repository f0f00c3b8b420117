"""The outcome of a claim by its own words, where the vocabulary has no name for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.evidence.effects import Change, Effect, account_of
from claimcheck.evidence.terms import content, line, names_in

_FOLLOWING = re.compile(
    r"\s(?:in|among|for|by|with|without|during|after|before|when|while|on|at|to|and|or|of|from|than|as|more|less|better|faster|even|so|such"
    r"|following|compared|did|does)\b.*",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:the|an?|their|its|your|his|her|our|my|up|down)\s|(?:need|needs|use|consumption|intake) (?:for|of)\s)+", re.IGNORECASE
)
_AIMED = re.compile(r"\b(?:in|among|after|during|when|while|than|compared|by|without|from|due|because)\b|[,;(]", re.IGNORECASE)
_VERB = re.compile(r"(?:s|e|t|n)$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being)(?:\s\w+)?\s$", re.IGNORECASE)
_SMALL = re.compile(r"^(?:in|among|for|by|with|without|during|after|before|on|at|to|and|or|of|from|than|as)\b", re.IGNORECASE)
_MARKER = re.compile(r"\s?\[[\d\s,;–-]{1,30}\]|\s?\((?:PMID|PMCID|DOI)[:\s][^()]{1,60}\)", re.IGNORECASE)
_DOES = re.compile(
    r"\b(?:stop|end|build|rebuild|regrow|grow|repair|regenerate|beat|erase|melt|clear|banish|eradicate|speed|sharpen|calm|lift|fight|halve"
    r"|dissolve|flush|detoxify|reset|rejuvenate|soothe|firm|balance|unclog|clean)(?:s|es)?\s(?:up |down |away )?"
    r"(?P<what>(?:[\w’'-]+\s?){1,3})",
    re.IGNORECASE,
)
_MOST_WORDED = 3
_PEOPLE = frozenset({"people", "patients", "children", "adults", "women", "men", "babies", "infants", "teenagers", "you", "users"})
_OF_SOMETHING = frozenset(
    {"risk", "risks", "rate", "rates", "chance", "chances", "odds", "number", "incidence", "likelihood", "level", "levels", "amount"}
    | {"severity", "frequency", "duration", "need", "use", "cases"}
)
_ALONE = frozenset({"results", "result", "effect", "effects", "outcome", "outcomes", "symptoms", "health", "condition", "life", "lives"})
"""Words that name what is measured only with what follows them, which is cut off here."""


def unmarked(text: str) -> str:
    """A text without the marks and numbers by which it cites: no "[2]", no "(PMID …)"."""
    return _MARKER.sub("", text)


def worded(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What the claim says is changed, up to the first preposition: `falls` of "prevents falls in older adults".

    Left out is what it names as unchanged beside a change, and what is, or lies within, one of the `known` names that stand in it.
    """
    plain = unmarked(text)
    whole = names_in(known, plain)
    told = dict.fromkeys(measure for measure in _measures(plain, whole) if _tells(measure) and not _is_known(measure, known, whole))
    return tuple(told)[:_MOST_WORDED]


def _measures(text: str, known: tuple[str, ...]) -> Iterator[str]:
    effects = account_of(text).effects
    changed = [effect for effect in effects if effect.change is not Change.NONE] or effects
    done = [_without(known, match["what"]) for match in _DOES.finditer(text)]
    for measure in (*(object_of(effect) for effect in changed), *done):
        yield _FOLLOWING.split(_LEADING.sub("", measure.strip(" .,;:")))[0].strip(" .,;:")


def _without(known: tuple[str, ...], words: str) -> str:
    """What is left of some words behind a known name: flares of "lupus flares"."""
    for name in known:
        words = re.sub(rf"^\W*{re.escape(name)}\s(?=\w)", "", words, flags=re.IGNORECASE)
    return words


def object_of(effect: Effect) -> str:
    """What is changed: what the words of change have behind them where they are a verb with an object, else what they measure."""
    behind = behind_words(effect)
    active = _VERB.search(effect.words) and not _PASSIVE.search(effect.clause.partition(effect.words)[0])
    return behind if active and behind and not names_in((effect.measure,), behind) else effect.measure


def behind_words(effect: Effect) -> str:
    """The words behind a change up to those that say in whom, when or against what it was."""
    return _AIMED.split(effect.clause.partition(effect.words)[2].strip())[0]


def _is_known(measure: str, known: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return bool(names_in(known, measure)) or any(line(measure) in line(name) for name in whole)


def _tells(measure: str) -> bool:
    words = measure.lower().split()
    if len(words) == 1 and words[0] in _ALONE:
        return False
    return bool(content(measure)) and bool(words) and words[-1] not in _OF_SOMETHING | _PEOPLE and not _SMALL.match(measure)
