"""What an article points to: citations, references, works, and what sources answered about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.model.spans import CharSpan


class IdentifierKind(StrEnum):
    """Kinds of identifier, in the order in which they are trusted."""

    DOI = "doi"
    PMID = "pmid"
    PMCID = "pmcid"
    NCT = "nct"
    ISBN = "isbn"
    URL = "url"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """An identifier in normal form: DOI in lower case without resolver, PMID as digits, `PMC…` and `NCT…` in capitals."""

    kind: IdentifierKind
    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The entry or link that a citation points to; `label` is its number or author-year key in the article."""

    id: str
    span: CharSpan
    text: str
    identifiers: tuple[Identifier, ...] = ()
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in the article that points to a reference."""

    span: CharSpan
    reference_id: str


class NoticeKind(StrEnum):
    """What was published about a work after it."""

    RETRACTION = "retraction"
    CONCERN = "concern"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    REINSTATEMENT = "reinstatement"


@dataclass(frozen=True, slots=True)
class Notice:
    """A retraction, expression of concern … with the identifier of the notice and its date (ISO, or None where not known)."""

    kind: NoticeKind
    identifier: Identifier | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A publication or trial record. `source` names where the record came from."""

    identifiers: tuple[Identifier, ...]
    title: str
    year: int | None = None
    journal: str | None = None
    design: str | None = None
    notices: tuple[Notice, ...] = ()
    source: str = ""

    @property
    def is_retracted(self) -> bool:
        """Whether a retraction or withdrawal stands against the work."""
        return any(n.kind in (NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL) for n in self.notices)


class Outcome(StrEnum):
    """How asking a source ended; an outage never looks like missing evidence."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    NOT_ASKED = "not_asked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source said of a reference; `detail` says why it was not asked or failed."""

    reference_id: str
    source: str
    outcome: Outcome
    works: tuple[Work, ...] = ()
    detail: str = ""
