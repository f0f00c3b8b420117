"""Studies read from real records, where those lie beside the repository."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from claimcheck.literature.studies import read
from claimcheck.model import Section, StudyKind, Work

ARTICLES = Path(__file__).resolve().parents[3] / "../shared/literature/pmc_rct_articles_4470.jsonl.xz"
EVERY = 9

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ARTICLES.is_file(), reason="the articles do not lie beside the repository"),
]


def works() -> list[Work]:
    with lzma.open(ARTICLES, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, 0, None, EVERY)]
    return [
        Work((), record["title"], abstract=tuple(Section(part["label"] or "", part["text"] or "") for part in record["abstract"]))
        for record in records
        if record["abstract"]
    ]


def test_most_articles_on_randomised_trials_are_read_as_such() -> None:
    studies = [study for work in works() if (study := read(work).study)]
    kinds = Counter(study.kind for study in studies)
    assert len(studies) > 400
    assert kinds[StudyKind.RANDOMISED] + kinds[StudyKind.PROTOCOL] > 0.8 * len(studies)
    assert kinds[StudyKind.OTHER] < 0.06 * len(studies)
    assert sum(study.participants is not None for study in studies) > 0.7 * len(studies)
    assert sum(study.follow_up_months is not None for study in studies) > 0.4 * len(studies)
