"""What bears on a claim: the known statements that fit it and the works read for it, with stance, tier and limits."""

from claimcheck.evidence.known import KnownEvidence
from claimcheck.evidence.numbers import NumberCheck, compare
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.reading import Consultation, Reader, evidence_of, read_all
from claimcheck.evidence.verifier import Bearing, Statement, Verifier

__all__ = [
    "Bearing",
    "Consultation",
    "KnownEvidence",
    "NumberCheck",
    "PlainVerifier",
    "Reader",
    "Statement",
    "Verifier",
    "compare",
    "evidence_of",
    "read_all",
]
