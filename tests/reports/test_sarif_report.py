"""SARIF as code hosts and editors read it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from sample_report import RULESET, one_claim, sample

from claimcheck.model import Report
from claimcheck.reports import render

# The published schema, unmodified; see the licence beside it.
SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))


def run_of(*reports: Report) -> Any:
    log = json.loads(render(reports, "sarif", RULESET))
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER).validate(log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def result_of(run: Any, rule: str) -> Any:
    return next(result for result in run["results"] if result["ruleId"] == rule)


@pytest.mark.parametrize("reports", [(), (sample(),), (sample(), sample("other.html"))])
def test_every_finding_is_a_result_of_a_log_that_fits_the_schema(reports: tuple[Report, ...]) -> None:
    assert len(run_of(*reports)["results"]) == sum(len(report.findings) for report in reports)


def test_results_name_their_rule_by_id_and_place() -> None:
    run = run_of(sample())
    rules = run["tool"]["driver"]["rules"]
    assert {rules[result["ruleIndex"]]["id"] for result in run["results"]} == {result["ruleId"] for result in run["results"]}
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_rule_that_the_set_does_not_know_is_no_trouble() -> None:
    report = sample()
    findings = tuple(replace(finding, rule_id="XX99") for finding in report.findings)
    assert {result["ruleId"] for result in run_of(replace(report, findings=findings))["results"]} == {"XX99"}


def test_regions_lead_to_the_words_in_the_file() -> None:
    report = sample()
    source, run = report.document.source, run_of(report)
    lines = source.split("\n")
    assert run["columnKind"] == "unicodeCodePoints"
    for finding, result in zip(report.findings, run["results"], strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        written = source[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert written.replace("&amp;", "&") == report.document.quote(finding.span)
        assert region["startLine"] == region["endLine"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == written


def test_columns_count_code_points() -> None:
    region = run_of(one_claim("𝔘𝔘 cures all"))["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region["endColumn"] - region["startColumn"] == len("𝔘𝔘 cures all")


def test_suppressed_and_known_findings_say_so() -> None:
    run = run_of(sample())
    assert result_of(run, "EVD05")["suppressions"] == [{"kind": "inSource", "justification": "a patient's words"}]
    assert result_of(run, "LNG04")["baselineState"] == "unchanged"
    assert result_of(run, "EFF01")["baselineState"] == "new"
    assert not result_of(run, "EFF01").get("suppressions")


def test_fingerprints_are_those_of_the_findings() -> None:
    report = sample()
    marks = [list(result["partialFingerprints"].values()) for result in run_of(report)["results"]]
    assert marks == [[finding.fingerprint] for finding in report.findings]


def test_problems_are_notifications() -> None:
    (invocation,) = run_of(sample())["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert "PubMed could not be reached" in notification["message"]["text"]


@pytest.mark.parametrize("uri", ["pages/a b#c%.html", "a:b.txt", "/tmp/ä.html", "-", "\ud800.html", "javascript:alert(1)"])
def test_names_become_uri_references(uri: str) -> None:
    location = run_of(one_claim("x", uri=uri))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert not set(location) & set(' "<>\\^`{|}#')
    assert not location.startswith("javascript:")
    if "\ud800" not in uri:
        assert unquote(location).removeprefix("file://") == uri


def test_words_of_an_article_make_no_link() -> None:
    run = run_of(one_claim("x", message="see [here](javascript:alert(1)) and {0}"))
    assert "[here](" not in run["results"][0]["message"]["text"]


def test_two_runs_give_the_same_bytes() -> None:
    assert render([sample()], "sarif", RULESET) == render([sample(started="2030")], "sarif", RULESET)
