"""Whole records: the words for reports, who made the study, and that nothing in a record can stop the reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.literature.studies import read
from claimcheck.model import Author, Identifier, IdentifierKind, Section, Study, Work

TRIAL = Section(
    "Methods", "Sixty-three children were randomly assigned to cells or saline in this phase II trial and followed for 12 months."
)
HOSTILE = (
    "n = 5 " * 3000,
    "5 patients and " * 1500,
    "(" * 20000,
    "1" * 20000,
    "six hundred " * 2000,
    "A Inc of " * 2500,
    "not primary outcome " * 1000,
)


def study_of(**fields: object) -> Study:
    study = read(Work((), "Cells for palsy", abstract=(TRIAL,), **fields)).study  # type: ignore[arg-type]
    assert study is not None
    return study


def test_a_study_in_words() -> None:
    assert read(Work((), "Cells for palsy", abstract=(TRIAL,))).design == "randomised trial (phase 2), 63 people, 12 months"
    pilot = Section("", "In this pilot study one patient was randomised; pain at 6 weeks.")
    assert read(Work((), "Cells", abstract=(pilot,))).design == "pilot randomised trial, 6 weeks"
    review = Section("", "We included 5 trials (1,328 patients).")
    assert read(Work((), "A systematic review", abstract=(review,))).design == "systematic review, 5 studies, 1,328 people"
    assert read(Work((), "Photodiodes", design="thesis")).design == "thesis"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"conflicts": "A.B. is an employee of CellCo Inc. C.D. reports none."}, "interests: A.B. is an employee of CellCo Inc"),
        ({"conflicts": "J. Smith is founder of the clinic."}, "interests: J. Smith is founder of the clinic"),
        ({"funding": ("CellCo GmbH",)}, "funding: CellCo GmbH"),
        ({"authors": (Author("Smith", "J", ("CellCo Ltd., Dublin, Ireland",)),)}, "affiliation: CellCo Ltd."),
        ({"authors": (Author("Smith", "J", ("Stem Cell Institute, Panama City",)),)}, "affiliation: Stem Cell Institute"),
        ({"conflicts": "The authors declare no competing interests; none is an employee of a company."}, ""),
        ({"authors": (Author("Smith", "J", ("Harvard Stem Cell Institute, Harvard University",)),)}, ""),
        ({"authors": (Author("Smith", "J", ("Department of Experimental Therapeutics, University of Oslo",)),)}, ""),
        ({"funding": ("R01 AG012345", "Medical Research Council")}, ""),
    ],
)
def test_who_made_the_study(fields: dict[str, object], words: str) -> None:
    assert study_of(**fields).seller_made == words


def test_money_named_in_the_abstract() -> None:
    work = Work((), "Cells for palsy", abstract=(TRIAL, Section("Funding", "CellCo Therapeutics.")))
    study = read(work).study
    assert study is not None
    assert study.seller_made == "funding: CellCo Therapeutics"


def test_a_registered_trial_is_as_long_as_its_outcomes() -> None:
    parts = (
        Section("Summary", "A trial in knees; people are followed for 10 years in another study."),
        Section("Primary outcomes", "Pain (baseline, 12 weeks)"),
        Section("Secondary outcomes", "Stiffness (Week 52); return to work (6 months)"),
        Section("Eligibility", "No surgery in the past 5 years"),
    )
    study = read(Work((Identifier(IdentifierKind.NCT, "NCT00000001"),), "Cells for knees", abstract=parts)).study
    assert study is not None
    assert study.follow_up_months == 12


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read(text: str) -> None:
    work = Work((), text, abstract=(TRIAL, Section("Funding", text)), conflicts=text, funding=(text,), authors=(Author("X", "", (text,)),))
    assert read(work).study is not None


TEXT = st.text(alphabet=st.sampled_from("abc random patients n=63 (12 months) primary %.;-ü²\n\t"), max_size=300)


@settings(max_examples=60)
@given(TEXT, TEXT, st.lists(TEXT, max_size=3), st.lists(TEXT, max_size=3))
def test_reading_is_steady(title: str, abstract: str, types: list[str], mesh: list[str]) -> None:
    work = Work((), title, abstract=(Section("", abstract),), publication_types=tuple(types), mesh=tuple(mesh), conflicts=abstract)
    once = read(work)
    assert once.study is not None
    assert read(once) == once
    assert (once.title, once.abstract, once.identifiers) == (work.title, work.abstract, work.identifiers)
    assert once.study.participants is None or once.study.participants > 0
    assert once.study.follow_up_months is None or 0 < once.study.follow_up_months <= 720
