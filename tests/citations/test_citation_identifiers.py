"""Identifiers in words and addresses."""

from __future__ import annotations

import pytest

from claimcheck.citations import identifiers
from claimcheck.model import IdentifierKind


def _texts(found: tuple[identifiers.Identifier, ...]) -> list[str]:
    return [f"{identifier.kind}:{identifier.value}" for identifier in found]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://doi.org/10.1000/ABC", ["doi:10.1000/abc"]),
        ("http://dx.doi.org/10.1002/(SICI)1097-0258(19980815)17:15%3C1661::AID-SIM968%3E3.0.CO;2-2", None),
        ("https://pubmed.ncbi.nlm.nih.gov/123456/", ["pmid:123456"]),
        ("https://www.ncbi.nlm.nih.gov/pubmed/123456", ["pmid:123456"]),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=123456", ["pmid:123456"]),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/pmc7654321/", ["pmcid:PMC7654321"]),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC7654321/", ["pmcid:PMC7654321"]),
        ("https://europepmc.org/article/MED/123456", ["pmid:123456"]),
        ("https://clinicaltrials.gov/ct2/show/nct01234567?term=x", ["nct:NCT01234567"]),
        (
            "https://onlinelibrary.wiley.com/doi/full/10.1002/abc.123?af=R",
            ["doi:10.1002/abc.123", "url:https://onlinelibrary.wiley.com/doi/full/10.1002/abc.123?af=R"],
        ),
        ("https://journal.org/10.1111/x1.pdf", ["doi:10.1111/x1", "url:https://journal.org/10.1111/x1.pdf"]),
        ("//example.org/a", ["url:https://example.org/a"]),
        ("HTTPS://Example.ORG/A#b", ["url:https://example.org/A"]),
        ("https://example.org/", ["url:https://example.org"]),
        ("#top", []),
        ("mailto:a@b.org", []),
        ("javascript:alert(1)", []),
        ("/about", []),
        ("page.html", []),
        ("ftp://example.org/a", []),
        ("https://", []),
        ("http://www", []),
        ("http://[broken", []),
        ("https://twitter.com/intent/tweet?text=x", []),
    ],
)
def test_addresses(address: str, expected: list[str] | None) -> None:
    found = _texts(identifiers.of_address(address))
    if expected is None:
        assert found[0].startswith("doi:10.1002/(sici)1097-0258(19980815)17:15")
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("words", "quoted", "expected"),
    [
        ("(doi:10.1016/S0140-6736(20)30183-5).", "10.1016/S0140-6736(20)30183-5", ["doi:10.1016/s0140-6736(20)30183-5"]),
        ("PMID: 123456;", "123456", ["pmid:123456"]),
        ("PMCID: PMC123456.", "PMC123456", ["pmcid:PMC123456"]),
        ("trial nct01234567,", "nct01234567", ["nct:NCT01234567"]),
        ("(see https://example.org/a_(b)).", "https://example.org/a_(b)", ["url:https://example.org/a_(b)"]),
        ("ISBN 978-0-306-40615-7.", "978-0-306-40615-7", ["isbn:9780306406157"]),
        ("ISBN-10: 0-306-40615-2", "0-306-40615-2", ["isbn:0306406152"]),
    ],
)
def test_words(words: str, quoted: str, expected: list[str]) -> None:
    ((span, found),) = identifiers.find(words)
    assert words[span.start : span.end] == quoted
    assert _texts(found) == expected


@pytest.mark.parametrize("words", ["10.5 mg", "version 3.10.1000/x", "ISBN 978-0-306-40615-8", "PMID none", "a@b.org", "12/2020", "NCT12"])
def test_words_without_identifiers(words: str) -> None:
    assert list(identifiers.find(words)) == []


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://www.nature.com/articles/s41586-020-2649-2", "10.1038/s41586-020-2649-2"),
        ("https://www.nature.com/articles/nature12968.pdf", "10.1038/nature12968"),
        ("https://www.bmj.com/content/340/bmj.c221", "10.1136/bmj.c221"),
        ("https://www.bmj.com/content/375/bmj-2021-068302?ijkey=x", "10.1136/bmj-2021-068302"),
        ("https://www.thelancet.com/journals/lancet/article/PIIS0140-6736%2811%2961590-0/abstract", "10.1016/s0140-6736(11)61590-0"),
    ],
)
def test_publishers_pages_lead_to_the_doi(address: str, doi: str) -> None:
    assert _texts(identifiers.of_address(address))[0] == f"doi:{doi}"


@pytest.mark.parametrize("address", ["https://notnature.com/articles/s41586-020-2649-2", "https://www.nature.com/articles/"])
def test_other_pages_lead_to_none(address: str) -> None:
    assert [found.kind for found in identifiers.of_address(address)] == [IdentifierKind.URL]


@pytest.mark.parametrize(
    "words",
    [
        "doi:10.5555/S0140–6736(97)11096–0.",
        "doi:10.5555/S0140\u20106736(97)11096\u20100",
        "doi:10.5555/S0140-6736(97)11096-0\u200f",
        "doi:10.5555/S0140-6736(97)11096-0。",
        "doi:10.5555/S0140-6736&#40;97&#41;11096-0",
        "doi:10.5555/S0140-\n6736(97)11096-0",
        "https://doi.org/10.5555/S0140%E2%80%936736(97)11096-0",
    ],
)
def test_a_doi_set_by_a_typesetter_is_the_same(words: str) -> None:
    """Dashes, marks that nobody sees and line ends made DOIs that no source knows."""
    ((span, found),) = identifiers.find(words)
    assert _texts(found) == ["doi:10.5555/s0140-6736(97)11096-0"]
    assert not words[span.end :].strip("\u200f。.")


@pytest.mark.parametrize("words", ["PMID - 9500320", "pmid 09500320", "https://pubmed.gov/9500320", "PubMed ID: 9500320"])
def test_ways_to_write_a_pubmed_number(words: str) -> None:
    assert [_texts(found) for _, found in identifiers.find(words)] == [["pmid:9500320"]]
