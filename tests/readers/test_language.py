"""English told from other languages: terse copy is read, other languages and scripts are refused, foreign quotes do no harm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import resources
from claimcheck.errors import ArticleError
from claimcheck.readers.language import check_english

PASSAGE = re.compile(r"^\[([^\]]+)\]\n(.+?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
TEXTS: dict[str, str] = dict(PASSAGE.findall(Path(__file__).with_name("texts_in_languages.txt").read_text("utf-8")))
FOREIGN = {name: text for name, text in TEXTS.items() if not name.startswith("English")}
ENGLISH = {name: text for name, text in TEXTS.items() if name.startswith("English")}


def test_the_passages_are_read() -> None:
    assert (len(FOREIGN), len(ENGLISH)) == (19, 4)


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_refused_in_one_line(language: str) -> None:
    with pytest.raises(ArticleError, match="only English articles can be checked") as caught:
        check_english(FOREIGN[language], "page.txt")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("language", ["German", "French", "Polish"])
def test_a_known_language_is_named(language: str) -> None:
    with pytest.raises(ArticleError, match=f"page.txt: the text looks like {language}"):
        check_english(FOREIGN[language], "page.txt")


@pytest.mark.parametrize("kind", ENGLISH)
def test_plain_english_is_read_however_terse(kind: str) -> None:
    check_english(ENGLISH[kind], "page.txt")


def test_an_english_line_below_a_foreign_article_does_not_save_it() -> None:
    with pytest.raises(ArticleError, match="German"):
        check_english(FOREIGN["German"] * 4 + " All rights reserved. Terms of use. Privacy policy.", "page.txt")


@given(st.text(alphabet="abcdeé \n", max_size=70))
def test_texts_too_short_to_tell_are_let_through(text: str) -> None:
    check_english(text, "page.txt")


def test_every_article_of_the_corpus_is_english() -> None:
    articles = [path for path in Path(str(resources.folder("corpus"))).iterdir() if path.suffix in (".md", ".txt", ".html")]
    assert articles
    for path in articles:
        check_english(path.read_text("utf-8"), path.name)


def test_word_lists_are_apart_by_their_headings() -> None:
    lists = resources.word_lists("readers/small_words.txt")
    assert "und" in lists["German"]
    assert "und" not in lists["English only"]
    assert lists["English only"].isdisjoint(lists["English, shared"])
