"""Whatever an article, a reference or a record holds, no format lets it act."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.model import Identifier, IdentifierKind
from claimcheck.reports import FORMATS, render, report_schema, write
from claimcheck.reports.links import address

HOSTILE = (
    "</style></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)> ]]> --> {{ 7*7 }} {% raw %} "
    "[x](javascript:alert(1)) `a` **b** | \x1b[31m\x07\x00\u202eabc\u2066\u2028 \ud800 \udfff http://evil.example/"
)
CLAIMS = (f"Ozone {HOSTILE}", "=HYPERLINK(1) cures", "<b>Bold</b> {0} claim")
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Page(HTMLParser):
    """The tags of a page with their attributes, and the text of its script and style."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {}
        self._in = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in:
            self.inside[self._in] = self.inside.get(self._in, "") + data

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def hostile(make_report):
    return make_report(CLAIMS, HOSTILE, uri=f"a {HOSTILE}.md")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_can_be_written_and_holds_nothing_that_steers(hostile, ruleset, format, tmp_path):
    text = render([hostile], format, ruleset)
    assert not STEERING.search(text)
    write([hostile], [(format, tmp_path / "report")], ruleset)
    assert (tmp_path / "report").read_bytes().decode("utf-8") == text


def test_json_gives_the_very_text_back(hostile, ruleset):
    record = json.loads(render([hostile], "json", ruleset))
    assert record["article"]["text"] == hostile.document.text
    assert [claim["text"] for claim in record["claims"]] == list(CLAIMS)
    jsonschema.validate(record, report_schema())


def test_the_page_has_no_tag_or_attribute_of_the_article(hostile, ruleset):
    page = Page(render([hostile], "html", ruleset))
    assert len(page.every("script")) == 1
    assert not page.every("img")
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]


def test_the_page_links_only_to_the_web_and_to_itself(hostile, ruleset):
    page = Page(render([hostile], "html", ruleset))
    targets = [attributes["href"] or "" for attributes in page.every("a")]
    assert "https://pubmed.ncbi.nlm.nih.gov/123" in [target.rstrip("/") for target in targets]
    assert "https://clinicaltrials.gov/study/NCT01234567" in targets
    assert all(target.startswith(("https://", "http://", "#")) for target in targets)


def test_the_page_allows_only_its_own_script_and_style(hostile, ruleset):
    page = Page(render([hostile], "html", ruleset))
    policy = next(meta["content"] or "" for meta in page.every("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    for tag in ("script", "style"):
        digest = b64encode(sha256(page.inside[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_page_asks_the_network_for_nothing(make_report, ruleset):
    page = Page(render([make_report()], "html", ruleset))
    assert not [attributes for tag, attributes in page.tags if "src" in attributes or tag in ("link", "iframe", "object", "base")]


def test_each_mark_on_the_page_leads_to_its_card_and_back(make_report, ruleset):
    page = Page(render([make_report(), make_report(uri="b")], "html", ruleset))
    names = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    targets = [target[1:] for attributes in page.every("a") if (target := attributes["href"] or "").startswith("#")]
    assert len(names) == len(set(names))
    assert set(targets) <= set(names)
    assert {f"{article}-c{number}" for article in ("a1", "a2") for number in (1, 2, 3)} <= set(targets)


def test_markdown_shows_markup_as_letters(hostile, ruleset):
    page = render([hostile], "markdown", ruleset)
    assert not re.search(r"<\w", page)
    assert not re.search(r"(?<!\\)\]\(", page)


def test_no_cell_begins_a_formula(make_report, ruleset):
    report = make_report(("=1+1 cures", "@SUM(1)", "-2 pain", "+3 health", " =4"), "=cmd|' /C calc'!A0", uri="=x")
    rows = list(csv.reader(io.StringIO(render([report], "csv", ruleset))))
    assert len(rows) == 6
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_sarif_messages_hold_no_link_and_no_placeholder(make_report, ruleset):
    report = make_report(words="see [x](https://evil.example) {0}")
    results = json.loads(render([report], "sarif", ruleset))["runs"][0]["results"]
    messages = " ".join(result["message"]["text"] for result in results)
    assert "\\[x\\](" in messages
    assert "{{0}}" in messages


@pytest.mark.parametrize(
    "value",
    ["javascript:alert(1)", "data:text/html,x", "//evil", "https://user@evil.example", "java\nscript:1", "https://[x"],
)
def test_no_address_is_made_of_what_is_none(value):
    assert address(Identifier(IdentifierKind.URL, value)) is None


def test_a_quote_in_an_identifier_cannot_leave_its_attribute():
    found = address(Identifier(IdentifierKind.DOI, '10.1000/x"onclick="y'))
    assert found == "https://doi.org/10.1000/x%22onclick=%22y"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_characters="\r\n"), max_size=40))
def test_any_text_survives_json_and_harms_no_page(make_report, ruleset, words):
    report = make_report((f"Always {words}.", "B.", "C."), words)
    record = json.loads(render([report], "json", ruleset))
    assert record["article"]["text"] == report.document.text
    page = Page(render([report], "html", ruleset))
    plain = Page(render([make_report(("Always x.", "B.", "C."), "x")], "html", ruleset))
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in plain.tags}
