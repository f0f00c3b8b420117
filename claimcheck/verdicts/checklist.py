"""The article checklist: what a good article states, looked for anywhere in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from claimcheck.model import CharSpan, Claim, Criterion, CriterionResult, Document, Reading, Reference, Ruleset
from claimcheck.phrases import PhraseIndex
from claimcheck.verdicts.expert import expert_results


@lru_cache(maxsize=4)
def _index_of(phrases: tuple[tuple[str, str], ...]) -> PhraseIndex[str]:
    return PhraseIndex(phrases)


def checklist_of(document: Document, reading: Reading, references: Sequence[Reference], ruleset: Ruleset) -> tuple[CriterionResult, ...]:
    """One result a criterion in the order of their ids, then what expert reviewers would likely say to their ten questions."""
    index = _index_of(tuple((phrase, c.id) for c in ruleset.checklist for phrase in c.phrases))
    hits: dict[str, CharSpan] = {}
    for block in document.blocks:
        for hit in index.find(document.quote(block.span)):
            hits.setdefault(hit.key, CharSpan(block.span.start + hit.start, block.span.start + hit.end))
    stated = tuple(_result(criterion, hits, document, reading, references) for criterion in ruleset.checklist)
    return (*stated, *expert_results(document, reading))


def _result(
    criterion: Criterion,
    hits: dict[str, CharSpan],
    document: Document,
    reading: Reading,
    references: Sequence[Reference],
) -> CriterionResult:
    where = hits.get(criterion.id) or _cue_place(criterion, reading.claims)
    met = "yes" if where or _met_elsewhere(criterion, document, references) else "no"
    if criterion.applies_to and not any(claim.types & criterion.applies_to for claim in reading.claims):
        met = "not_applicable"
    return CriterionResult(criterion.id, criterion.title, met, where, criterion.source, criterion.kind)


def _cue_place(criterion: Criterion, claims: Sequence[Claim]) -> CharSpan | None:
    cues = (cue for claim in claims for cue in claim.cues if not cue.negated)
    return next((cue.span for cue in cues if cue.kind in criterion.cues), None)


def _met_elsewhere(criterion: Criterion, document: Document, references: Sequence[Reference]) -> bool:
    return {
        "references": bool(references),
        "links": bool(document.links),
        "date": document.published is not None,
    }.get(criterion.looks_at, False)
