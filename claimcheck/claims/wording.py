"""How a claim is worded: its strength, how causal it is, and on whose word it stands."""

from __future__ import annotations

from claimcheck.claims.reading import Sentence
from claimcheck.model import Attribution, Causal, ClaimType, Cue, Strength

_BENEFIT_KINDS = (
    "effect",
    "prevention",
    "cure",
    "use",
    "availability",
    "regulatory",
    "mechanism",
    "speed",
    "durability",
)
_CHANGE_KINDS = ("weak-effect", "change", "comparison")
_HARM_KINDS = ("harm", "safety")
_DENYING_KINDS = ("no-difference",)
_HEDGES = ("hedge", "aim")
_STATUS = frozenset(
    {
        ClaimType.AVAILABILITY,
        ClaimType.COST,
        ClaimType.REGULATORY,
        ClaimType.ETHICS,
        ClaimType.POPULATION,
        ClaimType.DIAGNOSIS,
    }
)


def strength_of(sentence: Sentence) -> Strength:
    """Denied, speculative, hedged or assertive; a denied harm counts as an assertion of safety."""
    if _is_denial(sentence):
        return Strength.NEGATED
    if sentence.has("speculation"):
        return Strength.SPECULATIVE
    if sentence.has(*_HEDGES):
        return Strength.HEDGED
    return Strength.ASSERTIVE


def _is_denial(sentence: Sentence) -> bool:
    """Whether what the main clause says of a benefit or a status is denied."""
    bearing = [cue for cue in sentence.cues if cue.kind in _BENEFIT_KINDS] or [c for c in sentence.cues if c.kind in _CHANGE_KINDS]
    if any(cue.kind in _DENYING_KINDS for cue in sentence.cues) and not _asserts_before(sentence, bearing):
        return True
    denied = [cue for cue in bearing if cue.negated]
    if not denied or _denies_harm(sentence, denied):
        return False
    asserted = [cue for cue in bearing if not cue.negated]
    return not asserted or denied[0].span.start < asserted[0].span.start or len(denied) >= len(asserted)


def _asserts_before(sentence: Sentence, bearing: list[Cue]) -> bool:
    first = min(cue.span.start for cue in sentence.cues if cue.kind in _DENYING_KINDS)
    return sum(1 for cue in bearing if not cue.negated and cue.span.end <= first) >= 2


def _denies_harm(sentence: Sentence, denied: list[Cue]) -> bool:
    """Whether the denial is of a harm, which is praise ("no side effects"), and not of a benefit first ("does not cut deaths")."""
    if sentence.has("absolute-safety", "safety-praise"):
        return True
    harms = [cue.span.start for cue in sentence.cues if cue.kind in _HARM_KINDS and cue.negated]
    return bool(harms) and (denied[0].kind in _CHANGE_KINDS or min(harms) <= denied[0].span.start)


def attribution_of(sentence: Sentence, cited: bool) -> Attribution:
    """A named work before research in general, that before an expert, that before a patient."""
    if cited or sentence.has("named-source"):
        return Attribution.NAMED_CITATION
    if sentence.has("research-appeal"):
        return Attribution.APPEAL_TO_RESEARCH
    if sentence.has("testimonial") and not sentence.has("authority"):
        return Attribution.TESTIMONIAL
    return Attribution.AUTHORITY if sentence.has("authority") else Attribution.NONE


def causal_of(sentence: Sentence, strength: Strength, types: frozenset[ClaimType]) -> Causal:
    """How causal the wording is: none for a status or a denial, correlational for an observed link, else by hedging."""
    if strength is Strength.NEGATED or types <= _STATUS:
        return Causal.NONE
    if sentence.has("observational") or (sentence.has("comparison") and "past" in sentence.shape):
        return Causal.CORRELATIONAL
    if strength in (Strength.HEDGED, Strength.SPECULATIVE):
        return Causal.CONDITIONAL
    return Causal.DIRECT
