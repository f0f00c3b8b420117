from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from claimcheck.errors import UsageError
from claimcheck.model import CharSpan
from claimcheck.reports import FORMATS, render, report_schema, write

HERE = Path(__file__).parent


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(report_schema())


@pytest.mark.parametrize("number", [0, 1, 2])
def test_json_keeps_to_its_schema(make_report, ruleset, number):
    jsonschema.validate(json.loads(render([make_report()] * number, "json", ruleset)), report_schema())


def test_the_schema_refuses_an_unknown_verdict(make_report, ruleset):
    record = json.loads(render([make_report()], "json", ruleset))
    record["claims"][0]["verdict"] = "fine"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, report_schema())


def test_json_of_one_is_the_report_and_of_several_a_list(make_report, ruleset):
    one = json.loads(render([make_report()], "json", ruleset))
    several = json.loads(render([make_report(), make_report(uri="b")], "json", ruleset))
    assert one["schema"] == "claimcheck/report/1"
    assert several["schema"] == "claimcheck/reports/1"
    assert [report["article"]["uri"] for report in several["reports"]] == ["a/artikel ü.md", "b"]
    assert several["reports"][0] == one


def test_offsets_quote_the_text_and_source_quotes_the_file(make_report, ruleset):
    report = make_report()
    record = json.loads(render([report], "json", ruleset))
    for claim in record["claims"]:
        assert record["article"]["text"][claim["start"] : claim["end"]] == claim["text"]
        assert "".join(report.document.source[start:end] for start, end in claim["source"]) == claim["text"]


def test_json_carries_every_part_of_a_claim(make_report, ruleset):
    record = json.loads(render([make_report()], "json", ruleset))
    claim = record["claims"][0]
    assert claim["intervention"] == {"text": "Ozone therapy", "concept": "ozone"}
    assert claim["condition"] is None
    assert claim["types"] == ["cure", "safety"]
    assert (claim["verdict"], claim["flagged"], claim["causal"]) == ("contradicted", True, 3)
    assert claim["findings"] == ["f-c1"]
    assert claim["evidence"][0]["work"]["identifiers"]["pmid"] == "123"
    assert record["references"][0]["outcome"] == "found"
    assert record["references"][0]["notices"][0]["kind"] == "retraction"
    assert record["coverage"]["not_checked"] == [{"claim": "c2", "why": "no source was asked "}]


def test_no_date_stands_outside_run(make_report, ruleset):
    record = json.loads(render([make_report()], "json", ruleset))
    assert record["run"].pop("started") == "2026-01-01T00:00:00+00:00"
    assert "2026-01-01" not in json.dumps(record)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_gives_the_same_bytes(make_report, ruleset, format):
    assert render([make_report()], format, ruleset) == render([make_report()], format, ruleset)


def test_sarif_keeps_to_the_official_schema(make_report, ruleset):
    schema = json.loads((HERE / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
    log = json.loads(render([make_report(), make_report(uri="b.txt")], "sarif", ruleset))
    jsonschema.Draft4Validator(schema).validate(log)
    assert len(log["runs"][0]["results"]) == 8


def test_sarif_regions_quote_the_file(make_report, ruleset):
    report = make_report()
    run = json.loads(render([report], "sarif", ruleset))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    lines = report.document.source.split("\n")
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        offset = region["charOffset"]
        quote = report.document.source[offset : offset + region["charLength"]]
        assert quote == region["snippet"]["text"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == quote


def test_sarif_tells_suppressed_and_baselined_from_new(make_report, ruleset):
    results = json.loads(render([make_report()], "sarif", ruleset))["runs"][0]["results"]
    assert [result["baselineState"] for result in results] == ["new", "new", "unchanged", "new"]
    assert [bool(result.get("suppressions")) for result in results] == [False, True, False, False]
    assert results[0]["partialFingerprints"]["claimcheckFinding/v1"] == make_report().findings[0].fingerprint
    assert results[0]["ruleIndex"] == 0
    assert "ruleIndex" not in results[3]


def test_csv_has_a_line_for_each_claim(make_report, ruleset):
    rows = list(csv.DictReader(io.StringIO(render([make_report(), make_report()], "csv", ruleset))))
    assert len(rows) == 6
    assert rows[0]["text"] == "Ozone therapy cures arthritis."
    assert (rows[0]["verdict"], rows[0]["flagged"], rows[0]["rules"]) == ("contradicted", "yes", "EFF01")


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_formats_for_people_say_what_was_found_and_what_was_not(make_report, ruleset, format):
    page = render([make_report()], format, ruleset)
    for words in ("Ozone therapy cures arthritis.", "no medical advice", "EFF01", "no source was asked", "no answer", "Cost"):
        assert words in page


def test_text_without_colour_is_plain(make_report, ruleset):
    assert "\x1b" not in render([make_report()], "text", ruleset)
    assert "\x1b[" in render([make_report()], "text", ruleset, color=True)


def test_no_report_at_all_is_no_trouble(ruleset):
    for format in FORMATS:
        assert isinstance(render([], format, ruleset), str)


def test_write_puts_each_format_in_its_file(make_report, ruleset, tmp_path):
    targets = [("json", tmp_path / "r.json"), ("html", tmp_path / "r.html")]
    write([make_report()], targets, ruleset)
    assert (tmp_path / "r.json").read_text(encoding="utf-8") == render([make_report()], "json", ruleset)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.html", "r.json"]


def test_a_place_that_cannot_be_written_is_one_line(make_report, ruleset, tmp_path):
    with pytest.raises(UsageError) as caught:
        write([make_report()], [("json", tmp_path / "none" / "r.json")], ruleset)
    assert "none" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_format_is_named(make_report, ruleset):
    with pytest.raises(UsageError, match="pdf"):
        render([make_report()], "pdf", ruleset)


def test_the_report_by_hand_is_sound(make_report):
    report = make_report()
    assert all(report.document.quote(claim.span) == claim.text for claim in report.claims)
    assert report.document.source_spans(CharSpan(0, 5)) == (CharSpan(2, 7),)
