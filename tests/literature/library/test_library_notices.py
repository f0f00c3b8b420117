"""Notices kept apart from works, and found on them whichever came first."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_works import doi, pmid, work

from claimcheck.literature.library import Filters, Library, Writer, notices
from claimcheck.model import Notice, NoticeKind

RETRACTION = Notice(NoticeKind.RETRACTION, doi("10.1/notice"), "2020-05-01", "Retraction Watch")


def kept(folder: Path, *steps) -> Library:
    for step in steps:
        with Writer(folder) as writer:
            step(writer)
    return Library.open(folder)


def add(writer: Writer) -> None:
    writer.add([work(pmid(1), doi("10.1/a"))])


def mark(writer: Writer) -> None:
    writer.add_notices([doi("10.1/a")], RETRACTION)


@pytest.mark.parametrize("steps", [(add, mark), (mark, add), (mark, mark, add, mark), (add, mark, add)])
def test_a_notice_stands_on_the_work_once_whichever_came_first(tmp_path: Path, steps) -> None:
    with kept(tmp_path, *steps) as library:
        assert library.find(pmid(1)).notices == (RETRACTION,)
        assert library.find_title("Zinc for colds")[0].is_retracted
        (hit,) = library.search("zinc", 10, Filters(notices=frozenset({NoticeKind.RETRACTION})))
        assert hit.work.notices == (RETRACTION,)
        assert library.status().notices == 1


def test_notices_are_known_of_works_that_are_not_here(tmp_path: Path) -> None:
    with kept(tmp_path, mark) as library:
        assert library.find(doi("10.1/a")) is None
        assert library.notices(doi("10.1/a")) == (RETRACTION,)
        assert library.notices(pmid(1)) == ()


def test_a_notice_is_no_longer_filtered_for_once_its_work_is_deleted(tmp_path: Path) -> None:
    with kept(tmp_path, mark, add, lambda writer: writer.delete(["1"])) as library:
        assert library.search("zinc", 10, Filters(notices=frozenset({NoticeKind.RETRACTION}))) == ()


def test_one_event_told_twice_is_one_notice() -> None:
    own = Notice(NoticeKind.RETRACTION, pmid(9), None, "PubMed")
    assert notices.together((own,), [RETRACTION]) == (Notice(NoticeKind.RETRACTION, pmid(9), "2020-05-01", "PubMed"),)
    later = Notice(NoticeKind.RETRACTION, None, "2023-01-01", "Retraction Watch")
    concern = Notice(NoticeKind.CONCERN, None, "2020-05-01", "Retraction Watch")
    assert notices.together((RETRACTION,), [later, concern]) == (RETRACTION, later, concern)


@pytest.mark.parametrize("notice", [RETRACTION, Notice(NoticeKind.REINSTATEMENT), Notice(NoticeKind.CORRECTION, None, "2001", "é", True)])
def test_notices_come_back_as_they_were(notice: Notice) -> None:
    assert notices.read(notices.written(notice)) == notice


def test_lines_that_hold_no_notice_are_left_out() -> None:
    assert notices.read_all(["{}", "[]", "nonsense", '["retraction",["x"],null,"",false]', notices.written(RETRACTION)]) == (RETRACTION,)
