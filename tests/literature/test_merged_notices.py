"""Notices of several sources told once."""

from __future__ import annotations

import csv
import json
import lzma
from pathlib import Path

import pytest

from claimcheck.literature.notices import merged
from claimcheck.model import Identifier, IdentifierKind, Notice, NoticeKind, Work

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "literature"
DOI = Identifier(IdentifierKind.DOI, "10.1000/notice")
R, C, E = NoticeKind.RETRACTION, NoticeKind.CORRECTION, NoticeKind.CONCERN


def test_one_notice_of_three_sources_is_told_once() -> None:
    told = merged([Notice(R, None, "2010", "PubMed"), Notice(R, DOI, "2010-02-06", "Crossref"), Notice(R, None, None, "built-in list")])
    assert told == (Notice(R, DOI, "2010-02-06", "Crossref, PubMed, built-in list"),)


def test_the_order_of_sources_does_not_matter() -> None:
    notices = [Notice(R, DOI, "2010-02-06", "a"), Notice(R, None, "2010", "b"), Notice(C, None, "2004", "a"), Notice(E, None, None, "c")]
    assert merged(notices) == merged(notices[::-1])


def test_kinds_stay_apart() -> None:
    kinds = [NoticeKind.CORRECTION, NoticeKind.CONCERN, NoticeKind.RETRACTION, NoticeKind.REINSTATEMENT]
    assert {notice.kind for notice in merged(Notice(kind, DOI, "2010-01-01", "a") for kind in kinds)} == set(kinds)


def test_a_withdrawal_that_another_source_calls_retraction_is_one_retraction() -> None:
    told = merged([Notice(NoticeKind.WITHDRAWAL, DOI, "2010-01-01", "a"), Notice(R, DOI, "2010-01-02", "b", replaced=True)])
    assert told == (Notice(R, DOI, "2010-01-01", "a, b", replaced=True),)


def test_retracted_again_years_later_is_two() -> None:
    assert len(merged([Notice(R, None, "2010-01-01", "a"), Notice(R, None, "2014-01-01", "a")])) == 2


@pytest.mark.parametrize("kind", [NoticeKind.CORRECTION, NoticeKind.CONCERN])
def test_a_work_with_an_erratum_is_not_retracted(kind: NoticeKind) -> None:
    assert not Work((), "A", notices=merged([Notice(kind, DOI, "2010-01-01", "a"), Notice(kind, None, None, "b")])).is_retracted


def test_a_reinstated_work_is_not_retracted() -> None:
    told = merged([Notice(R, None, "2010-01-01", "a"), Notice(NoticeKind.REINSTATEMENT, None, "2012-01-01", "b")])
    assert not Work((), "A", notices=told).is_retracted


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference material is absent")
def test_real_lists() -> None:
    with (SHARED / "retraction_cross_check.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            sources = [name for name, said in (("PubMed", row["in_pubmed_2023_list"]), ("Retraction Watch", row["in_rw_list"])) if said]
            told = merged(Notice(R, None, None, name) for name in sources)
            assert [notice.source for notice in told] == [", ".join(sorted(sources))]
    kinds = {"Retraction": R, "Expression of concern": E, "Correction": C, "Reinstatement": NoticeKind.REINSTATEMENT}
    lines = lzma.decompress((SHARED / "retraction_watch_sample_4983.jsonl.xz").read_bytes()).decode().split("\n")
    for row in (json.loads(line) for line in lines if line):
        month, day, year = row["retractiondate"].split()[0].split("/")
        notice = Notice(kinds[row["retractionnature"]], None, f"{year}-{int(month):02}-{int(day):02}", "Retraction Watch")
        told = merged([notice, Notice(notice.kind, None, year, "PubMed")])
        assert len(told) == 1
        assert told[0].date == notice.date
        assert Work((), "A", notices=told).is_retracted is (notice.kind is R)
