"""The knowledge that claims are held against, as loaded from the files under rules/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from claimcheck.model.claims import Attribution, ClaimType, Role, Strength, Voice
from claimcheck.model.references import Identifier, Notice
from claimcheck.model.results import Certainty, Severity
from claimcheck.model.spans import CharSpan


@dataclass(frozen=True, slots=True)
class CueList:
    """One file under rules/cues: the phrases (pattern language of `claimcheck.phrases`) that make a kind of cue."""

    kind: str
    title: str
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A therapy, condition, outcome, population or comparator: id (MeSH where there is one), name, other names, ids of its parents."""

    id: str
    role: Role
    name: str
    synonyms: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """All concepts by id."""

    concepts: Mapping[str, Concept]

    @cached_property
    def _lineage(self) -> dict[str, frozenset[str]]:
        return {}

    def lineage(self, concept_id: str) -> frozenset[str]:
        """The concept and everything above it; an unknown id stands for itself."""
        known = self._lineage.get(concept_id)
        if known is None:
            known = self._lineage[concept_id] = frozenset(self._climb(concept_id))
        return known

    def _climb(self, concept_id: str) -> set[str]:
        seen: set[str] = set()
        waiting = [concept_id]
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                concept = self.concepts.get(current)
                waiting.extend(concept.parents if concept else ())
        return seen

    def is_a(self, concept_id: str, ancestor_id: str) -> bool:
        """Whether a concept is, or lies below, another."""
        return ancestor_id in self.lineage(concept_id)

    def name(self, concept_id: str) -> str:
        """The readable name of a concept; an unknown id as it is."""
        concept = self.concepts.get(concept_id)
        return concept.name if concept else concept_id

    def names(self, concept_id: str) -> tuple[str, ...]:
        """The name of a concept and its synonyms, best first; empty for an unknown id."""
        concept = self.concepts.get(concept_id)
        return (concept.name, *concept.synonyms) if concept else ()

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The ids right below each concept that has any."""
        below: dict[str, list[str]] = {}
        for concept in self.concepts.values():
            for parent in concept.parents:
                below.setdefault(parent, []).append(concept.id)
        return {parent: tuple(found) for parent, found in below.items()}


@dataclass(frozen=True, slots=True)
class Condition:
    """What a claim must be for a rule to fire (or, under `unless`, not to): each field given must hold, any one value of it is enough.

    `cues` and `all_cues` name kinds of cue standing in the claim undenied; `sections` are phrases looked for in the headings above;
    `mentions` are roles that must be filled; `therapies` and `conditions` are vocabulary ids (a child fits);
    `cited` asks for a citation in reach (True) or none (False).
    """

    types: frozenset[ClaimType] = frozenset()
    strength: frozenset[Strength] = frozenset()
    causal: frozenset[int] = frozenset()
    cues: frozenset[str] = frozenset()
    all_cues: frozenset[str] = frozenset()
    sections: tuple[str, ...] = ()
    attribution: frozenset[Attribution] = frozenset()
    mentions: frozenset[Role] = frozenset()
    therapies: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    voice: frozenset[Voice] = frozenset()
    cited: bool | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that documents and tests a rule; `span` is the part in [[…]] that must be found, None where the rule must stay quiet."""

    text: str
    span: CharSpan | None
    line: int
    todo: bool = False
    section: tuple[str, ...] = ()
    therapy: str | None = None
    voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One file under rules/language."""

    id: str
    slug: str
    title: str
    status: str
    severity: Severity
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    message: str
    suggestion: str
    why: str
    sources: tuple[str, ...]
    examples: tuple[Example, ...]
    path: str
    jurisdiction: str | None = None


class Direction(StrEnum):
    """What the literature says of a therapy: it helps, it does not, it harms, or nobody knows."""

    BENEFIT = "benefit"
    NO_BENEFIT = "no_benefit"
    HARM = "harm"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class EvidenceStatement:
    """What the literature is known to say of a therapy, from rules/evidence.

    `therapies`, `conditions`, `outcomes` hold vocabulary ids (any one fits; empty means any); `ages` a subset of
    children, adults, older_adults; `follow_up_months` the longest follow-up; `participants` how many were studied;
    `wording` a sentence that says no more than the evidence does.
    """

    id: str
    topic: str
    therapies: tuple[str, ...]
    conditions: tuple[str, ...]
    outcomes: tuple[str, ...]
    types: frozenset[ClaimType]
    statement: str
    direction: Direction
    certainty: Certainty
    wording: str = ""
    design: str = ""
    population: str = ""
    ages: frozenset[str] = frozenset()
    participants: int | None = None
    follow_up: str = ""
    follow_up_months: float | None = None
    comparator: str = ""
    year: int | None = None
    as_of: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    title: str = ""
    journal: str = ""


@dataclass(frozen=True, slots=True)
class RetractedWork:
    """A work that may back no claim; citing it is a finding."""

    identifiers: tuple[Identifier, ...]
    title: str
    notice: Notice


@dataclass(frozen=True, slots=True)
class Criterion:
    """One file under rules/checklist: something a good article states (an omission if missing) or a credit it earns.

    Met when a cue of `cues` or a phrase of `phrases` stands anywhere in the article.
    Not applicable when no claim has a type of `applies_to`.
    """

    id: str
    title: str
    kind: str
    question: str
    source: str
    cues: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    applies_to: frozenset[ClaimType] = frozenset()
    looks_at: str = "text"


@dataclass(frozen=True)
class Ruleset:
    """Everything under rules/, checked and frozen; `digest` names this exact content."""

    taxonomy: Mapping[str, Mapping[str, str]]
    cue_lists: tuple[CueList, ...]
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    statements: tuple[EvidenceStatement, ...]
    checklist: tuple[Criterion, ...]
    retractions: tuple[RetractedWork, ...]
    digest: str

    def rule(self, name: str) -> Rule | None:
        """The rule with this id or slug, or None."""
        return next((rule for rule in self.rules if name in (rule.id, rule.slug)), None)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fires on a claim, and the words that made it fire."""

    rule: Rule
    claim_id: str
    span: CharSpan
    cues: tuple[str, ...] = field(default=())
