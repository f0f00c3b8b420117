"""Everything that is known of one claim when its verdict is decided, and what the decision comes to."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import (
    Answer,
    Certainty,
    Claim,
    ClaimType,
    Design,
    Evidence,
    EvidenceStatement,
    Match,
    Outcome,
    Resolution,
    Stance,
    Strength,
    VerdictKind,
    Voice,
)
from claimcheck.model.wording import Wording
from claimcheck.verdicts.trust import is_known, is_trusted, trust_rank

_APPEAL = "EVD01"


@dataclass(frozen=True, slots=True)
class Article:
    """What holds for all claims of an article.

    `references` is how many sources it gives; `animal_topics` are the concepts of its claims that have to do with a therapy or condition
    of those on animals or the laboratory.
    """

    voice: Voice
    designs: frozenset[Design]
    participants: int | None
    references: int = 0
    animal_topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """The numbers of a claim held against the works it cites.

    `missing` stand in none of them; `contradicted` are pairs of what the claim and what the cited work gives for the same thing.
    """

    claim_id: str
    missing: tuple[str, ...] = ()
    contradicted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One claim with its evidence (and the statements behind it), the rules that fire on it, and its article.

    `cited` are the resolutions of the references that the claim cites, `answers` what the sources said when asked on its topic
    (empty where nobody was asked), `numbers` how its numbers fared, `wording` how it is worded, where a passage was read for that too.
    """

    claim: Claim
    evidence: tuple[Evidence, ...]
    statements: tuple[EvidenceStatement, ...]
    matches: tuple[Match, ...]
    article: Article
    topic_known: bool
    cited: tuple[Resolution, ...] = ()
    answers: tuple[Answer, ...] = ()
    numbers: NumberCheck | None = None
    wording: Wording | None = None

    def pieces(self, stance: Stance) -> tuple[Evidence, ...]:
        """The evidence with one stance that may count, closest and surest first.

        What speaks of a narrower therapy counts only where nothing speaks of this very one and the text sells, or where the claim cites it.
        Retracted works never count, nor does what was read without being sure of it.
        """
        counted = [piece for piece in self.evidence if is_trusted(piece, self.claim)]
        direct = [piece for piece in counted if "intervention" not in piece.limits or trust_rank(piece) == 1]
        wider = counted if self.article.voice is Voice.SELLING else []
        fitting = [piece for piece in direct or wider if piece.stance is stance]
        return tuple(sorted(fitting, key=lambda piece: ("outcome" in piece.limits, piece.certainty.rank, trust_rank(piece))))

    def read(self, stance: Stance) -> tuple[Evidence, ...]:
        """The evidence with one stance from works that the claim itself cites, as far as it may count."""
        return tuple(p for p in self.evidence if p.cited and not is_known(p) and p.stance is stance and is_trusted(p, self.claim))

    def statements_behind(self, pieces: tuple[Evidence, ...]) -> tuple[EvidenceStatement, ...]:
        """The statements that some pieces of evidence come from."""
        ids = {piece.statement_id for piece in pieces}
        return tuple(statement for statement in self.statements if statement.id in ids)

    def claims_any(self, *types: ClaimType) -> bool:
        """Whether the claim is of one of these types."""
        return any(kind in self.claim.types for kind in types)

    @property
    def fired(self) -> tuple[Match, ...]:
        """The rules on wording that hold; an appeal to research whose reference was found is no longer without a reference."""
        found = any(resolution.outcome is Outcome.FOUND for resolution in self.cited)
        settled = [m for m in self.matches if m.rule.status != "preview"]
        return tuple(match for match in settled if not (found and match.rule.id == _APPEAL))

    @property
    def denies(self) -> bool:
        """Whether the claim denies a benefit or a status."""
        return self.claim.strength is Strength.NEGATED


@dataclass(frozen=True, slots=True)
class Ruling:
    """A step's decision: the verdict, and the rule that flags it (None: the verdict alone flags nothing).

    `by_source` marks a ruling that rests on a work that the claim cites; the rule's own advice then fits best.
    """

    kind: VerdictKind
    why: str
    certainty: Certainty = Certainty.NONE
    axes: tuple[str, ...] = ()
    rule_id: str | None = None
    by_source: bool = False
