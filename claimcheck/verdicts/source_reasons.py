"""Why a cited work does not carry the claim that cites it: the reason's form, and which claims it can be held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.model import ClaimType, Role, Strength, StudyKind, VerdictKind, Voice
from claimcheck.model.names import OFF_TOPIC, is_generic
from claimcheck.verdicts.axes import certainty_asked
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.retelling import is_retold
from claimcheck.verdicts.sources_read import Source, named, own_mentions, passages, speaks_of

BENEFITS = (
    ClaimType.EFFECTIVENESS,
    ClaimType.CURE,
    ClaimType.PREVENTION,
    ClaimType.DURABILITY,
    ClaimType.COMPARISON,
    ClaimType.POPULATION,
    ClaimType.SPEED_OF_EFFECT,
    ClaimType.SAFETY,
)
_PROMISING = frozenset(
    {"effect", "change", "safety-praise", "safe-by-source", "cure", "prevention", "hype", "absolute-safety", "lasting-effect", "durability"}
)
_HELD_BACK = frozenset({"distance", "uncertainty", "no-difference", "aim"})


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that a cited work breaks with the claim; `kind` the verdict it makes where nothing else carries the claim.

    A reason without a `kind` decides nothing and is a hint only.
    """

    rule_id: str
    why: str
    kind: VerdictKind | None = None
    axis: str | None = None


def asserts_benefit(case: Case) -> bool:
    """Whether a claim says in so many words that a therapy helps or is safe; a mere hope counts in text that sells."""
    claim, cues = case.claim, case.claim.cue_kinds()
    if case.denies or cues & _HELD_BACK or not cues & _PROMISING or not case.claims_any(*BENEFITS):
        return False
    return claim.strength is not Strength.SPECULATIVE or case.article.voice is Voice.SELLING


def is_firm(case: Case) -> bool:
    """Whether a benefit is asserted outright, or hedged in text that sells."""
    return asserts_benefit(case) and (case.claim.strength is Strength.ASSERTIVE or case.article.voice is Voice.SELLING)


def as_settled(case: Case) -> bool:
    """Whether a benefit is stated as a plain cause, as only high certainty allows; a result retold is no such statement."""
    return asserts_benefit(case) and certainty_asked(case) == 0 and not is_retold(case)


def all_about(case: Case, sources: Sequence[Source]) -> bool:
    """Whether there are sources and every one names the therapy of the claim: a source may stand there for something else.

    A name counts by any synonym under which the reading found it.
    """
    therapies = [m.text for m in own_mentions(case, Role.THERAPY) if not is_generic(m.concept)]
    return bool(sources and therapies) and all(_is_about(case, source, therapies) for source in sources)


def _is_about(case: Case, source: Source, therapies: Sequence[str]) -> bool:
    read = [piece for piece in passages(case) if piece.work.identifiers == source.work.identifiers and piece.work.abstract]
    found = bool(read) and not any(OFF_TOPIC in piece.limits for piece in read)
    return found or any(speaks_of(source.work, name) for name in therapies)


def only(sources: Sequence[Source], what: str) -> str:
    """A line on all that a claim cites: `it cites only “…” (2019), an animal study: what`."""
    first, others = sources[0], len(sources) - 1
    more = f" and {others} more like it" if others else ""
    return f"it cites only {named(first.work)}, {_called(first.study.kind)}{more}: {what}"


def _called(kind: StudyKind) -> str:
    if kind is StudyKind.OTHER:
        return "a work of another kind"
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
