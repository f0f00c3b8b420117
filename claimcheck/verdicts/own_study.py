"""A claim held against the study that its own article describes: animals, an association, one result in a headline."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.model import (
    Causal,
    Certainty,
    Claim,
    ClaimType,
    Design,
    Reading,
    Resolution,
    Role,
    Strength,
    VerdictKind,
    Vocabulary,
    Voice,
)
from claimcheck.model.names import is_generic
from claimcheck.verdicts.case import Article, Case, Ruling
from claimcheck.verdicts.source_reasons import asserts_benefit
from claimcheck.verdicts.sources_read import is_meant
from claimcheck.verdicts.trust import needs_animals

_SEVERAL = 2
_HELPS = frozenset({"effect", "change", "prevention", "cure", "hype", "lasting-effect", "durability"})

_EFFECTS = frozenset(
    {
        ClaimType.EFFECTIVENESS,
        ClaimType.PREVENTION,
        ClaimType.CURE,
        ClaimType.DURABILITY,
        ClaimType.MECHANISM,
        ClaimType.SAFETY,
    }
)


def article_of(reading: Reading, references: Sequence[Resolution], vocabulary: Vocabulary) -> Article:
    """What holds for all claims of an article, from how its claims were read and from what became of its references."""
    animal = {concept for claim in reading.claims if needs_animals(claim) for concept in _topics(claim)}
    named = {concept for claim in reading.claims for concept in _topics(claim)}
    near = frozenset(ours for ours in named for theirs in animal if vocabulary.is_a(ours, theirs) or vocabulary.is_a(theirs, ours))
    return Article(reading.voice, reading.designs, reading.participants, len(references), near)


def _topics(claim: Claim) -> tuple[str, ...]:
    found = (*claim.concepts(Role.THERAPY), *claim.concepts(Role.CONDITION))
    return tuple(concept for concept in found if not is_generic(concept))


def beyond_own_study(case: Case) -> Ruling | None:
    """Overstated where people are promised what the article itself shows only in animals, by association, or once."""
    if case.article.voice is not Voice.REPORTING or case.denies or not case.claims_any(*_EFFECTS):
        return None
    if _promises(case):
        return _beyond_animals(case) or _beyond_association(case) or _beyond_one_study(case)
    return _beyond_animals(case) if case.claim.causal is Causal.CONDITIONAL else None


def _beyond_animals(case: Case) -> Ruling | None:
    designs = case.article.designs
    if Design.ANIMAL not in designs or Design.RANDOMISED in designs or needs_animals(case.claim):
        return None
    if not _says_it_helps(case) or not _on_the_animals_study(case):
        return None
    why = "the article's own study was done in animals or the laboratory"
    return Ruling(VerdictKind.OVERSTATED, why, Certainty.NONE, ("species",), "EFF07")


def _says_it_helps(case: Case) -> bool:
    """Whether a benefit is asserted in so many words; that something is safe, or not known, is none."""
    cues = case.claim.cue_kinds()
    return asserts_benefit(case) and bool(cues & _HELPS) and "negation" not in cues and case.claims_any(*_EFFECTS - {ClaimType.SAFETY})


def _on_the_animals_study(case: Case) -> bool:
    """Whether the claim may rest on the article's animal study: it has no source of its own, and the article gives few."""
    if any(is_meant(resolution) for resolution in case.cited) or case.article.references >= _SEVERAL:
        return False
    own, near = set(_topics(case.claim)), case.article.animal_topics
    return not own or not near or bool(own & near)


def _beyond_association(case: Case) -> Ruling | None:
    designs, cues = case.article.designs, case.claim.cue_kinds()
    causal = cues & {"prevention", "correlation-as-causation"}
    if Design.OBSERVATIONAL not in designs or Design.RANDOMISED in designs or not causal:
        return None
    why = "the article's own study shows an association, not a cause"
    return Ruling(VerdictKind.OVERSTATED, why, Certainty.LOW, ("strength",), "EFF08")


def _beyond_one_study(case: Case) -> Ruling | None:
    """A headline that states as settled what the article reports from one study."""
    if not case.claim.is_title or "trial" in case.claim.cue_kinds():
        return None
    return Ruling(
        VerdictKind.OVERSTATED,
        "a headline states as settled what the article reports from its study",
        Certainty.LOW,
        ("certainty",),
        "EFF14",
    )


def _promises(case: Case) -> bool:
    claim = case.claim
    return claim.strength is Strength.ASSERTIVE and claim.causal is Causal.DIRECT
