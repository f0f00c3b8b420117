"""HTML pages: the article found, clutter left out, every letter led back to its place in the source."""

from __future__ import annotations

import html as entities
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import ArticleError
from claimcheck.model import BlockKind, Document
from claimcheck.readers import read_bytes


def read(source: str, media_type: str = "text/html") -> Document:
    return read_bytes(source.encode("utf-8", "surrogatepass"), "page", media_type)


def quotes(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def assert_every_letter_leads_back(document: Document) -> None:
    """Each segment gives its own letters in the source, directly or as the entity that was decoded."""
    for segment in document.segments:
        ours = document.text[segment.text_start : segment.text_start + segment.text_length]
        theirs = document.source[segment.source_start : segment.source_start + segment.source_length]
        if ours.isspace():
            assert theirs.isspace() or theirs.startswith(("<br", "<BR", "<", "&")), (ours, theirs)
        else:
            assert ours == (theirs if segment.is_verbatim else entities.unescape(theirs)), (ours, theirs)


WORDS = st.text(alphabet=st.sampled_from("abc XYZé😀\u00ad\n\r\t1.<>&\"'"), min_size=1, max_size=20)
NAMES = st.sampled_from(["p", "div", "b", "li", "h2", "blockquote", "span", "td"])


@st.composite
def pages(draw: st.DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 8))):
        name, words = draw(NAMES), draw(WORDS)
        closing = f"</{name}>" if draw(st.booleans()) else ""
        written = draw(st.sampled_from([entities.escape(words), entities.escape(words).replace("é", "&eacute;").replace("b", "&#98;")]))
        parts.append(f"<{name}>{written} treatment of the and in {closing}")
    return "<body>" + "".join(parts)


@settings(max_examples=200, deadline=None)
@given(pages())
def test_every_letter_leads_back_to_its_place(source: str) -> None:
    document = read(source)
    assert_every_letter_leads_back(document)
    starts = [block.span.start for block in document.blocks]
    assert starts == sorted(starts)
    assert sum("treatment" in quote for quote in quotes(document)) >= 1


def test_the_kth_repeated_phrase_has_its_own_place() -> None:
    document = read("<p>It helps you.</p><p>It helps you.</p><p>It helps you.</p>")
    places = [document.source_spans(block.span)[0].start for block in document.blocks]
    assert len(set(places)) == 3


def test_clutter_is_left_out_and_counted() -> None:
    document = read(
        "<nav><a href=/>Home</a></nav><div class='cookie-banner'>We use cookies</div><main>"
        "<h1>Tea</h1><p>Green tea helps some people sleep at night.</p>"
        "<aside>Buy now</aside><h2>Related articles</h2><ul><li><a href=x>Other story</a></li></ul>"
        "</main><footer>Imprint of the page</footer>"
    )
    assert quotes(document) == ["Tea", "Green tea helps some people sleep at night."]
    assert document.words < document.words_in_file


def test_an_element_that_holds_the_page_is_kept_whatever_its_class() -> None:
    document = read("<div class='content has-sidebar sidebar'><p>" + "Green tea helps some people sleep at night. " * 5 + "</p></div>")
    assert len(document.blocks) == 1


@pytest.mark.parametrize("opened", ["<title>", "<script>", "<style>", "<!--", "<p>", "<b>", "<textarea>"])
def test_one_unclosed_tag_does_not_end_the_reading(opened: str) -> None:
    document = read(f"<html><body><p>First words here.</p>{opened}<p>It helps the patient.</p><p>Last words here.</p>")
    assert quotes(document)[-1].endswith("Last words here.")


def test_unclosed_list_items_stay_list_items() -> None:
    document = read("<h2>Benefits</h2><ul><li>Less pain<li>More sleep</ul>")
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


def test_blocks_links_comments_and_date_are_found() -> None:
    document = read(
        "<meta property='article:published_time' content='2024-01-02'><h1>Tea &amp; you</h1><!-- claimcheck: allow cure-claim: quoted -->"
        "<p>It <a href='https://doi.org/10.1/x'>helps</a>.<sup>3</sup></p><blockquote><p>I was cured</p></blockquote>"
        "<details><summary>Is it safe?</summary><p>Yes.</p></details><table><tr><th>Dose</th><td>5 mg</td></tr></table>"
    )
    kinds = {document.quote(block.span): block.kind for block in document.blocks}
    assert kinds["I was cured"] is BlockKind.QUOTE
    assert kinds["Is it safe?"] is BlockKind.HEADING
    assert kinds["5 mg"] is BlockKind.TABLE_CELL
    assert document.quote(document.links[0].span) == "helps"
    assert document.comments[0].text.startswith("claimcheck:")
    assert (document.title, document.published) == ("Tea & you", "2024-01-02")


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(ArticleError, match="no article"):
        read("<html><head><title>x</title></head><body><script>var a=1;</script></body></html>")


def test_deeply_nested_tags_are_read_in_linear_time() -> None:
    def seconds(depth: int) -> float:
        start = time.process_time()
        read("<p>" + "<b>" * depth + "It helps the patient." + "</b>" * depth)
        return time.process_time() - start

    seconds(1000)
    assert seconds(40_000) < 8 * seconds(10_000) + 0.2


MARKDOWN = st.text(alphabet=st.sampled_from("ab *_#>-|`[]()!&;\n1.<>é😀\\"), max_size=120)


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_markdown_letters_lead_back(source: str) -> None:
    try:
        document = read(f"Tea helps.\n\n{source}", "text/markdown")
    except ArticleError:
        return
    assert_every_letter_leads_back(document)


def test_markdown_syntax_is_left_out_and_structure_kept() -> None:
    document = read(
        "---\ntitle: Tea\ndate: 2024-02-03\n---\n# Tea **now**\n\nIt *helps* [sleep](http://a.b/c_(d)) &amp; rest [1].\nMore.\n\n"
        "- one\n- two\n\n> quoted\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n<!-- claimcheck: allow EFF01: ok -->\nThe end.\n",
        "text/markdown",
    )
    assert quotes(document) == [
        "Tea now",
        "It helps sleep & rest [1]. More.",
        "one",
        "two",
        "quoted",
        "a",
        "b",
        "c",
        "d",
        "The end.",
    ]
    assert document.quote(document.links[0].span) == "sleep"
    assert document.links[0].href == "http://a.b/c_(d)"
    assert document.comments[0].text == "claimcheck: allow EFF01: ok"
    assert (document.title, document.published) == ("Tea", "2024-02-03")
