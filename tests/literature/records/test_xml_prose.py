"""The text of XML elements with markup inside, and what is counted of faults."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.literature.records.faults import SHOWN, Fault, Faults, RecordError
from claimcheck.literature.records.prose import prose

written = st.text(st.characters(categories=("L", "P", "S", "Zs")), max_size=20)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<a> one\n  two </a>", "one two"),
        ("<a/>", ""),
        (
            "<a>10<sup>6</sup> cells, 10<sup>-3</sup> M, m<sup>2</sup>, Na<sup>+</sup>, 5<sup>th</sup></a>",
            "10^6 cells, 10^-3 M, m2, Na+, 5th",
        ),
        ("<a>H<sub>2</sub>O <b>and <i>more</i></b> words</a>", "H2O and more words"),
        ("<a><p>One.</p><p>Two.</p></a>", "One. Two."),
        ("<a>in<i>si</i>de</a>", "inside"),
        ("<a>see <x>hidden <i>all</i></x>here</a>", "see here"),
    ],
)
def test_markup_becomes_text(xml: str, text: str) -> None:
    assert prose(fromstring(xml), lambda inner: inner.tag == "x") == text


def test_nothing_is_no_text() -> None:
    assert prose(None) == ""


@given(st.lists(st.tuples(written, written), max_size=5))
def test_no_letter_is_lost_within_inline_markup(parts: list[tuple[str, str]]) -> None:
    xml = "<a>" + "".join(f"{escape(plain)}<i>{escape(marked)}</i>" for plain, marked in parts) + "</a>"
    assert prose(fromstring(xml)) == " ".join("".join(plain + marked for plain, marked in parts).split())


def test_faults_are_all_counted_and_the_first_kept() -> None:
    faults = Faults("a.xml")
    for number in range(100):
        faults.add("broken", number + 1)
    faults.add("breaks off")
    assert (faults.count, len(faults.first)) == (101, SHOWN)
    assert str(faults.first[1]) == "a.xml, record 2: broken"
    assert str(Fault("a.xml", None, "breaks off")) == "a.xml: breaks off"


def test_where_faults_are_not_borne_the_first_is_raised() -> None:
    with pytest.raises(RecordError, match="record 3: broken"):
        Faults("a.xml", strict=True).add("broken", 3)
