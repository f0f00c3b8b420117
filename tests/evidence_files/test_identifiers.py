"""The evidence files against the checked facts they were written from, where those lie beside the repository."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
EVIDENCE = ROOT / "rules" / "evidence"
FACTS = ROOT / "../shared/evidence-facts"
KINDS = ("doi", "pmid", "pmcid", "nct", "isbn", "url")
COPIED_RUN = 12

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FACTS.is_dir(), reason="the checked facts do not lie beside the repository"),
]


@cache
def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _facts() -> dict[str, dict[str, Any]]:
    return {fact["id"]: fact | {"file": path.stem} for path in sorted(FACTS.glob("*.yaml")) for fact in _read(path)}


def _statements() -> list[tuple[str, dict[str, Any]]]:
    return [(path.stem, statement) for path in sorted(EVIDENCE.glob("*.yaml")) for statement in _read(path).get("statements", ())]


def _retracted() -> list[dict[str, Any]]:
    return list(_read(EVIDENCE / "retracted.yaml")["retracted"])


def _identifiers(fact: dict[str, Any]) -> dict[str, str]:
    return {kind: str(fact[kind]) for kind in KINDS if kind in fact}


def _citable(fact: dict[str, Any]) -> bool:
    return fact.get("verified") is True and fact.get("retracted") is False


def _source(statement_id: str) -> str:
    return statement_id.removeprefix("care-")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:[.'][a-z0-9]+)*", text.lower())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + COPIED_RUN]) for at in range(len(words) - COPIED_RUN + 1)}


def test_every_citable_fact_has_exactly_one_statement_in_the_file_of_its_topic() -> None:
    expected = sorted((fact["file"], name) for name, fact in _facts().items() if _citable(fact))
    assert sorted((topic, s["id"]) for topic, s in _statements() if topic != "established-care") == expected


def test_established_care_rests_on_citable_facts() -> None:
    facts = _facts()
    resting = [s["id"] for topic, s in _statements() if topic == "established-care"]
    assert resting
    assert [name for name in resting if not _citable(facts.get(_source(name), {}))] == []


def test_identifiers_titles_and_years_are_those_of_the_fact() -> None:
    facts = _facts()
    wrong = []
    for _, statement in _statements():
        fact = facts[_source(statement["id"])]
        same = statement["identifiers"] == _identifiers(fact) and statement["title"] == fact["title"]
        if not (same and statement.get("year", fact.get("year")) == fact.get("year")):
            wrong.append(statement["id"])
    assert wrong == []


def test_certainty_is_never_above_that_of_the_fact() -> None:
    facts = _facts()
    ranks = ["high", "moderate", "low", "very_low"]
    above = [s["id"] for _, s in _statements() if ranks.index(s["certainty"]) < ranks.index(facts[_source(s["id"])]["certainty"])]
    assert above == []


def test_no_statement_cites_an_identifier_of_unchecked_facts_only() -> None:
    facts = _facts().values()
    checked = {pair for fact in facts if _citable(fact) for pair in _identifiers(fact).items()}
    unchecked = {pair for fact in facts if not _citable(fact) for pair in _identifiers(fact).items()} - checked
    assert unchecked
    assert [s["id"] for _, s in _statements() if unchecked & {(k, v) for k, v in s["identifiers"].items()}] == []


def test_retracted_works_stand_in_the_retraction_list_and_nowhere_else() -> None:
    facts = [fact for fact in _facts().values() if fact.get("verified") is True and fact.get("retracted") is not False]
    assert sorted(map(str, (work["identifiers"] for work in _retracted()))) == sorted(map(str, map(_identifiers, facts)))
    assert sorted(work["title"] for work in _retracted()) == sorted(fact["title"] for fact in facts)
    dois = {fact["doi"] for fact in facts}
    assert [s["id"] for _, s in _statements() if s["identifiers"].get("doi") in dois] == []


def test_flagged_works_are_not_called_retracted() -> None:
    flagged = {fact["doi"] for fact in _facts().values() if fact.get("retracted") == "flagged"}
    assert flagged
    assert {work["notice"] for work in _retracted() if work["identifiers"]["doi"] in flagged} == {"concern"}


def test_statements_are_in_words_of_their_own() -> None:
    facts = _facts()
    said = {name: _runs(fact.get("statement", "")) for name, fact in facts.items()}
    copied = [s["id"] for _, s in _statements() if (_runs(s["statement"]) | _runs(s["wording"])) & said[_source(s["id"])]]
    assert copied == []
    everything = set().union(*said.values())
    assert [work["title"] for work in _retracted() if _runs(work["reason"]) & everything] == []


def test_numbers_of_a_statement_are_those_of_the_fact() -> None:
    facts = _facts()
    strange = {}
    for _, statement in _statements():
        fact = facts[_source(statement["id"])]
        known = set(re.findall(r"\d+(?:\.\d+)?", " ".join(str(value) for value in fact.values())))
        said = set(re.findall(r"\d+(?:\.\d+)?", statement["statement"] + " " + statement["wording"]))
        if said - known:
            strange[statement["id"]] = said - known
    assert strange == {}
