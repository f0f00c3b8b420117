"""Entries of reference lists in the styles in which they come."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.literature.references import bibliography
from claimcheck.literature.references.cleaning import cleaned

TITLE = "Effects of walnut oil on gait in older adults: a randomised trial"
NAMES = ("Müller", "van der Berg", "O'Neil")
J, V, P = "J Walnut Med", "12", "45-67"
STYLES = {
    "vancouver": f"1. Müller AB, van der Berg C, O'Neil D. {TITLE}. {J}. 2019;12(3):45–67. doi:10.1000/abc.1",
    "nlm": f"[2] Müller AB, van der Berg C, O'Neil D. {TITLE}. {J}. 2019 Mar 5;12(3):45-67. PMID: 1234567; PMCID: PMC123456.",
    "apa": f"Müller, A. B., van der Berg, C., & O'Neil, D. (2019). {TITLE}. *{J}*, *12*(3), 45–67. https://doi.org/10.1000/abc.1",
    "harvard": f"Müller, A.B., van der Berg, C. and O'Neil, D. (2019) ‘{TITLE}’, {J}, 12(3), pp. 45-67.",
    "mla": f"Müller, Anna, Carl van der Berg, and Dan O'Neil. “{TITLE}.” {J}, vol. 12, no. 3, 2019, pp. 45-67.",
    "chicago": f'Müller, Anna, Carl van der Berg, and Dan O\'Neil. "{TITLE}." {J} 12, no. 3 (2019): 45-67.',
    "ieee": f"[3] A. B. Müller, C. van der Berg, and D. O'Neil, “{TITLE},” {J}, vol. 12, pp. 45-67, 2019.",
    "wikipedia": f'^ Müller AB; van der Berg C; O\'Neil D (March 2019). "{TITLE}". {J}. 12 (3): 45–67. doi:10.1000/abc.1. PMID 1234567.',
    "elsevier": f"[4] A.B. Müller, C. van der Berg, D. O'Neil, {TITLE}, {J} 12 (2019) 45-67.",
    "journal first": f"Müller AB, van der Berg C, O'Neil D ({TITLE[:0]}2019) {TITLE}. {J} 12:45–67",
    "year last": f"Müller AB, van der Berg C, O'Neil D. {TITLE}. {J} 12: 45–67, 2019.",
}


@pytest.mark.parametrize("style", STYLES)
def test_styles(style: str) -> None:
    found = bibliography.read(STYLES[style])
    assert found.title == TITLE
    assert [name.split()[-1] for name in found.authors] == [name.split()[-1] for name in NAMES]
    assert (found.year, found.journal, found.volume, found.pages) == (2019, J, V, P)


@pytest.mark.parametrize("text", ["", "this study", "a 2019 trial of walnut oil", "here", "https://example.org/a", "[3]", "10.1000/abc"])
def test_a_bare_link_or_a_few_words_say_nothing(text: str) -> None:
    found = bibliography.read(text)
    assert (found.title, found.authors, found.journal, found.text) == ("", (), "", text)


@pytest.mark.parametrize(
    ("text", "journal", "pages"),
    [
        ("N Engl J Med. 2019;381(2):12–34", "N Engl J Med", "12-34"),
        ("J Hand Ther. 2001;14:128-146", "J Hand Ther", "128-146"),
        ("Journal of Cell Science. 2019 May;12(3):45", "Journal of Cell Science", "45"),
        ("Müller A, et al. Pain. 2001;93:107-114.", "Pain", "107-114"),
        ("Müller A, Lee K and Okafor B, J Antibiot (Tokyo), 1981, 34, 605–607.", "J Antibiot (Tokyo)", "605-607"),
        (
            "Müller A and Okafor B, Proceedings of the National Academy of Sciences, 2010, 107, 12–34.",
            "Proceedings of the National Academy of Sciences",
            "12-34",
        ),
    ],
)
def test_an_entry_may_have_no_title(text: str, journal: str, pages: str) -> None:
    found = bibliography.read(text)
    assert (found.title, found.journal, found.pages) == ("", journal, pages)


@pytest.mark.parametrize(
    ("text", "title", "journal"),
    [
        ("Lee K. The timed “Up & Go”: a test of balance in frail people. J Gait. 1991;39:1-2.",
         "The timed “Up & Go”: a test of balance in frail people", "J Gait"),
        ("Lee K. Does walnut oil help? Yes! J. Walnut. Chem. 2001;3:4-5.", "Does walnut oil help? Yes!", "J. Walnut. Chem"),
        ("Lee K. Oil vs. butter in mice. Proc Natl Acad Sci USA. 2001;3:4-5.", "Oil vs. butter in mice", "Proc Natl Acad Sci USA"),
        ("World Walnut Organization. Walnuts and you. https://example.org. Accessed May 3, 2020.", "Walnuts and you", ""),
    ],
)  # fmt: skip
def test_stops_inside_titles_and_journals(text: str, title: str, journal: str) -> None:
    found = bibliography.read(text)
    assert (found.title, found.journal) == (title, journal)


def test_what_is_no_description_is_cut() -> None:
    entry = "12. [Lee K](https://a.b/c). **Walnut** oil. J Gait. 2001;3:4. Epub 2000 Dec 1. doi:10.1/x [PubMed] [Google Scholar]"
    assert cleaned(entry.replace("10.1/x", "10.1000/x")) == "Lee K. Walnut oil. J Gait. 2001;3:4."


_PIECES = st.sampled_from(
    ["A ", "Smith J, ", "2019;", "12(3):", "“", '"', ". ", "et al. ", "(2019) ", "J. Med. ", "(", "[", "–", "vol. 3 ", "10.1000/", "é, "]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=10)), max_size=60).map("".join))
def test_any_text_is_read(text: str) -> None:
    found = bibliography.read(text)
    assert found.text == text
    assert found == bibliography.read(text)
    assert found.year is None or 1800 <= found.year < 2050


@pytest.mark.parametrize("piece", ["é, ", "A. ", "Smith J, ", "(2019) ", "“", "J. Med. ", "10.1000/", "12(3):", "[", "van der ", "; "])
def test_a_long_hostile_entry_is_read_to_its_limit(piece: str) -> None:
    assert bibliography.read(piece * 100_000).authors is not None
