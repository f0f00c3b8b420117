"""What a run finds: evidence, findings, verdicts and the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING

from claimcheck.model.spans import CharSpan

if TYPE_CHECKING:
    from claimcheck.model.claims import Claim, SentenceNote
    from claimcheck.model.document import Document
    from claimcheck.model.references import Citation, Reference, Resolution, Work
    from claimcheck.model.wording import Wording


class Severity(StrEnum):
    """How much a finding matters; error and warning flag the claim, a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, rising as it matters less."""
        return list(Severity).index(self)


class Certainty(StrEnum):
    """How sure the evidence is (GRADE words)."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for high, rising as it gets weaker."""
        return list(Certainty).index(self)


class Tier(StrEnum):
    """The strength of a study design (TAXONOMY section 4), strongest first."""

    E5 = "E5"
    E4 = "E4"
    E3 = "E3"
    E2 = "E2"
    E1 = "E1"
    E0 = "E0"
    EX = "Ex"

    @property
    def rank(self) -> int:
        """0 for the strongest, rising as designs get weaker."""
        return list(Tier).index(self)


class Stance(StrEnum):
    """How a passage bears on a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NEUTRAL = "neutral"


class VerdictKind(StrEnum):
    """What the evidence says of a claim."""

    SUPPORTED = "supported"
    SUPPORTED_WITH_LIMITS = "supported_with_limits"
    OVERSTATED = "overstated"
    CONFLICTING = "conflicting"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    NOT_CHECKED = "not_checked"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that bears on a claim; `limits` says in what it falls short of the claim.

    `cited` marks evidence from a work that the claim itself cites; `reasons` say why the stance was given; `wording` is how the passage
    is worded, where it bears the claim out and was read for that.
    """

    claim_id: str
    work: Work
    passage: str
    stance: Stance
    score: float
    tier: Tier
    certainty: Certainty
    limits: tuple[str, ...] = ()
    statement_id: str | None = None
    cited: bool = False
    reasons: tuple[str, ...] = ()
    wording: Wording | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's result on a claim, or on the article when `claim_id` is None.

    `fingerprint` names rule and quote and the how-manieth such quote it is, so that it survives edits elsewhere.
    """

    id: str
    rule_id: str
    claim_id: str | None
    span: CharSpan
    severity: Severity
    message: str
    suggestion: str
    sources: tuple[str, ...]
    fingerprint: str
    suppressed: str | None = None
    baselined: bool = False

    @property
    def counts(self) -> bool:
        """Whether the finding is open: neither suppressed nor in the baseline."""
        return self.suppressed is None and not self.baselined


def fingerprint(rule_id: str, quote: str, ordinal: int) -> str:
    """A name for a finding that moves with its sentence: rule, quote without white space and case, and its ordinal."""
    folded = " ".join(quote.split()).casefold()
    return blake2b(f"{rule_id}\0{folded}\0{ordinal}".encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence says of one claim; `why` holds one line for each step that was taken."""

    claim_id: str
    kind: VerdictKind
    certainty: Certainty
    axes: tuple[str, ...]
    why: tuple[str, ...]
    flagged: bool = False
    flag_score: float = 0.0


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """Whether the article meets a criterion (yes, no, not_applicable) and where it does; `why` names what weighed, where it was weighed."""

    criterion: str
    title: str
    met: str
    where: CharSpan | None
    source: str
    kind: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What the run could not do: the stage, a line a user can act on, and the place."""

    stage: str
    message: str
    where: str


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """How a source was used: asked how often, answered how often, and the state of its content."""

    name: str
    outcome: str
    asked: int
    answered: int
    snapshot: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """The circumstances of a run; the only place in a report with a date."""

    version: str
    rules_digest: str
    models: Mapping[str, str]
    index: str | None
    online: bool
    started: str


@dataclass(frozen=True)
class Report:
    """An article checked. Claims and findings are sorted by span; `verdicts` stand in the order of `claims`."""

    document: Document
    claims: tuple[Claim, ...]
    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    resolutions: tuple[Resolution, ...]
    evidence: tuple[Evidence, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    checklist: tuple[CriterionResult, ...]
    sources: tuple[SourceCoverage, ...]
    problems: tuple[Problem, ...]
    run: Run
    voice: str = "reporting"
    notes: tuple[SentenceNote, ...] = ()

    def findings_on(self, claim_id: str) -> tuple[Finding, ...]:
        """The findings that stand on a claim."""
        return tuple(finding for finding in self.findings if finding.claim_id == claim_id)

    def evidence_for(self, claim_id: str) -> tuple[Evidence, ...]:
        """The evidence that bears on a claim, strongest first."""
        return tuple(piece for piece in self.evidence if piece.claim_id == claim_id)
