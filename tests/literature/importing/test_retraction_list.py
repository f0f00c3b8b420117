"""The Retraction Watch list: its columns, dates, natures and placeholders."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from claimcheck.literature.importing import retractions
from claimcheck.literature.importing.retractions import ListedNotice
from claimcheck.literature.records.faults import Faults, RecordError
from claimcheck.model import Identifier, IdentifierKind, Notice, NoticeKind

COLUMNS = (
    "Record ID", "Title", "Subject", "Institution", "Journal", "Publisher", "Country", "Author", "URLS", "ArticleType", "RetractionDate",
    "RetractionDOI", "RetractionPubMedID", "OriginalPaperDate", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "Reason",
    "Paywalled", "Notes", "",
)  # fmt: skip
USUAL = {
    "Title": 'Cells, "again"', "RetractionDate": "9/2/2021 0:00", "RetractionDOI": "10.1000/N.1", "RetractionPubMedID": "34",
    "OriginalPaperDOI": "10.1000/Work", "OriginalPaperPubMedID": "12", "RetractionNature": "Retraction", "Reason": "Unreliable Data;",
}  # fmt: skip


def table(*rows: dict[str, str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([{**USUAL, **row}.get(name, "") for name in COLUMNS] for row in rows)
    return text.getvalue().encode()


def listed(folder: Path, content: bytes) -> tuple[list[ListedNotice], Faults]:
    path = folder / "list.csv"
    path.write_bytes(content)
    faults = Faults(path.name)
    return list(retractions.listed(path, faults)), faults


def test_a_row_gives_the_work_and_its_notice(tmp_path: Path) -> None:
    (notice,), faults = listed(tmp_path, table({}))
    assert notice.identifiers == (Identifier(IdentifierKind.DOI, "10.1000/work"), Identifier(IdentifierKind.PMID, "12"))
    assert notice.notice == Notice(NoticeKind.RETRACTION, Identifier(IdentifierKind.DOI, "10.1000/n.1"), "2021-09-02", "Retraction Watch")
    assert faults.count == 0


@pytest.mark.parametrize(
    ("nature", "kind"),
    [
        ("Retraction", NoticeKind.RETRACTION), ("Expression of concern", NoticeKind.CONCERN), ("Expression of Concern", NoticeKind.CONCERN),
        ("Correction", NoticeKind.CORRECTION), ("Reinstatement", NoticeKind.REINSTATEMENT),
    ],
)  # fmt: skip
def test_the_nature_decides_the_kind(tmp_path: Path, nature: str, kind: NoticeKind) -> None:
    assert listed(tmp_path, table({"RetractionNature": nature}))[0][0].notice.kind is kind


@pytest.mark.parametrize(("reason", "replaced"), [("Error;Retract and Replace;", True), ("+Retract and Replace", True), ("Error;", False)])
def test_a_work_retracted_and_replaced_is_marked(tmp_path: Path, reason: str, replaced: bool) -> None:
    assert listed(tmp_path, table({"Reason": reason}))[0][0].notice.replaced is replaced
    assert listed(tmp_path, table({"Reason": reason, "RetractionNature": "Correction"}))[0][0].notice.replaced is False


@pytest.mark.parametrize("doi", ["unavailable", "Unavailable", "", "0", "None"])
def test_placeholders_are_no_identifiers(tmp_path: Path, doi: str) -> None:
    absent = {"OriginalPaperDOI": doi, "OriginalPaperPubMedID": "0"}
    assert listed(tmp_path, table(absent, {}))[0] == listed(tmp_path, table({}))[0]
    (notice,), _ = listed(tmp_path, table({"RetractionDOI": doi, "RetractionPubMedID": "0"}))
    assert notice.notice.identifier is None
    (notice,), _ = listed(tmp_path, table({"RetractionDOI": doi}))
    assert notice.notice.identifier == Identifier(IdentifierKind.PMID, "34")


@pytest.mark.parametrize(
    ("written", "date"),
    [("12/31/1999 0:00", "1999-12-31"), ("2021-09-02", "2021-09-02"), ("", None), ("13/40/2020 0:00", None), ("soon", None)],
)
def test_dates(tmp_path: Path, written: str, date: str | None) -> None:
    assert listed(tmp_path, table({"RetractionDate": written}))[0][0].notice.date == date


def test_rows_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    notices, faults = listed(tmp_path, table({}, {"RetractionNature": "Rumour"}, {}) + b"short,row\r\n")
    assert len(notices) == 2
    assert [(fault.record, fault.file) for fault in faults.first] == [(2, "list.csv"), (4, "list.csv")]


def test_a_packed_list_cut_short_gives_what_could_be_read(tmp_path: Path) -> None:
    packed = gzip.compress(table(*({"OriginalPaperDOI": f"10.1000/{number * 7919 % 5000}"} for number in range(5000))))
    notices, faults = listed(tmp_path, packed[: len(packed) // 2])
    assert 1000 < len(notices) < 5000
    assert faults.count == 1


@pytest.mark.parametrize("content", [b"", b"a,b\r\n1,2\r\n", b"\xff\xfe\x00", b"<html>"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert listed(tmp_path, content)[1].count == 1
    with pytest.raises(RecordError):
        list(retractions.listed(tmp_path / "list.csv"))


def test_a_quote_never_closed_costs_rows_but_not_the_run(tmp_path: Path) -> None:
    content = table({}) + b'"' + b"x" * 300_000 + b"\r\n" + table({})[len(table()) :]
    notices, faults = listed(tmp_path, content)
    assert notices
    assert faults.count >= 1


def test_an_absent_file_is_a_fault(tmp_path: Path) -> None:
    faults = Faults()
    assert list(retractions.listed(tmp_path / "none.csv", faults)) == []
    assert faults.count == 1
