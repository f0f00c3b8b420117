"""What could not be read of a file of records: counted, shown in part, and never a reason to stop."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcheck.errors import ClaimcheckError

SHOWN = 20


class RecordError(ClaimcheckError, ValueError):
    """A record cannot be read; the message says what is wrong with it, in words fit for a user."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that could not be read: the file, the how-manieth record in it (from 1; None for the file itself), and why."""

    file: str
    record: int | None
    what: str

    def __str__(self) -> str:
        place = self.file if self.record is None else f"{self.file}, record {self.record}"
        return f"{place}: {self.what}"


@dataclass(slots=True)
class Faults:
    """Counts the faults of a run over many records and keeps the first few; `file` names the file being read.

    `strict` makes the first fault a RecordError, for answers that must be whole.
    """

    file: str = ""
    strict: bool = False
    count: int = 0
    first: list[Fault] = field(default_factory=list)

    def add(self, what: str, record: int | None = None) -> None:
        """Count a fault of the present file (RecordError where faults are not borne)."""
        if self.strict:
            raise RecordError(str(Fault(self.file or "the answer", record, what)))
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(Fault(self.file, record, what))
