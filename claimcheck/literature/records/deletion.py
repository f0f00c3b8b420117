"""Records that a bulk file takes back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deletion:
    """A PubMed record that no longer exists: every work with this PMID is to be dropped, and no older record may bring it back.

    `fetched` is the day (ISO) on which the file that says so was got; `revised` the last revision of the record that was dropped.
    """

    pmid: str
    fetched: str | None = None
    revised: str | None = None
