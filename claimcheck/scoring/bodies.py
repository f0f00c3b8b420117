"""A statement and a body of evidence brought to a verdict by the checker's own steps: read, graded, decided."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.evidence.reading import Consultation, Reader, evidence_of
from claimcheck.evidence.standing_verifier import verifier
from claimcheck.model import Evidence, Stance, Verdict, VerdictKind, Voice, Work
from claimcheck.scoring.wordings import claim_of, rules
from claimcheck.verdicts import Article, Case, decide

_FOR = frozenset({VerdictKind.SUPPORTED, VerdictKind.SUPPORTED_WITH_LIMITS})


def verdict_of(text: str, works: Sequence[Work]) -> tuple[Verdict, tuple[Evidence, ...]] | None:
    """The verdict on a statement from these works alone, as works that it cites, and the evidence read; None for a text without words."""
    claim = claim_of(text)
    if claim is None:
        return None
    evidence = evidence_of(Consultation(claim, cited=tuple(works)), Reader(verifier(), rules().vocabulary))
    case = Case(claim, evidence, (), (), Article(Voice.REFERENCE, frozenset(), None), topic_known=False)
    return decide([case], (), rules()).verdicts[0], evidence


def side_of(verdict: Verdict, evidence: Sequence[Evidence]) -> Stance:
    """Which way a verdict goes: for the statement, against it, or open.

    An overstated claim has evidence for it that it goes beyond, or none but open evidence; only the first is a yes to "does it help".
    """
    if verdict.kind in _FOR:
        return Stance.SUPPORTS
    if verdict.kind is VerdictKind.CONTRADICTED:
        return Stance.REFUTES
    borne_out = any(piece.stance is Stance.SUPPORTS and not piece.work.is_retracted for piece in evidence)
    return Stance.SUPPORTS if verdict.kind is VerdictKind.OVERSTATED and borne_out else Stance.NEUTRAL
