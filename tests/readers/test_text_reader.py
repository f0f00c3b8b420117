"""Plain text: the file itself is the text, and its lines make the blocks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import ArticleError
from claimcheck.model import BlockKind, Document
from claimcheck.readers import read, read_bytes, text


def blocks_of(source: str) -> list[tuple[str, str, tuple[str, ...]]]:
    built = text.build(source)
    return [(block.kind, source[block.span.start : block.span.end], block.section) for block in built.blocks]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB .?!:\n\r\t-•1)\xa0\ufeff“é😀"), max_size=200))
def test_blocks_are_sorted_apart_and_quote_the_file(source: str) -> None:
    built = text.build(source)
    assert built.text == source
    ends = [0]
    for block in built.blocks:
        assert block.span.start >= ends[-1]
        assert source[block.span.start : block.span.end].strip()
        ends.append(block.span.end)


def test_the_text_of_a_txt_file_is_the_file_character_for_character() -> None:
    data = "\ufeffTitle here\r\n\r\nIt helps\xa0you.\r\nNo final newline".encode()
    document = read_bytes(data, "a.txt", "text/plain")
    assert document.text == data.decode("utf-8")
    assert document.source_spans(document.blocks[-1].span)[0] == document.blocks[-1].span


def test_a_title_that_stands_twice_is_two_headings_without_section() -> None:
    found = blocks_of("Ozone Heals: A New Way\n\nOzone Heals: A New Way\n\nOzone therapy is a treatment that is offered by clinics.\n")
    assert [(kind, section) for kind, _, section in found[:2]] == [(BlockKind.HEADING, ()), (BlockKind.HEADING, ())]
    assert found[2][2] == ("Ozone Heals: A New Way",)


def test_numbered_headings_are_subsections_and_lose_their_number() -> None:
    found = blocks_of("Title\n\nBenefits of Ozone\n\n1. Less Pain\n\nPatients often report that the pain is gone after it.\n")
    assert found[2] == (BlockKind.HEADING, "Less Pain", ("Title", "Benefits of Ozone"))
    assert found[3][2] == ("Title", "Benefits of Ozone", "Less Pain")


def test_bullets_and_bare_short_lines_are_list_items() -> None:
    found = blocks_of("Title\n\nIt may help with the following:\nReduced inflammation\nBetter sleep\n\n• More energy\n- Less pain\n")
    kinds = {words: kind for kind, words, _ in found}
    assert all(kinds[words] is BlockKind.LIST_ITEM for words in ("Reduced inflammation", "Better sleep", "More energy", "Less pain"))


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "This paragraph was wrapped by an old mail program at about sixty\n"
    wrapped += "characters and goes on in the next line without any blank line, as\nold texts do it.\n"
    assert [kind for kind, _, _ in blocks_of("Title\n\n" + wrapped)] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "binary"),
        (b"x" * 20_000_001, "larger than"),
        (
            ("Dies ist ein Text über die Behandlung von Kindern mit Zerebralparese und deren Wirkung. " * 8).encode(),
            "English",
        ),
    ],
)
def test_what_cannot_be_an_article_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ArticleError, match=message) as caught:
        read_bytes(data, "a.txt", "text/plain")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("a.txt: ")


def test_a_long_list_of_references_does_not_make_an_article_look_foreign() -> None:
    """Titles and names hold few common words: a short article above such a list was refused."""
    claims = "Vitamin D helps older adults and it is safe for most of them. It is good for the bones, and they are less likely to fall.\n"
    entries = "Sample A, Example B. Garden walking interventions: randomised comparison. J Made Stud. 2019;3:1-9. doi:10.5555/made.one\n"
    assert read_bytes((claims + entries * 6).encode(), "a.txt", "text/plain").text.startswith("Vitamin D")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_are_read(encoding: str) -> None:
    document = read_bytes("The café’s tea helps.".encode(encoding), "a.txt", "text/plain")
    assert "café’s tea" in document.text


def test_files_that_are_not_there_or_not_articles_are_refused(tmp_path) -> None:
    for path, message in (
        (tmp_path / "no.txt", "no such file"),
        (tmp_path, "cannot read"),
        (tmp_path / "a.docx", "cannot read"),
    ):
        with pytest.raises(ArticleError, match=message):
            read(path)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/plain", "text/markdown", "text/html"]))
def test_random_bytes_give_a_document_or_an_article_error(data: bytes, media_type: str) -> None:
    try:
        assert isinstance(read_bytes(data, "x", media_type), Document)
    except ArticleError as error:
        assert "\n" not in str(error)
