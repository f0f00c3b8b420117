"""Works written as lines come back as they were, and lines that are no works are refused."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.literature.importing import jsonl
from claimcheck.literature.records.faults import RecordError
from claimcheck.model import Author, Identifier, IdentifierKind, Notice, NoticeKind, Section, Study, StudyKind, Work

words = st.text(max_size=12) | st.sampled_from(["", "\u2028", "\x85", "\ud800", "𝛼", '"\\', "a\nb"])
texts = st.lists(words, max_size=3).map(tuple)
identifiers = st.builds(Identifier, st.sampled_from(IdentifierKind), words)
sections = st.lists(st.builds(Section, words, words), max_size=3).map(tuple)
authors = st.lists(st.builds(Author, words, words, texts), max_size=3).map(tuple)
notices = st.builds(Notice, st.sampled_from(NoticeKind), st.none() | identifiers, st.none() | words, words, st.booleans())
maybe = st.none() | st.booleans()
counts = st.none() | st.integers(0, 10**9)
studies = st.builds(
    Study,
    st.sampled_from(StudyKind), st.none() | words, counts, counts, st.none() | st.floats(allow_nan=False), st.frozensets(words, max_size=3),
    maybe, maybe, st.booleans(), st.booleans(), words, maybe,
)  # fmt: skip
works = st.builds(
    Work,
    st.lists(identifiers, max_size=4).map(tuple), words, st.none() | st.integers(1500, 2100), st.none() | words, st.none() | words,
    st.lists(notices, max_size=3).map(tuple), words, sections, sections, authors, texts, texts, texts, texts, words,
    st.lists(identifiers, max_size=4).map(tuple), st.none() | studies, st.none() | words, words, words, words, st.none() | words,
)  # fmt: skip

FULL = Work(
    (Identifier(IdentifierKind.PMID, "1"),),
    "A title",
    2001,
    notices=(Notice(NoticeKind.RETRACTION, Identifier(IdentifierKind.PMID, "2"), "2002-03", "PubMed", replaced=True),),
    abstract=(Section("", "Words."),),
    authors=(Author("Group"),),
    study=Study(StudyKind.RANDOMISED, participants=40, ages=frozenset({"children"})),
)


@given(works)
def test_a_work_comes_back_as_it_was_written(work: Work) -> None:
    line = jsonl.written(work)
    assert jsonl.read(line) == work
    assert jsonl.read(line.encode("utf-8")) == work
    assert len(line.splitlines()) == 1


def test_every_field_of_a_work_and_a_study_can_be_written() -> None:
    """A field added to the model and forgotten here would be lost silently."""
    generated = {field.name for field in fields(Work)}
    assert generated == set(json.loads(jsonl.written(_filled()))) - {"form"}
    assert {field.name for field in fields(Study)} == set(json.loads(jsonl.written(_filled()))["study"])


def _filled() -> Work:
    name = Identifier(IdentifierKind.DOI, "10.1000/x")
    study = Study(StudyKind.COHORT, "2", 1, 1, 1.5, frozenset({"adults"}), True, True, True, True, "words", False)
    parts = (Section("a", "b"),)
    return Work(
        (name,), "t", 2000, "j", "d", (Notice(NoticeKind.CONCERN),), "s", parts, parts, (Author("f"),), ("p",), ("m",), ("k",), ("f",), "c",
        (name,), study, "2026-01-01", "d", "12", "1-9", "2025-12-31 v2",
    )  # fmt: skip


@given(works.map(jsonl.written), st.data())
def test_a_damaged_line_is_refused_or_read_but_never_breaks(line: str, data: Any) -> None:
    record = json.loads(line)
    name = data.draw(st.sampled_from(sorted(record)))
    record[name] = data.draw(st.sampled_from([5, "x", [1], [[]], [["doi"]], {"kind": "x"}, [{"kind": 3}], [{}], True, [["x", "y"]], 1.5]))
    try:
        assert isinstance(jsonl.read(json.dumps(record)), Work)
    except RecordError as fault:
        assert str(fault)


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '{"title": "no form"}', "[" * 100_000, '{"form": "claimcheck/work/2"}'])
def test_what_is_no_work_is_refused(line: str) -> None:
    with pytest.raises(RecordError):
        jsonl.read(line)


@pytest.mark.parametrize(
    ("name", "value"),
    [("year", "2001"), ("year", True), ("title", 3), ("notices", [{"kind": "rumour"}]), ("study", []), ("identifiers", [["isbn13", "x"]])],
)
def test_a_field_of_the_wrong_type_is_named(name: str, value: object) -> None:
    record = json.loads(jsonl.written(FULL)) | {name: value}
    with pytest.raises(RecordError, match=name):
        jsonl.read(json.dumps(record))


def test_fields_of_a_later_form_are_passed_over() -> None:
    assert jsonl.read(json.dumps(json.loads(jsonl.written(FULL)) | {"mood": "good"})) == FULL


def test_what_is_empty_is_not_written() -> None:
    bare = replace(FULL, notices=(), abstract=(), authors=(), study=None)
    assert json.loads(jsonl.written(bare)).keys() == {"form", "identifiers", "title", "year"}
