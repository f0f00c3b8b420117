"""Findings on the references themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_cases import DAY, QUERY, RETRACTED, made_claim, made_resolution, made_work, rules

from claimcheck.model import (
    Answer,
    CharSpan,
    Claim,
    ClaimType,
    Identifier,
    IdentifierKind,
    Mismatch,
    MismatchKind,
    Notice,
    NoticeKind,
    Outcome,
    Reference,
    Resolution,
    Strength,
    Study,
    StudyKind,
    Work,
)
from claimcheck.verdicts.findings import Draft
from claimcheck.verdicts.pages import kind_of_page
from claimcheck.verdicts.references import drafts_of

DOI = Identifier(IdentifierKind.DOI, "10.1000/paper")
ENTRY = Reference("r1", CharSpan(100, 160), "1. Cord blood in children. 2019. doi:10.1000/paper", (DOI,), "1")
CONCERN = Notice(NoticeKind.CONCERN, None, "2021-05-04", "Crossref")
CORRECTION = Notice(NoticeKind.CORRECTION, None, "2020", "PubMed")


def _drafts(resolution: Resolution, reference: Reference = ENTRY, claims: tuple[Claim, ...] = (), **options: object) -> list[Draft]:
    return list(drafts_of([reference], [resolution], claims, rules(), **options))  # type: ignore[arg-type]


def _told(resolution: Resolution, reference: Reference = ENTRY, claims: tuple[Claim, ...] = (), **options: object) -> list[str]:
    return [f"{draft.rule.id} {draft.severity}" for draft in _drafts(resolution, reference, claims, **options)]


def _noticed(*notices: Notice, **changes: object) -> Resolution:
    return made_resolution(made_work(notices=notices, **changes))


def _web(address: str) -> Reference:
    return Reference("r1", CharSpan(5, 20), "here", (Identifier(IdentifierKind.URL, address),))


def _unfound(*answers: Answer) -> Resolution:
    return made_resolution(None, Outcome.NOT_FOUND, answers=answers)


def test_a_sound_reference_is_no_finding() -> None:
    assert _told(made_resolution(made_work())) == []


def test_not_found_names_who_was_asked_and_when() -> None:
    answers = (Answer(QUERY, "PubMed", Outcome.NOT_FOUND, asked_on=DAY), Answer(QUERY, "Crossref", Outcome.NOT_FOUND, asked_on=DAY))
    (draft,) = _drafts(_unfound(*answers))
    assert (draft.rule.id, draft.severity, draft.claim_id, draft.span) == ("CIT01", "warning", None, ENTRY.span)
    assert draft.message.endswith(f"Asked without success: PubMed ({DAY}), Crossref ({DAY}).")


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.NOT_ASKED])
def test_an_outage_is_never_not_found(outcome: Outcome) -> None:
    assert _told(made_resolution(None, outcome, detail="503")) == []


def test_one_failure_among_the_answers_is_enough_to_be_quiet() -> None:
    answers = (Answer(QUERY, "PubMed", Outcome.NOT_FOUND, asked_on=DAY), Answer(QUERY, "Crossref", Outcome.FAILED))
    assert _told(_unfound(*answers)) == []
    assert _told(_unfound()) == []
    assert _told(_unfound(Answer(QUERY, "PubMed", Outcome.NOT_ASKED))) == []


@pytest.mark.parametrize(
    ("identifiers", "expected"),
    [
        ((), ["CIT01 warning"]),
        ((Identifier(IdentifierKind.PMID, "1"), Identifier(IdentifierKind.URL, "https://a.example")), ["CIT01 warning"]),
        ((Identifier(IdentifierKind.URL, "https://a.example/page"),), []),
        ((Identifier(IdentifierKind.ISBN, "9780000000000"),), []),
    ],
)
def test_books_and_pages_need_not_be_in_any_index(identifiers: tuple[Identifier, ...], expected: list[str]) -> None:
    answer = Answer(QUERY, "PubMed", Outcome.NOT_FOUND, asked_on=DAY)
    assert _told(_unfound(answer), replace(ENTRY, identifiers=identifiers)) == expected


def test_every_mismatch_is_named() -> None:
    mismatches = (Mismatch(MismatchKind.YEAR, "2011", "2019"), Mismatch(MismatchKind.AUTHORS, "Smith", "Jones"))
    (draft,) = _drafts(made_resolution(made_work(), mismatches=mismatches))
    assert draft.rule.id == "CIT02"
    assert (
        "The year is given as 2011, in the record it is 2019; the authors are given as “Smith”, in the record they are “Jones”"
        in draft.message
    )
    assert draft.message.endswith("(2019) (PubMed).")


def test_a_second_identifier_that_leads_elsewhere_is_named_and_hides_no_retraction() -> None:
    mismatch = Mismatch(MismatchKind.IDENTIFIER, "PMID 7 (unknown)", "PMID 1: “Cord blood”")
    resolution = replace(_noticed(*RETRACTED), mismatches=(mismatch,), confidence=0.8)
    assert _told(resolution) == ["CIT03 error", "CIT02 warning"]
    assert "The identifier is given as PMID 7 (unknown), in the record it is PMID 1: “Cord blood”;" in _drafts(resolution)[1].message


def test_print_and_online_years_are_the_same() -> None:
    slight = Mismatch(MismatchKind.YEAR, "2018", "2019")
    assert _told(made_resolution(made_work(), mismatches=(slight,))) == []
    assert _told(made_resolution(made_work(), mismatches=(replace(slight, given="n.d."),))) == ["CIT02 warning"]


def test_a_retraction_names_work_notice_date_and_source() -> None:
    (draft,) = _drafts(_noticed(*RETRACTED))
    assert (draft.rule.id, draft.severity) == ("CIT03", "error")
    assert draft.message.endswith(
        "“Cord blood in children with cerebral palsy 1” (2019) was retracted on 2020-03-01 (notice doi:10.1000/notice; PubMed)."
    )


def test_a_year_alone_and_the_source_of_the_record() -> None:
    (draft,) = _drafts(_noticed(Notice(NoticeKind.WITHDRAWAL, None, "2020")))
    assert draft.message.endswith("was withdrawn in 2020 (PubMed).")


@pytest.mark.parametrize(
    ("notices", "expected"),
    [
        ((CONCERN,), ["CIT04 warning"]),
        ((CORRECTION,), ["CIT04 note"]),
        ((CORRECTION, CONCERN), ["CIT04 warning"]),
        ((CORRECTION, CONCERN, *RETRACTED), ["CIT03 error"]),
        ((replace(RETRACTED[0], replaced=True),), ["CIT05 note"]),
        ((*RETRACTED, Notice(NoticeKind.REINSTATEMENT, None, "2021-01-01")), []),
        ((*RETRACTED, Notice(NoticeKind.REINSTATEMENT, None, "2019-01-01")), ["CIT03 error"]),
    ],
)
def test_notices_are_kept_apart(notices: tuple[Notice, ...], expected: list[str]) -> None:
    assert _told(_noticed(*notices)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": "Retraction: Cord blood in children"}, ["CIT05 note"]),
        ({"title": "Expression of Concern: Cord blood in children"}, ["CIT05 note"]),
        ({"study": Study(StudyKind.NOTICE)}, ["CIT05 note"]),
        ({"title": "Retraction of the lung during surgery"}, []),
        ({"title": "Correction of scoliosis with a brace"}, []),
    ],
)
def test_the_notice_itself_cited(changes: dict[str, object], expected: list[str]) -> None:
    assert _told(made_resolution(made_work(**changes))) == expected  # type: ignore[arg-type]


def test_sentences_on_the_retraction_make_it_the_subject() -> None:
    told = made_claim("The paper on Cord blood was retracted in 2020 [1].")
    assert _told(_noticed(*RETRACTED), claims=(told,)) == []
    assert _told(_noticed(*RETRACTED), claims=(told, made_claim())) == ["CIT03 error"]
    assert _told(_noticed(title="Retraction: Cord blood"), claims=(told,)) == []


@pytest.mark.parametrize("doubt", [{"confidence": 0.3}, {"mismatches": (Mismatch(MismatchKind.TITLE, "a", "b"),)}])
def test_a_notice_on_what_may_be_another_work_is_not_told(doubt: dict[str, object]) -> None:
    assert "CIT03 error" not in _told(made_resolution(made_work(notices=RETRACTED), **doubt))


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://www.prnewswire.com/news-releases/cells-301.html", "press release"),
        ("https://uni.example/newsroom/cells", "press release"),
        ("https://www.sciencedaily.com/releases/2019/1.htm", "news text"),
        ("https://blog.example.com/cells", "blog post"),
        ("https://www.youtube.com/watch?v=1", "blog post"),
        ("https://www.best-stemcells.com/results", "seller's page"),
        ("https://joint-clinic.com/", "seller's page"),
        ("https://my.clevelandclinic.org/health", None),
        ("https://stemcellres.biomedcentral.com/x", None),
        ("https://www.bishops.com/x", None),
        ("https://www.fda.gov/news-events/press-announcements/x", None),
        ("https://www.nih.gov/newsroom/x", None),
        ("https://www.cochranelibrary.com/x", None),
        ("https://www.ox.ac.uk/news/x", None),
        ("https://doi.org/10.1000/x", None),
        ("https://www.thelancet.com/x", None),
        ("https://en.wikipedia.org/wiki/X", None),
        ("http://[", None),
        ("", None),
        ("not an address", None),
    ],
)
def test_kinds_of_page(address: str, kind: str | None) -> None:
    assert kind_of_page(_web(address), None) == kind


def test_a_benefit_that_rests_on_a_page_alone() -> None:
    page = _web("https://www.prnewswire.com/a")
    unasked = made_resolution(None, Outcome.NOT_ASKED)
    claim = made_claim()
    (draft,) = _drafts(unasked, page, (claim,))
    assert (draft.rule.id, draft.severity) == ("CIT09", "warning")
    assert draft.message.endswith("A claim has no other source than this press release.")
    quiet = (
        (),
        (replace(claim, citations=("r1", "r2")),),
        (replace(claim, types=frozenset({ClaimType.REGULATORY})),),
        (replace(claim, strength=Strength.NEGATED),),
    )
    assert [_told(unasked, page, claims) for claims in quiet] == [[], [], [], []]


def test_news_in_an_index_is_news() -> None:
    news: Work = made_work(publication_types=("News",))
    assert _told(made_resolution(news), claims=(made_claim(),)) == ["CIT09 warning"]
    assert _told(made_resolution(made_work()), _web("https://www.prnewswire.com/a"), (made_claim(),)) == []


def test_venues_only_from_a_list() -> None:
    resolution = made_resolution(made_work(journal="Annals of Moss"))
    assert _told(resolution) == []
    assert _told(resolution, venues=frozenset({"annals of moss"})) == ["CIT10 note"]
    assert _told(resolution, venues=frozenset({"Annals of Trees"})) == []


def test_references_and_resolutions_go_together() -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(drafts_of([ENTRY], [], (), rules()))
