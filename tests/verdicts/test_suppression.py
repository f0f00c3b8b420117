"""Findings that a comment in the article allows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck import readers
from claimcheck.model import CharSpan, Document, Finding, Problem, Rule, Ruleset, Severity, Vocabulary, fingerprint
from claimcheck.verdicts import suppression

ARTICLE = """# Cells

{above}It cures all. {inside}It has cured many.{behind}

- {item}It cures children.

Last, it cures adults.
"""


def _rule(name: str, slug: str) -> Rule:
    return Rule(name, slug, slug, "stable", Severity.ERROR, (), (), "", "", "", (), (), "")


RULES = Ruleset({}, (), Vocabulary({}), (_rule("EFF01", "cure-claim"), _rule("SAF01", "absolute-safety")), (), (), (), "")


def _document(**comments: str) -> Document:
    places = {"above": "", "inside": "", "behind": "", "item": ""} | comments
    return readers.read_bytes(ARTICLE.format(**places).encode(), "a.md", "text/markdown")


def _finding(document: Document, words: str, rule: str = "EFF01") -> Finding:
    start = document.text.index(words)
    span = CharSpan(start, start + len(words))
    return Finding(words, rule, "c1", span, Severity.ERROR, "", "", (), fingerprint(rule, words, 1))


def _run(document: Document, *rules: str) -> tuple[list[str], tuple[Problem, ...]]:
    sentences = ("It cures all.", "It has cured many.", "It cures children.", "Last, it cures adults.")
    findings = tuple(_finding(document, words, rule) for rule in (rules or ("EFF01",)) for words in sentences)
    marked, problems = suppression.apply(findings, document, RULES)
    assert [finding.id for finding in marked] == [finding.id for finding in findings]
    return [f"{finding.id} {finding.suppressed}" for finding in marked if finding.suppressed], problems


ALLOW = "<!-- claimcheck: allow cure-claim: quoted from a patient -->"
FIRST = ["It cures all. quoted from a patient", "It has cured many. quoted from a patient"]


@pytest.mark.parametrize(
    ("place", "comment", "expected"),
    [
        ("above", f"{ALLOW}\n\n", FIRST),
        ("above", f"{ALLOW}\n", FIRST),
        ("above", f"{ALLOW} ", FIRST),
        ("inside", f"{ALLOW} ", FIRST),
        ("behind", ALLOW, FIRST),
        ("behind", f" {ALLOW}", FIRST),
        ("behind", f"\n\n{ALLOW}", ["It cures children. quoted from a patient"]),
        ("item", ALLOW, ["It cures children. quoted from a patient"]),
    ],
)
def test_a_comment_reaches_its_block_or_the_next(place: str, comment: str, expected: list[str]) -> None:
    suppressed, problems = _run(_document(**{place: comment}))
    assert suppressed == expected
    assert problems == ()


def test_html_comments_count_alike() -> None:
    page = f"<article><h1>Cells</h1><p>It cures all. {ALLOW}It has cured many.</p><ul><li>It cures children.</li></ul>"
    page += "<p>Last, it cures adults.</p>"
    assert _run(readers.read_bytes(page.encode(), "a.html", "text/html")) == (FIRST, ())


def test_a_whole_article() -> None:
    suppressed, problems = _run(_document(above="<!-- claimcheck: allow-file EFF01: a history page -->\n\n"))
    assert len(suppressed) == 4
    assert problems == ()


def test_several_rules_and_only_those() -> None:
    document = _document(item="<!-- claimcheck: allow EFF01, absolute-safety: both: quoted -->")
    suppressed, problems = _run(document, "EFF01", "SAF01", "XYZ01")
    assert suppressed == ["It cures children. both: quoted"] * 2
    assert problems == ()


def test_an_article_finding_without_extent() -> None:
    document = _document(above="<!-- claimcheck: allow-file EFF01: known -->\n\n")
    finding = Finding("f", "EFF01", None, CharSpan(0, 0), Severity.NOTE, "", "", (), "0")
    marked, _ = suppression.apply((finding,), document, RULES)
    assert [finding.suppressed for finding in marked] == ["known"]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- claimcheck: allow absolute-safety: quoted -->", "“absolute-safety” has nothing to allow"),
        ("<!-- claimcheck: allow cure-clam: quoted -->", "no rule is called “cure-clam”, so this allows nothing; did you mean cure-claim?"),
        ("<!-- claimcheck: allow EFF1: quoted -->", "did you mean EFF01?"),
        (
            "<!-- claimcheck: allow wholly-other: quoted -->",
            "no rule is called “wholly-other”, so this allows nothing; see claimcheck rules list",
        ),
        ("<!-- claimcheck: allow cure-claim -->", "gives no reason"),
        ("<!-- claimcheck: allow cure-claim:  -->", "gives no reason"),
        ("<!-- claimcheck: allow : quoted -->", "is not understood"),
        ("<!-- claimcheck: ignore cure-claim: quoted -->", "is not understood"),
        ("<!-- claimcheck -->", "is not understood"),
    ],
)
def test_faulty_and_unused_comments_are_problems(comment: str, message: str) -> None:
    suppressed, problems = _run(_document(above=f"{comment}\n\n"))
    assert suppressed == []
    assert [(problem.stage, problem.where) for problem in problems] == [("suppression", "a.md:3")]
    assert message in problems[0].message
    assert "\n" not in problems[0].message


def test_one_faulty_name_leaves_the_others() -> None:
    suppressed, problems = _run(_document(item="<!-- claimcheck: allow EFF01, nonsense: quoted -->"))
    assert suppressed == ["It cures children. quoted"]
    assert [problem.where for problem in problems] == ["a.md:5"]


def test_other_comments_are_left_alone() -> None:
    assert _run(_document(above="<!-- checked by the editor: allow EFF01: no -->\n\n")) == ([], ())


def test_time_grows_with_length_only() -> None:
    from time import perf_counter

    document = _document(above="<!-- claimcheck: allow " + "a , " * 1 + " " * 50_000 + " -->\n\n")
    begun = perf_counter()
    _run(document)
    assert perf_counter() - begun < 1


def test_without_the_file_the_article_is_the_place() -> None:
    document = replace(_document(above="<!-- claimcheck: allow cure-claim -->\n\n"), source="")
    assert [problem.where for problem in _run(document)[1]] == ["a.md"]
