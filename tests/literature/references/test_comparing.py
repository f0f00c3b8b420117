"""Entries against works: what differs in correct references is none, what is wrong is named by its kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.literature.references import bibliography
from claimcheck.literature.references.comparing import mismatches
from claimcheck.literature.references.journals import same_journal
from claimcheck.model import Author, MismatchKind, Work

WORK = Work(
    (),
    "Effects of β-walnut oil on behaviour in children with anaemia: a randomised trial",
    2019,
    "The American Journal of Walnut Medicine",
    authors=(Author("Müller", "Anna"), Author("Lee", "Karl"), Author("García-López", "Ana")),
)
RIGHT = (
    "Müller A, Lee K, García-López A. Effects of β-walnut oil on behaviour in children with anaemia: a randomised trial."
    " Am J Walnut Med. 2019;3:4-9."
)


def kinds(entry: str, work: Work = WORK) -> list[MismatchKind]:
    return [mismatch.kind for mismatch in mismatches(bibliography.read(entry), work)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        (": a randomised trial", ""),
        ("β-walnut oil on behaviour", "beta walnut oil on behavior"),
        ("anaemia", "anemia"),
        ("randomised", "randomized"),
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("García-López A", "Garcia Lopez A"),
        ("Müller A, Lee K, García-López A", "Müller A, et al"),
        ("2019", "2018"),
        ("2019", "2020"),
        ("Am J Walnut Med", "American Journal of Walnut Medicine"),
        ("Am J Walnut Med", "AJWM"),
        ("Effects of", "Effect of"),
        ("trial.", "trial [published correction appears in Am J Walnut Med 2020]."),
    ],
)
def test_correct_references_differ_in_this(old: str, new: str) -> None:
    assert kinds(RIGHT.replace(old, new, 1)) == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"year": 2016}, MismatchKind.YEAR),
        ({"authors": (Author("Okafor", "B"), Author("Ivanova", "C"))}, MismatchKind.AUTHORS),
        ({"title": "Hip fractures in racing greyhounds"}, MismatchKind.TITLE),
        ({"journal": "Journal of Hydraulic Engineering"}, MismatchKind.JOURNAL),
    ],
)
def test_a_fault_is_named_by_its_kind(change: dict[str, object], kind: MismatchKind) -> None:
    assert kinds(RIGHT, replace(WORK, **change)) == [kind]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "entry", ["", "this study", "https://doi.org/10.1000/abc", "walnut oil helps children", "[3]", "Walnut oil makes every child walk"]
)
def test_a_bare_link_disagrees_with_nothing(entry: str) -> None:
    assert kinds(entry) == []


def test_what_a_record_does_not_say_is_no_fault() -> None:
    assert kinds(RIGHT, Work((), "")) == []


def test_a_translated_title_is_none_when_all_else_fits() -> None:
    work = replace(WORK, title="[Walnut oil for children].")
    assert kinds(RIGHT.replace("Effects of β-walnut oil", "Wirkung von Nussöl bei"), work) == []
    assert MismatchKind.TITLE in kinds(RIGHT.replace("Müller", "Okafor").replace("Effects of", "Die"), work)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("N Engl J Med", "The New England journal of medicine", True),
        ("JAMA", "Journal of the American Medical Association", True),
        ("Proc Natl Acad Sci USA", "Proceedings of the National Academy of Sciences of the United States of America", True),
        ("BMJ", "British Medical Journal", True),
        ("Lancet", "Lancet (London, England)", True),
        ("Acta Crystallogr C", "Acta crystallographica. Section C, Crystal structure communications", True),
        ("Osteoarthritis Cartilage", "Osteoarthritis and cartilage / OARS, Osteoarthritis Research Society", True),
        ("Pain", "Spine", False),
        ("J Pediatr", "J Urol", False),
        ("", "Pain", False),
    ],
)
def test_journals(left: str, right: str, same: bool) -> None:
    assert same_journal(left, right) is same
    assert same_journal(right, left) is same
