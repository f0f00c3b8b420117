"""What bears on a claim: the known statements that fit it, with their stance, tier and limits."""

from claimcheck.evidence.known import KnownEvidence

__all__ = ["KnownEvidence"]
