"""The JSON report keeps its contract."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from sample_report import RULESET, one_claim, sample

from claimcheck.model import (
    Attribution,
    Certainty,
    ClaimType,
    IdentifierKind,
    NoticeKind,
    Outcome,
    Severity,
    Stance,
    Strength,
    Tier,
    VerdictKind,
)
from claimcheck.reports import render, report_schema


def written(*reports: Any) -> Any:
    return json.loads(render(reports, "json", RULESET))


def test_one_report_stands_alone_and_several_in_a_list() -> None:
    assert written(sample())["schema"] == "claimcheck/report/1"
    several = written(sample("b.html"), sample("a.html"))
    assert several["schema"] == "claimcheck/reports/1"
    assert [report["article"]["uri"] for report in several["reports"]] == ["b.html", "a.html"]
    assert written() == {"schema": "claimcheck/reports/1", "reports": []}


@pytest.mark.parametrize("reports", [(), (sample(),), (sample(), sample())])
def test_reports_keep_to_the_schema(reports: tuple[Any, ...]) -> None:
    Draft202012Validator.check_schema(report_schema())
    Draft202012Validator(report_schema()).validate(written(*reports))


@pytest.mark.parametrize("part", ["article", "claims", "findings", "references", "checklist", "coverage", "problems", "run"])
def test_the_schema_refuses_a_report_that_lacks_a_part(part: str) -> None:
    report = written(sample())
    del report[part]
    assert not Draft202012Validator(report_schema()).is_valid(report)


def test_the_schema_refuses_unknown_names_and_values() -> None:
    validator = Draft202012Validator(report_schema())
    report = written(sample())
    report["claims"][0]["verdict"] = "proven"
    assert not validator.is_valid(report)
    assert not validator.is_valid({**written(sample()), "extra": 1})


@pytest.mark.parametrize(
    ("definition", "name", "values"),
    [
        ("claim", "strength", Strength),
        ("claim", "attribution", Attribution),
        ("claim", "verdict", VerdictKind),
        ("claim", "certainty", Certainty),
        ("evidence", "stance", Stance),
        ("evidence", "tier", Tier),
        ("finding", "severity", Severity),
        ("reference", "outcome", Outcome),
        ("notice", "kind", NoticeKind),
    ],
)
def test_the_schema_names_the_values_of_the_model(definition: str, name: str, values: Any) -> None:
    definitions: Any = report_schema()["$defs"]
    assert definitions[definition]["properties"][name]["enum"] == [value.value for value in values]


def test_the_schema_names_the_types_and_identifiers_of_the_model() -> None:
    definitions: Any = report_schema()["$defs"]
    assert definitions["claim"]["properties"]["types"]["items"]["enum"] == [kind.value for kind in ClaimType]
    assert set(definitions["identifiers"]["properties"]) == {kind.value for kind in IdentifierKind}


def test_quotes_are_slices_of_the_text_and_source_leads_into_the_file() -> None:
    report = sample()
    record = written(report)
    assert [claim["start"] for claim in record["claims"]] == sorted(claim["start"] for claim in record["claims"])
    for claim in record["claims"]:
        assert record["article"]["text"][claim["start"] : claim["end"]] == claim["text"]
        read = "".join(report.document.source[start:end] for start, end in claim["source"])
        assert read.replace("&amp;", "&") == claim["text"]


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec=None), min_size=1, max_size=60), message=st.text(max_size=20))
@example(text="\ud800 \udfff \ud83d", message="")
@example(text="\u202e\x9b\x7f\u2028\x00", message="\\ud800")
def test_any_text_comes_back_as_it_was(text: str, message: str) -> None:
    report = one_claim(text, message=message)
    output = render([report], "json", RULESET)
    output.encode("utf-8")
    record = json.loads(output)
    claim = record["claims"][0]
    assert record["article"]["text"][claim["start"] : claim["end"]] == claim["text"] == text
    assert record["findings"][0]["message"] == (message or text)


def test_nothing_in_the_output_steers_a_terminal() -> None:
    output = render([one_claim("a\x1bb\x9bc\u202ed\u2066e\x7ff\ud800")], "json", RULESET)
    assert not set(output) & set("\x1b\x9b\u202e\u2066\x7f\ud800")


def test_runs_differ_in_started_only() -> None:
    first, second = (render([sample(started=date)], "json", RULESET) for date in ("2026-01-01", "2027-02-02"))
    assert first != second
    assert first.replace("2026-01-01", "2027-02-02") == second
    assert render([sample()], "json", RULESET) == render([sample()], "json", RULESET)


def test_mentions_are_null_or_words_with_a_concept() -> None:
    claim = written(sample())["claims"][0]
    assert claim["intervention"] == {"text": "Light therapy", "concept": "D010789"}
    assert claim["condition"] == {"text": "winter depression", "concept": None}
    assert [claim[role] for role in ("outcome", "population", "comparator", "duration")] == [None] * 4


def test_checked_and_unchecked_claims_add_up() -> None:
    coverage = written(sample())["coverage"]
    assert (coverage["claims"], coverage["checked"]) == (11, 9)
    assert coverage["not_checked"] == [
        {"claim": "c7", "why": "no source on this topic was asked"},
        {"claim": "c11", "why": "an aim says nothing that evidence could bear out"},
    ]


def test_references_say_what_became_of_the_asking() -> None:
    first, second, third = written(sample())["references"]
    assert (first["outcome"], first["work"]["year"], first["mismatch"]) == ("found", 2019, None)
    assert (second["outcome"], second["source"], second["work"]) == ("failed", "PubMed", None)
    assert [notice["kind"] for notice in third["notices"]] == ["retraction"]
    assert third["mismatch"] == "the year is given as 2014, in the record it is 2015"


def test_a_reference_that_nothing_was_asked_about_is_not_absent() -> None:
    assert written(replace(sample(), resolutions=()))["references"][0]["outcome"] == "not_asked"


def test_the_schema_command_prints_the_schema() -> None:
    done = subprocess.run([sys.executable, "-m", "claimcheck", "schema"], capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout) == report_schema()
    assert done.stderr == b""
