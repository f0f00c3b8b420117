"""Citations of any text: never a crash, always places in the text, and time in step with length."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import citations
from claimcheck.model import Block, BlockKind, CharSpan, Document, Link, Segment

_MARKS = ["[3]", "[1-", "5]", "²", "³,⁴", "(Smith 2020", ")", "; Lee & Kim 2019", "et al. (2020)", "١", "%", "1. ", ". "]
_NAMES = ["https://doi.org/10.1000/a(b", "10.1000/x)", "PMID 123456", "http://[", "ISBN 978-0-306-40615-7", "#a", "//"]
_WORDS = ["References", "\n\n", "\n", "<sup>", "word", " "]
_PIECES = st.sampled_from([*_MARKS, *_NAMES, *_WORDS])
_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=40).map("".join)


def _document(text: str, cuts: list[int], hrefs: list[str]) -> Document:
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    spans = [CharSpan(start, end) for start, end in pairwise(places)]
    kinds = list(BlockKind)
    blocks = tuple(Block(kinds[len(span) % len(kinds)], span, ("References",) * (span.start % 2)) for span in spans)
    links = tuple(Link(span, href) for span, href in zip(spans, hrefs, strict=False))
    segments = (Segment(0, len(text), 0, len(text)),) if text else ()
    return Document("a", "text/html", "", text, blocks, segments, "", links=links, source=text)


@settings(deadline=None, max_examples=150)
@given(_TEXTS, st.lists(st.integers(0, 10_000), max_size=6), st.lists(_TEXTS, max_size=4))
def test_any_text_gives_places_inside_it(text: str, cuts: list[int], hrefs: list[str]) -> None:
    document = _document(text, cuts, hrefs)
    found = citations.find(document)
    known = {reference.id for reference in found.references}
    assert len(known) == len(found.references)
    assert all(citation.reference_id in known and citation.span.end <= len(text) for citation in found.citations)
    assert list(found.citations) == sorted(found.citations, key=lambda citation: citation.span)
    assert all(reference.text == document.quote(reference.span) for reference in found.references)
    for cut in cuts:
        start = min(cut, len(text))
        reached = citations.in_reach(found.citations, CharSpan(start, min(start + 20, len(text))), document)
        assert set(reached) <= known
    assert citations.find(document) == found


@pytest.mark.parametrize(
    "piece", ["[1,2] ", "(", "((Smith ", "[1-", "http://a.b/(", "10.1000/" * 3, "²", "A b (2020); ", "1. 2020 x\n", "van de ", ") ISBN 97"]
)
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        cuts = list(range(0, len(text), 40)) if times < 10_000 else []
        document = _document(text, cuts, ["https://example.org/a"] * len(cuts))
        begun = perf_counter()
        citations.find(document)
        return perf_counter() - begun

    small = max(min(seconds(1_000) for _ in range(3)), 0.004)
    assert min(seconds(4_000) for _ in range(2)) < 12 * small
