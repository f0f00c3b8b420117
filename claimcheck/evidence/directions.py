"""Which way an outcome went with a treatment, read from the sentences that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.evidence.comparing import sides_of
from claimcheck.evidence.effects import Change, Effect, account_of
from claimcheck.evidence.lexicon import hits
from claimcheck.evidence.sentences import sentences
from claimcheck.evidence.terms import content, share

_WAYS = {Change.RISE: 1, Change.FALL: -1, Change.NONE: 0}
_CHANGES = {1: Change.RISE, -1: Change.FALL, 0: Change.NONE}
_GAIN = re.compile(
    r"\b(?:reductions?|relief|decreases?|weight loss|decline|improvements?|alleviation|response|remission|healing)\b", re.IGNORECASE
)
_PLAIN = {Change.BETTER: 1, Change.WORSE: -1}


@dataclass(frozen=True, slots=True)
class Compared:
    """What a trial compared: a treatment with another, and the outcome that was measured, each in the trial's own words."""

    treatment: str
    comparator: str
    outcome: str


def direction_of(compared: Compared, text: str) -> Change:
    """RISE, FALL or NONE as the text says of the outcome under the treatment against the comparator; UNKNOWN where it does not tell.

    What the text says of the outcome itself goes before what it says of others.
    """
    told = sorted(_told(compared, text), key=lambda found: -found[0])
    best = [way for nearness, way in told if nearness == told[0][0]]
    if best:
        return _CHANGES[best[0]] if len(set(best)) == 1 else next(_CHANGES[way] for way in best if way)
    return Change.NONE if _without_effect(text) else Change.UNKNOWN


def _without_effect(text: str) -> bool:
    """Whether the figures of a text speak of no effect though its words tell of no change."""
    known = [account_of(text[span.start : span.end]).significant for span in sentences(text)]
    return False in known and True not in known


def _told(compared: Compared, text: str) -> Iterator[tuple[float, int]]:
    """For each change told: how much of the outcome its words hold, and which way the outcome went."""
    wanted = content(compared.outcome)
    for span in sentences(text):
        sentence = text[span.start : span.end]
        account = account_of(sentence)
        turned = not account.turned and _is_turned(compared, sentence)
        for effect in account.effects:
            way = _way(effect, compared.outcome)
            if way is not None:
                near = share(wanted, effect.clause) + share(wanted, effect.measure)
                yield round(near, 2), -way if turned or account.turned else way


def _way(effect: Effect, outcome: str) -> int | None:
    """Up, down or no change of the outcome; what got better or worse goes up or down as the outcome is wanted or not.

    An outcome that is itself a fall or a gain ("pain relief", "weight loss") goes up where the thing falls or gets better.
    """
    if _GAIN.search(outcome) and effect.change in (Change.FALL, Change.BETTER):
        return 1
    if effect.change in _WAYS:
        return _WAYS[effect.change]
    return _PLAIN[effect.change] * _wanted(f"{outcome} {effect.measure}") if effect.change in _PLAIN else None


def _wanted(words: str) -> int:
    """1 for a thing that is good to have more of, -1 for one that is bad; the first that is known counts, 1 where none is."""
    kinds = [hit.key for hit in hits(words) if hit.key in ("good", "bad", "harm")]
    return -1 if kinds and kinds[0] != "good" else 1


def _is_turned(compared: Compared, sentence: str) -> bool:
    """Whether a sentence sets the comparator first: "lower with the comparator than with the treatment"."""
    sides = sides_of(sentence)
    if sides is None:
        return False
    ours = content(compared.treatment) - content(compared.comparator)
    theirs = content(compared.comparator) - content(compared.treatment)
    return share(theirs, sides.first) > share(ours, sides.first) and share(ours, sides.second) > share(theirs, sides.second)
