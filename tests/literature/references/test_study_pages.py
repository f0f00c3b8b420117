"""The study behind a web page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.literature.references.pages import identifiers_of_page


def found(html: str) -> list[str]:
    return [f"{identifier.kind}:{identifier.value}" for identifier in identifiers_of_page(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<meta name="citation_doi" content="10.1000/ABC"><meta content="123456" name="citation_pmid">',
            ["doi:10.1000/abc", "pmid:123456"],
        ),
        ("<META NAME='DC.Identifier' CONTENT='doi:10.1000/abc'>", ["doi:10.1000/abc"]),
        ('<p>The study, published in Gait: <a href="https://doi.org/10.1000/abc">link</a></p>', ["doi:10.1000/abc"]),
        (
            '<meta name="citation_doi" content="10.1000/own"><a href="https://doi.org/10.1000/cited">the study</a>',
            ["doi:10.1000/own", "doi:10.1000/cited"],
        ),
        ('<a href="https://pubmed.ncbi.nlm.nih.gov/123456/?a=b">paper</a>', ["pmid:123456"]),
        ('<a href="https://clinicaltrials.gov/study/nct01234567">trial</a>', ["nct:NCT01234567"]),
        ('<script>var x = "<a href=\'https://doi.org/10.1000/no\'>study</a>"</script><a href="/about">study</a>', []),
        ("".join(f'<li>Study <a href="https://doi.org/10.1000/{n}">{n}</a></li>' for n in range(9)), []),
        ("", []),
    ],
)
def test_pages(html: str, expected: list[str]) -> None:
    assert found(html) == expected


@pytest.mark.parametrize("piece", ["<a <a ", "<meta ", "<![CDATA[", "<!--", "<script>", "<", "&", "<a href='10.1000/x'>"])
def test_hostile_pages_are_read(piece: str) -> None:
    assert len(found(piece * 100_000)) <= 1


@given(st.text())
def test_any_page(html: str) -> None:
    assert isinstance(identifiers_of_page(html), tuple)
