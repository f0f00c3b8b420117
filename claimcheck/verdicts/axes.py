"""What a claim says beyond the evidence that supports it: the axes of `overstated`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimcheck.model import Causal, Certainty, ClaimType, Direction, Evidence, EvidenceStatement, Strength, Study, Voice
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.retelling import is_retold
from claimcheck.verdicts.trust import IN_PEOPLE, is_known, is_looked_up

_LASTING_MONTHS = 24
_SURE_STEPS = 2
LABEL = "drug label"
_PROMISES = frozenset({"effect", "prevention", "cure", "hype"})
_SMALL = re.compile(r"\b(?:slight|slightly|small|modest|little)\b", re.IGNORECASE)
_CURES = re.compile(r"\b(?:cures?|cured|curative|eradicat\w+|complete remission|sustained virologic\w*)\b", re.IGNORECASE)


def certainty_asked(case: Case) -> int:
    """How sure the wording is, as a rank of `Certainty`: 0 for "improves", 1 "probably", 2 "may", 3 for a hope."""
    claim = case.claim
    if claim.strength is Strength.SPECULATIVE:
        return 3
    if claim.strength is Strength.HEDGED:
        return 2
    return 0 if claim.causal is Causal.DIRECT or "booster" in claim.cue_kinds() else 1


def steps_beyond(case: Case, certainty: Certainty) -> int:
    """How many steps the wording stands above a certainty; not positive where it keeps within it."""
    return certainty.rank - certainty_asked(case)


def axes_beyond(case: Case, supports: tuple[Evidence, ...]) -> tuple[str, ...]:
    """The names of all axes on which the claim outruns the evidence that supports it.

    A labelled use carries plain wording of that use. Text that does not sell brings evidence of its own for the finer axes.
    """
    behind = case.statements_behind(supports)
    found = [*_always(case, supports, behind)]
    if not any(piece.work.design == LABEL for piece in supports):
        found += _by_certainty(case, supports)
        if case.article.voice is Voice.SELLING and not case.claims_any(ClaimType.SAFETY):
            found += _when_selling(case, supports, behind)
    return tuple(dict.fromkeys(found))


def _always(case: Case, supports: tuple[Evidence, ...], behind: tuple[EvidenceStatement, ...]) -> Iterator[str]:
    cues = case.claim.cue_kinds()
    cured = any(ClaimType.CURE in s.types for s in behind) or any(_CURES.search(p.passage) for p in _read(supports))
    if case.claims_any(ClaimType.CURE) and "cure" in cues and not cured:
        yield "strength"
    if "population-all" in cues and any(s.ages for s in behind):
        yield "population"


def _by_certainty(case: Case, supports: tuple[Evidence, ...]) -> Iterator[str]:
    """Not by what was merely looked up, a sample of the evidence, nor by a cited review, nor where a cited result is retold as such."""
    own = any(piece.cited for piece in _read(supports))
    if is_looked_up(supports[0]) or (own and is_retold(case)) or (not is_known(supports[0]) and supports[0].tier not in IN_PEOPLE):
        return
    if steps_beyond(case, supports[0].certainty) >= _SURE_STEPS and _promises_benefit(case):
        yield "certainty"


def _when_selling(case: Case, supports: tuple[Evidence, ...], behind: tuple[EvidenceStatement, ...]) -> Iterator[str]:
    cues = case.claim.cue_kinds()
    known_condition = not any("condition" in piece.limits for piece in supports)
    if all("outcome" in piece.limits for piece in supports) and _promises_benefit(case) and known_condition:
        yield "outcome"
    if (
        case.claims_any(ClaimType.DURABILITY)
        and "durability" in cues
        and not any(_lasts(s) for s in behind)
        and not _shown(supports, _followed_long)
    ):
        yield "duration"
    if {"speed", "effect"} <= cues and not _read(supports) and not any(ClaimType.SPEED_OF_EFFECT in s.types for s in behind):
        yield "duration"
    if "booster" in cues and _promises_benefit(case, hedged=True) and any(_SMALL.search(s.wording + s.statement) for s in behind):
        yield "strength"
    if (
        case.claims_any(ClaimType.COMPARISON)
        and "superiority-uncompared" in cues
        and not any(ClaimType.COMPARISON in s.types for s in behind)
        and not _shown(supports, _compared)
    ):
        yield "comparator"
    if all("intervention" in piece.limits for piece in supports) and case.claim.strength is Strength.ASSERTIVE:
        yield "intervention"


def _read(supports: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The pieces that were read in works, not taken from built-in statements."""
    return tuple(piece for piece in supports if not is_known(piece))


def _shown(supports: tuple[Evidence, ...], how: Callable[[Study], bool]) -> bool:
    """Whether a study that was read is of some kind."""
    return any(piece.work.study is not None and how(piece.work.study) for piece in _read(supports))


def _followed_long(study: Study) -> bool:
    return (study.follow_up_months or 0) >= _LASTING_MONTHS


def _compared(study: Study) -> bool:
    return study.compared is True


def _lasts(statement: EvidenceStatement) -> bool:
    measured = ClaimType.DURABILITY in statement.types and statement.direction is Direction.BENEFIT
    return measured or (statement.follow_up_months or 0) >= _LASTING_MONTHS


def _promises_benefit(case: Case, hedged: bool = False) -> bool:
    sure = hedged or case.claim.strength is Strength.ASSERTIVE
    kinds = _PROMISES | {"change"} if case.article.voice is Voice.SELLING else _PROMISES
    promised = bool(case.claim.cue_kinds() & kinds)
    return sure and promised and case.claims_any(ClaimType.EFFECTIVENESS, ClaimType.CURE, ClaimType.PREVENTION)
