"""Full texts in JATS: front, text, references, money and interests, notices."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.literature.records import jats
from claimcheck.literature.records.faults import Faults, RecordError
from claimcheck.model import Author, Identifier, IdentifierKind, NoticeKind, Section, Work

HEAD = '<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "archivearticle.dtd">'
META = """
<article-id pub-id-type="pmid">12</article-id><article-id pub-id-type="pmc">34</article-id>
<article-id pub-id-type="doi">10.1000/Full</article-id>
<title-group><article-title>Cells for<xref ref-type="fn" rid="f1">*</xref> knees</article-title><subtitle>a trial</subtitle></title-group>
<contrib-group>
 <contrib contrib-type="author"><name><surname>Rossi</surname><given-names>Ada</given-names></name>
   <xref ref-type="aff" rid="a1 a2"><sup>1</sup></xref></contrib>
 <contrib contrib-type="author"><collab>The Group
  <contrib-group><contrib><name><surname>No</surname></name></contrib></contrib-group></collab></contrib>
 <contrib contrib-type="editor"><name><surname>Edit</surname></name></contrib>
</contrib-group>
<aff id="a1"><label>1</label>Town Hospital</aff><aff id="a2"><sup>2</sup><institution>Cells Ltd</institution><country>Land</country></aff>
<pub-date pub-type="pmc-release"><year>2020</year></pub-date><pub-date pub-type="epub"><year>2011</year></pub-date>
<pub-date pub-type="ppub"><year>2012</year></pub-date><volume>6</volume><fpage>27</fpage><lpage>31</lpage>
<abstract abstract-type="graphical"><p>A picture.</p></abstract>
<abstract><title>Abstract</title><sec><title>Methods:</title><p>Of 10<sup>6</sup> cells.</p><p>Given once.</p></sec>
 <sec><title>Trial registration</title><p>ClinicalTrials.gov, NCT00000002.</p></sec></abstract>
<kwd-group><kwd>knee</kwd></kwd-group><kwd-group kwd-group-type="abbreviations"><kwd>OA</kwd></kwd-group>
"""
BODY = """<sec><title>Results</title>
<p>Pain fell [<xref ref-type="bibr" rid="b1">1</xref>] much<sup><xref ref-type="bibr" rid="b2">2</xref></sup>.</p>
<table-wrap><table><tr><td>9.9</td></tr></table></table-wrap>
<sec><title>Harms</title><p>None.</p><list><list-item><p>one</p></list-item><list-item><p>two</p></list-item></list></sec></sec>
<sec><title>Discussion</title><p>Good.</p><fig><caption><p>A figure.</p></caption></fig></sec>"""
BACK = """<ack><p>This was supported by Cells Ltd.</p></ack>
<fn-group><fn><p><bold>Competing interests</bold></p><p>AR owns shares.</p></fn></fn-group>
<ref-list><ref id="b1"><mixed-citation>X <pub-id pub-id-type="pmid">77</pub-id></mixed-citation></ref>
<ref id="b2"><mixed-citation>Y. doi: 10.1000/Ref.2.</mixed-citation></ref>
<ref id="b3"><mixed-citation>Z <ext-link ext-link-type="doi" xlink:href="10.1000/ref.3">z</ext-link>
</mixed-citation></ref></ref-list>"""


def article(meta: str = META, body: str = BODY, back: str = BACK, kind: str = "research-article") -> bytes:
    journal = "<journal-meta><journal-title-group><journal-title>Invented Medicine</journal-title></journal-title-group></journal-meta>"
    whole = (
        f'{HEAD}<article article-type="{kind}" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<front>{journal}<article-meta>{meta}</article-meta></front>"
        f"<body>{body}</body><back>{back}</back><sub-article><front-stub/>"
        "<body><sec><title>Competing interests</title><p>Not ours.</p></sec></body></sub-article></article>"
    )
    return whole.encode()


@pytest.fixture
def work() -> Work:
    return jats.work_of(article(), fetched="2026-01-02")


def test_the_front(work: Work) -> None:
    assert [(name.kind.value, name.value) for name in work.identifiers] == [
        ("doi", "10.1000/full"), ("pmid", "12"), ("pmcid", "PMC34"), ("nct", "NCT00000002"),
    ]  # fmt: skip
    assert (work.title, work.journal) == ("Cells for knees: a trial", "Invented Medicine")
    assert (work.year, work.volume, work.pages, work.fetched) == (2012, "6", "27-31", "2026-01-02")
    assert (work.keywords, work.publication_types) == (("knee",), ("Journal Article",))


def test_authors_with_the_places_they_point_to(work: Work) -> None:
    assert work.authors == (Author("Rossi", "Ada", ("Town Hospital", "Cells Ltd Land")), Author("The Group"))


def test_the_abstract_without_its_own_heading_and_other_abstracts(work: Work) -> None:
    assert work.abstract[0] == Section("Methods", "Of 10^6 cells.\nGiven once.")


def test_the_body_without_tables_figures_and_raised_numbers(work: Work) -> None:
    assert work.body == (
        Section("Results", "Pain fell [1] much."), Section("Results: Harms", "None.\none two"), Section("Discussion", "Good."),
    )  # fmt: skip


def test_references_marked_linked_or_written_out(work: Work) -> None:
    assert [(name.kind.value, name.value) for name in work.references] == [
        ("pmid", "77"), ("doi", "10.1000/ref.2"), ("doi", "10.1000/ref.3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("back", "stated"),
    [
        (BACK, "Competing interests AR owns shares."),
        ('<notes notes-type="COI-statement"><p>None.</p></notes>', "None."),
        ('<notes notes-type="COI-statement"><sec><title>Ethics</title><p>E.</p></sec><sec><title>Competing interests</title><p>C.</p></sec>'
         "</notes>", "C."),
        ("<sec><title>Conflict of Interest</title><p>Some.</p></sec>", "Some."),
        ('<fn-group><fn fn-type="conflict"><p>Declared.</p></fn></fn-group>', "Declared."),
        ("<ack><p>Thanks.</p><p>The authors have no conflict of interest.</p></ack>", "The authors have no conflict of interest."),
        ("<ack><p>Thanks.</p></ack>", ""),
    ],
)  # fmt: skip
def test_interests_wherever_they_stand(back: str, stated: str) -> None:
    assert jats.work_of(article(back=back)).conflicts == stated


def test_money_from_the_front_else_from_a_statement() -> None:
    source = "<funding-source><institution-id>http://x</institution-id>Public Agency</funding-source>"
    group = f"<funding-group><award-group>{source}</award-group></funding-group>"
    assert jats.work_of(article(META + group)).funding == ("Public Agency",)
    assert jats.work_of(article()).funding == ("This was supported by Cells Ltd.",)
    assert jats.work_of(article(back="<sec><title>Funding</title><p>Cells Ltd.</p></sec>")).funding == ("Cells Ltd.",)


def link(kind: str) -> str:
    return f'<related-article related-article-type="{kind}" ext-link-type="doi" xlink:href="10.1000/Notice"/>'


@pytest.mark.parametrize(
    ("kind", "related", "notices"),
    [
        ("research-article", "retraction-forward", [NoticeKind.RETRACTION]),
        ("research-article", "correction-forward", [NoticeKind.CORRECTION]),
        ("research-article", "expression-of-concern", [NoticeKind.CONCERN]),
        ("research-article", "commentary", []),
        ("retraction", "retracted-article", []),
        ("retraction", "retraction-forward", []),
        ("correction", "corrected-article", []),
        ("expression-of-concern", "object-of-concern", []),
    ],
)
def test_what_came_later_is_a_notice_and_what_is_a_notice_has_none(kind: str, related: str, notices: list[NoticeKind]) -> None:
    work = jats.work_of(article(META + link(related), kind=kind))
    assert [notice.kind for notice in work.notices] == notices
    assert [notice.identifier for notice in work.notices] == [Identifier(IdentifierKind.DOI, "10.1000/notice")] * len(notices)


def test_a_title_that_says_retracted_is_a_notice() -> None:
    work = jats.work_of(article(META.replace("Cells for", "RETRACTED ARTICLE: Cells for")))
    assert work.is_retracted
    assert work.title.startswith("Cells for")
    assert not jats.work_of(article(META.replace("Cells for", "RETRACTED ARTICLE: Cells for"), kind="retraction")).is_retracted


def test_another_namespace_and_a_set_of_articles() -> None:
    named = article().replace(b"<article article", b'<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/" article')
    assert jats.work_of(named).body == jats.work_of(article()).body
    many = b"<pmc-articleset>" + article()[len(HEAD) :] * 3 + b"</pmc-articleset>"
    assert len(list(jats.works_of(io.BytesIO(many)))) == 3


@pytest.mark.parametrize(
    "xml",
    [
        b"", b"<html/>", b"<article></article>", b"<article><front/></article>", article()[:-40], article().replace(b"</sec>", b"", 1),
        article().replace(b"archivearticle.dtd\">", b'x" [<!ENTITY a "aaa">]>'), article(body="<p>&undeclared;</p>"),
        article().decode().encode("utf-16"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(xml: bytes) -> None:
    with pytest.raises(RecordError):
        jats.work_of(xml)


@pytest.mark.parametrize("tag", ["sec", "p", "italic", "list"])
def test_nesting_of_any_depth_is_borne(tag: str) -> None:
    body = f"<{tag}>" * 20_000 + "deep" + f"</{tag}>" * 20_000
    assert "deep" in " ".join(part.text for part in jats.work_of(article(body=f"<sec><p>a</p>{body}</sec>")).body) or tag == "sec"


@given(st.integers(0, 3500), st.binary(max_size=30), st.integers(0, 100))
def test_damage_anywhere_is_borne(at: int, noise: bytes, gap: int) -> None:
    whole = article()
    faults = Faults()
    found = list(jats.works_of(io.BytesIO(whole[:at] + noise + whole[at + gap :]), faults=faults))
    assert len(found) + faults.count >= 1
