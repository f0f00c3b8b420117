"""A statement without a known therapy held against a passage by its words: do they speak of the same, and go the same way."""

from __future__ import annotations

from claimcheck.evidence.effects import Account, Change, Effect, account_of
from claimcheck.evidence.terms import content, share
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.model import Stance

NEAR = 0.5
_UP = {Change.RISE: 1, Change.BETTER: 1, Change.FALL: -1, Change.WORSE: -1, Change.NONE: 0}


def judge_by_words(statement: Statement, passage: str, accounts: list[Account]) -> Bearing:
    """NEUTRAL below half of the statement's words; else by the ways in which both say that things went."""
    near = share(content(statement.text), passage)
    if near < NEAR:
        return Bearing(Stance.NEUTRAL, round(near / 2, 2), (f"holds {near:.0%} of the claim's words",))
    ours = _way(account_of(statement.text).effects, statement.denies)
    theirs = _way(tuple(effect for account in accounts for effect in account.effects), False)
    reason = f"holds {near:.0%} of the claim's words"
    if ours is None or theirs is None or ours == theirs:
        return Bearing(Stance.SUPPORTS, round(near * 0.8, 2), (reason,))
    return Bearing(Stance.REFUTES, round(near * 0.8, 2), (reason, f"but tells {_WORDS[theirs]} where the claim tells {_WORDS[ours]}"))


_WORDS = {1: "of more", -1: "of less", 0: "of no change"}


def _way(effects: tuple[Effect, ...], denies: bool) -> int | None:
    """Up, down or no change where all effects agree, None where there is none or they differ."""
    if denies:
        return 0
    ways = {_UP[effect.change] for effect in effects if effect.change in _UP}
    return ways.pop() if len(ways) == 1 else None
