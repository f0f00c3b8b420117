"""What a work gives in place of a number that it does not hold, where it is clear that both are on the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.evidence.derived import with_derived
from claimcheck.evidence.effects import account_of
from claimcheck.evidence.quantities import Kind, Quantity, quantities
from claimcheck.evidence.sentences import sentences
from claimcheck.evidence.terms import content
from claimcheck.evidence.worded import behind_words, unmarked
from claimcheck.model import Study

_ALIKE = 2
_CLOSE_BY = 3
_OFF = 0.2
_STUDIED = re.compile(
    r"\b(?:trials?|study|studies|meta-?analys[ei]s|review|cohort)\s(?:of|in|with|among|on)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE
)
_PER_CENT = re.compile(r"%|per\s?cent", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:[.,·]\d+)*")
_ASIDE = re.compile(
    r"\b(?:baseline|mean age|median age|aged?|female|male|women and men|demographic\w*|dropped out|drop-?outs?|withdrew|response rate"
    r"|followed up|loss to follow-up|confidence|sensitivity|heterogeneity|I2|compliance|adherence|of eligible|consented)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sought:
    """A claimed number that a work does not hold, the claim it stands in, the claim's numbers that the work does hold."""

    claimed: Quantity
    text: str
    found: tuple[Quantity, ...]


def instead(sought: Sought, parts: Sequence[str], study: Study | None) -> Quantity | None:
    """The number that the work gives for the same thing, None where that is not clear."""
    if sought.claimed.kind is Kind.PEOPLE:
        return _people(sought, study)
    if sought.claimed.kind is Kind.STUDIES:
        return _studies(sought.claimed, parts, study)
    if sought.claimed.kind in (Kind.SHARE, Kind.FOLD, Kind.AMOUNT) and not _is_range(sought.claimed):
        return _nearest(sought.claimed, _for_the_same(sought, parts))
    return None


def _is_range(quantity: Quantity) -> bool:
    """Whether a number is an end of a range or one of "1 of 5", which are put in many ways."""
    return len(_DIGITS.findall(quantity.text)) > 1


def _people(sought: Sought, study: Study | None) -> Quantity | None:
    """More people than were studied, or another number of them where the claim says how many a trial had."""
    whole = study.participants if study else None
    if not whole:
        return None
    value = sought.claimed.value
    in_trial = _STUDIED.search(sought.text[max(0, sought.claimed.start - 60) : sought.claimed.start])
    apart = value > 1.05 * whole or (in_trial is not None and value < (1 - _OFF) * whole)
    return Quantity(Kind.PEOPLE, float(whole), str(whole), 0, 0, 0.0) if apart else None


def _studies(claimed: Quantity, parts: Sequence[str], study: Study | None) -> Quantity | None:
    """The number of studies that a review pooled."""
    if study is not None and study.pooled:
        return Quantity(Kind.STUDIES, float(study.pooled), str(study.pooled), 0, 0, 0.0)
    given = [quantity for part in parts for quantity in quantities(part) if quantity.kind is Kind.STUDIES]
    return _nearest(claimed, given)


def _nearest(claimed: Quantity, given: Sequence[Quantity]) -> Quantity | None:
    """The nearest of some numbers, None where it lies so near that one may be the other roughly put."""
    best = min(given, key=lambda quantity: abs(quantity.value - claimed.value), default=None)
    if best is None or abs(best.value - claimed.value) <= _OFF * max(best.value, claimed.value):
        return None
    return best


def _for_the_same(sought: Sought, parts: Sequence[str]) -> list[Quantity]:
    """The numbers of the kind in the sentences that speak of the outcome of the claim, or hold another of its numbers."""
    claim = unmarked(sought.text)
    words, outcome = content(claim), _outcome(claim)
    found = []
    for sentence in _sentences(parts):
        given = [q for q in _given(sentence, sought.claimed.kind) if q.unit == sought.claimed.unit]
        told = content(sentence)
        paired = len(words & told) >= _ALIKE and _holds_pair(sought, given)
        if paired or (not _ASIDE.search(sentence) and _same_thing(words, outcome, told)):
            starts = [quantity.start for quantity in given]
            found += [q for q in given if starts.count(q.start) == 1] or given  # of an interval neither end is the number itself
    return found


def _given(sentence: str, kind: Kind) -> list[Quantity]:
    """The numbers of a kind that a sentence states; shares by its ratios where it states none."""
    stated = [quantity for quantity in quantities(sentence) if quantity.kind is kind]
    if kind is Kind.SHARE:
        stated = [quantity for quantity in stated if _PER_CENT.search(quantity.text)]
    if stated or kind is not Kind.SHARE:
        return stated
    ratios = {quantity.start for quantity in quantities(sentence) if quantity.kind is Kind.RATIO}
    return [quantity for quantity in with_derived(sentence) if quantity.kind is Kind.SHARE and quantity.start in ratios]


def _holds_pair(sought: Sought, given: Sequence[Quantity]) -> bool:
    """Whether one of the sentence's numbers is another number of the claim: the one arm right, the other not."""
    found = [quantity for quantity in sought.found if quantity.kind is sought.claimed.kind]
    return any(abs(one.value - other.value) <= max(one.slack, other.slack) for one in found for other in given)


def _same_thing(words: frozenset[str], outcome: frozenset[str], sentence: frozenset[str]) -> bool:
    """Whether a sentence names all of the claim's outcome with other words of the claim, or half of its words where none is named."""
    shared = len(words & sentence)
    if outcome:
        return outcome <= sentence and shared >= min(_ALIKE, len(words) / 2)
    return shared >= _CLOSE_BY and shared >= len(words) / 2


def _outcome(text: str) -> frozenset[str]:
    """The stems of what a claim says is changed."""
    measures = [effect.measure if content(effect.measure) else behind_words(effect) for effect in account_of(text).effects]
    return frozenset().union(*(content(measure) for measure in measures))


def _sentences(parts: Sequence[str]) -> Iterator[str]:
    for part in parts:
        for span in sentences(part):
            yield part[span.start : span.end]
