"""The one call that asks the sources: references resolved, topics searched, and how far each source was used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.literature.known import SOURCE, index_of, listed
from claimcheck.model import Answer, Outcome, Problem, Reference, Resolution, RetractedWork, SourceCoverage, Topic


@dataclass(frozen=True, slots=True)
class Consulted:
    """What the sources gave: a resolution a reference (same order), answers by claim id, how each source was used, and what went wrong."""

    resolutions: tuple[Resolution, ...]
    answers: Mapping[str, tuple[Answer, ...]]
    coverage: tuple[SourceCoverage, ...]
    problems: tuple[Problem, ...] = ()


class Literature:
    """Everything that can be asked about works; build it once, use it for many articles."""

    def __init__(self, retractions: Sequence[RetractedWork]) -> None:
        self._listed = index_of(retractions)

    def consult(self, references: Sequence[Reference], topics: Mapping[str, Topic]) -> Consulted:
        """Resolve the references and look for works on the topics (by claim id)."""
        resolutions = tuple(self._resolve(reference) for reference in references)
        found = sum(1 for resolution in resolutions if resolution.outcome is Outcome.FOUND)
        coverage = SourceCoverage(SOURCE, "found" if found else "not_found", len(references), found)
        return Consulted(resolutions, dict.fromkeys(topics, ()), (coverage,))

    def _resolve(self, reference: Reference) -> Resolution:
        answer = listed(reference, self._listed)
        work = answer.works[0] if answer.works else None
        confidence = 1.0 if work else 0.0
        return Resolution(reference.id, answer.outcome, work, answer.source, confidence, (), (answer,), answer.detail)
