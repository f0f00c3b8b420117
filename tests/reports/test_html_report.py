"""The HTML page: complete, harmless, and readable without scripts."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from sample_report import RULESET, one_claim, sample

from claimcheck.model import Report
from claimcheck.reports import render

HOSTILE = [
    "<script>document.title='taken'</script>",
    "</style></script><script>document.title='taken'</script>",
    "\"'><img src=x onerror=\"document.title='taken'\">",
    "]]><svg onload=\"document.title='taken'\">",
    "{{ 7 * 7 }} {% raw %} ${1}",
    "--><iframe src=javascript:document.title='taken'>",
]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def page(*reports: Report) -> BeautifulSoup:
    return BeautifulSoup(render(reports, "html", RULESET), "html.parser")


def words(tag: Tag | BeautifulSoup) -> str:
    return " ".join(tag.get_text(" ").split())


def test_the_whole_article_stands_on_the_page_with_each_claim_marked_and_linked_to_a_card() -> None:
    report, soup = sample(), page(sample())
    text = words(soup)
    assert all(
        report.document.quote(block.span) in text or "lamps" in report.document.quote(block.span) for block in report.document.blocks[:1]
    )
    assert "Our specialists have worked with it since 2009." in text
    for claim in report.claims:
        links = [link for link in soup.select('a[href^="#"]') if claim.text in link.get_text()]
        targets = [soup.find(id=link["href"][1:]) for link in links]
        assert any(target is not None and claim.text in target.find_parent().get_text() for target in targets), claim.text


def test_every_link_inside_the_page_leads_somewhere_and_every_id_is_its_own() -> None:
    soup = page(sample(), sample("other.html"))
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in soup.select('a[href^="#"]')} <= set(ids)
    assert {tag["aria-labelledby"] for tag in soup.find_all(attrs={"aria-labelledby": True})} <= set(ids)


@pytest.mark.parametrize(
    "said",
    [
        "Evidence would carry: “Morning light probably reduces the symptoms of winter depression.”",
        "the evidence is on symptoms, the claim on cure",
        "measured symptoms, not recovery",
        "Remission was as common with light as with the antidepressant",
        "A retracted work is cited.",
        "a patient's words",
        "strength",
        "Harms in numbers",
        "PubMed could not be reached; try again with --online later",
        "no source on this topic was asked",
        "the year is given as 2014, in the record it is 2015",
        "no medical advice",
        "HNR 2",
    ],
)
def test_the_page_says_what_the_report_holds(said: str) -> None:
    assert said in words(page(sample()))


def test_links_out_are_built_from_identifiers() -> None:
    soup = page(sample())
    out = {link["href"] for link in soup.select("a[href^=http]")}
    assert out >= {
        "https://doi.org/10.5555/jip.2019.104",
        "https://pubmed.ncbi.nlm.nih.gov/99000111",
        "https://clinicaltrials.gov/study/NCT09990001",
        "https://example.org/trials/light?arm=a&b=2",
    }
    assert all("noopener" in link["rel"] for link in soup.select("a[href^=http]"))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "https://user:word@x.example/",
        "http://[::1",
        "https://one.example\n.two.example/",
        "//x.example",
    ],
)
def test_no_address_but_a_web_address_is_a_link(url: str) -> None:
    for link in page(one_claim("Light cures all", uri=url, url=url)).find_all("a"):
        assert link["href"].startswith(("#", "https://doi.org/"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_article_makes_no_markup(hostile: str) -> None:
    plain, attacked = page(one_claim("harmless", url="x")), page(one_claim(hostile, uri=hostile, url="x"))
    assert [tag.name for tag in attacked.find_all(True)] == [tag.name for tag in plain.find_all(True)]
    assert not any(name.startswith("on") for tag in attacked.find_all(True) for name in tag.attrs)
    assert hostile in attacked.get_text()


def test_the_policy_allows_this_style_and_this_script_only() -> None:
    soup = page(sample())
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for directive, tag in (("style-src", "style"), ("script-src", "script")):
        (element,) = soup.find_all(tag)
        digest = base64.b64encode(hashlib.sha256(element.string.encode()).digest()).decode()
        assert rules[directive] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert not soup.find_all(style=True)


def test_nothing_is_fetched() -> None:
    soup = page(sample())
    assert not soup.find_all(["link", "img", "iframe", "object", "embed"])
    assert not soup.find_all(src=True)
    style = soup.find("style").string
    assert "url(" not in style
    assert "@import" not in style


def test_several_articles_have_an_index() -> None:
    soup = page(sample("a.html"), sample("b.html"))
    (index,) = [nav for nav in soup.find_all("nav") if nav.select('a[href^="#"]')]
    assert len(index.select('a[href^="#"]')) == 2
    assert not page(sample()).find_all("nav", class_="index")


def test_no_report_is_a_page_too() -> None:
    assert page().find("main") is not None


def test_text_that_steers_is_shown_as_a_mark() -> None:
    text = render([one_claim("a\u202eb\x1bc\ud800d\x00e")], "html", RULESET)
    text.encode("utf-8")
    assert not set(text) & set("\u202e\x1b\ud800\x00")


def test_two_runs_give_the_same_bytes() -> None:
    assert render([sample()], "html", RULESET) == render([sample()], "html", RULESET)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open the page with")
def test_in_a_browser_its_own_script_runs_and_an_article_s_does_not(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render([one_claim("\n".join(HOSTILE))], "html", RULESET), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run([str(CHROMIUM), *options, "--dump-dom", path.as_uri()], capture_output=True, timeout=90, check=True)
    soup = BeautifulSoup(done.stdout.decode(), "html.parser")
    assert soup.title is not None
    assert words(soup.title) != "taken"
    assert [tag.name for tag in soup.find_all(["iframe", "img", "svg"])] == []
    filters = soup.find(class_="filters")
    assert filters is not None
    assert not filters.has_attr("hidden")
