"""Texts, dates, identifiers and words for notices as services write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.literature.records import dates, naming, notice_words
from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.plain_text import plain, sections
from claimcheck.literature.records.xml_outline import outline
from claimcheck.model import NoticeKind, Section


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("CO<sub>2</sub> <i>in vivo</i>", "CO2 in vivo"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<jats:p>p &lt; 0.05</jats:p>", "p < 0.05"),
        ("p<0.05 and n>3", "p<0.05 and n>3"),
        ("&amp;lt;i&amp;gt;E. coli&amp;lt;/i&amp;gt; &amp;amp; more", "E. coli & more"),
        ("over 10<sup>6</sup> cells, 5 &#215; 10<jats:sup>-3</jats:sup>", "over 10^6 cells, 5 × 10^-3"),
        ("a<br/>b<!-- not this -->c", "a b c"),
        ("<![CDATA[kept]]>", "kept"),
        ("  many\n spaces\u00a0here ", "many spaces here"),
        ("a \x00\ud800 b", "a b"),
        ("unclosed <i and so on", "unclosed <i and so on"),
    ],
)
def test_marks_go_and_words_stay(marked: str, expected: str) -> None:
    assert plain(marked) == expected


def test_headings_become_labels() -> None:
    assert sections("<h4>Aim</h4>We did.<h4>Methods: </h4><p>So.</p>") == (Section("Aim", "We did."), Section("Methods", "So."))
    assert sections("<jats:title>Abstract</jats:title><jats:p>All of it.</jats:p>") == (Section("", "All of it."),)
    bold = "<jats:p><jats:bold>Aim:</jats:bold> We did.</jats:p><jats:p><jats:bold>Methods</jats:bold>: So.</jats:p>"
    assert sections(bold) == (Section("Aim", "We did."), Section("Methods", "So."))
    assert sections("<h4>Empty</h4>") == ()
    assert sections("") == ()


@given(
    st.text(max_size=300) | st.lists(st.sampled_from(["<h4>", "</h4>", "<p", ">", "&lt;", "&amp;", "<b>", "x", " ", "<!--"])).map("".join)
)
@settings(deadline=None)
def test_any_text_becomes_plain(marked: str) -> None:
    once = plain(marked)
    assert once == " ".join(once.split())
    assert all(section.text for section in sections(marked))
    once.encode()


@pytest.mark.parametrize(
    "hostile", ["<p " * 60_000, "<!--" * 60_000, "&amp;" * 60_000, "<h4>" * 60_000, "<p><b>" * 60_000, "9<sup>" * 60_000]
)
def test_hostile_marks_are_borne(hostile: str) -> None:
    assert isinstance(sections(hostile), tuple)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"date-parts": [[2010, 2, 6]]}, "2010-02-06"),
        ({"date-parts": [[2010, 2]]}, "2010-02"),
        ({"date-parts": [["2010"]]}, "2010"),
        ({"date-parts": [[2010, 13, 1]]}, "2010"),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [[99999]]}, None),
        ({"date-parts": [2010]}, None),
        ({"date-parts": []}, None),
        (None, None),
    ],
)
def test_parts_of_dates(value: object, expected: str | None) -> None:
    assert dates.of_parts(value) == expected


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("J Samples. 2010 Feb 6;375(9713):445", "2010-02-06"),
        ("J Samples. 2011 Nov;23(11):1082", "2011-11"),
        ("J Samples. 2020;3:44", "2020"),
        ("J Samples. 2020-05-01", "2020"),
        ("no date, 375(9713):445", None),
    ],
)
def test_dates_in_citations(citation: str, expected: str | None) -> None:
    assert dates.in_words(citation) == expected


def test_identifiers_in_normal_form() -> None:
    assert str(naming.doi("https://doi.org/10.5555/A%3CB%3E"))
    for written in ("10.5555/Made.ONE", "doi:10.5555/made.one", "https://dx.doi.org/10.5555/made.one"):
        found = naming.doi(written)
        assert found is not None
        assert found.value == "10.5555/made.one"
    sici = naming.doi("10.5555/(SICI)1-2(19980815/30)17:15/16<1::AID-X>3.0.CO;2-2")
    assert sici is not None
    for written in ("99000001", "099000001", "https://pubmed.ncbi.nlm.nih.gov/99000001/", "99000001.0"):
        number = naming.pmid(written)
        assert number is not None
        assert number.value == "99000001"
    for written in ("PMC9900001", "pmc9900001.2", "9900001", "https://www.ncbi.nlm.nih.gov/pmc/articles/9900001"):
        central = naming.pmcid(written)
        assert central is not None
        assert central.value == "PMC9900001"
    assert naming.nct("nct99000001") == naming.nct("NCT99000001 ")


@pytest.mark.parametrize("written", ["", "0", "-1", "x", "10.5555", "10.5555/", "10.5555/a b", "1" * 12, "NCT1", "PMC", "10.5555/a\x00b"])
def test_what_is_no_identifier(written: str) -> None:
    assert naming.doi(written) is None
    assert naming.pmid(written) is None
    assert naming.nct(written) is None


def test_words_for_notices_whatever_their_dress() -> None:
    assert notice_words.kind_of("Expression-of_Concern") is NoticeKind.CONCERN
    assert notice_words.kind_of("Comment in") is None
    assert notice_words.type_of_notice("corrigendum") == "Published Erratum"
    assert notice_words.type_of_notice("reinstatement") is None
    assert notice_words.is_replacement("retract and replace")


def test_an_outline_tells_what_is_there() -> None:
    found = outline(b"<r><a/><a><b/></a><ERROR> no <i>such</i> id</ERROR></r>")
    assert (found.root, found.children["a"], found.children["b"]) == ("r", 2, 0)
    assert found.noted == {"ERROR": " no  id"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<r>",
        b"<r></s>",
        b"<r/><r/>",
        b"<a>" * 500,
        b"<html></html>",
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
        b"<?xml version='1.0' encoding='none-such'?><r/>",
    ],
)
def test_what_is_no_whole_xml_is_refused(body: bytes) -> None:
    with pytest.raises(RecordError):
        outline(body)
