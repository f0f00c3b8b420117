"""Entries and candidate works."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.literature.references import bibliography
from claimcheck.literature.references.matching import THRESHOLD, match
from claimcheck.model import Author, Identifier, IdentifierKind, Work


def pmid(value: str) -> tuple[Identifier, ...]:
    return (Identifier(IdentifierKind.PMID, value),)


WORK = Work(
    pmid("11111"),
    "Walnut oil in children with tics: a trial",
    2019,
    "Journal of Walnuts",
    authors=(Author("Lee", "K"),),
    volume="3",
    pages="4-9",
)
ENTRY = bibliography.read("Lee K. Walnut oil in children with tics: a trial. J Walnuts. 2019;3:4-9.")


def test_the_work_is_found_among_others_with_high_confidence() -> None:
    others = [
        replace(WORK, identifiers=pmid("2"), title="Walnut oil in rats with tremor", pages="10"),
        Work(pmid("3"), "Something else altogether", 2019),
    ]
    found = match(ENTRY, [*others, WORK])
    assert found is not None
    assert found.work is WORK
    assert found.confidence > 0.95
    assert found.rivals == ()


@pytest.mark.parametrize(
    "candidates",
    [
        [],
        [Work(pmid("3"), "Something else altogether", 2019)],
        [replace(WORK, title="Almond oil in adults with gout", pages="77", volume="8")],
        [
            replace(
                WORK,
                authors=(Author("Okafor"),),
                year=2001,
                journal="Hydraulic Engineering",
                title="Walnut oil in children with tics",
                volume="9",
            )
        ],
    ],
)
def test_there_is_no_match_without_likeness(candidates: list[Work]) -> None:
    assert match(ENTRY, candidates) is None


def test_a_near_equal_rival_lowers_the_confidence() -> None:
    alone, twin = match(ENTRY, [WORK]), match(ENTRY, [WORK, replace(WORK, identifiers=pmid("22222"))])
    assert alone is not None
    assert twin is not None
    assert THRESHOLD <= twin.confidence < 0.55 < alone.confidence
    assert len(twin.rivals) == 1


def test_an_erratum_is_no_rival_of_its_work() -> None:
    erratum = replace(WORK, identifiers=pmid("4"), title=f"Erratum: {WORK.title}", pages="99")
    found = match(ENTRY, [erratum, WORK])
    assert found is not None
    assert found.work is WORK
    assert found.confidence > 0.9


def test_a_work_of_the_series_is_not_the_work() -> None:
    assert match(ENTRY, [replace(WORK, title="Walnut oil in children with gout: a trial", pages="77", volume="8")]) is None


def test_a_place_in_a_journal_is_enough() -> None:
    found = match(bibliography.read("Lee K, et al. J Walnuts. 2019;3:4-9."), [WORK, replace(WORK, identifiers=pmid("5"), pages="55-60")])
    assert found is not None
    assert found.work is WORK
