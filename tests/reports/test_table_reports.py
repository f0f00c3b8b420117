"""The reports in CSV, Markdown and for the terminal."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from sample_report import RULESET, one_claim, sample

from claimcheck.model import Report
from claimcheck.reports import render

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def rows(*reports: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(render(reports, "csv", RULESET), newline="")))


def test_csv_has_a_line_for_each_claim() -> None:
    report = sample()
    found = rows(report, sample("other.html"))
    assert [row["text"] for row in found] == [claim.text for claim in report.claims] * 2
    assert [row["article"] for row in found[10:12]] == ["pages/light therapy.html", "other.html"]
    cure = found[1]
    assert (cure["verdict"], cure["axes"], cure["flagged"], cure["rules"], cure["severity"]) == (
        "overstated",
        "strength; duration",
        "yes",
        "EFF01; EFF09",
        "error",
    )
    assert report.document.source.split("\n")[int(cure["line"]) - 1].startswith("<p>Our lamps cure")


def test_csv_leaves_findings_that_do_not_count_out() -> None:
    assert [row["rules"] for row in rows(sample()) if "migraine" in row["text"]] == [""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r=", "＝", "＋", "－", "＠", "\u202e=", "\ufeff="])
def test_csv_holds_nothing_that_a_spreadsheet_would_run(start: str) -> None:
    (row,) = rows(one_claim(f'{start}HYPERLINK("http://x.example","y")'))
    assert row["text"].endswith('HYPERLINK("http://x.example","y")')
    assert not any(cell.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) for cell in row.values())


def test_markdown_has_summary_claims_findings_and_what_is_open() -> None:
    text = render([sample()], "markdown", RULESET)
    assert text.startswith("## Light therapy at the Harbour Clinic\n")
    assert "11 claims, 5 flagged, 9 findings" in text
    assert "| ▲ overstated (strength, duration) | moderate | **Our lamps cure depression within two weeks.** | EFF01, EFF09 |" in text
    assert "- **error EFF01 cure-claim**, line 6: “cure depression” promises a cure" in text
    assert "  - Instead: Name the common harms and how common they are." in text
    assert "Red light lowers blood pressure: no source on this topic was asked" in text
    assert "no medical advice" in text


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "a \\| b \\",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](http://x.example/y.png)",
        "`code` *bold* _em_ ~~gone~~ # head",
        "1. one",
        "- one",
        "&lt;b&gt;",
        "http://x.example",
        "www.x.example",
        "a\n\n# b",
    ],
)
def test_markdown_shows_an_article_s_words_as_they_are(text: str) -> None:
    table = [line for line in render([one_claim(text)], "markdown", RULESET).splitlines() if line.startswith("| ") and "▲" in line]
    (line,) = table
    cells = re.findall(r"(?:\\.|[^|\\])+", line)
    assert len(cells) == 5
    cell = cells[3]
    assert re.search(r"(?<!\\)[`*_\[\]!#~<>](?!\*)", cell.replace("**", "")) is None
    assert "://" not in cell.replace("\\://", "")
    assert not re.search(r"www\.x", cell)
    assert "&lt;b&gt;" not in cell


def test_text_shows_claims_under_headings_with_marks_reasons_and_suggestions() -> None:
    lines = render([sample()], "text", RULESET).splitlines()
    benefits = lines.index("Light therapy at the Harbour Clinic › Benefits")
    assert lines[benefits + 1 : benefits + 5] == [
        "  ▲ Our lamps cure depression within two weeks.",
        "    overstated (strength, duration) · certainty moderate · line 6",
        "    error EFF01 cure-claim: “cure depression” promises a cure where studies measured symptoms.",
        "      → Evidence would carry: “Morning light probably reduces the symptoms of winter depression.”",
    ]
    assert "Not checked: 1 of 11 claims" in lines
    assert any(line.startswith(" ✗ Contradicted ") and " 2 " in line for line in lines)
    assert any("11 claims, 5 flagged; 5 errors, 2 warnings, 0 notes" in line for line in lines)


def test_plain_text_has_no_colour_and_keeps_to_its_width() -> None:
    text = render([sample(), sample("b.html")], "text", RULESET)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_terminal_gets_colour() -> None:
    assert "\x1b[" in render([sample()], "text", RULESET, color=True)


def test_text_shows_markup_as_words() -> None:
    text = render([one_claim("[bold red]cures[/] all :smile: [/]")], "text", RULESET)
    assert "[bold red]cures[/] all :smile: [/]" in text


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_nothing_steers_a_terminal(format: str) -> None:
    text = render([one_claim("a\x1b[2Jb\x07c\x9bd\u202ee\u2066f\ud800g\x00h\rcures")], format, RULESET)
    assert STEERING.search(text) is None


def test_several_articles_end_with_an_overview() -> None:
    tail = render([sample("a.html"), sample("b.html")], "text", RULESET).splitlines()[-5:]
    assert [line.split() for line in tail[1:3]] == [["a.html", "11", "5", "1"], ["b.html", "11", "5", "1"]]
