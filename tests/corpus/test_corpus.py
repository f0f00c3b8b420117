"""The shipped corpus is whole: every gold span quotes its article as read, every value is valid, and no text is borrowed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from claimcheck.readers import read

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
GOLD = CORPUS / "gold"
SHARED = ROOT / "../shared"

FIELDS = {
    *("sentence", "start", "end", "types", "intervention", "condition", "outcome", "strength"),
    *("attribution", "causal", "verdict", "flag", "reasons", "note"),
}
TYPES = {
    *("effectiveness", "safety", "durability", "cure", "mechanism", "population", "comparison", "prevention"),
    *("diagnosis", "availability", "regulatory", "ethics", "cost", "speed_of_effect"),
}
VALUES = {
    "strength": {"assertive", "hedged", "speculative", "negated"},
    "attribution": {"none", "appeal_to_research", "named_citation", "testimonial", "authority"},
    "causal": {0, 1, 2, 3},
    "verdict": {"supported", "contradicted", "overstated", "unsupported", "not_checkable"},
    "flag": {True, False},
}
FLAGGED = {"contradicted", "overstated", "unsupported"}
RUN = 12
WORD = re.compile(r"\w+")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


ARTICLES = {path.stem: path for path in sorted(CORPUS.glob("[0-9][0-9]-*")) if path.suffix in {".md", ".html"}}
INDEX = lines(CORPUS / "index.jsonl")


@pytest.fixture(params=sorted(ARTICLES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def runs(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_there_are_at_least_twelve_articles_of_all_three_kinds() -> None:
    assert len(ARTICLES) >= 12
    assert {entry["kind"] for entry in INDEX} == {"promotional", "balanced", "news"}
    assert sum(path.suffix == ".html" for path in ARTICLES.values()) >= 4


def test_index_gold_and_sentence_lists_name_the_same_articles() -> None:
    assert [entry["id"] for entry in INDEX] == sorted(ARTICLES)
    assert sorted(path.stem for path in GOLD.glob("*.jsonl")) == sorted(ARTICLES)
    assert sorted(path.stem for path in (GOLD / "sentences").glob("*.jsonl")) == sorted(ARTICLES)


def test_every_title_of_the_index_stands_in_its_article() -> None:
    assert not [entry["id"] for entry in INDEX if entry["title"] not in read(ARTICLES[entry["id"]]).text]


def test_every_gold_span_quotes_its_sentence(name: str) -> None:
    text = read(ARTICLES[name]).text
    claims = lines(GOLD / f"{name}.jsonl")
    assert claims
    assert not [claim["sentence"] for claim in claims if text[claim["start"] : claim["end"]] != claim["sentence"]]


def test_every_gold_value_is_valid(name: str) -> None:
    for claim in lines(GOLD / f"{name}.jsonl"):
        assert set(claim) == FIELDS
        assert claim["types"], claim["sentence"]
        assert set(claim["types"]) <= TYPES, claim["sentence"]
        assert not [field for field, allowed in VALUES.items() if claim[field] not in allowed], claim["sentence"]


def test_only_an_unchecked_claim_may_differ_from_its_verdict_in_the_flag(name: str) -> None:
    for claim in lines(GOLD / f"{name}.jsonl"):
        if claim["verdict"] not in {"not_checkable", "unsupported"}:
            assert claim["flag"] == (claim["verdict"] in FLAGGED), claim["sentence"]


def test_the_sentences_are_in_order_and_those_with_a_claim_are_the_gold(name: str) -> None:
    sentences = lines(GOLD / "sentences" / f"{name}.jsonl")
    ends = [0, *(sentence["end"] for sentence in sentences)]
    assert all(sentence["start"] >= end for sentence, end in zip(sentences, ends, strict=False))
    marked = [(sentence["start"], sentence["end"]) for sentence in sentences if sentence["claim"]]
    assert marked == [(claim["start"], claim["end"]) for claim in lines(GOLD / f"{name}.jsonl")]


@pytest.mark.parametrize("page", sorted(path for path in ARTICLES.values() if path.suffix == ".html"), ids=lambda page: page.stem)
@pytest.mark.parametrize("words", ["We use cookies", "Related articles", "Subscribe", "All rights reserved"])
def test_the_clutter_of_a_saved_page_is_not_part_of_the_article(page: Path, words: str) -> None:
    assert words in page.read_text("utf-8")
    assert words not in read(page).text


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "seed").is_dir(), reason="reference material is not beside the repository")
def test_no_article_borrows_a_run_of_words() -> None:
    known = [SHARED / "seed" / "article.txt"]
    known += [path for path in (SHARED / "articles").glob("*.txt") if int(path.name.split("-")[0]) % 5]
    borrowed = {run for path in known for run in runs(path.read_text("utf-8"))}
    assert borrowed
    assert not {stem: found for stem, path in ARTICLES.items() if (found := runs(read(path).text) & borrowed)}
