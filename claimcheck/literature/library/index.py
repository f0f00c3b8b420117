"""The full-text index: words of title and abstract, and the tags to filter by. It can always be made again from the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from claimcheck.errors import LibraryError
from claimcheck.literature.library.filters import tags
from claimcheck.model import Work

ENGINE = "tantivy 0.27"
_LONGEST_WORD = 60
_BODY = 3000
LEAST_MEMORY = 15_000_000
_SIFTED = 200
_Scored = tuple[tuple[float, int], ...]
_MEND = "mend it with: claimcheck literature verify --repair"
TEXT, TITLE, TAGS = "text", "title", "tags"
_ID = "id"


class DamagedIndex(LibraryError):
    """The index is missing or damaged; it can be made again from the records."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a query looks for: a stem, or several that all must occur; `field` is TEXT, TITLE or TAGS.

    A tag is worth its weight; words are worth more the rarer they are.
    """

    stems: tuple[str, ...]
    weight: float = 1.0
    field: str = TEXT


@cache
def analyser() -> TextAnalyzer:
    """Words in lower case without accents, stemmed; the same for records and queries."""
    steps = (Filter.remove_long(_LONGEST_WORD), Filter.lowercase(), Filter.ascii_fold(), Filter.stemmer("english"))
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for step in steps:
        builder = builder.filter(step)
    return builder.build()


@cache
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field(_ID, indexed=True, fast=True)
    builder.add_text_field(TEXT, tokenizer_name="words", index_option="freq")
    builder.add_text_field(TITLE, tokenizer_name="words", index_option="freq")
    builder.add_text_field(TAGS, tokenizer_name="raw", index_option="basic")
    return builder.build()


def create(folder: Path) -> None:
    """Make an empty index in a folder that holds none."""
    folder.mkdir(parents=True, exist_ok=True)
    tantivy.Index(_schema(), str(folder), reuse=True)


def exists(folder: Path) -> bool:
    """Whether a folder holds an index, sound or not."""
    return (folder / "meta.json").exists()


def _opened(folder: Path) -> tantivy.Index:
    try:
        index = tantivy.Index.open(str(folder))
    except (ValueError, OSError) as error:
        raise DamagedIndex(f"{folder}: the search index is missing or damaged ({_short(error)}); {_MEND}") from None
    index.register_tokenizer("words", analyser())
    return index


class IndexReader:
    """The index as it was last committed."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> IndexReader:
        """The index in a folder (LibraryError where it is missing or damaged)."""
        return cls(_opened(folder))

    @classmethod
    def of_works(cls, works: Iterable[Work]) -> IndexReader:
        """An index in memory; a work's record is its place among them."""
        index = tantivy.Index(_schema())
        index.register_tokenizer("words", analyser())
        writer = index.writer(LEAST_MEMORY, 1)
        for number, work in enumerate(works):
            writer.add_document(_document(number, work, tuple(tags(work, work.notices))))
        writer.commit()
        index.reload()
        return cls(index)

    @property
    def records(self) -> int:
        """How many works are indexed."""
        return int(self._searcher.num_docs)

    def refresh(self) -> None:
        """See what was committed since."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def holds(self, record: int) -> bool:
        """Whether exactly one document stands for a record."""
        return len(self._searcher.search(Query.term_query(_schema(), _ID, record), 2, count=False).hits) == 1

    def frequency(self, stem: str) -> int:
        """In how many works a stem occurs."""
        return int(self._searcher.doc_freq(TEXT, stem))

    def search(self, groups: Sequence[Sequence[Term]], tags: Sequence[Sequence[str]], limit: int) -> _Scored:
        """The best records as (score, record), best first.

        Of the groups, the last is optional words that add to the score; of each group before it one term must be there,
        and one tag of each of `tags`.
        """
        if tags and len(groups) == 1:
            found = self._sifted(groups[0], tags, limit)
            if found is not None:
                return found
        return self._ranked(_query(groups, tags), limit)

    def having(self, records: Sequence[int], tags: Sequence[Sequence[str]], named: Sequence[Sequence[Term]] = ()) -> frozenset[int]:
        """Those of some records that have one tag of each of `tags` and one term of each group of `named`."""
        return frozenset(record for _, record in self._ranked(_among(records, tags, named), len(records))) if records else frozenset()

    def _sifted(self, words: Sequence[Term], tags: Sequence[Sequence[str]], limit: int) -> _Scored | None:
        """The best records for some words alone, then those of them with the tags; None where too few are left to be sure.

        The engine skips most records when it looks for words alone, and none when tags must be there too; the outcome is the same.
        """
        depth = max(_SIFTED, _SIFTED * limit // 10)
        best = self._ranked(_query((words,), ()), depth)
        numbers = [record for _, record in best]
        kept = self.having(numbers, tags)
        found = tuple(pair for pair in best if pair[1] in kept)
        return found[:limit] if len(found) >= limit or len(best) < depth else None

    def _ranked(self, query: Query, limit: int) -> _Scored:
        try:
            hits = self._searcher.search(query, max(limit, 1), count=False).hits
            records = self._searcher.fast_field_values(_ID, [address for _, address in hits])
        except (ValueError, OSError) as error:
            raise DamagedIndex(f"the search index is damaged ({_short(error)}); {_MEND}") from None
        scored = zip((score for score, _ in hits), records, strict=True)
        return tuple(sorted(((float(score), int(record or 0)) for score, record in scored), key=lambda pair: (-pair[0], pair[1])))


class IndexWriter:
    """Adds to the index; what is not committed is lost. Only one can be open on a folder, in any process."""

    def __init__(self, folder: Path, memory: int) -> None:
        index, self._folder = _opened(folder), folder
        with self._told():
            self._writer = index.writer(memory, 1)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The engine's complaints in one clear line."""
        try:
            yield
        except (ValueError, OSError) as error:
            library = self._folder.parent
            if "LockBusy" in str(error):
                raise LibraryError(f"{library}: another import is writing to this library; wait until it has ended") from None
            remedy = "check space and permissions" if _is_of_disk(error) else _MEND
            raise LibraryError(f"{library}: the index cannot be written ({_short(error)}); {remedy}") from None

    def add(self, record: int, work: Work, marks: Iterable[str]) -> None:
        """Index a work under the number of its record."""
        with self._told():
            self._writer.add_document(_document(record, work, tuple(marks)))

    def remove(self, record: int) -> None:
        """Take a record out of the index."""
        self._writer.delete_documents_by_term(_ID, record)

    def commit(self) -> None:
        """Make all changes last, and visible to readers that refresh."""
        with self._told():
            self._writer.commit()

    def clear(self) -> None:
        """Take everything out."""
        self._writer.delete_all_documents()

    def finish(self) -> None:
        """Wait until the parts of the index have been merged; nothing can be added after."""
        with self._told():
            self._writer.wait_merging_threads()

    def close(self) -> None:
        """Let go of the folder."""
        del self._writer


def _document(record: int, work: Work, marks: Sequence[str]) -> tantivy.Document:
    try:
        return _filled(record, (work.title, _words(work)), marks)
    except UnicodeEncodeError:
        # Halves of pairs, which the engine cannot take; looking for them beforehand would cost every record.
        return _filled(record, tuple(map(_whole, (work.title, _words(work)))), tuple(map(_whole, marks)))


def _filled(record: int, texts: tuple[str, ...], marks: Sequence[str]) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer(_ID, record)
    for field, text in zip((TITLE, TEXT), texts, strict=True):
        document.add_text(field, text)
    for tag in marks:
        document.add_text(TAGS, tag)
    return document


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _words(work: Work) -> str:
    """What is searched of a work: its title, abstract, headings and keywords; the start of the body where there is no abstract."""
    text = work.abstract_text or " ".join(part.text for part in work.body)[:_BODY]
    return "\n".join((work.title, text, "; ".join(work.mesh), "; ".join(work.keywords)))


def _query(groups: Sequence[Sequence[Term]], tags: Sequence[Sequence[str]]) -> Query:
    *needed, optional = groups
    musts = [_any_tag(group) for group in tags] + [_best(group) for group in needed]
    scored = [(Occur.Should, _term(term)) for term in optional]
    if not musts:
        return Query.boolean_query(scored)
    if not needed:
        # Words are optional beside a Must, so they get a Must of their own: a work with none of them is no hit.
        return Query.boolean_query([*((Occur.Must, must) for must in musts), (Occur.Must, Query.boolean_query(scored))])
    return Query.boolean_query([*((Occur.Must, must) for must in musts), *scored])


def _among(records: Sequence[int], tags: Sequence[Sequence[str]], named: Sequence[Sequence[Term]] = ()) -> Query:
    chosen = Query.const_score_query(Query.term_set_query(_schema(), _ID, list(records)), 1.0)
    musts = (chosen, *map(_any_tag, tags), *map(_best, named))
    return Query.boolean_query([(Occur.Must, must) for must in musts])


def _any_tag(tags: Sequence[str]) -> Query:
    return Query.const_score_query(Query.term_set_query(_schema(), TAGS, list(tags)), 0.0)


def _best(terms: Sequence[Term]) -> Query:
    return Query.disjunction_max_query([_term(term) for term in terms], 0.1)


def _term(term: Term) -> Query:
    if term.field == TAGS:
        return Query.const_score_query(Query.term_query(_schema(), TAGS, term.stems[0], "basic"), term.weight)
    stems = [Query.term_query(_schema(), term.field, stem, "freq") for stem in term.stems]
    query = stems[0] if len(stems) == 1 else Query.boolean_query([(Occur.Must, stem) for stem in stems])
    return query if term.weight == 1.0 else Query.boost_query(query, term.weight)


def _is_of_disk(error: Exception) -> bool:
    """Whether the engine complains of its disk; it says so in words only."""
    words = str(error).lower()
    return isinstance(error, OSError) or any(word in words for word in ("ioerror", "io error", "os error", "open", "directory", "space"))


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
