"""Records that a bulk file takes back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deletion:
    """A PubMed record that no longer exists: every work with this PMID is to be dropped."""

    pmid: str
