"""Trouble that a user can meet and mend, each with one clear line."""

from __future__ import annotations


class ClaimcheckError(Exception):
    """Base of all trouble shown to a user; the message says what, where and what to do."""


class ArticleError(ClaimcheckError):
    """An article could not be read (exit code 3; other articles go on)."""


class RulesError(ClaimcheckError):
    """A rule folder is faulty; `faults` holds one `path:line: what` each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class UsageError(ClaimcheckError):
    """Wrong use, an unknown name or a broken configuration (exit code 2)."""


class ModelError(ClaimcheckError):
    """The language pipeline is missing, or its weights are not the ones pinned (exit code 2)."""


class LibraryError(ClaimcheckError):
    """The local library is missing, damaged, newer than this program or being written by another (exit code 2)."""
