"""The form of the evidence files: fields, closed vocabularies, and wording that keeps to the certainty."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

EVIDENCE = Path(__file__).resolve().parents[2] / "rules" / "evidence"
REQUIRED = frozenset(
    [
        "id",
        "therapy",
        "condition",
        "outcome",
        "types",
        "statement",
        "direction",
        "certainty",
        "wording",
        "design",
        "identifiers",
        "title",
    ]
)
OPTIONAL = frozenset(["population", "ages", "participants", "follow_up", "follow_up_months", "comparator", "year", "as_of", "journal"])
TYPES = frozenset(
    [
        "effectiveness",
        "safety",
        "durability",
        "cure",
        "mechanism",
        "population",
        "comparison",
        "prevention",
        "diagnosis",
        "availability",
        "regulatory",
        "ethics",
        "cost",
        "speed_of_effect",
    ]
)
HEDGES = {
    "high": r"^(?!.*\b(may|probably|uncertain)\b)",
    "moderate": r"\bprobably\b|\bnot\b",
    "low": r"\bmay\b|\bnot\b",
    "very_low": r"\buncertain\b",
}
OPEN = r"\buncertain\b|\bmay\b|\black strong evidence\b"
MAX_BYTES = 250_000


@cache
def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


TOPICS = [path for path in sorted(EVIDENCE.glob("*.yaml")) if path.stem not in ("retracted", "indications")]
STATEMENTS = [statement for path in TOPICS for statement in _read(path)["statements"]]


def _all(check: Any) -> list[str]:
    return [s["id"] for s in STATEMENTS if not check(s)]


@pytest.mark.parametrize("path", TOPICS, ids=lambda p: p.stem)
def test_topic_is_the_file_name(path: Path) -> None:
    assert _read(path)["topic"] == path.stem


def test_ids_are_unique() -> None:
    assert len({s["id"] for s in STATEMENTS}) == len(STATEMENTS) > 190


def test_fields_are_the_known_ones() -> None:
    assert _all(lambda s: set(s) >= REQUIRED and set(s) <= REQUIRED | OPTIONAL) == []


def test_values_come_from_closed_lists() -> None:
    assert _all(lambda s: s["types"] and set(s["types"]) <= TYPES) == []
    assert _all(lambda s: s["direction"] in {"benefit", "no_benefit", "harm", "uncertain"}) == []
    assert _all(lambda s: s["certainty"] in {"high", "moderate", "low", "very_low"}) == []
    assert _all(lambda s: set(s.get("ages", ())) <= {"children", "adults", "older_adults"}) == []


def test_every_statement_names_a_therapy_and_a_way_to_its_work() -> None:
    assert _all(lambda s: s["therapy"] and s["identifiers"]) == []


def test_prose_is_made_of_sentences() -> None:
    assert _all(lambda s: all(s[field][0].isupper() and s[field].endswith(".") for field in ("statement", "wording"))) == []


def test_status_statements_carry_their_date() -> None:
    assert _all(lambda s: "regulatory" not in s["types"] or "as_of" in s or "ethics" in s["types"]) == []


def test_safety_and_benefit_of_one_direction_are_not_mixed() -> None:
    """A finding of no excess harm supports praise of safety; read as a benefit it would turn into its opposite."""
    benefits = {"effectiveness", "cure", "prevention", "durability"}
    assert _all(lambda s: "safety" not in s["types"] or not benefits & set(s["types"]) or s["direction"] == "harm") == []


def test_only_evidence_against_a_therapy_bears_on_cure() -> None:
    assert _all(lambda s: "cure" not in s["types"] or s["direction"] != "benefit") == []


def test_wording_keeps_to_the_certainty() -> None:
    def keeps(statement: dict[str, Any]) -> bool:
        if "effectiveness" not in statement["types"] or {"regulatory", "safety"} & set(statement["types"]):
            return True
        hedge = OPEN if statement["direction"] == "uncertain" else HEDGES[statement["certainty"]]
        return bool(re.search(hedge, statement["wording"]))

    assert _all(keeps) == []


def test_retraction_list_names_notice_and_work() -> None:
    works = _read(EVIDENCE / "retracted.yaml")["retracted"]
    assert works
    assert [
        w["title"] for w in works if w["notice"] not in {"retraction", "concern", "withdrawal"} or not w["identifiers"].get("doi")
    ] == []


def test_indications_are_small_and_carry_no_foreign_identifiers() -> None:
    text = (EVIDENCE / "indications.yaml").read_text(encoding="utf-8")
    assert len(text.encode()) < MAX_BYTES
    assert not re.search(r"DB\d{5}|DOID:|C\d{7}", text)


def test_indications_name_each_drug_once_with_a_use() -> None:
    rows = _read(EVIDENCE / "indications.yaml")["indications"]
    assert len({row["therapy"] for row in rows}) == len(rows) > 500
    assert [row["therapy"] for row in rows if not (row.get("labelled") or row.get("symptomatic"))] == []


@pytest.mark.parametrize(
    ("therapy", "condition"),
    [
        ("autologous haematopoietic stem cell transplantation", "relapsing-remitting multiple sclerosis"),
        ("cannabidiol", "Dravet syndrome"),
        ("ketogenic diet", "epilepsy"),
        ("transcranial magnetic stimulation", "depression"),
        ("exercise", "depression"),
        ("cognitive behavioural therapy for insomnia", "insomnia"),
        ("umbilical cord blood therapy", "cerebral palsy"),
        ("acupuncture", "chronic pain"),
    ],
)
def test_supported_uses_have_a_statement_of_benefit(therapy: str, condition: str) -> None:
    fits = [s for s in STATEMENTS if therapy in s["therapy"] and condition in s["condition"] and "effectiveness" in s["types"]]
    assert any(s["direction"] == "benefit" and s["certainty"] in {"high", "moderate"} for s in fits)
