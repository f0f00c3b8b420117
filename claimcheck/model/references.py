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
    """A retraction, expression of concern … with the identifier of the notice, its date (ISO, or None where not known) and who says so.

    `replaced` marks a retraction whose work was published anew, corrected.
    """

    kind: NoticeKind
    identifier: Identifier | None = None
    date: str | None = None
    source: str = ""
    replaced: bool = False


class StudyKind(StrEnum):
    """What kind of study or text a work is."""

    SYSTEMATIC_REVIEW = "systematic review"
    RANDOMISED = "randomised trial"
    CONTROLLED = "controlled trial without randomisation"
    COHORT = "cohort study"
    CASE_CONTROL = "case-control study"
    CROSS_SECTIONAL = "cross-sectional study"
    SINGLE_ARM = "uncontrolled trial"
    CASE_SERIES = "case series"
    CASE_REPORT = "case report"
    GUIDELINE = "guideline"
    PROTOCOL = "protocol"
    REGISTRATION = "trial registration without results"
    NARRATIVE_REVIEW = "narrative review"
    OPINION = "editorial, letter or news"
    ANIMAL = "animal study"
    IN_VITRO = "laboratory study"
    NOTICE = "notice about another work"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Study:
    """How a work was done, as its record says; None or empty where the record does not say.

    `phase` as "1", "1/2", "2", "3" or "4"; `pooled` how many studies a review pooled; `follow_up_months` the longest follow-up;
    `ages` a subset of children, adults, older_adults; `humans` whether people were studied;
    `seller_made` the words that show that whoever sells the therapy made the study; `primary_met` whether the primary endpoint was met.
    """

    kind: StudyKind = StudyKind.OTHER
    phase: str | None = None
    participants: int | None = None
    pooled: int | None = None
    follow_up_months: float | None = None
    ages: frozenset[str] = frozenset()
    humans: bool | None = None
    compared: bool | None = None
    pilot: bool = False
    preprint: bool = False
    seller_made: str = ""
    primary_met: bool | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an abstract or full text: its heading ("" where it has none) and its plain text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Author:
    """An author: family name (or the name of a group), given names or initials, affiliations as printed."""

    family: str
    given: str = ""
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A publication or trial record. `source` names where the record came from, `fetched` the day (ISO), `digest` its content.

    `design` is the kind of study in words; `study` what was read from the record about how it was done.
    `conflicts` is its statement of interests; `references` are the works it cites; `volume` and `pages` its place in the journal.
    `revised` is the day (ISO) on which the source last changed the record, followed by " v2" and so on where it numbers its versions.
    """

    identifiers: tuple[Identifier, ...]
    title: str
    year: int | None = None
    journal: str | None = None
    design: str | None = None
    notices: tuple[Notice, ...] = ()
    source: str = ""
    abstract: tuple[Section, ...] = ()
    body: tuple[Section, ...] = ()
    authors: tuple[Author, ...] = ()
    publication_types: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    conflicts: str = ""
    references: tuple[Identifier, ...] = ()
    study: Study | None = None
    fetched: str | None = None
    digest: str = ""
    volume: str = ""
    pages: str = ""
    revised: str | None = None

    @property
    def is_retracted(self) -> bool:
        """Whether a retraction or withdrawal stands against the work, and no reinstatement after it."""
        lifted = max((n.date or "" for n in self.notices if n.kind is NoticeKind.REINSTATEMENT), default=None)
        against = [n for n in self.notices if n.kind in (NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL)]
        return any(lifted is None or (n.date or "") > lifted for n in against)

    def identifier(self, kind: IdentifierKind) -> str | None:
        """The first identifier of a kind, or None."""
        return next((identifier.value for identifier in self.identifiers if identifier.kind is kind), None)

    @property
    def abstract_text(self) -> str:
        """The abstract as one text, headings before their parts."""
        return " ".join(f"{part.label}: {part.text}" if part.label else part.text for part in self.abstract)


class Outcome(StrEnum):
    """How asking a source ended; an outage never looks like missing evidence."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    NOT_ASKED = "not_asked"
    FAILED = "failed"


class QueryKind(StrEnum):
    """What a source is asked for: the work with an identifier, the work that an entry describes, works on a topic, an open full text."""

    IDENTIFIER = "identifier"
    BIBLIOGRAPHY = "bibliography"
    TOPIC = "topic"
    FULL_TEXT = "full_text"


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What an entry of a reference list says of its work; `text` is the entry itself, `authors` family names in order."""

    text: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    journal: str = ""
    volume: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a claim is about, in words that an index knows: each field holds a name and its synonyms, best first.

    No words of the article stand here beyond the terms of the claim.
    """

    therapies: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """One question to a source; which field is filled follows from `kind`."""

    kind: QueryKind
    identifiers: tuple[Identifier, ...] = ()
    bibliography: Bibliography | None = None
    topic: Topic | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source said to a query.

    `detail` says why it was not asked or failed; `asked_on` is the day (ISO) on which the service gave the answer, also where it was kept.
    """

    query: Query
    source: str
    outcome: Outcome
    works: tuple[Work, ...] = ()
    detail: str = ""
    asked_on: str | None = None


class MismatchKind(StrEnum):
    """In what an entry and the work it points to disagree; `identifier` where two identifiers of an entry name two works."""

    TITLE = "title"
    AUTHORS = "authors"
    YEAR = "year"
    JOURNAL = "journal"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What the entry gives and what the record of the work says."""

    kind: MismatchKind
    given: str
    found: str

    @property
    def in_words(self) -> str:
        """The two side by side: `the year is given as 2009, in the record it is 2014`."""
        verb, word = ("are", "they are") if self.kind is MismatchKind.AUTHORS else ("is", "it is")
        plain = self.kind in (MismatchKind.IDENTIFIER, MismatchKind.YEAR)
        given, found = (text.strip() if plain else f"“{text}”" for text in (self.given, self.found))
        return f"the {self.kind} {verb} given as {given}, in the record {word} {found}"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which work a reference points to, as far as it could be found out.

    `outcome` FAILED and NOT_ASKED mean "could not verify"; NOT_FOUND that every source that was needed answered and none has it.
    `confidence` 0 to 1 that the work is the one meant; `notices` of all sources stand on `work`; `answers` are what the sources said.
    """

    reference_id: str
    outcome: Outcome
    work: Work | None = None
    source: str = ""
    confidence: float = 0.0
    mismatches: tuple[Mismatch, ...] = ()
    answers: tuple[Answer, ...] = ()
    detail: str = ""
