"""PubMed XML: every field of both generations of the format, what is taken back, and what is broken or hostile."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.literature.records import fragments
from claimcheck.literature.records.deletion import Deletion
from claimcheck.literature.records.faults import Faults, RecordError
from claimcheck.literature.records.pubmed_xml import works_of
from claimcheck.model import Author, Identifier, IdentifierKind, Section, Work

NEW_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">
"""
ARTICLE = """
<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
  <PMID Version="1">30000001</PMID>
  <Article PubModel="Print">
    <Journal><JournalIssue CitedMedium="Print"><Volume>12</Volume><Issue>3</Issue>
      <PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue>
      <Title>Journal of Invented Medicine</Title><ISOAbbreviation>J Inv Med</ISOAbbreviation></Journal>
    <ArticleTitle>Infusion of 10<sup>6</sup> cells with CO<sub>2</sub> and <i>E. coli</i>
      at <mml:math
      xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>α</mml:mi><mml:mo>=</mml:mo><mml:mn>0.05</mml:mn></mml:math>.</ArticleTitle>
    <Pagination><MedlinePgn>101-9</MedlinePgn></Pagination>
    <ELocationID EIdType="pii" ValidYN="Y">S1</ELocationID>
    <ELocationID EIdType="doi" ValidYN="N">10.1000/wrong</ELocationID>
    <ELocationID EIdType="doi" ValidYN="Y">10.1000/Inv.1</ELocationID>
    <Abstract>
      <AbstractText Label="AIM OF STUDY" NlmCategory="OBJECTIVE">To see &lt; 5 % change.</AbstractText>
      <AbstractText NlmCategory="METHODS">We <b>randomised</b> forty children.</AbstractText>
      <AbstractText Label="UNLABELLED">ends.</AbstractText>
      <AbstractText/>
      <CopyrightInformation>Copyright Somebody.</CopyrightInformation>
    </Abstract>
    <AuthorList CompleteYN="Y">
      <Author ValidYN="Y"><LastName>Rossi</LastName><ForeName>Ada B</ForeName><Initials>AB</Initials>
        <AffiliationInfo><Affiliation>Town Hospital.</Affiliation></AffiliationInfo>
        <AffiliationInfo><Affiliation>Cells Ltd, Town.</Affiliation></AffiliationInfo></Author>
      <Author ValidYN="N"><LastName>Rosi</LastName><Initials>A</Initials></Author>
      <Author ValidYN="Y"><LastName>Meyer</LastName><Initials>C</Initials></Author>
      <Author ValidYN="Y"><CollectiveName>The Invented Group</CollectiveName></Author>
    </AuthorList>
    <DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>
      <AccessionNumber>NCT00000001</AccessionNumber><AccessionNumber>ISRCTN1</AccessionNumber></AccessionNumberList></DataBank>
      </DataBankList>
    <GrantList><Grant><GrantID>R01 X1</GrantID><Agency>Public Agency</Agency><Country>Y</Country></Grant><Grant>
      <Agency>Cells Ltd</Agency></Grant></GrantList>
    <PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
      <PublicationType UI="D016449">Randomized Controlled Trial</PublicationType></PublicationTypeList>
  </Article>
  <CommentsCorrectionsList><CommentsCorrections RefType="Cites"><RefSource>X. 1990</RefSource><PMID Version="1">111</PMID>
      </CommentsCorrections>
    <CommentsCorrections RefType="CommentIn"><RefSource>X. 2000</RefSource><PMID Version="1">112</PMID></CommentsCorrections>
      </CommentsCorrectionsList>
  <MeshHeadingList><MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Humans</DescriptorName></MeshHeading>
    <MeshHeading><DescriptorName UI="D2" MajorTopicYN="N">Cerebral Palsy</DescriptorName>
      <QualifierName UI="Q1" MajorTopicYN="Y">therapy</QualifierName></MeshHeading>
  </MeshHeadingList>
  <KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">cells</Keyword><Keyword MajorTopicYN="N">cells</Keyword></KeywordList>
  <CoiStatement>AR owns shares of Cells Ltd.</CoiStatement>
</MedlineCitation>
<PubmedData><History><PubMedPubDate PubStatus="entrez"><Year>2011</Year></PubMedPubDate></History>
  <ArticleIdList><ArticleId IdType="pubmed">30000001</ArticleId><ArticleId IdType="pmc">PMC77</ArticleId>
      <ArticleId IdType="doi">10.1000/inv.1</ArticleId>
  </ArticleIdList>
  <ReferenceList><Reference><Citation>A. 2001.</Citation><ArticleIdList><ArticleId IdType="pubmed">113</ArticleId>
     <ArticleId IdType="doi">10.1000/Ref.2</ArticleId></ArticleIdList></Reference><Reference><Citation>No id.</Citation></Reference>
      </ReferenceList>
</PubmedData></PubmedArticle>
"""
OLD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE MedlineCitationSet PUBLIC "-//NLM//DTD Medline Citation, 1st January, 2016//EN" "https://www.nlm.nih.gov/x.dtd">
<MedlineCitationSet><MedlineCitation Owner="NLM" Status="MEDLINE"><PMID Version="1">20</PMID>
<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2007</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>[Not Available].</ArticleTitle><AuthorList><Author><LastName>Ito</LastName><Affiliation>Old place.</Affiliation></Author>
      </AuthorList>
<VernacularTitle>Titolo originale.</VernacularTitle></Article>
<MedlineJournalInfo><MedlineTA>Inv Med</MedlineTA></MedlineJournalInfo>
<CommentsCorrectionsList><CommentsCorrections RefType="Cites"><RefSource>X</RefSource><PMID Version="1">7</PMID></CommentsCorrections>
      </CommentsCorrectionsList>
<OtherID Source="NLM">PMC55 [Available on 01/01/09]</OtherID><OtherID Source="NLM">PMC56</OtherID>
<OtherAbstract Type="Publisher" Language="eng"><AbstractText>Said elsewhere.</AbstractText></OtherAbstract>
</MedlineCitation><DeleteCitation><PMID Version="1">31</PMID><PMID Version="2">32</PMID></DeleteCitation></MedlineCitationSet>
"""


class Trickle(io.RawIOBase):
    """A stream that gives a few bytes at a time."""

    def __init__(self, whole: bytes, step: int) -> None:
        self._whole, self._step, self._at = whole, step, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._whole[self._at : self._at + self._step]
        self._at += len(piece)
        return piece


def set_of(*records: str) -> bytes:
    return f"{NEW_HEAD}<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>".encode()


def small(pmid: int | str, inside: str = "", version: int = 1, title: str = "A title.") -> str:
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="{version}">{pmid}</PMID><Article><ArticleTitle>{title}</ArticleTitle></Article>'
        f"{inside}</MedlineCitation></PubmedArticle>"
    )


def read(whole: bytes) -> tuple[list[Any], Faults]:
    faults = Faults("a.xml")
    return list(works_of(io.BytesIO(whole), faults=faults)), faults


def ids(works: list[Any]) -> list[str | None]:
    return [work.pmid if isinstance(work, Deletion) else work.identifier(IdentifierKind.PMID) for work in works]


@pytest.fixture
def work() -> Work:
    (found,) = works_of(io.BytesIO(set_of(ARTICLE)), fetched="2026-01-02")
    assert isinstance(found, Work)
    return found


def test_identifiers_come_from_every_place_and_the_most_trusted_first(work: Work) -> None:
    assert [(name.kind.value, name.value) for name in work.identifiers] == [
        ("doi", "10.1000/inv.1"), ("pmid", "30000001"), ("pmcid", "PMC77"), ("nct", "NCT00000001"),
    ]  # fmt: skip


def test_markup_and_formulas_of_a_title_read_as_text(work: Work) -> None:
    assert work.title == "Infusion of 10^6 cells with CO2 and E. coli at α=0.05."


def test_the_abstract_keeps_its_labels(work: Work) -> None:
    assert work.abstract == (
        Section("AIM OF STUDY", "To see < 5 % change."), Section("METHODS", "We randomised forty children."), Section("", "ends."),
    )  # fmt: skip


def test_authors_have_their_affiliations_and_corrected_names_are_left_out(work: Work) -> None:
    assert work.authors == (
        Author("Rossi", "Ada B", ("Town Hospital.", "Cells Ltd, Town.")), Author("Meyer", "C"), Author("The Invented Group"),
    )  # fmt: skip


def test_the_other_fields(work: Work) -> None:
    assert (work.year, work.journal, work.volume, work.pages) == (1998, "Journal of Invented Medicine", "12", "101-9")
    assert work.publication_types == ("Journal Article", "Randomized Controlled Trial")
    assert work.mesh == ("Humans", "Cerebral Palsy")
    assert work.keywords == ("cells",)
    assert work.funding == ("Public Agency R01 X1", "Cells Ltd")
    assert work.conflicts == "AR owns shares of Cells Ltd."
    assert work.references == (
        Identifier(IdentifierKind.PMID, "111"), Identifier(IdentifierKind.PMID, "113"), Identifier(IdentifierKind.DOI, "10.1000/ref.2"),
    )  # fmt: skip
    assert (work.source, work.fetched, work.notices) == ("PubMed", "2026-01-02", ())


def test_the_older_generation_reads_the_same_way() -> None:
    (work, *deleted), faults = read(OLD.encode())
    assert faults.count == 0
    assert [name.value for name in work.identifiers] == ["20", "PMC56"]
    assert (work.title, work.journal, work.year) == ("Titolo originale.", "Inv Med", 2007)
    assert work.authors == (Author("Ito", "", ("Old place.",)),)
    assert work.abstract == (Section("", "Said elsewhere."),)
    assert work.references == (Identifier(IdentifierKind.PMID, "7"),)
    assert deleted == [Deletion("31"), Deletion("32")]


def test_the_year_may_stand_in_the_date_of_the_article() -> None:
    dated = small(5).replace("</Article>", "<ArticleDate><Year>2015</Year></ArticleDate></Article>")
    assert read(set_of(dated))[0][0].year == 2015
    assert read(set_of(small(5)))[0][0].year is None


def test_a_book_and_its_chapter() -> None:
    book = """<PubmedBookArticle><BookDocument><PMID Version="1">40</PMID><ArticleIdList><ArticleId IdType="doi">10.1000/B</ArticleId>
      </ArticleIdList>
    <Book><Publisher><PublisherName>P</PublisherName></Publisher><BookTitle>The Book</BookTitle><PubDate><Year>2012</Year></PubDate>
    <AuthorList Type="editors"><Author><LastName>Edit</LastName></Author></AuthorList><Isbn>978-3-16-148410-0</Isbn></Book>%s
    <AuthorList Type="authors"><Author><LastName>Auth</LastName></Author></AuthorList><PublicationType UI="D1">Review</PublicationType>
    <Abstract><AbstractText>Words.</AbstractText></Abstract></BookDocument></PubmedBookArticle>"""
    (whole, chapter), faults = read(set_of(book % "", (book % "<ArticleTitle>A chapter</ArticleTitle>").replace(">40<", ">41<")))
    assert faults.count == 0
    assert (whole.title, whole.journal, whole.year, whole.identifier(IdentifierKind.ISBN)) == ("The Book", None, 2012, "9783161484100")
    assert (chapter.title, chapter.journal, chapter.identifier(IdentifierKind.ISBN)) == ("A chapter", "The Book", None)
    assert (chapter.authors, chapter.publication_types, chapter.abstract) == ((Author("Auth"),), ("Review",), (Section("", "Words."),))


def test_an_older_version_never_follows_a_newer_one() -> None:
    works, _ = read(set_of(small(1, version=1), small(2, version=3), small(2, version=1), small(3), small(2, version=4)))
    assert ids(works) == ["1", "2", "3", "2"]


def test_the_digest_tells_content_apart_but_not_indentation() -> None:
    plain, indented, other = (
        read(set_of(text))[0][0].digest for text in (small(1), small(1).replace("<Article>", "\n    <Article>"), small(1, title="B"))
    )
    assert plain != other
    assert read(set_of(small(1).replace("<Article>", "\n  <Article>")))[0][0].digest == indented


def test_an_empty_set_is_no_fault() -> None:
    assert read(set_of())[0] == []
    assert read(f"{NEW_HEAD}<PubmedArticleSet/>".encode())[1].count == 0


@pytest.mark.parametrize(
    "whole", [b"", b"<html><body>Error</body></html>", b"plain words", b"x" * 200_000, b"<eFetchResult><ERROR/></eFetchResult>"]
)
def test_what_is_no_pubmed_file_is_a_fault(whole: bytes) -> None:
    works, faults = read(whole)
    assert (works, faults.count) == ([], 1)
    with pytest.raises(RecordError):
        list(works_of(io.BytesIO(whole)))


@pytest.mark.parametrize(
    "broken",
    [
        "<PubmedArticle><MedlineCitation><PMID>9</PMID></Article></MedlineCitation></PubmedArticle>",
        "<PubmedArticle><MedlineCitation><Article/></MedlineCitation></PubmedArticle>",
        "<PubmedArticle><MedlineCitation><PMID>x</PMID><Article/></MedlineCitation></PubmedArticle>",
        "<PubmedArticle><MedlineCitation><PMID>9</PMID></MedlineCitation></PubmedArticle>",
        "<PubmedArticle><PubmedData/></PubmedArticle>",
        "<PubmedBookArticle><BookDocument/></PubmedBookArticle>",
        small(9, title="&unknown;"),
        small(9, title="\x00"),
        "<PubmedArticle><MedlineCitation><PMID>9</PMID>",
    ],
)
def test_a_broken_record_costs_itself_only(broken: str) -> None:
    works, faults = read(set_of(small(1), broken, small(2)))
    assert ids(works) == ["1", "2"]
    assert (faults.count, faults.first[0].record, faults.first[0].file) == (1, 2, "a.xml")


def test_a_file_cut_short_gives_what_could_be_read_and_a_fault() -> None:
    records = [small(number, title=f"{number * 7919}") for number in range(1, 200)]
    packed = gzip.compress(set_of(*records))
    faults = Faults("cut.xml.gz")
    with gzip.open(Trickle(packed[: len(packed) // 2], 50)) as stream:
        works = list(works_of(stream, faults=faults))  # type: ignore[arg-type]
    assert faults.count == 1
    assert "breaks off" in str(faults.first[0])
    assert ids(works) == [str(number) for number in range(1, len(works) + 1)]
    plain, faults = read(set_of(*records)[:10_000])
    assert len(plain) > 10
    assert [fault.what for fault in faults.first] == ["the file ends before its last record does"]


def test_entities_are_refused_and_nothing_is_fetched() -> None:
    bomb = b'<!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + set_of(small(1, title="&b;"))[len(NEW_HEAD) :]
    works, faults = read(bomb)
    assert (works, faults.count) == ([], 1)
    assert "entities" in faults.first[0].what
    inner = set_of(f'<PubmedArticle><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{small(1)[15:]}', small(2, title="&a;"), small(3))
    works, faults = read(inner)
    assert (ids(works), faults.count) == (["3"], 2)


def test_wide_encodings_are_named_and_narrow_ones_read() -> None:
    assert "UTF-16" in read(set_of(small(1)).decode().encode("utf-16"))[1].first[0].what
    latin = set_of(small(1, title="Ménière")).decode().replace('encoding="utf-8"', 'encoding="ISO-8859-1"').encode("latin-1")
    assert read(latin)[0][0].title == "Ménière"
    assert read(latin.replace(b"ISO-8859-1", b"no-such-thing"))[1].count == 1


def test_nesting_of_any_depth_is_borne() -> None:
    works, faults = read(set_of(small(1, title="<i>" * 50_000 + "deep" + "</i>" * 50_000)))
    assert (works[0].title, faults.count) == ("deep", 0)


def test_a_record_beyond_measure_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "LARGEST", 5000)
    monkeypatch.setattr(fragments, "CHUNK", 1000)
    works, faults = read(set_of(small(1), small(2, title="x" * 20_000), small(3)))
    assert ids(works) == ["1", "3"]
    assert "larger" in faults.first[0].what


@settings(max_examples=40)
@given(
    step=st.integers(1, 400),
    titles=st.lists(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), max_size=20), max_size=5),
)
def test_how_the_bytes_arrive_changes_nothing(step: int, titles: list[str]) -> None:
    whole = set_of(*(small(number, title=escape(title)) for number, title in enumerate(titles, 1)))
    works = list(works_of(Trickle(whole, step)))  # type: ignore[arg-type]
    assert [work.title for work in works if isinstance(work, Work)] == [" ".join(title.split()) for title in titles]


@given(st.binary(max_size=60), st.integers(0, 3000), st.integers(0, 200))
def test_damage_anywhere_never_breaks_the_reading(noise: bytes, at: int, gap: int) -> None:
    whole = set_of(small(1), ARTICLE, small(2))
    works, faults = read(whole[:at] + noise + whole[at + gap :])
    assert all(isinstance(work, Work | Deletion) for work in works)
    assert len(works) + faults.count >= 1


def test_works_come_while_the_file_is_still_being_read() -> None:
    def endless() -> Iterator[bytes]:
        yield set_of().replace(b"</PubmedArticleSet>", b"")
        number = 0
        while True:
            number += 1
            yield small(number).encode()

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self._pieces = endless()

        def read(self, size: int = -1) -> bytes:
            return next(self._pieces)

    stream = works_of(Endless())  # type: ignore[arg-type]
    assert ids([next(stream) for _ in range(500)])[-1] == "500"
