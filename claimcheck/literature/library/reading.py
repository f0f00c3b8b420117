"""The library as its readers see it: works found by identifier, title, words and topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.literature.library import folders, names, notices, queries
from claimcheck.literature.library.filters import Filters
from claimcheck.literature.library.fusing import TOPIC_SHARE, WORDS_SHARE, Scored, fused
from claimcheck.literature.library.index import ENGINE, IndexReader, Term
from claimcheck.literature.library.packing import sound, unpack
from claimcheck.literature.library.store import ImportedFile, Store, counted
from claimcheck.literature.records.deletion import Deletion
from claimcheck.literature.records.listed_notice import ListedNotice
from claimcheck.model import Identifier, IdentifierKind, Notice, Topic, Work

if TYPE_CHECKING:
    from claimcheck.literature.library.meaning import Meaning


def _silent(number: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A work that a search gave, and how well it fits (higher is better; comparable within one search only)."""

    work: Work
    score: float


@dataclass(frozen=True, slots=True)
class Status:
    """What a library holds: records in all and by source, its size in bytes, the newest day of fetching, the files imported.

    `digest` names this exact content, in whatever order it was imported; `notices` counts those kept apart from works, `vectors` those
    made so far, also of works that have changed since.
    """

    folder: Path
    records: int
    by_source: tuple[tuple[str, int], ...]
    notices: int
    engine: str
    bytes: int
    newest: str | None
    digest: str
    files: tuple[ImportedFile, ...]
    vectors: int = 0


@dataclass(frozen=True, slots=True)
class _Question:
    """What is looked for: terms for the words (`IndexReader.search`), a text for the meaning, tags of which one each must be there.

    Of the groups of `named` one term each must stand in a work for its meaning to bring it in; `share` is the weight of the words.
    """

    groups: Sequence[Sequence[Term]]
    text: str
    tags: tuple[tuple[str, ...], ...]
    named: Sequence[Sequence[Term]] = ()
    share: float = WORDS_SHARE


class Library:
    """A library opened for reading, as it was last committed; may be used while an import goes on.

    Works come as their records were, with all notices; how a study was done is read by whoever asks (`studies.read`).
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = Store(folders.records(folder))
        self._index = IndexReader.open(folders.index(folder))
        self._opened: tuple[Meaning | None, str] | None = None

    @classmethod
    def open(cls, folder: Path) -> Library:
        """The library in a folder (LibraryError where there is none, or it is damaged or of a newer format)."""
        return cls(folder)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()

    def refresh(self) -> None:
        """See what was imported since the library was opened."""
        self._index.refresh()
        self._opened = None

    def find(self, identifier: Identifier) -> Work | None:
        """The work with an identifier; for a trial number its registration, else the first article that names it."""
        works = [unpack(row.packed) for row in self._store.rows(names.identifier_key(identifier))]
        fitting = [work for work in works if identifier in work.identifiers]
        fitting.sort(key=lambda work: identifier.kind.value == "nct" and names.names_itself(work))
        return self._marked(fitting[0]) if fitting else None

    def find_title(self, title: str) -> tuple[Work, ...]:
        """The works with this title, however it is spelt; where there is none, up to five whose titles share most of its words."""
        key, plain = names.title_key(title), names.plain_title(title)
        if key is None:
            return ()
        works = [unpack(row.packed) for row in self._store.rows(key)]
        exact = tuple(self._marked(work) for work in works if names.plain_title(work.title) == plain)
        return exact or tuple(hit.work for hit in self._near(title))

    def _near(self, title: str) -> Iterator[Hit]:
        found = self._index.search((queries.title_terms(title),), (), queries.CANDIDATES)
        return (hit for hit in self._hits(found) if queries.titles_agree(title, hit.work.title))

    def search(self, text: str, limit: int = 10, filters: Filters | None = None) -> tuple[Hit, ...]:
        """The works that fit a claim best, by its words and, where the library has vectors, its meaning; none where no word is known."""
        terms = queries.claim_terms(text)
        return self._search(_Question((terms,) if terms else (), text, (filters or Filters()).wanted()), limit)

    def search_topic(self, topic: Topic, limit: int = 10, filters: Filters | None = None) -> tuple[Hit, ...]:
        """The works that name one of the topic's therapies and one of its conditions, those that speak of its outcomes first.

        Where the library has vectors, meaning ranks with the words, and brings in no work that does not name both.
        """
        asked = (queries.topic_groups(topic), queries.question_of(topic), (filters or Filters()).wanted())
        return self._search(_Question(*asked, queries.needed(topic), TOPIC_SHARE), limit)

    def _search(self, question: _Question, limit: int) -> tuple[Hit, ...]:
        if limit < 1 or not any(question.groups):
            return ()
        meaning, _ = self._meaning()
        if meaning is None:
            return tuple(self._hits(self._index.search(question.groups, question.tags, limit)))
        return tuple(self._hits(self._by_both(meaning, question, limit)[:limit]))

    def _by_both(self, meaning: Meaning, question: _Question, limit: int) -> Scored:
        """Records by words and meaning; none where no word is known."""
        from claimcheck.literature.library.meaning import DEPTH, vector_of

        tags, named, depth = question.tags, question.named, max(limit, DEPTH)
        words = self._index.search(question.groups, tags, depth)
        if not words:
            return ()
        sift = partial(self._index.having, tags=tags, named=named) if tags or named else None
        near = meaning.likeness(vector_of(question.text), [record for _, record in words], depth, self._store, sift)
        return fused(words, near, question.share)

    def _meaning(self) -> tuple[Meaning | None, str]:
        if self._opened is None:
            self._opened = _meaning_of(self.folder)
        return self._opened

    @property
    def words_only(self) -> str:
        """One line on why vectors that were made are not used and what to do; "" where they are, or where none were made."""
        return self._meaning()[1]

    @property
    def search_model(self) -> str:
        """What tells the model that searches by meaning from every other version; "" where searches go by words alone."""
        meaning, _ = self._meaning()
        return meaning.model if meaning else ""

    def _hits(self, found: Iterable[tuple[float, int]]) -> Iterator[Hit]:
        for score, record in found:
            row = self._store.row(record)
            if row is not None:
                yield Hit(self._marked(unpack(row.packed)), score)

    def notices(self, identifier: Identifier) -> tuple[Notice, ...]:
        """The notices listed for an identifier, whether or not its work is here."""
        return listed(self._store, (identifier,))

    def _marked(self, work: Work) -> Work:
        found = listed(self._store, work.identifiers)
        return replace(work, notices=notices.together(work.notices, found)) if found else work

    def works(self, damaged: Callable[[int], None] = _silent) -> Iterator[Work]:
        """All works in the order in which they came, with their notices; `damaged` hears the numbers of records that cannot be read."""
        return map(self._marked, self.stored(damaged))

    def stored(self, damaged: Callable[[int], None] = _silent) -> Iterator[Work]:
        """All works as their records are, without the notices of lists."""
        for row in self._store.every_row():
            work = sound(row.packed, row.digest)
            if work is None:
                damaged(row.id)
            else:
                yield work

    def kept_apart(self) -> Iterator[Deletion | ListedNotice]:
        """What is kept apart from works: the notices of lists, one for each identifier, and the deletions."""
        for name, line in self._store.each("SELECT identifier, notice FROM notices ORDER BY identifier, notice"):
            kind, _, value = str(name).partition(":")
            for notice in notices.read_all((line,)):
                yield ListedNotice((Identifier(IdentifierKind(kind), value),), notice)
        yield from self._store.deletions()

    @property
    def behind(self) -> int:
        """How many records no search finds yet, because an import goes on or did not end."""
        row = self._store.one("SELECT count(*) FROM touched")
        return counted(row[0]) if row else 0

    @property
    def shortfall(self) -> str:
        """One line on what no search finds yet and what to do; "" where the index is up to the records."""
        if not self.behind:
            return ""
        remedy = "the next import puts them in, or: claimcheck literature verify --repair"
        return f"{self.folder}: {self.behind:,} records cannot be found by their words, an import did not end or goes on; {remedy}"

    def status(self) -> Status:
        """What the library holds."""
        counts = self._store.all("SELECT name, records FROM sources WHERE records > 0 ORDER BY name")
        by_source = tuple((str(name), counted(count)) for name, count in counts)
        noted = self._store.one("SELECT count(*) FROM (SELECT DISTINCT identifier, notice FROM notices)")
        return Status(
            folder=self.folder,
            records=sum(count for _, count in by_source),
            by_source=by_source,
            notices=counted(noted[0]) if noted else 0,
            engine=ENGINE,
            bytes=folders.size(self.folder),
            newest=self._store.state("newest"),
            digest=self._store.state("content") or "0" * 32,
            files=self._store.files(),
            vectors=self._vectors(),
        )

    def _vectors(self) -> int:
        """How many rows of vectors there are, by the size of their file."""
        if not folders.vectors(self.folder).exists():
            return 0
        from claimcheck.literature.library.vectors import whole_rows

        return whole_rows(folders.vectors(self.folder))


def _meaning_of(folder: Path) -> tuple[Meaning | None, str]:
    """What searches by meaning; it is loaded only where vectors were made."""
    if not folders.vectors(folder).exists():
        return None, ""
    from claimcheck.literature.library.meaning import open_meaning

    return open_meaning(folder)


def listed(store: Store, identifiers: Iterable[Identifier]) -> tuple[Notice, ...]:
    """The notices kept for any of some identifiers, each once, by date."""
    lines: dict[object, None] = {}
    for identifier in identifiers:
        key = names.identifier_key(identifier)
        rows = store.all("SELECT notice FROM notices WHERE key = ? AND identifier = ?", key, notices.name(identifier))
        lines |= {row[0]: None for row in rows}
    return tuple(sorted(notices.read_all(lines), key=lambda notice: (notice.date or "", notice.kind.value, notice.source)))
