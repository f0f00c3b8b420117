"""The readers against published records and lists, where those lie beside the repository."""

from __future__ import annotations

import gzip
import json
import lzma
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from claimcheck.literature.importing import records_of, retractions
from claimcheck.literature.records.faults import Faults
from claimcheck.model import IdentifierKind, NoticeKind, Work

LITERATURE = Path(__file__).resolve().parents[3] / "../shared/literature"
PUBMED = {
    "pubmed_medline16n0902_604.xml.gz": (604, 1),
    "pubmed_sample_2019_176.xml.gz": (176, 7),
    "pubmed21_excerpts_319.tar.xz": (319, 0),
    "pubmed_efetch_metapub_164.tar.xz": (163, 0),
}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not LITERATURE.is_dir(), reason="the published records do not lie beside the repository"),
]


@cache
def read(name: str) -> tuple[tuple[Work, ...], int, int]:
    """The works of a file, how many deletions stand in it, how many faults."""
    faults = Faults()
    found = list(records_of(LITERATURE / name, faults=faults))
    works = tuple(work for work in found if isinstance(work, Work))
    return works, len(found) - len(works), faults.count


def pubmed() -> dict[str, Work]:
    return {work.identifier(IdentifierKind.PMID) or "": work for name in PUBMED for work in read(name)[0]}


@pytest.mark.parametrize("name", PUBMED)
def test_every_citation_is_read(name: str) -> None:
    works, deleted, faults = read(name)
    assert (len(works), deleted, faults) == (*PUBMED[name], 0)
    assert all(work.title and work.year and work.journal for work in works)


def test_fields_are_found_as_often_as_they_stand_in_the_files() -> None:
    held = Counter(name for work in pubmed().values() for name in ("abstract", "mesh", "keywords", "authors") if getattr(work, name))
    assert held == {"abstract": 1047, "mesh": 529, "keywords": 671, "authors": 1247}
    kinds = Counter(identifier.kind for work in pubmed().values() for identifier in work.identifiers)
    assert kinds[IdentifierKind.PMID] == 1262
    assert kinds[IdentifierKind.DOI] >= 1122


def test_every_retraction_that_the_records_show_is_found_and_nothing_else() -> None:
    listed = set(lzma.decompress((LITERATURE / "pubmed_retracted_pmids_2023.txt.xz").read_bytes()).decode().split())
    works = pubmed()
    # The one in the cut of 2016 was retracted after that day: its record says nothing of it.
    late = {pmid for pmid in listed & works.keys() if not says_retracted(pmid)}
    assert {pmid for pmid, work in works.items() if work.is_retracted} == (listed & works.keys()) - late
    assert late == {"26702166"}


def says_retracted(pmid: str) -> bool:
    whole = gzip.decompress((LITERATURE / "pubmed_medline16n0902_604.xml.gz").read_bytes()).decode()
    at = whole.find(f'<PMID Version="1">{pmid}</PMID>\n<Date')
    return at < 0 or "Retract" in whole[at : whole.index("</MedlineCitation>", at)]


def test_no_correction_concern_or_notice_is_called_retracted() -> None:
    about = {"Retraction of Publication", "Published Erratum", "Expression of Concern"}
    works = pubmed().values()
    notices = [work for work in works if about.intersection(work.publication_types)]
    corrected = [work for work in works if {notice.kind for notice in work.notices} == {NoticeKind.CORRECTION}]
    assert (len(notices), len(corrected)) == (11, 16)
    assert not any(work.is_retracted for work in (*notices, *corrected))


def test_every_full_text_is_read() -> None:
    works, _, faults = read("pmc_fulltext_topical.tar.xz")
    rows = [line.split("\t") for line in (LITERATURE / "pmc_fulltext_topical_list.tsv").read_text("utf-8").splitlines()[1:]]
    assert (len(works), faults) == (157, 0)
    assert {work.identifier(IdentifierKind.PMCID) for work in works} == {row[0] for row in rows}
    assert {work.identifier(IdentifierKind.PMID) for work in works} >= {row[1] for row in rows if row[1]}
    held = Counter(name for work in works for name in ("abstract", "body", "references", "conflicts", "funding") if getattr(work, name))
    assert held == {"abstract": 157, "body": 155, "references": 154, "conflicts": 137, "funding": 123}


def test_the_list_of_retractions_in_its_own_layout() -> None:
    found = list(retractions.listed(LITERATURE / "retraction_watch_schema_sample.csv"))
    assert Counter(notice.kind for _, notice in found) == {NoticeKind.RETRACTION: 9, NoticeKind.CORRECTION: 3, NoticeKind.CONCERN: 1}
    wakefield = [notice for names, notice in found if any(name.value == "9500320" for name in names)]
    assert [(notice.kind, notice.date) for notice in wakefield] == [
        (NoticeKind.CORRECTION, "2004-03-06"), (NoticeKind.RETRACTION, "2010-02-06"),
    ]  # fmt: skip


def test_natures_and_reasons_of_a_large_sample() -> None:
    names = {"originalpaperdoi": "OriginalPaperDOI", "retractiondoi": "RetractionDOI", "retractiondate": "RetractionDate"}
    kinds, replaced, without = Counter[NoticeKind](), 0, 0
    for line in lzma.decompress((LITERATURE / "retraction_watch_sample_4983.jsonl.xz").read_bytes()).splitlines():
        told = json.loads(line)
        row = {column: told[name] for name, column in names.items()}
        listed = retractions.of_row({**row, "RetractionNature": told["retractionnature"], "Reason": ";".join(told["reason"])})
        if listed is None:
            without += 1
            continue
        kinds[listed.notice.kind] += 1
        replaced += listed.notice.replaced
        assert listed.notice.date
    assert sum(kinds.values()) + without == 4983
    assert without == 94
    assert kinds[NoticeKind.REINSTATEMENT] == 20
    assert replaced == 47  # of 49, two of which have no DOI
