"""The vocabulary shipped under rules/vocabulary is whole: ids, parents, names and what a rule may rely on."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "rules" / "vocabulary"
ROLES = {"therapy", "condition", "outcome", "population", "comparator"}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def spoken(term: str) -> str:
    """A term as the phrase language sees it; an all-capital term keeps its case."""
    if term.isupper():
        return term
    return " ".join(WORD.findall(term.lower().replace("’", "'")))


@pytest.fixture(scope="module")
def files() -> dict[str, Any]:
    return {path.name: yaml.load(path.read_text("utf-8"), LOADER) for path in sorted(FOLDER.glob("*.yaml"))}


@pytest.fixture(scope="module")
def concepts(files: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(content["role"], concept) for content in files.values() for concept in content["concepts"]]


@pytest.fixture(scope="module")
def by_id(concepts: list[tuple[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    return {concept["id"]: concept for _, concept in concepts}


@pytest.fixture(scope="module")
def by_term(concepts: list[tuple[str, dict[str, Any]]]) -> dict[tuple[str, str], str]:
    terms = {}
    for role, concept in concepts:
        for term in (concept["name"], *concept.get("synonyms", ())):
            terms[role, spoken(term)] = concept["id"]
    return terms


def above(by_id: dict[str, dict[str, Any]], concept_id: str) -> set[str]:
    seen: set[str] = set()
    waiting = [concept_id]
    while waiting:
        for parent in by_id[waiting.pop()].get("parents", ()):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return seen


def test_every_role_has_a_file(files: dict[str, Any]) -> None:
    assert {content["role"] for content in files.values()} == ROLES


def test_only_the_agreed_fields(files: dict[str, Any]) -> None:
    for name, content in files.items():
        assert set(content) == {"role", "concepts"}, name
        for concept in content["concepts"]:
            assert {"id", "name"} <= set(concept) <= {"id", "name", "synonyms", "parents"}, (name, concept)


def test_values_are_plain_text(concepts: list[tuple[str, dict[str, Any]]]) -> None:
    for _, concept in concepts:
        values = [concept["id"], concept["name"], *concept.get("synonyms", ()), *concept.get("parents", ())]
        assert all(isinstance(value, str) and value == value.strip() and spoken(value) for value in values), concept


def test_ids_are_unique(concepts: list[tuple[str, dict[str, Any]]]) -> None:
    ids = [concept["id"] for _, concept in concepts]
    assert len(ids) == len(set(ids))


def test_parents_exist_in_the_same_role(concepts: list[tuple[str, dict[str, Any]]]) -> None:
    role_of = {concept["id"]: role for role, concept in concepts}
    for role, concept in concepts:
        assert {role_of.get(parent) for parent in concept.get("parents", ())} <= {role}, concept


def test_no_concept_lies_above_itself(by_id: dict[str, dict[str, Any]]) -> None:
    assert [concept_id for concept_id in by_id if concept_id in above(by_id, concept_id)] == []


def test_a_term_means_one_concept_within_its_role(concepts: list[tuple[str, dict[str, Any]]]) -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for role, concept in concepts:
        for term in (concept["name"], *concept.get("synonyms", ())):
            owners[role, spoken(term)].add(concept["id"])
    assert {term: ids for term, ids in owners.items() if len(ids) > 1} == {}


def test_no_inverted_terms(concepts: list[tuple[str, dict[str, Any]]]) -> None:
    inverted = re.compile(r"^[\w'-]+, [A-Z][\w'-]+$")
    for _, concept in concepts:
        assert not [term for term in concept.get("synonyms", ()) if inverted.match(term) and term != "RTS,S"], concept


def test_files_stay_small_enough_to_load_fast() -> None:
    sizes = [path.stat().st_size for path in FOLDER.glob("*.yaml")]
    assert max(sizes) < 300_000
    assert sum(sizes) < 1_000_000


def test_each_file_names_its_origin() -> None:
    for path in FOLDER.glob("*.yaml"):
        head = path.read_text("utf-8").split("role:")[0]
        assert "MeSH" in head or "Own work" in head, path.name


@pytest.mark.parametrize(
    ("term", "ancestor"),
    [
        ("Wharton's jelly", "cell therapy"),
        ("umbilical cord blood", "stem cell therapy"),
        ("adipose-derived stem cell", "mesenchymal stem cell therapy"),
        ("AHSCT", "haematopoietic stem cell transplantation"),
        ("electroacupuncture", "acupuncture"),
        ("Plavix", "antiplatelet drugs"),
        ("Lipitor", "statins"),
        ("Prozac", "antidepressants"),
        ("Suboxone", "opioids"),
        ("Epidiolex", "medicines by class"),
        ("TAVR", "heart surgery"),
        ("rTMS", "brain stimulation"),
        ("transcendental meditation", "mind-body therapies"),
        ("black tea", "food"),
        ("pasta", "food"),
        ("soursop", "fruit"),
        ("Gardasil", "vaccine"),
        ("losartan", "blood pressure drugs"),
    ],
)
def test_therapy_lies_below(by_id: dict[str, dict[str, Any]], by_term: dict[tuple[str, str], str], term: str, ancestor: str) -> None:
    assert by_term["therapy", spoken(ancestor)] in above(by_id, by_term["therapy", spoken(term)])


@pytest.mark.parametrize(
    ("term", "ancestor"),
    [
        ("spastic diplegia", "cerebral palsy"),
        ("heart attack", "heart disease"),
        ("Alzheimer's", "dementia"),
        ("knee osteoarthritis", "arthritis"),
        ("Crohn's disease", "inflammatory bowel disease"),
        ("melanoma", "cancer"),
        ("postnatal depression", "depression"),
    ],
)
def test_condition_lies_below(by_id: dict[str, dict[str, Any]], by_term: dict[tuple[str, str], str], term: str, ancestor: str) -> None:
    assert by_term["condition", spoken(ancestor)] in above(by_id, by_term["condition", spoken(term)])


@pytest.mark.parametrize(("term", "ancestor"), [("gross motor function", "motor function"), ("memory", "cognition")])
def test_outcome_lies_below(by_id: dict[str, dict[str, Any]], by_term: dict[tuple[str, str], str], term: str, ancestor: str) -> None:
    assert by_term["outcome", spoken(ancestor)] in above(by_id, by_term["outcome", spoken(term)])


@pytest.mark.parametrize(("left", "right"), [("exosome", "cell therapy"), ("bone marrow transplant", "stem cell therapy")])
def test_kept_apart(by_id: dict[str, dict[str, Any]], by_term: dict[tuple[str, str], str], left: str, right: str) -> None:
    assert by_term["therapy", spoken(right)] not in above(by_id, by_term["therapy", spoken(left)])


@pytest.mark.parametrize(("american", "british"), [("brain tumor", "brain tumour"), ("anemia", "anaemia"), ("diarrhea", "diarrhoea")])
def test_both_spellings(by_term: dict[tuple[str, str], str], american: str, british: str) -> None:
    assert by_term["condition", american] == by_term["condition", british]


@pytest.mark.parametrize("word", ["play", "light", "water", "air", "rest", "touch", "reading", "association", "disease", "syndrome"])
def test_ordinary_words_are_left_out(by_term: dict[tuple[str, str], str], word: str) -> None:
    assert [role for role in ROLES if (role, word) in by_term] == []


def test_generic_words_are_marked(by_id: dict[str, dict[str, Any]], by_term: dict[tuple[str, str], str]) -> None:
    for word in ("treatment", "therapy", "drug", "pill", "supplement", "surgery", "vaccine", "diet"):
        assert by_term["therapy", word].startswith("generic-")
