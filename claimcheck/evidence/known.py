"""The built-in statements held against claims: found by therapy, turned into evidence with stance, tier and limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimcheck.evidence.fitting import Fit, bears_on, fit, specific_therapies
from claimcheck.evidence.stance import stance_of
from claimcheck.evidence.tiers import tier_of
from claimcheck.model import Claim, Evidence, EvidenceStatement, Ruleset, Stance, Work

SOURCE = "built-in evidence"
MOST = 12


class KnownEvidence:
    """The statements of a rule set, indexed by the therapies they speak of and by what lies above those."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._vocabulary = ruleset.vocabulary
        self._by_id = {statement.id: statement for statement in ruleset.statements}
        self._on: dict[str, list[EvidenceStatement]] = defaultdict(list)
        self._below: dict[str, list[EvidenceStatement]] = defaultdict(list)
        for statement in ruleset.statements:
            for therapy in statement.therapies:
                self._on[therapy].append(statement)
                for above in self._vocabulary.lineage(therapy) - {therapy}:
                    self._below[above].append(statement)

    def on(self, claim: Claim) -> tuple[Evidence, ...]:
        """The evidence that fits a claim, surest first; a work counts once for each direction."""
        fits = [found for statement in self._near(claim) if (found := self._fit(statement, claim))]
        fits.sort(key=lambda f: (f.statement.certainty.rank, len(f.axes), f.statement.id))
        return tuple(_evidence(found, claim) for found in _once_a_work(fits)[:MOST])

    def statements_behind(self, evidence: Sequence[Evidence]) -> tuple[EvidenceStatement, ...]:
        """The statements that some pieces of evidence come from, in their order."""
        return tuple(self._by_id[piece.statement_id] for piece in evidence if piece.statement_id is not None)

    def covers_topic(self, claim: Claim) -> bool:
        """Whether any statement speaks of the claim's therapy at all."""
        return bool(self._near(claim))

    def _near(self, claim: Claim) -> list[EvidenceStatement]:
        """Statements on the claimed therapies and what lies above them, and on what lies right below."""
        found: dict[str, EvidenceStatement] = {}
        for therapy in specific_therapies(claim):
            for concept in sorted(self._vocabulary.lineage(therapy)):
                found.update((statement.id, statement) for statement in self._on.get(concept, ()))
            found.update((statement.id, statement) for statement in self._below.get(therapy, ()))
        return list(found.values())

    def _fit(self, statement: EvidenceStatement, claim: Claim) -> Fit | None:
        return fit(statement, claim, self._vocabulary) if bears_on(statement, claim) else None


def _once_a_work(fits: list[Fit]) -> list[Fit]:
    seen: set[tuple[object, ...]] = set()
    kept = []
    for found in fits:
        key = (found.statement.identifiers or found.statement.id, found.statement.direction, found.statement.types)
        if key not in seen:
            seen.add(key)
            kept.append(found)
    return kept


def _evidence(found: Fit, claim: Claim) -> Evidence:
    statement = found.statement
    work = Work(statement.identifiers, statement.title, statement.year, statement.journal, statement.design, source=SOURCE)
    stance = stance_of(statement, claim)
    score = 1.0 if stance is not Stance.NEUTRAL else 0.5
    return Evidence(
        claim.id,
        work,
        statement.statement,
        stance,
        score,
        tier_of(statement),
        statement.certainty,
        tuple(sorted(found.axes)),
        statement.id,
    )
