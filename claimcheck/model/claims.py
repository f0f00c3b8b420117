"""Claims and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from claimcheck.model.spans import CharSpan


class ClaimType(StrEnum):
    """What a claim asserts of its therapy (definitions: rules/taxonomy.yaml)."""

    EFFECTIVENESS = "effectiveness"
    SAFETY = "safety"
    DURABILITY = "durability"
    CURE = "cure"
    MECHANISM = "mechanism"
    POPULATION = "population"
    COMPARISON = "comparison"
    PREVENTION = "prevention"
    DIAGNOSIS = "diagnosis"
    AVAILABILITY = "availability"
    REGULATORY = "regulatory"
    ETHICS = "ethics"
    COST = "cost"
    SPEED_OF_EFFECT = "speed_of_effect"


class Strength(StrEnum):
    """How firmly a claim is put; `negated` denies a benefit, a status or an equivalence."""

    ASSERTIVE = "assertive"
    HEDGED = "hedged"
    SPECULATIVE = "speculative"
    NEGATED = "negated"


class Causal(IntEnum):
    """How causal the wording is (Yu 2019)."""

    NONE = 0
    CORRELATIONAL = 1
    CONDITIONAL = 2
    DIRECT = 3


class Attribution(StrEnum):
    """On whose word a claim is made, read from its own sentence."""

    NONE = "none"
    APPEAL_TO_RESEARCH = "appeal_to_research"
    NAMED_CITATION = "named_citation"
    TESTIMONIAL = "testimonial"
    AUTHORITY = "authority"


class Role(StrEnum):
    """The part a mention plays (PICO, duration and number)."""

    THERAPY = "therapy"
    CONDITION = "condition"
    OUTCOME = "outcome"
    POPULATION = "population"
    COMPARATOR = "comparator"
    DURATION = "duration"
    NUMBER = "number"


class Voice(StrEnum):
    """How an article speaks: it sells, it reports a study or event, or it explains as a reference page does."""

    SELLING = "selling"
    REPORTING = "reporting"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that hedge, deny, boost, promise …; `kind` names a file under rules/cues, `negated` says that a denial stands over them."""

    kind: str
    span: CharSpan
    pattern: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A therapy, condition, outcome … as named in the text; `concept` is a vocabulary id where the words are known."""

    role: Role
    span: CharSpan
    text: str
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence, list item or heading that asserts something of a therapy.

    `mentions` may lie outside `span`: a therapy named in the heading above is carried down.
    `score` is how sure the reader is that this is a claim, 0 to 1; `text` the quote. `doubt` is how likely a careful reviewer would
    mark the sentence as it is written, as the trained model reads it (None where the rules read alone); it decides nothing by itself.
    """

    id: str
    span: CharSpan
    text: str
    types: frozenset[ClaimType]
    mentions: tuple[Mention, ...]
    cues: tuple[Cue, ...]
    strength: Strength
    causal: Causal
    attribution: Attribution
    section: tuple[str, ...]
    citations: tuple[str, ...] = ()
    score: float = 1.0
    is_title: bool = False
    doubt: float | None = None

    def mention(self, role: Role) -> Mention | None:
        """The first mention in a role, or None."""
        return next((mention for mention in self.mentions if mention.role is role), None)

    def concepts(self, role: Role) -> tuple[str, ...]:
        """The vocabulary ids of all mentions in a role, in order of the text, each once."""
        found = (m.concept for m in self.mentions if m.role is role and m.concept is not None)
        return tuple(dict.fromkeys(found))

    def cue_kinds(self) -> frozenset[str]:
        """The kinds of cue that stand in the claim and are not denied."""
        return frozenset(cue.kind for cue in self.cues if not cue.negated)


class Design(StrEnum):
    """Kinds of study that an article itself describes, strongest first."""

    REVIEW = "review"
    RANDOMISED = "randomised"
    OBSERVATIONAL = "observational"
    SMALL = "small"
    ANIMAL = "animal"


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """Why a sentence was or was not taken for a claim; `signals` are the observations with their weight, heaviest first."""

    span: CharSpan
    claim_id: str | None
    score: float
    signals: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the claims stage makes of a document: its claims, the voice it speaks in, the studies it describes, and a note a sentence."""

    claims: tuple[Claim, ...]
    voice: Voice
    designs: frozenset[Design]
    participants: int | None
    notes: tuple[SentenceNote, ...]
