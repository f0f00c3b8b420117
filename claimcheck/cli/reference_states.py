"""What the check of an article's references came to: a state for each, its weight and its wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.model import Mismatch, MismatchKind, Notice, NoticeKind, Outcome, Reference, Resolution, Severity, StudyKind, Work


class State(StrEnum):
    """Where a reference stands, the gravest first."""

    RETRACTED = "retracted"
    NOT_FOUND = "not_found"
    DIFFERS = "differs"
    DOUBTED = "doubted"
    NOTICE = "notice_itself"
    CORRECTED = "corrected"
    UNVERIFIED = "could_not_verify"
    MATCHES = "matches"


TITLES = {
    State.RETRACTED: "retracted or withdrawn",
    State.NOT_FOUND: "not found",
    State.DIFFERS: "found, but not as the article gives it",
    State.DOUBTED: "found, with an expression of concern",
    State.NOTICE: "a notice about another work",
    State.CORRECTED: "found, corrected since",
    State.UNVERIFIED: "could not be verified",
    State.MATCHES: "found and matching",
}
_SEVERITY = {
    State.RETRACTED: Severity.ERROR,
    State.NOT_FOUND: Severity.WARNING,
    State.DIFFERS: Severity.WARNING,
    State.DOUBTED: Severity.WARNING,
    State.NOTICE: Severity.NOTE,
    State.CORRECTED: Severity.NOTE,
}
_RULES = {
    State.RETRACTED: "CIT03",
    State.NOT_FOUND: "CIT01",
    State.DIFFERS: "CIT02",
    State.DOUBTED: "CIT04",
    State.NOTICE: "CIT05",
    State.CORRECTED: "CIT04",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A reference, its work as far as it was found, and every state that holds, the gravest first."""

    reference: Reference
    resolution: Resolution
    states: tuple[State, ...]

    @property
    def state(self) -> State:
        """The gravest state."""
        return self.states[0]

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of the rules that speak of these states."""
        return tuple(dict.fromkeys(_RULES[state] for state in self.states if state in _RULES))

    def fails(self, limit: Severity) -> bool:
        """Whether a state is as grave as this severity or graver."""
        return any(state in _SEVERITY and _SEVERITY[state].rank <= limit.rank for state in self.states)


def checked(reference: Reference, resolution: Resolution) -> Checked:
    """The states of a reference."""
    return Checked(reference, resolution, tuple(_states(resolution)))


def _states(resolution: Resolution) -> Iterator[State]:
    work = resolution.work
    if resolution.outcome is Outcome.NOT_FOUND:
        yield State.NOT_FOUND
    elif work is None:
        yield State.UNVERIFIED
    else:
        told = [*_of_notices(work), *([State.DIFFERS] if resolution.mismatches else [])]
        yield from sorted(told, key=tuple(State).index) or [State.MATCHES]


def _of_notices(work: Work) -> Iterator[State]:
    kinds = {notice.kind for notice in work.notices}
    if work.is_retracted:
        yield State.RETRACTED
    if NoticeKind.CONCERN in kinds:
        yield State.DOUBTED
    if NoticeKind.CORRECTION in kinds or NoticeKind.REINSTATEMENT in kinds:
        yield State.CORRECTED
    if work.study is not None and work.study.kind is StudyKind.NOTICE:
        yield State.NOTICE


def lines_of(found: Checked) -> Iterator[str]:
    """What there is to say of a reference, one line each: the work, its notices, its disagreements, or why there is none."""
    resolution, work = found.resolution, found.resolution.work
    if work is None:
        yield resolution.detail or "no source was asked"
        return
    yield _described(work)
    for notice in work.notices:
        yield _noticed(notice)
    for mismatch in resolution.mismatches:
        yield _mismatched(mismatch)
    if resolution.detail:
        yield resolution.detail


def _described(work: Work) -> str:
    """A work on one line: title, journal, year, kind, whose record it is."""
    kind = work.study.kind.value if work.study is not None and work.study.kind is not StudyKind.OTHER else ""
    about = ", ".join(part for part in (work.journal or "", str(work.year or ""), kind) if part)
    return f"“{work.title}”" + (f" ({about})" if about else "") + (f", by {work.source}" if work.source else "")


def _noticed(notice: Notice) -> str:
    names = {NoticeKind.CONCERN: "expression of concern"}
    what = names.get(notice.kind, notice.kind.value) + (" and replacement" if notice.replaced else "")
    where = f" {notice.identifier.kind.value} {notice.identifier.value}" if notice.identifier else ""
    return f"{what}{where}{f' of {notice.date}' if notice.date else ''}{f', says {notice.source}' if notice.source else ''}"


def _mismatched(mismatch: Mismatch) -> str:
    if mismatch.kind is MismatchKind.IDENTIFIER:
        return f"the identifiers name two works: {mismatch.given}, but {mismatch.found}"
    return f"{mismatch.kind.value}: the article has “{mismatch.given}”, the record “{mismatch.found}”"
