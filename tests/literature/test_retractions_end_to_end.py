"""The Retraction Watch list imported, then references checked offline: what was retracted is, and nothing else."""

from __future__ import annotations

import csv
import json
import lzma
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from claimcheck.literature import Literature, Shelves
from claimcheck.literature.importing import retractions
from claimcheck.literature.library import Library, Writer
from claimcheck.literature.records import naming
from claimcheck.model import CharSpan, Identifier, NoticeKind, Outcome, Reference, Work

SHARED = Path(__file__).resolve().parents[3] / "shared" / "literature"
COLUMNS = (
    *("Record ID", "Title", "Subject", "Institution", "Journal", "Publisher", "Country", "Author", "URLS", "ArticleType", "RetractionDate"),
    *("RetractionDOI", "RetractionPubMedID", "OriginalPaperDate", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature"),
    *("Reason", "Paywalled", "Notes", ""),
)
MADE = (
    {"OriginalPaperDOI": "10.5555/gone", "RetractionNature": "Retraction", "RetractionDate": "5/4/2018", "RetractionDOI": "10.5555/n1"},
    {"OriginalPaperDOI": "10.5555/doubted", "RetractionNature": "Expression of concern", "RetractionDate": "5/4/2018 0:00"},
    {"OriginalPaperDOI": "10.5555/mended", "RetractionNature": "Correction", "RetractionDate": "5/4/2018 0:00"},
    {"OriginalPaperDOI": "10.5555/back", "RetractionNature": "Retraction", "RetractionDate": "5/4/2018 0:00"},
    {"OriginalPaperDOI": "10.5555/back", "RetractionNature": "Reinstatement", "RetractionDate": "6/4/2019 0:00"},
    {"OriginalPaperPubMedID": "99000001", "RetractionNature": "Retraction", "RetractionDate": "5/4/2018 0:00"},
)


def library_of(rows: Iterable[Mapping[str, str]], folder: Path) -> Library:
    """A library into which a list with these rows was imported."""
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, restval="")
        table.writeheader()
        table.writerows(rows)
    with Writer(folder / "library") as writer:
        for listed in retractions.listed(path):
            writer.add_notices(listed.identifiers, listed.notice)
    return Library.open(folder / "library")


def works(library: Library, identifiers: Iterable[Identifier]) -> list[Work | None]:
    """The works that references with these identifiers lead to, offline."""
    references = [Reference(f"r{number}", CharSpan(0, 0), "", (one,)) for number, one in enumerate(identifiers)]
    return [resolution.work for resolution in Literature(Shelves(library)).consult(references, {}).resolutions]


def test_each_kind_of_notice_stays_what_it_is(tmp_path: Path) -> None:
    names = [naming.doi(f"10.5555/{name}") for name in ("gone", "doubted", "mended", "back", "n1", "unknown")]
    with library_of(MADE, tmp_path) as library:
        gone, doubted, mended, back, notice, unknown = works(library, [name for name in names if name])
        by_number = works(library, naming.known(naming.pmid("99000001")))[0]
    assert gone is not None
    assert (gone.is_retracted, gone.notices[0].date, gone.notices[0].source) == (True, "2018-05-04", "Retraction Watch")
    assert doubted is not None
    assert (doubted.is_retracted, doubted.notices[0].kind) == (False, NoticeKind.CONCERN)
    assert mended is not None
    assert (mended.is_retracted, mended.notices[0].kind) == (False, NoticeKind.CORRECTION)
    assert back is not None
    assert not back.is_retracted
    assert (notice, unknown) == (None, None)
    assert by_number is not None
    assert by_number.is_retracted


def test_a_work_that_nobody_lists_is_not_asked_rather_than_sound(tmp_path: Path) -> None:
    with library_of(MADE, tmp_path) as library:
        reference = Reference("r1", CharSpan(0, 0), "", naming.known(naming.doi("10.5555/unknown")))
        resolution = Literature(Shelves(library)).consult((reference,), {}).resolutions[0]
    assert (resolution.outcome, resolution.work) == (Outcome.NOT_ASKED, None)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference material is not part of the repository")
def test_every_listed_retraction_is_found_and_no_other_notice_taken_for_one(tmp_path: Path) -> None:
    with lzma.open(SHARED / "retraction_watch_sample_4983.jsonl.xz", "rt", encoding="utf-8") as file:
        sample = [json.loads(line) for line in file]
    checked = (SHARED / "retraction_cross_check.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pmids = {row.split("\t")[3] for row in checked if row.split("\t")[5] == "pubmed"} - {""}
    rows = [_row(record) for record in sample]
    rows += [{"OriginalPaperPubMedID": pmid, "RetractionNature": "Retraction"} for pmid in sorted(pmids)]
    natures = defaultdict(set)
    for record in sample:
        if (name := naming.doi(record["originalpaperdoi"])) is not None:
            natures[name].add(record["retractionnature"])
    with library_of(rows, tmp_path) as library:
        found = dict(zip(natures, works(library, natures), strict=True))
        cross = works(library, [identifier for pmid in sorted(pmids) for identifier in naming.known(naming.pmid(pmid))])
    missed = [name for name, kinds in natures.items() if kinds == {"Retraction"} and not _retracted(found[name])]
    wrong = [name for name, kinds in natures.items() if "Retraction" not in kinds and _retracted(found[name])]
    assert len(natures) > 4000
    assert (missed, wrong) == ([], [])
    assert len(cross) == 80
    assert all(_retracted(work) for work in cross)


def _retracted(work: Work | None) -> bool:
    return work is not None and work.is_retracted


def _row(record: Mapping[str, object]) -> dict[str, str]:
    reasons = record["reason"]
    return {
        "OriginalPaperDOI": str(record["originalpaperdoi"]),
        "RetractionDOI": str(record["retractiondoi"]),
        "RetractionDate": str(record["retractiondate"]),
        "RetractionNature": str(record["retractionnature"]),
        "Reason": ";".join(map(str, reasons)) + ";" if isinstance(reasons, list) else "",
    }
