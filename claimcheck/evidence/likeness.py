"""A statement without a known therapy held against a passage by its words: do they speak of the same, and go the same way."""

from __future__ import annotations

from claimcheck.evidence.effects import Account, Change, Effect, account_of
from claimcheck.evidence.terms import content, share
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.model import Stance

NEAR = 0.4
_SAME_MEASURE = 0.5
_DENIED = 0.4
_UP = {Change.RISE: 1, Change.BETTER: 1, Change.FALL: -1, Change.WORSE: -1, Change.NONE: 0}
_WORDS = {1: "of more", -1: "of less", 0: "of no change"}


def judge_by_words(statement: Statement, passage: str, accounts: list[Account]) -> Bearing:
    """NEUTRAL where the passage holds too few of the statement's words; else by the ways in which both say that things went."""
    near = share(content(statement.text), passage)
    reason = f"holds {near:.0%} of the claim's words"
    if near < NEAR:
        return Bearing(Stance.NEUTRAL, round(near / 2, 2), (reason,))
    told = tuple(effect for account in accounts for effect in account.effects if effect.change in _UP)
    asserted = tuple(effect for effect in account_of(statement.text).effects if effect.change in _UP)
    ours, theirs = _way(asserted, statement.denies), _way(_alike(asserted, told), False)
    if not asserted and near >= _DENIED and _denies(statement) != any(account.denies for account in accounts):
        return Bearing(Stance.REFUTES, round(near * 0.6, 2), (reason, "but only one of the two denies it"))
    if ours is None or theirs is None or ours == theirs:
        return Bearing(Stance.SUPPORTS, round(near * 0.8, 2), (reason,))
    return Bearing(Stance.REFUTES, round(near * 0.8, 2), (reason, f"but tells {_WORDS[theirs]} where the claim tells {_WORDS[ours]}"))


def _denies(statement: Statement) -> bool:
    return statement.denies or account_of(statement.text).denies


def _alike(asserted: tuple[Effect, ...], told: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Those effects of a passage that speak of the measure that the claim speaks of, where any does; else all."""
    measures = [content(effect.measure) for effect in asserted]
    near = tuple(effect for effect in told if any(share(measure, effect.measure) >= _SAME_MEASURE for measure in measures))
    return near or told


def _way(effects: tuple[Effect, ...], denies: bool) -> int | None:
    """Up, down or no change where all effects agree, None where there is none or they differ."""
    if denies:
        return 0
    ways = {_UP[effect.change] for effect in effects}
    return ways.pop() if len(ways) == 1 else None
