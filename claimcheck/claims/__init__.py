"""Claims: what an article asserts of a therapy. The only package that knows spaCy."""

from claimcheck.claims.finding import ClaimFinder

__all__ = ["ClaimFinder"]
