"""What a statement itself says of its therapy, read with the same words as passages are."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.evidence.effects import Change, Effect, account_of
from claimcheck.evidence.terms import names_in
from claimcheck.evidence.verifier import Statement

_PLAIN = (Change.BETTER, Change.WORSE)
_PROMISE = Effect(Change.BETTER, 1, "", "")


def asserted_by(statement: Statement) -> Effect | None:
    """The effect that a statement asserts, a benefit where it only names a therapy; None where it asserts good and bad at once."""
    effects = [resolved(effect, statement) for effect in account_of(statement.text).effects if effect.change is not Change.UNKNOWN]
    told = [effect for effect in effects if effect.good is not None]
    if statement.denies:
        first = next(iter(told or effects), _PROMISE)
        return replace(first, change=Change.NONE, good=0, denied=1)
    if not told:
        return next(iter(effects), _PROMISE)
    chosen = _on_outcome(told, statement) or [effect for effect in told if effect.change in _PLAIN] or told
    return chosen[0] if len({effect.good for effect in chosen}) == 1 else None


def denies(statement: Statement) -> bool:
    """Whether a statement denies an effect, as its maker says or by each of its own words; a denied harm is praise, no denial."""
    if statement.denies:
        return True
    effects = account_of(statement.text).effects
    return bool(effects) and all(effect.change is Change.NONE and not effect.on_safety and effect.denied != -1 for effect in effects)


def resolved(effect: Effect, statement: Statement) -> Effect:
    """The effect, with a rise or fall of the statement's condition known as bad or good."""
    if effect.good is None and effect.change in (Change.RISE, Change.FALL) and names_in(statement.conditions, effect.measure):
        return replace(effect, good=-1 if effect.change is Change.RISE else 1)
    return effect


def promises_only(effect: Effect) -> bool:
    """Whether the statement says nothing of an effect itself and was taken for a promise."""
    return not effect.words


def _on_outcome(told: list[Effect], statement: Statement) -> list[Effect]:
    return [effect for effect in told if names_in(statement.outcomes, effect.measure)]
