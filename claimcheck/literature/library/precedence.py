"""Which of two records of one work is the newer, what the newer keeps of the older, and which records a deletion holds back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from claimcheck.literature.library import notices
from claimcheck.literature.records.deletion import Deletion
from claimcheck.model import Notice, Work

_REVISED = re.compile(r"(\d{4}-\d\d-\d\d)(?: v(\d{1,5}))?")
_Revision = tuple[int, str]


def revision(revised: str | None) -> _Revision | None:
    """Version and day of a revision, to be compared; None where it is none."""
    found = _REVISED.fullmatch(revised or "")
    return (int(found[2] or 1), found[1]) if found else None


def is_older(work: Work, standing: Work) -> bool:
    """Whether a record must not take the place of a standing one.

    The later revision wins; where one has none or both are equal, the later fetched. The day of a file tells little of its content.
    """
    mine, theirs = revision(work.revised), revision(standing.revised)
    if mine and theirs and mine != theirs:
        return mine < theirs
    return (work.fetched or "") < (standing.fetched or "")


def with_notices(work: Work, others: Iterable[Notice]) -> Work:
    """The work with the notices of another record of it: none that ever stood is lost, whichever record came first."""
    fresh = [notice for notice in others if notice not in work.notices]
    return replace(work, notices=notices.together(work.notices, fresh)) if fresh else work


def buries(deletion: Deletion, work: Work) -> bool:
    """Whether a record is from before its deletion; a later revision than the one that was deleted is not."""
    gone, mine = revision(deletion.revised), revision(work.revised)
    if gone and mine:
        return mine <= gone
    day = mine[1] if mine else work.fetched or ""
    return day <= (deletion.fetched or "")


def joined(deletion: Deletion, before: Deletion | None, dropped: Iterable[Work]) -> Deletion:
    """What is to be remembered of a deletion, given an earlier one of the same PMID and the works that were dropped."""
    works = tuple(dropped)
    told = (deletion, *((before,) if before else ()))
    days = [one.fetched or "" for one in told]
    if deletion.fetched is None:
        days += [work.fetched or "" for work in works]
    revised = [one.revised for one in (*told, *works) if revision(one.revised)]
    latest = max(revised, key=lambda text: revision(text) or (0, ""), default=None)
    return Deletion(deletion.pmid, max(days) or None, latest)
