"""Everything that is known of one claim when its verdict is decided, and what the decision comes to."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import (
    Certainty,
    Claim,
    ClaimType,
    Design,
    Evidence,
    EvidenceStatement,
    Match,
    Stance,
    Strength,
    VerdictKind,
    Voice,
)


@dataclass(frozen=True, slots=True)
class Article:
    """What holds for all claims of an article."""

    voice: Voice
    designs: frozenset[Design]
    participants: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """One claim with its evidence (and the statements behind it), the rules that fire on it, and its article."""

    claim: Claim
    evidence: tuple[Evidence, ...]
    statements: tuple[EvidenceStatement, ...]
    matches: tuple[Match, ...]
    article: Article
    topic_known: bool

    def pieces(self, stance: Stance) -> tuple[Evidence, ...]:
        """The evidence with one stance, closest and surest first.

        What speaks of a narrower therapy counts only where nothing speaks of this very one and the text sells.
        """
        direct = [piece for piece in self.evidence if "intervention" not in piece.limits]
        wider = self.evidence if self.article.voice is Voice.SELLING else ()
        fitting = [piece for piece in direct or wider if piece.stance is stance]
        return tuple(sorted(fitting, key=lambda piece: ("outcome" in piece.limits, piece.certainty.rank)))

    def statements_behind(self, pieces: tuple[Evidence, ...]) -> tuple[EvidenceStatement, ...]:
        """The statements that some pieces of evidence come from."""
        ids = {piece.statement_id for piece in pieces}
        return tuple(statement for statement in self.statements if statement.id in ids)

    def claims_any(self, *types: ClaimType) -> bool:
        """Whether the claim is of one of these types."""
        return any(kind in self.claim.types for kind in types)

    @property
    def denies(self) -> bool:
        """Whether the claim denies a benefit or a status."""
        return self.claim.strength is Strength.NEGATED


@dataclass(frozen=True, slots=True)
class Ruling:
    """A step's decision: the verdict, and the rule that flags it (None: the verdict alone flags nothing)."""

    kind: VerdictKind
    why: str
    certainty: Certainty = Certainty.NONE
    axes: tuple[str, ...] = ()
    rule_id: str | None = None
