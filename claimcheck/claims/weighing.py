"""A sentence weighed by the rules and, where it is there, the trained model: whether it claims, what, how firmly, on whose word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from claimcheck.claims.combination import Combination
from claimcheck.claims.combination import shipped as shipped_combination
from claimcheck.claims.heads import Heads, sentence_model
from claimcheck.claims.reading import Sentence
from claimcheck.claims.weights import Weights
from claimcheck.claims.weights import shipped as shipped_weights
from claimcheck.claims.wording import attribution_of, causal_of, strength_of
from claimcheck.model import Attribution, Causal, ClaimType, Strength

QUESTION = "claim"
_STANDING = frozenset({Strength.NEGATED, Strength.SPECULATIVE})
"""What the rules see by plain words of denial and hope stands, whatever the model reads."""
_SURE_OF_DENIAL = 0.9
Read = Callable[[str, str], Heads | None]
"""Reads a sentence in its context with the trained model; None where there is nothing to read it with."""


@dataclass(frozen=True, slots=True)
class Observed:
    """A sentence with its signals, what the model is told of it, and whether a reference stands in reach."""

    sentence: Sentence
    signals: frozenset[str]
    context: str
    cited: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a sentence came to. `likely` is how likely it is a claim; `doubt` how likely a careful reviewer marks it as it is
    written (None without the model)."""

    likely: float
    is_claim: bool
    types: frozenset[ClaimType]
    strength: Strength
    causal: Causal
    attribution: Attribution
    doubt: float | None = None


@dataclass(frozen=True, slots=True)
class Weigher:
    """What sentences are weighed with; without `read` the rules answer alone."""

    weights: Weights
    combination: Combination | None = None
    read: Read | None = None

    def weigh(self, observed: Observed) -> Weighed:
        """The sentence by the rules, and by both where the model is there."""
        ruled = self._by_rules(observed)
        heads = self.read(observed.sentence.text, observed.context) if self.read else None
        if heads is None or self.combination is None:
            return ruled
        return _joined(ruled, self._scores(observed.signals), heads, self.combination)

    def _by_rules(self, observed: Observed) -> Weighed:
        likely = self.weights.probability(QUESTION, observed.signals)
        strength = strength_of(observed.sentence)
        types = self._types(observed.signals)
        is_claim = likely >= self.weights.thresholds[QUESTION]
        causal = causal_of(observed.sentence, strength, types)
        return Weighed(likely, is_claim, types, strength, causal, attribution_of(observed.sentence, observed.cited))

    def _scores(self, signals: frozenset[str]) -> Mapping[str, float]:
        return {kind: self.weights.probability(kind, signals) for kind in ClaimType if kind in self.weights.tables}

    def _types(self, signals: frozenset[str]) -> frozenset[ClaimType]:
        scores = self._scores(signals)
        return _likely(scores, {kind: score >= self.weights.thresholds[kind] for kind, score in scores.items()})


def _likely(scores: Mapping[str, float], reached: Mapping[str, bool]) -> frozenset[ClaimType]:
    """Every type that is likely enough, or the likeliest one."""
    likely = frozenset(ClaimType(kind) for kind, yes in reached.items() if yes)
    return likely or frozenset({ClaimType(max(scores, key=lambda kind: scores[kind]))})


def _joined(ruled: Weighed, rules: Mapping[str, float], heads: Heads, combination: Combination) -> Weighed:
    """Both put together, question by question."""
    likely = combination.claim.probability(ruled.likely, heads.probability("claim", "yes"))
    scores = {kind: form.probability(rules.get(kind, 0.0), heads.probability("types", kind)) for kind, form in combination.types.items()}
    reached = {kind: score >= combination.types[kind].threshold for kind, score in scores.items()}
    of = heads.probabilities
    return replace(
        ruled,
        likely=likely,
        is_claim=likely >= combination.claim.threshold,
        types=_likely(scores, reached),
        strength=_strength(ruled.strength, of["strength"], combination),
        causal=Causal(int(combination.label("causal", str(int(ruled.causal)), of["causal"]))),
        attribution=Attribution(combination.label("attribution", ruled.attribution, of["attribution"])),
        doubt=combination.doubt.probability(0.5, heads.probability("flag", "yes")),
    )


def _strength(ruled: Strength, model: Mapping[str, float], combination: Combination) -> Strength:
    """The likeliest strength; a denial or hope that the rules see stands, and the model must be sure of one that they do not see."""
    if ruled in _STANDING:
        return ruled
    likely = Strength(combination.label("strength", ruled, model))
    return ruled if likely is Strength.NEGATED and model[Strength.NEGATED] < _SURE_OF_DENIAL else likely


def shipped() -> Weigher:
    """The weigher of this release; the rules alone where the model's weights are missing or damaged."""
    model, combination = sentence_model(), shipped_combination()
    both = model is not None and combination is not None
    return Weigher(shipped_weights(), combination if both else None, model.read if model and both else None)
