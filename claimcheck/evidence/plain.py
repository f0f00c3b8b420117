"""The plain reading of a passage against a statement: by names, words of change and denial, and figures. No model."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claimcheck.evidence import aspects
from claimcheck.evidence.asserting import asserted_by, denies, promises_only, resolved
from claimcheck.evidence.comparing import only_rival, rival_of, sides_of, standing
from claimcheck.evidence.effects import Account, Change, Effect, account_of
from claimcheck.evidence.lexicon import word_list
from claimcheck.evidence.likeness import judge_by_words
from claimcheck.evidence.sentences import sentences
from claimcheck.evidence.terms import content, names_beside, names_in, share
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.model import Stance

_OPPOSITE = {Change.RISE: Change.FALL, Change.FALL: Change.RISE}
_APART = re.compile(r"\bdiffer", re.IGNORECASE)
_SHOWN_BY_FIGURES = "(not significant)"
_WEAKER = 0.2
_TOO_WIDE = word_list("too_wide")


@dataclass(frozen=True, slots=True)
class _Topic:
    """Which names of the statement a passage holds; `treatment` where it speaks of the treatment without its name."""

    therapy: str = ""
    condition: str = ""
    outcome: str = ""
    treatment: bool = False
    general: bool = False
    turned: bool = False


class PlainVerifier:
    """A `Verifier` that abstains unless the passage says in plain words what it found on the therapy and the outcome."""

    def judge(self, statement: Statement, passage: str) -> Bearing:
        """How the passage bears on the statement; NEUTRAL where its words do not tell."""
        accounts = [account_of(passage[span.start : span.end]) for span in sentences(passage)]
        if not statement.therapies:
            return judge_by_words(statement, passage, accounts)
        statement = replace(statement, denies=denies(statement))
        topic = _topic(statement, passage, accounts)
        elsewhere = _elsewhere(statement, topic, passage)
        if elsewhere:
            return _neutral(0.1, elsewhere)
        telling = [account for account in accounts if not account.asks]
        if not telling:
            return _neutral(0.15, "asks, plans or tells of other work")
        return _weighed(statement, topic, telling)


def _elsewhere(statement: Statement, topic: _Topic, passage: str) -> str:
    """Why a passage speaks of something else than the statement, or ""."""
    if not (topic.therapy or topic.treatment):
        return f"does not speak of {statement.therapies[0]}"
    if only_rival(statement, passage):
        return "tells of the other treatment alone"
    if topic.therapy and not topic.turned and _only_compared(statement, passage) and standing(statement, passage) is None:
        return f"names {topic.therapy} only as what was compared with"
    if statement.outcomes and not (topic.outcome or topic.general or topic.condition):
        return f"does not speak of {statement.outcomes[0]}"
    return ""


def _only_compared(statement: Statement, passage: str) -> bool:
    """Whether a therapy stands only behind "than" or "compared with"; a comparison that opens the sentence ends at its comma."""
    sides = sides_of(passage)
    return sides is not None and not names_in(statement.therapies, sides.first)


def _topic(statement: Statement, passage: str, accounts: list[Account]) -> _Topic:
    return _Topic(
        next(iter(names_in(statement.therapies, passage)), ""),
        next(iter(names_in(statement.conditions, passage)), ""),
        next(iter(_outcomes_in(statement, passage)), ""),
        any(account.treatment for account in accounts),
        any(account.general for account in accounts),
        any(account.turned for account in accounts),
    )


def _outcomes_in(statement: Statement, text: str) -> tuple[str, ...]:
    """The claim's outcomes that a text names, not as part of a therapy's name, and none that any passage holds."""
    return tuple(name for name in names_beside(statement.outcomes, statement.therapies, text) if name not in _TOO_WIDE)


def _neutral(score: float, *reasons: str, limits: tuple[str, ...] = ()) -> Bearing:
    return Bearing(Stance.NEUTRAL, score, reasons, limits)


def _weighed(statement: Statement, topic: _Topic, accounts: list[Account]) -> Bearing:
    """The stance that the effects which concern the claim agree on."""
    asserted = asserted_by(statement)
    if asserted is None:
        return _neutral(0.2, "the claim says more than one thing, for the better and for the worse")
    told = [(effect, account) for account in accounts for effect in _concerning(statement, account, asserted.on_safety)]
    if not told:
        return _neutral(0.2, "states no result that bears on the claim")
    if all(effect.change is Change.UNKNOWN for effect, _ in told):
        return _on_unknown(statement, told[0][0])
    judged = [(effect, agrees, account) for effect, account in told if (agrees := _agrees(asserted, effect, statement)) is not None]
    if not judged:
        return _neutral(0.25, "does not say whether the change was for the better")
    if len({agrees for _, agrees, _ in judged}) > 1:
        return _neutral(0.3, "tells of some outcomes one thing and of others the opposite")
    effect, agrees, account = judged[0]
    if not agrees and not _clear(statement, asserted, effect, account):
        return _neutral(0.3, f"tells of no effect, but not on what the claim speaks of: “{effect.words}”")
    if agrees and (short := _short_of(statement, asserted, effect, topic)):
        return short
    return _settled(effect, agrees, _about(statement, asserted, topic), account)


def _short_of(statement: Statement, asserted: Effect, effect: Effect, topic: _Topic) -> Bearing | None:
    """Why what a passage says for a claim falls short of it: another outcome, another part of the body, or not the comparison claimed."""
    wanted = tuple(name for name in statement.outcomes if name not in _TOO_WIDE)
    if wanted and not topic.outcome and not effect.on_safety:
        return _neutral(0.3, f"tells of {_measure_of(effect)}, not of {wanted[0]}", limits=("outcome",))
    if aspects.elsewhere(statement.text, effect.clause):
        return _neutral(0.3, "tells of another part of the body or another measure", limits=("outcome",))
    if not statement.denies and rival_of(statement) and standing(statement, effect.clause) is None:
        return _neutral(0.3, "does not compare the two treatments that the claim compares", limits=("comparator",))
    return None


def _measure_of(effect: Effect) -> str:
    return effect.measure.strip(" .,;") or "an effect at large"


def _about(statement: Statement, asserted: Effect, topic: _Topic) -> _Topic:
    """The topic with the condition as its outcome where the claim is on the condition itself."""
    if statement.outcomes or not names_in(statement.conditions, asserted.measure):
        return topic
    return replace(topic, outcome=topic.condition)


def _clear(statement: Statement, asserted: Effect, effect: Effect, account: Account) -> bool:
    """Whether an effect refutes on clear grounds: a claim that says what changes, by its own outcome, or by how well the therapy does."""
    if promises_only(asserted) and not statement.denies:
        return False
    if aspects.elsewhere(statement.text, effect.clause):
        return False
    outcomes = _outcomes_in(statement, f"{effect.measure} . {effect.clause}")
    if statement.denies:
        return _meets_denial(statement, asserted, effect)
    if effect.on_safety or outcomes:
        return True
    on_condition = bool(names_in(statement.conditions, effect.clause))
    overall = account.efficacy and not effect.specific
    return overall and (on_condition or not statement.conditions) if statement.outcomes else on_condition or overall


def _meets_denial(statement: Statement, asserted: Effect, effect: Effect) -> bool:
    """Whether a change refutes a denial: it is a change of the very thing denied, and one between groups where a difference is denied."""
    if _APART.search(asserted.words) and not (sides_of(effect.clause) or _APART.search(effect.clause)):
        return False
    if effect.active and not rival_of(statement):
        return False
    if statement.outcomes:
        return bool(_outcomes_in(statement, effect.clause))
    return bool(names_in(statement.conditions, effect.clause)) or share(content(asserted.measure), effect.clause) >= 0.5


def _on_unknown(statement: Statement, effect: Effect) -> Bearing:
    reason = f"says that it is not known: “{effect.words}”"
    return Bearing(Stance.SUPPORTS, 0.5, (reason,)) if statement.denies else _neutral(0.35, reason)


def _settled(effect: Effect, agrees: bool, topic: _Topic, account: Account) -> Bearing:
    sure = 0.45 + (0.2 if topic.therapy else 0.0) + (0.15 if topic.outcome else 0.08 if topic.condition else 0.0)
    sure += 0.1 if account.significant or effect.change is Change.NONE else 0.0
    sure -= _WEAKER if agrees and effect.active and effect.good else 0.0
    reasons = (*_names(topic), _saying(effect), *(("hedged",) if account.hedges else ()))
    return Bearing(Stance.SUPPORTS if agrees else Stance.REFUTES, round(min(sure - (0.1 if account.hedges else 0.0), 1.0), 2), reasons)


def _names(topic: _Topic) -> tuple[str, ...]:
    named = [name for name in (topic.therapy, topic.condition, topic.outcome) if name]
    return (f"speaks of {', '.join(dict.fromkeys(named))}",) if named else ("speaks of the treatment",)


def _saying(effect: Effect) -> str:
    direction = {1: "a benefit", -1: "a harm", 0: "no effect"}.get(9 if effect.good is None else effect.good, "a change")
    return f"tells of {direction}: “{effect.words}”{f' ({effect.measure})' if effect.measure else ''}"


def _concerning(statement: Statement, account: Account, on_safety: bool) -> list[Effect]:
    """The effects on the claim's outcome where the sentence names it, else on how well the therapy does at all; safety apart."""
    told = [effect for effect in account.effects if effect.on_safety == on_safety]
    near = [effect for effect in told if names_in(statement.outcomes, effect.measure)] or [
        effect for effect in told if names_in(statement.outcomes, effect.clause)
    ]
    if near or not statement.outcomes:
        return near or told
    return [
        effect for effect in told if account.efficacy or names_in(statement.conditions, effect.clause) or effect.change is Change.UNKNOWN
    ]


def _agrees(asserted: Effect, effect: Effect, statement: Statement) -> bool | None:
    """Whether an effect says what is asserted, None where its words leave it open."""
    if effect.change is Change.NONE and effect.active:
        return True if statement.denies else None
    if asserted.good == effect.denied == -1 and _SHOWN_BY_FIGURES in effect.words:
        return None  # too few harms to be sure of are no proof that there are none
    if standing(statement, effect.clause) == -1 and effect.good:
        return False
    if effect.denied is not None and asserted.good and effect.denied != asserted.good:
        return None
    good = resolved(effect, statement).good
    if good is None or asserted.good is None:
        return _same_way(asserted, effect)
    return good == asserted.good


def _same_way(asserted: Effect, effect: Effect) -> bool | None:
    """For changes of which nobody says whether they are good: the same thing gone the same way agrees, the other way does not."""
    if asserted.change not in _OPPOSITE or share(content(asserted.measure), effect.measure) < 0.4:
        return None
    if effect.change is asserted.change:
        return True
    return False if effect.change in (_OPPOSITE[asserted.change], Change.NONE) else None
