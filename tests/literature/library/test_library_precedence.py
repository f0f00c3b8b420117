"""Which of two records stands, whichever file came first: the later revision, with every notice that ever stood; deletions last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from library_works import pmid, work

from claimcheck.literature.importing import own_form, records_of
from claimcheck.literature.library import Library, Writer, intake, verifying
from claimcheck.literature.library.precedence import buries, revision
from claimcheck.literature.records.deletion import Deletion
from claimcheck.literature.records.faults import Faults
from claimcheck.model import Notice, NoticeKind

RETRACTION = Notice(NoticeKind.RETRACTION, pmid(9), "2024-03-01", "PubMed")
CONCERN = Notice(NoticeKind.CONCERN, None, "2011", "PubMed")
RETRACTED = "<PublicationTypeList><PublicationType>Retracted Publication</PublicationType></PublicationTypeList>"


def article(year: int, types: str = "", version: int = 1, tag: str = "DateRevised") -> str:
    """A record of PMID 501 that was last changed in a year."""
    day = f"<Year>{year}</Year><Month>05</Month><Day>07</Day>"
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="{version}">501</PMID><{tag}>{day}</{tag}>'
        f"<Article><ArticleTitle>Of {year}</ArticleTitle>{types}</Article></MedlineCitation></PubmedArticle>"
    )


DELETION = "<DeleteCitation><PMID>501</PMID></DeleteCitation>"


def imported(folder: Path, *contents: str, day: str = "2026-01-01") -> Library:
    """A library of PubMed files read one after the other, each got on the same day as the copies of a mirror are."""
    for number, content in enumerate(contents):
        path = folder / f"{number}.xml"
        path.write_text(f"<PubmedArticleSet>{content}</PubmedArticleSet>")
        with Writer(folder / "library") as writer:
            writer.take(records_of(path, fetched=day, faults=Faults()), intake.entry_of(writer, path))
    return Library.open(folder / "library")


@pytest.mark.parametrize("order", list(permutations([article(2012), article(2024, RETRACTED), article(2018)])))
def test_an_older_revision_never_hides_a_retraction(tmp_path: Path, order: Sequence[str]) -> None:
    """The day of a file says nothing of the age of its records."""
    with imported(tmp_path, *order) as library:
        found = library.find(pmid(501))
        assert (found.title, found.is_retracted, found.revised) == ("Of 2024", True, "2024-05-07")
        assert library.status().records == 1
    assert list(verifying.damages(tmp_path / "library", lambda done: None)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article(2012), article(2013, tag="DateCompleted")),
        (article(2024), article(2013, version=2)),
        (article(2009), article(2010, tag="DateCreated")),
    ],
    ids=["completed", "version", "created"],
)
def test_the_later_revision_stands_in_either_order(tmp_path: Path, one: str, other: str) -> None:
    digests = set()
    for number, order in enumerate([(one, other), (other, one)]):
        (tmp_path / str(number)).mkdir()
        with imported(tmp_path / str(number), *order) as library:
            digests.add(library.status().digest)
            assert library.find(pmid(501)).title in other.replace("<ArticleTitle>", "")
    assert len(digests) == 1


def test_notices_of_an_older_or_equal_record_are_kept(filled) -> None:
    filled(work(pmid(1), revised="2024-01-01", notices=(RETRACTION,)))
    assert filled(work(pmid(1), title="Older", revised="2012-01-01", notices=(CONCERN,))).find(pmid(1)).notices == (RETRACTION, CONCERN)
    found = filled(work(pmid(1), title="Equal", revised="2024-01-01", fetched="2026-01-01")).find(pmid(1))
    assert (found.title, found.notices) == ("Equal", (RETRACTION, CONCERN))
    later = filled(work(pmid(1), title="Later", revised="2025-01-01", fetched="2020-01-01")).find(pmid(1))
    assert (later.title, later.is_retracted) == ("Later", True)


def test_a_retraction_that_only_an_older_record_tells_is_searched_for(filled) -> None:
    from claimcheck.literature.library import Filters

    filled(work(pmid(1), revised="2024-01-01"))
    library = filled(work(pmid(1), revised="2012-01-01", notices=(RETRACTION,)))
    assert len(library.search("zinc", 10, Filters(notices=frozenset({NoticeKind.RETRACTION})))) == 1


def test_the_same_record_again_changes_nothing(filled, tmp_path: Path) -> None:
    same = work(pmid(1), notices=(RETRACTION, Notice(NoticeKind.RETRACTION, None, "2024-03")), revised="2024-01-01", fetched="2026-01-01")
    digest = filled(same).status().digest
    with Writer(tmp_path / "library") as writer:
        assert writer.add([same]).kept == 1
    assert filled().status().digest == digest


@pytest.mark.parametrize(
    "order", [(article(2012), DELETION, article(2012, RETRACTED)), (DELETION, article(2012)), (article(2015), DELETION, article(2012))]
)
def test_what_was_deleted_stays_gone_for_older_files(tmp_path: Path, order: Sequence[str]) -> None:
    with imported(tmp_path, *order) as library:
        assert library.find(pmid(501)) is None
        assert library.search("of") == ()


def test_a_later_revision_comes_back_after_a_deletion(tmp_path: Path) -> None:
    with imported(tmp_path, article(2012), DELETION, article(2015)) as library:
        assert library.find(pmid(501)).title == "Of 2015"


def test_an_old_deletion_leaves_a_later_revision_alone(tmp_path: Path) -> None:
    imported(tmp_path, article(2024)).close()
    (tmp_path / "later").mkdir()
    with imported(tmp_path, article(2024), DELETION, day="2020-01-01") as library:
        assert library.find(pmid(501)).title == "Of 2024"


def test_deletions_are_remembered_by_every_copy(tmp_path: Path) -> None:
    with imported(tmp_path, article(2012), DELETION) as library:
        told = list(library.kept_apart())
    assert told == [Deletion("501", "2026-01-01", "2012-05-07")]
    (tmp_path / "copy.jsonl").write_text("".join(f"{own_form.written(one)}\n" for one in told))
    with Writer(tmp_path / "copy") as writer:
        writer.take(records_of(tmp_path / "copy.jsonl"), intake.entry_of(writer, tmp_path / "copy.jsonl"))
        assert writer.add([work(pmid(501), revised="2012-05-07")]).kept == 1


def test_revisions_compare_by_version_then_day() -> None:
    assert revision("2012-01-01") < revision("2013-01-01") < revision("2011-01-01 v2") < revision("2011-01-01 v10")
    assert revision("soon") is revision(None) is None
    assert buries(Deletion("1", "2020-01-01"), work(pmid(1), fetched="2020-01-01"))
    assert not buries(Deletion("1", "2020-01-01"), work(pmid(1), revised="2021-01-01", fetched="2019-01-01"))
