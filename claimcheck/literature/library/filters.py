"""What a search may be narrowed to, and the tags under which the index knows each work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.literature.studies.record import humans_of, kind_of
from claimcheck.literature.studies.words import words_of
from claimcheck.model import Notice, NoticeKind, Study, StudyKind, Work

_EARLIEST, _LATEST = 1500, 2200


@dataclass(frozen=True, slots=True)
class Filters:
    """Which works a search gives: each field that is set must hold; of several kinds, headings or notices any one is enough.

    `first` and `last` are years, both included; `mesh` are headings in any case; `humans` asks for studies of people, or for others.
    """

    first: int | None = None
    last: int | None = None
    kinds: frozenset[StudyKind] = frozenset()
    mesh: tuple[str, ...] = ()
    notices: frozenset[NoticeKind] = frozenset()
    humans: bool | None = None

    def wanted(self) -> tuple[tuple[str, ...], ...]:
        """Groups of tags; a work must have at least one of each group."""
        groups = (
            self._years(),
            tuple(sorted(kind_tag(kind) for kind in self.kinds)),
            tuple(dict.fromkeys(_heading(name) for name in self.mesh)),
            tuple(sorted(_notice(kind) for kind in self.notices)),
            () if self.humans is None else (_humans(self.humans),),
        )
        return tuple(group for group in groups if group)

    def _years(self) -> tuple[str, ...]:
        if self.first is None and self.last is None:
            return ()
        first = _EARLIEST if self.first is None else max(self.first, _EARLIEST)
        last = _LATEST if self.last is None else min(self.last, _LATEST)
        return tuple(map(_year, range(first, last + 1))) or ("year:none",)


def tags(work: Work, notices: Iterable[Notice]) -> Iterator[str]:
    """The tags of a work that `notices` stand on.

    Of how the study was done only what can be filtered by is read here: the rest would take as long again as all else of an import.
    """
    kind, humans = _studied(work)
    yield kind_tag(kind)
    if humans is not None:
        yield _humans(humans)
    if work.year is not None:
        yield _year(work.year)
    yield from dict.fromkeys(tag for name in work.mesh for tag in _headings(name))
    yield from dict.fromkeys(_notice(notice.kind) for notice in notices)


def _studied(work: Work) -> tuple[StudyKind, bool | None]:
    """The kind of study and whether people were studied, as `studies.read` has them: what the record itself says goes first."""
    told = work.study or Study()
    if told.kind is not StudyKind.OTHER and told.humans is not None:
        return told.kind, told.humans
    words = words_of(work)
    kind = kind_of(work, words)
    humans = humans_of(work, words, kind)
    return (kind if told.kind is StudyKind.OTHER else told.kind), (humans if told.humans is None else told.humans)


def _year(year: int) -> str:
    return f"year:{year}"


def kind_tag(kind: StudyKind) -> str:
    """The tag of works of a kind."""
    return f"kind:{kind.value}"


@lru_cache(maxsize=50_000)
def _headings(name: str) -> tuple[str, ...]:
    """A heading as it stands and without its qualifier."""
    return tuple(dict.fromkeys((_heading(name), _heading(name.partition("/")[0]))))


def _heading(name: str) -> str:
    return f"mesh:{' '.join(name.replace('*', ' ').split()).casefold()}"


def _notice(kind: NoticeKind) -> str:
    return f"notice:{kind.value}"


def _humans(humans: bool) -> str:
    return f"humans:{'yes' if humans else 'no'}"
