"""What is observed of a statement and a passage side by side: which way each goes, what is denied, and how much they share.

These named figures stand beside the trained model's own answer; their weights are in evidence/stance.json
(fitted by `claimcheck.training.joining`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.evidence.effects import Account, Change, account_of
from claimcheck.evidence.sentences import sentences
from claimcheck.evidence.terms import content, names_in, share
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.model import Stance

_WAYS = {Change.RISE: 1, Change.BETTER: 1, Change.FALL: -1, Change.WORSE: -1, Change.NONE: 0}


def observed(statement: Statement, passage: str, plain: Bearing) -> Mapping[str, float]:
    """Named observations, each from -1 to 1: the plain reading's stance, opposite or equal directions, denials, hedges and shared words."""
    ours, theirs = account_of(statement.text), [account_of(passage[span.start : span.end]) for span in sentences(passage)]
    denies = statement.denies or ours.denies
    return {
        "plain supports": plain.score if plain.stance is Stance.SUPPORTS else 0.0,
        "plain refutes": plain.score if plain.stance is Stance.REFUTES else 0.0,
        "shared words": share(content(statement.text), passage),
        "only one denies": float(denies != any(account.denies for account in theirs)),
        "both deny": float(denies and any(account.denies for account in theirs)),
        "opposite ways": float(_opposed([ours], theirs)),
        "same way": float(_agreeing([ours], theirs)),
        "no effect seen": float(any(account.significant is False for account in theirs) and not denies),
        "not known": float(any(effect.change is Change.UNKNOWN for account in theirs for effect in account.effects)),
        "passage hedges": float(any(account.hedges for account in theirs) and not ours.hedges),
        "only asks": float(bool(theirs) and all(account.asks for account in theirs)),
        "therapy named": float(not statement.therapies or bool(names_in(statement.therapies, passage))),
        "condition named": float(not statement.conditions or bool(names_in(statement.conditions, passage))),
        "outcome named": float(not statement.outcomes or bool(names_in(statement.outcomes, passage))),
        "tells an effect": float(any(account.effects for account in theirs)),
    }


def _ways(accounts: Sequence[Account]) -> set[int]:
    return {_WAYS[effect.change] for account in accounts for effect in account.effects if effect.change in _WAYS}


def _opposed(ours: Sequence[Account], theirs: Sequence[Account]) -> bool:
    """Whether both tell a direction and no direction is told by both."""
    one, other = _ways(ours), _ways(theirs)
    return bool(one and other) and not one & other


def _agreeing(ours: Sequence[Account], theirs: Sequence[Account]) -> bool:
    one, other = _ways(ours), _ways(theirs)
    return bool(one) and one == other
