"""Citations and references found in articles of all three formats."""

from __future__ import annotations

import pytest

from claimcheck import citations, readers
from claimcheck.citations import CitedSources
from claimcheck.model import CharSpan, Document, Identifier, IdentifierKind

NUMBERED = """Cord blood in children

Cord blood may help some children with cerebral palsy.{}The next sentence stands alone.
It is one of many that the authors have in it, and it was not on the list of what they are for, as you can see from this.

References

1. Smith J. Cord blood in children. Lancet 2020. doi:10.1016/S0140-6736(20)30183-5.
2. Lee K. A trial of cells. BMJ 2019. PMID: 31234567.
3. Jones P. Longer follow-up. 2018. https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/
4. Miller A, Brown B. Safety. 2017.
"""


def _plain(text: str) -> Document:
    return readers.read_bytes(text.encode(), "a.txt", "text/plain")


def _markdown(text: str) -> Document:
    return readers.read_bytes(text.encode(), "a.md", "text/markdown")


def _html(text: str) -> Document:
    return readers.read_bytes(f"<html><body><article>{text}</article></body></html>".encode(), "a.html", "text/html")


def _labels(document: Document) -> list[str | None]:
    found = citations.find(document)
    names = {reference.id: reference.label for reference in found.references}
    return [names[citation.reference_id] for citation in found.citations]


def _values(found: CitedSources) -> list[list[str]]:
    return [[identifier.value for identifier in reference.identifiers] for reference in found.references]


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        (" [3] ", ["3"]),
        (" [1,2] ", ["1", "2"]),
        (" [1, 2–4] ", ["1", "2", "3", "4"]),
        ("² ", ["2"]),
        ("²,³ ", ["2", "3"]),
        ("²⁻⁴ ", ["2", "3", "4"]),
        ("3 ", ["3"]),
        ("1,3 ", ["1", "3"]),
        (" (Smith 2020) ", ["1"]),
        (" (Smith et al., 2020; Lee & Kim 2019) ", ["1", "2"]),
        (" (see Smith et al. 2020) ", ["1"]),
        (" (Miller & Brown, 2017) ", ["4"]),
        (" Smith et al. (2020) say so. ", ["1"]),
        (" Lee (2019) says so. ", ["2"]),
        (" Miller and Brown (2017) say so. ", ["4"]),
    ],
)
def test_markers_point_to_their_entries(marker: str, expected: list[str]) -> None:
    assert _labels(_plain(NUMBERED.format(marker))) == expected


@pytest.mark.parametrize(
    "words",
    [
        "It was shown in 2020 (2020) by all.",
        "A dose of 10.5 mg or 10 mg (20 mg) was given.",
        "Write to jane.smith2020@example.org for more.",
        "An area of 3 m² or 40 kg/m² and 10² cells.",
        "It began (March 2020) and went on (Updated May 2021).",
        "It went on (Since 2019) for long.",
        "See fig.3 and vol.2 of it.",
        "Omega3 and vitamin B12 and COVID19 count.",
        "The range [a] or [12 weeks] or [ ] stands.",
        "By 3.5 to 1 they won, at 4.30 in the morning.",
        "See [the page](#top), [mail](mailto:a@b.org) and [more](javascript:void(0)) or [a page](/about).",
        "Share it [here](https://www.facebook.com/sharer/sharer.php?u=x).",
    ],
)
def test_what_is_no_citation(words: str) -> None:
    found = citations.find(_markdown(f"# Title\n\n{words}\n"))
    assert found == CitedSources((), ())


def test_years_and_numbers_stay_no_citations_beside_a_list() -> None:
    text = NUMBERED.format(" It weighed 3 kg in 2020 (2020), 40 kg/m² and 10.2 more, at 4.3 percent. ")
    assert _labels(_plain(text)) == []


def test_wide_ranges_give_their_ends() -> None:
    found = citations.find(_plain("Title here\n\nThis was shown before [1-900] by many people.\n"))
    assert [reference.label for reference in found.references] == ["1", "900"]


def test_entries_carry_identifiers_in_normal_form() -> None:
    found = citations.find(_plain(NUMBERED.format(" ")))
    assert [reference.identifiers for reference in found.references] == [
        (Identifier(IdentifierKind.DOI, "10.1016/s0140-6736(20)30183-5"),),
        (Identifier(IdentifierKind.PMID, "31234567"),),
        (Identifier(IdentifierKind.PMCID, "PMC1234567"),),
        (),
    ]


def test_markers_no_list_explains_are_references_of_their_own() -> None:
    found = citations.find(_plain("Title here\n\nIt helps [7]. It may help (Smith et al., 2020). Nothing² more.\n"))
    assert [reference.label for reference in found.references] == ["7", "smith 2020"]
    assert [reference.text for reference in found.references] == ["[7]", "(Smith et al., 2020)"]


def test_raised_numbers_in_html() -> None:
    document = _html(
        "<h1>Cells</h1><p>Cells help<sup>2</sup> children. They are safe.<sup><a href='#r1'>1</a></sup> "
        "In 10<sup>6</sup> cells, IL2 counts.</p>"
        "<h2>Sources</h2><ol><li>Smith 2020. <a href='https://doi.org/10.1000/AB.1'>Link</a></li><li>Mayo Clinic</li></ol>"
    )
    found = citations.find(document)
    assert [(document.quote(c.span), c.reference_id) for c in found.citations] == [("2", "r2"), ("1", "r1")]
    assert _values(found) == [["10.1000/ab.1"], []]


def test_list_in_lines_of_one_block() -> None:
    document = _html("<h1>Cells</h1><p>They help [2].</p><h3>References:</h3><p>1. Smith 2020<br>2. Lee 2019<br>3. Jones 2018</p>")
    found = citations.find(document)
    assert [(reference.label, reference.text) for reference in found.references] == [
        ("1", "1. Smith 2020"),
        ("2", "2. Lee 2019"),
        ("3", "3. Jones 2018"),
    ]
    assert [citation.reference_id for citation in found.citations] == ["r2"]


def test_markdown_numbers_left_out_of_the_block_count() -> None:
    document = _markdown("# Cells\n\nThey help [4].\n\n## References\n\n3. Smith 2020\n4. Lee 2019\n")
    assert _labels(document) == ["4"]


def test_footnotes() -> None:
    document = _markdown("# Cells\n\nThey help.[^1] And more.\n\n[^1]: Smith, 2020, https://doi.org/10.1000/x1\n")
    found = citations.find(document)
    assert _values(found) == [["10.1000/x1"]]
    assert [document.quote(citation.span) for citation in found.citations] == ["[^1]"]


def test_prose_under_notes_is_no_entry() -> None:
    document = _markdown("# Cells\n\nThey help.\n\n## Notes\n\nAsk your doctor first.\n\n- Bring a friend\n")
    assert citations.find(document).references == ()


@pytest.mark.parametrize("heading", ["References", "REFERENCES:", "Bibliography", "5. Sources", "Literature cited", "Notes and references"])
def test_headings_of_lists(heading: str) -> None:
    document = _markdown(f"# Cells\n\nThey help.\n\n## {heading}\n\n- Smith J. 2020. Cells.\n\n## After\n\n- Jones 2018 was a good year.\n")
    assert [reference.text for reference in citations.find(document).references] == ["Smith J. 2020. Cells."]


def test_a_list_heading_that_the_reader_took_for_a_line() -> None:
    document = _plain(
        "Cells\n\nThey may help children with this condition.\nReferences:\n1. Smith J. Cells. 2020.\n2. Lee K. Cells. 2019.\n"
    )
    assert [reference.label for reference in citations.find(document).references] == ["1", "2"]


def test_links_are_references_each_work_once() -> None:
    document = _markdown(
        "# Cells\n\nA [trial](https://doi.org/10.1000/xyz.) and [again](https://dx.doi.org/10.1000/XYZ) and doi: 10.1000/xyz, "
        "[news](https://Example.org/a/?utm_source=x&b=1#top), https://example.org/a/?b=1 and NCT01234567.\n"
    )
    found = citations.find(document)
    assert _values(found) == [["10.1000/xyz"], ["https://example.org/a/?b=1"], ["NCT01234567"]]
    assert [citation.reference_id for citation in found.citations] == ["r1", "r1", "r1", "r2", "r2", "r3"]


def test_a_link_to_a_listed_work_points_to_its_entry() -> None:
    document = _markdown(
        "# Cells\n\nA [trial](https://pubmed.ncbi.nlm.nih.gov/31234567/) ran.\n\n## References\n\n1. Lee 2019. PMID 31234567\n"
    )
    found = citations.find(document)
    assert len(found.references) == 1
    assert [document.quote(citation.span) for citation in found.citations] == ["trial"]


def test_a_linked_marker_is_one_citation() -> None:
    found = citations.find(_html("<h1>Cells</h1><p>They help <a href='https://example.org/study'>[1]</a> many.</p>"))
    assert _values(found) == [["https://example.org/study"]]
    assert len(found.citations) == 1


def _reach(document: Document, sentence: str) -> tuple[str, ...]:
    found = citations.find(document)
    start = document.text.index(sentence)
    names = {reference.id: reference.label or reference.text for reference in found.references}
    reached = citations.in_reach(found.citations, CharSpan(start, start + len(sentence)), document)
    return tuple(names[name] for name in reached)


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("It helps [1]. It is safe.", "It helps [1].", ("1",)),
        ("It helps [1]. It is safe.", "It is safe.", ()),
        ("It helps. [1] It is safe.", "It helps.", ("1",)),
        ("It helps. [1] [2] It is safe.", "It helps.", ("1", "2")),
        ("It helps. [1] It is safe.", "[1] It is safe.", ()),
        ("It helps. [1] It is safe [2].", "[1] It is safe [2].", ("2",)),
        ("[1] It is safe.", "[1] It is safe.", ("1",)),
        ("It helps. (Smith et al., 2020) It is safe.", "It helps.", ("smith 2020",)),
        ("It helps. [Smith](https://x.org/a) found more.", "It helps.", ()),
        ("It helps. It is safe. [1]", "It helps.", ()),
        ("It helps.\n\n[1] It is safe.", "It helps.", ()),
    ],
)
def test_reach(text: str, sentence: str, expected: tuple[str, ...]) -> None:
    assert _reach(_markdown(f"# Title\n\n{text}\n"), sentence) == expected


def test_glued_numbers_belong_to_the_sentence_before() -> None:
    text = NUMBERED.format("2 ")
    assert _reach(_plain(text), "Cord blood may help some children with cerebral palsy.") == ("2",)
    assert _reach(_plain(text), "2 The next sentence stands alone.") == ()


def test_named_footnotes_are_entries() -> None:
    entries = "[^1]: Sample S. Sleep. J Made. 2019. doi:10.5555/sleep\n[^tea]: Example E. Tea. J Made. 2020. doi:10.5555/tea\n"
    text = "Tea helps.[^tea] So does sleep.[^1]\n\n" + entries
    document = readers.read_bytes(text.encode(), "a.md", "text/markdown")
    found = citations.find(document)
    labels = {reference.label: [i.value for i in reference.identifiers] for reference in found.references}
    assert labels == {"1": ["10.5555/sleep"], "tea": ["10.5555/tea"]}
    assert len(found.citations) == 2
