"""Lines in our own forms as strangers may write them: checked, and never able to hold later records back."""

from __future__ import annotations

import json

import pytest

from claimcheck.literature.importing import jsonl, own_form
from claimcheck.literature.records.deletion import Deletion
from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.listed_notice import ListedNotice
from claimcheck.model import Identifier, IdentifierKind, Notice, NoticeKind, Work

DOI = Identifier(IdentifierKind.DOI, "10.1000/x")
WORK = Work((DOI,), "A title", 2001, source="PubMed", fetched="2020-01-01", revised="2019-12-31 v2")
APART = [
    ListedNotice((DOI,), Notice(NoticeKind.RETRACTION, Identifier(IdentifierKind.PMID, "2"), "2002-03", "A list \u2028", replaced=True)),
    ListedNotice((DOI, Identifier(IdentifierKind.PMID, "1")), Notice(NoticeKind.CONCERN)),
    Deletion("501", "2026-01-02", "2020-01-01"),
    Deletion("501"),
]


def read(**fields: object) -> object:
    return own_form.record_of(json.loads(jsonl.written(WORK)) | fields)


def test_a_sound_work_stays_as_it_is() -> None:
    assert read() == WORK


@pytest.mark.parametrize("record", APART)
def test_what_is_kept_apart_comes_back_as_it_was(record: Deletion | ListedNotice) -> None:
    line = own_form.written(record)
    assert own_form.record_of(json.loads(line)) == record
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize("day", ["not a date", "9999-99-99", "2999-01-01", "1066-10-14", "", "20200101T00"])
def test_a_day_that_is_none_is_left_out(day: str) -> None:
    """Such a day would make every later record of the work count as older."""
    found = read(fetched=day, revised=day)
    assert isinstance(found, Work)
    assert (found.fetched, found.revised) == (None, None)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"year": 12}, "year"),
        ({"year": 20011}, "year"),
        ({"identifiers": [["doi", " "]]}, "identifiers"),
        ({"identifiers": [["doi", "1" * 3000]]}, "identifiers"),
        ({"identifiers": [], "title": " "}, "neither a title nor an identifier"),
        ({"source": "x" * 100_000}, "source"),
        ({"form": own_form.NOTICE}, "about"),
        ({"form": own_form.NOTICE, "about": [["doi", "10.1/a"]]}, "notice"),
        ({"form": own_form.NOTICE, "about": [["doi", "10.1/a"]], "notice": {"kind": "rumour"}}, "notice"),
        ({"form": own_form.DELETION}, "pmid"),
        ({"form": own_form.DELETION, "pmid": "none"}, "pmid"),
        ({"form": "claimcheck/other/1"}, "form"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(RecordError, match=said):
        read(**fields)
