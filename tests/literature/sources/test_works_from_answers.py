"""What the works of an answer hold: identifiers, text, notices, and what was asked and dropped."""

from __future__ import annotations

import pytest
from made_answers import (
    DOI,
    ENTRY,
    NCT,
    PMCID,
    PMID,
    TOPIC,
    asking,
    correction,
    crossref_list,
    crossref_record,
    crossref_work,
    esearch,
    europepmc_list,
    europepmc_record,
    full_text,
    link_set,
    openalex_record,
    pubmed_set,
    response,
    scholar_record,
    trial,
    trial_with_results,
    unpaywall_record,
)

from claimcheck.literature.source import Source
from claimcheck.literature.sources import (
    clinicaltrials,
    crossref,
    crossref_updates,
    doi_handles,
    doi_records,
    europepmc,
    europepmc_full_text,
    europepmc_references,
    openalex,
    pmc_ids,
    pubmed_fetch,
    pubmed_links,
    pubmed_search,
    semantic_scholar,
    unpaywall,
)
from claimcheck.model import Author, Identifier, IdentifierKind, Notice, NoticeKind, Outcome, Query, QueryKind, Section, StudyKind, Work

NOTICE = Identifier(IdentifierKind.DOI, "10.5555/notice")
OTHER_PMID = Identifier(IdentifierKind.PMID, "99000002")


def work(source: Source, query: Query, body: object) -> Work:
    answer = source.parse_response(query, response(body))
    assert answer.outcome is Outcome.FOUND, answer.detail
    return answer.works[0]


def update(kind: str, **more: object) -> dict[str, object]:
    return {"DOI": "10.5555/NOTICE", "type": kind, "updated": {"date-parts": [[2020, 5, 1]]}, **more}


def noted(*updates: dict[str, object], **more: object) -> Work:
    return work(crossref.SOURCE, asking(DOI), crossref_work(**{"updated-by": list(updates), **more}))


def test_a_crossref_record_is_read_in_full() -> None:
    found = work(crossref.SOURCE, asking(DOI), crossref_work())
    assert found == Work(
        identifiers=(DOI,),
        title="Garden walks & low mood: a made-up trial",
        year=2019,
        journal="Journal of Samples",
        source="Crossref",
        abstract=(Section("Methods", "Forty walkers."), Section("Results", "Mood rose (p < 0.05).")),
        authors=(Author("Sample", "Sam", ("Nowhere College",)), Author("Walkers Group")),
        publication_types=("journal-article",),
        funding=("Sample Fund S-1",),
        references=(Identifier(IdentifierKind.DOI, "10.5555/cited.one"),),
        volume="3",
        pages="44-51",
    )


@pytest.mark.parametrize(
    ("kind", "expected", "replaced", "retracted"),
    [
        ("retraction", NoticeKind.RETRACTION, False, True),
        ("withdrawal", NoticeKind.WITHDRAWAL, False, True),
        ("removal", NoticeKind.WITHDRAWAL, False, True),
        ("expression_of_concern", NoticeKind.CONCERN, False, False),
        ("partial_retraction", NoticeKind.CONCERN, False, False),
        ("correction", NoticeKind.CORRECTION, False, False),
        ("erratum", NoticeKind.CORRECTION, False, False),
        ("corrigendum", NoticeKind.CORRECTION, False, False),
        ("addendum", NoticeKind.CORRECTION, False, False),
        ("retract-and-replace", NoticeKind.RETRACTION, True, True),
        ("reinstatement", NoticeKind.REINSTATEMENT, False, False),
    ],
)
def test_crossref_updates_become_notices(kind: str, expected: NoticeKind, replaced: bool, retracted: bool) -> None:
    found = noted(update(kind, source="publisher"))
    assert found.notices == (Notice(expected, NOTICE, "2020-05-01", "Crossref (publisher)", replaced),)
    assert found.is_retracted is retracted


@pytest.mark.parametrize("kind", ["new_edition", "new_version", "", "something else"])
def test_other_updates_are_no_notices(kind: str) -> None:
    assert noted(update(kind)).notices == ()


def test_one_notice_asserted_twice_is_one_notice() -> None:
    found = noted(update("retraction", source="publisher"), update("retraction", source="retraction-watch"))
    assert [notice.source for notice in found.notices] == ["Crossref (publisher, Retraction Watch)"]


def test_a_reinstated_work_is_not_retracted() -> None:
    later = {"date-parts": [[2021, 1]]}
    found = noted(update("retraction"), update("reinstatement", DOI="10.5555/back", updated=later))
    assert [notice.kind for notice in found.notices] == [NoticeKind.RETRACTION, NoticeKind.REINSTATEMENT]
    assert not found.is_retracted


@pytest.mark.parametrize(
    ("title", "bare", "kind"),
    [
        ("RETRACTED: Garden walks", "Garden walks", NoticeKind.RETRACTION),
        ("RETRACTED ARTICLE: Garden walks", "Garden walks", NoticeKind.RETRACTION),
        ("WITHDRAWN: Garden walks", "Garden walks", NoticeKind.WITHDRAWAL),
        ("Retraction: Garden walks", "Retraction: Garden walks", None),
        ("Retracted works: a survey", "Retracted works: a survey", None),
        ("RETRACTED", "RETRACTED", None),
    ],
)
def test_a_title_may_say_that_its_work_is_retracted(title: str, bare: str, kind: NoticeKind | None) -> None:
    found = work(crossref.SOURCE, asking(DOI), crossref_work(title=[title]))
    assert found.title == bare
    assert [notice.kind for notice in found.notices] == ([kind] if kind else [])


def test_a_notice_is_not_retracted_and_says_what_it_is_about() -> None:
    about = [{"DOI": "10.5555/other", "type": "retraction"}]
    found = work(crossref.SOURCE, asking(DOI), crossref_work(title=["RETRACTED: Garden walks"], **{"update-to": about}))
    assert not found.is_retracted
    assert found.publication_types == ("journal-article", "Retraction of Publication")
    assert found.references[0] == Identifier(IdentifierKind.DOI, "10.5555/other")


def test_crossref_says_that_it_knows_its_own_dois_only() -> None:
    answer = crossref.SOURCE.parse_response(asking(DOI), response("Resource not found.", 404))
    assert answer.outcome is Outcome.NOT_FOUND
    assert "another agency" in answer.detail


def test_an_alias_is_found_under_both_names() -> None:
    alias = Identifier(IdentifierKind.DOI, "10.5555/alias")
    assert work(crossref.SOURCE, asking(alias), crossref_work()).identifiers == (DOI, alias)


def test_notices_that_name_a_work_are_found_by_the_work() -> None:
    others = {"DOI": "10.5555/other", "type": "retraction"}
    record = crossref_record(DOI="10.5555/notice", **{"update-to": [others, update("expression_of_concern", DOI="10.5555/made.one")]})
    found = work(crossref_updates.SOURCE, asking(DOI), crossref_list(record))
    assert found.identifiers == (DOI,)
    assert found.notices == (Notice(NoticeKind.CONCERN, NOTICE, "2020-05-01", "Crossref"),)


def test_a_search_gives_no_more_than_asked_for() -> None:
    records = [crossref_record(DOI=f"10.5555/{number}") for number in range(30)]
    assert len(crossref.SOURCE.parse_response(ENTRY, response(crossref_list(*records))).works) == ENTRY.limit


def test_a_europepmc_record_is_read_in_full() -> None:
    assert work(europepmc.SOURCE, asking(PMID), europepmc_list(europepmc_record())) == Work(
        identifiers=(DOI, PMID, PMCID),
        title="Garden walks and low mood: a made-up trial.",
        year=2019,
        journal="Journal of Samples",
        source="Europe PMC",
        abstract=(Section("Methods", "Forty walkers, CO2 watched."), Section("Results", "Mood rose (p<0.05 in all).")),
        authors=(Author("Sample", "Sam"), Author("Walkers Group")),
        publication_types=("Journal Article", "Randomized Controlled Trial"),
        mesh=("Walking",),
        keywords=("Gardens",),
        funding=("Sample Fund S-1",),
        volume="3",
        pages="44-51",
    )


def test_a_short_europepmc_record_has_authors_types_and_journal() -> None:
    short = {
        "id": "99000001",
        "source": "MED",
        "title": "Walks",
        "authorString": "Sample S, van Walker AB, Walkers Group.",
        "pubType": "review; journal article",
        "journalTitle": "J Samples",
        "pubYear": "2019",
    }
    found = work(europepmc.SOURCE, asking(PMID), europepmc_list(short))
    assert found.authors == (Author("Sample", "S"), Author("van Walker", "AB"), Author("Walkers Group"))
    assert (found.identifiers, found.publication_types, found.journal) == ((PMID,), ("review", "journal article"), "J Samples")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Retraction in", NoticeKind.RETRACTION),
        ("Expression of concern in", NoticeKind.CONCERN),
        ("Erratum in", NoticeKind.CORRECTION),
        ("Retraction of", None),
        ("Erratum for", None),
        ("Comment in", None),
        ("Update in", None),
    ],
)
def test_europepmc_corrections_become_notices(kind: str, expected: NoticeKind | None) -> None:
    listed = {"commentCorrection": [correction(kind, "J Samples. 2020 May 1;3(2):44. doi: 10.5555/NOTICE.")]}
    found = work(europepmc.SOURCE, asking(PMID), europepmc_list(europepmc_record(commentCorrectionList=listed)))
    number = Identifier(IdentifierKind.PMID, "99000009")
    assert found.notices == ((Notice(expected, number, "2020-05-01", "Europe PMC"),) if expected else ())


def test_a_notice_without_a_pmid_is_named_by_its_doi() -> None:
    entry = {"reference": "J Samples. 2020;3:44. doi: 10.5555/NOTICE.", "type": "Retraction in"}
    found = work(europepmc.SOURCE, asking(PMID), europepmc_list(europepmc_record(commentCorrectionList={"commentCorrection": [entry]})))
    assert found.notices == (Notice(NoticeKind.RETRACTION, NOTICE, "2020", "Europe PMC"),)


def test_the_type_alone_makes_a_work_retracted_and_a_notice_stays_a_notice() -> None:
    for name, retracted in (("Retracted Publication", True), ("Retraction of Publication", False), ("Published Erratum", False)):
        record = europepmc_record(pubTypeList={"pubType": [name]}, title="RETRACTED: walks" if not retracted else "Walks")
        assert work(europepmc.SOURCE, asking(PMID), europepmc_list(record)).is_retracted is retracted


def test_ids_dropped_from_a_batch_are_not_found() -> None:
    answer = pubmed_fetch.SOURCE.parse_response(asking(PMID, OTHER_PMID), response(pubmed_set("99000001"), media_type="text/xml"))
    assert [found.identifiers for found in answer.works] == [(PMID,)]
    assert answer.detail == "no record for 99000002"


def test_another_record_than_the_one_asked_for_is_a_failure() -> None:
    for source, query, body in (
        (pubmed_fetch.SOURCE, asking(OTHER_PMID), pubmed_set("99000001")),
        (europepmc.SOURCE, asking(OTHER_PMID), europepmc_list(europepmc_record())),
        (openalex.SOURCE, asking(NOTICE), openalex_record()),
        (clinicaltrials.SOURCE, asking(Identifier(IdentifierKind.NCT, "NCT99000009")), trial()),
        (doi_handles.SOURCE, asking(NOTICE), {"responseCode": 1, "handle": "10.5555/made.one"}),
    ):
        assert source.parse_response(query, response(body)).outcome is Outcome.FAILED, source.name


def test_pubmed_search_gives_bare_pmids_in_order() -> None:
    answer = pubmed_search.SOURCE.parse_response(TOPIC, response(esearch("99000002", "99000001", "x", count="2000")))
    assert [found.identifiers for found in answer.works] == [(OTHER_PMID,), (PMID,)]
    assert {found.title for found in answer.works} == {""}


@pytest.mark.parametrize(
    "body", [esearch(ERROR="Search Backend failed"), {"error": "API rate limit exceeded"}, esearch(count="12"), esearch("1", count="0")]
)
def test_a_failure_within_a_search_is_a_failure(body: object) -> None:
    assert pubmed_search.SOURCE.judge(response(body)).outcome is Outcome.FAILED


def test_pubmed_links_belong_to_one_work_each() -> None:
    sets = link_set("99000001", cited=("99000003", "99000004")) + link_set("99000002")
    answer = pubmed_links.SOURCE.parse_response(asking(PMID, OTHER_PMID), response(f"<eLinkResult>{sets}</eLinkResult>"))
    assert [(found.identifiers, len(found.references)) for found in answer.works] == [((PMID,), 2)]
    merged = f"<eLinkResult>{link_set('99000001', '99000002', cited=('99000003',))}</eLinkResult>"
    assert pubmed_links.SOURCE.parse_response(asking(PMID, OTHER_PMID), response(merged)).outcome is Outcome.FAILED


def test_pubmed_links_ask_for_each_work_on_its_own() -> None:
    request = pubmed_links.SOURCE.build_request(asking(PMID, OTHER_PMID))
    assert request is not None
    assert request.url.endswith("&id=99000001&id=99000002")


def test_references_of_europepmc_are_those_of_the_work_asked_for() -> None:
    body = {
        "hitCount": 2,
        "request": {"id": "99000001", "source": "MED"},
        "referenceList": {"reference": [{"id": "99000002", "source": "MED"}, {"doi": "10.5555/NOTICE"}]},
    }
    found = work(europepmc_references.SOURCE, asking(PMID), body)
    assert (found.identifiers, found.references) == ((PMID,), (OTHER_PMID, NOTICE))
    assert europepmc_references.SOURCE.parse_response(asking(OTHER_PMID), response(body)).outcome is Outcome.FAILED


def test_the_id_converter_is_asked_for_one_kind_and_may_find_some() -> None:
    request = pmc_ids.SOURCE.build_request(asking(PMID, DOI, NOTICE))
    assert request is not None
    assert "ids=10.5555%2Fmade.one%2C10.5555%2Fnotice&idtype=doi" in request.url
    records = [
        {"doi": "10.5555/made.one", "pmid": "99000001", "pmcid": "PMC9900001"},
        {"doi": "10.5555/notice", "status": "error", "errmsg": "not found"},
    ]
    answer = pmc_ids.SOURCE.parse_response(asking(DOI, NOTICE), response({"status": "ok", "records": records}))
    assert [found.identifiers for found in answer.works] == [(DOI, PMID, PMCID)]
    assert answer.detail == "no record for 10.5555/notice"


def test_a_trial_without_results_is_a_registration() -> None:
    found = work(clinicaltrials.SOURCE, asking(NCT), trial())
    assert found.identifiers == (NCT, Identifier(IdentifierKind.NCT, "NCT99000002"))
    assert found.study is not None
    assert (found.study.kind, found.study.phase, found.study.participants) == (StudyKind.REGISTRATION, "2/3", 40)
    assert (found.study.ages, found.study.compared, found.study.pilot) == (frozenset({"adults", "older_adults"}), True, True)
    assert found.body == ()
    assert Section("Summary", "Walks for people with a mood score > 10.") in found.abstract
    assert Section("Status", "Active not recruiting; 40 participants (actual); started 2018-05") in found.abstract
    assert found.references == (PMID,)
    assert found.funding == ("Nowhere College", "Sample Fund")


def test_posted_results_are_the_body_of_a_trial() -> None:
    found = work(clinicaltrials.SOURCE, asking(NCT), trial_with_results())
    assert found.study is not None
    assert found.study.kind is StudyKind.RANDOMISED
    assert found.year == 2021
    assert found.body == (
        Section(
            "Primary outcome",
            "Mood. measured 12 weeks. Walks: 4.5 (1.2) mean points; Reading: 2 mean points."
            " Walks versus Reading, Mean difference 2.5, p = 0.03",
        ),
        Section("Adverse events", "Walks: serious events in 1 of 20"),
    )


def test_openalex_gives_an_abstract_in_order_and_no_notice() -> None:
    answer = openalex.SOURCE.parse_response(asking(DOI), response(openalex_record(is_retracted=True)))
    found = answer.works[0]
    assert found.abstract == (Section("", "Forty walkers beat ten walkers"),)
    assert (found.authors, found.identifiers) == ((Author("Sample", "Sam B.", ("Nowhere College",)),), (DOI, PMID))
    assert (found.notices, found.is_retracted) == ((), False)
    assert "second opinion" in answer.detail
    hostile = openalex_record(abstract_inverted_index={"a": [10**9, -1, True, None], "b": "x", "fine": [3]})
    assert work(openalex.SOURCE, asking(DOI), hostile).abstract == (Section("", "fine"),)


def test_a_doi_that_exists_is_found_without_a_record() -> None:
    found = work(doi_handles.SOURCE, asking(DOI), {"responseCode": 1, "handle": "10.5555/MADE.ONE"})
    assert (found.identifiers, found.title) == ((DOI,), "")


def test_a_missing_record_at_an_agency_does_not_make_a_doi_unknown() -> None:
    there = response("Resource not found.", 404, url="https://api.crossref.org/v1/works/x")
    assert doi_records.SOURCE.judge(there).outcome is Outcome.FAILED
    assert "the DOI exists" in doi_records.SOURCE.judge(there).detail
    assert "the DOI exists" in doi_records.SOURCE.judge(response("", 406)).detail


def test_unpaywall_adds_free_copies_and_the_pmcid() -> None:
    found = work(unpaywall.SOURCE, asking(DOI), unpaywall_record())
    assert found.identifiers[:2] == (DOI, PMCID)
    assert found.identifiers[2] == Identifier(IdentifierKind.URL, "https://samples.example.org/made.pdf")
    assert work(unpaywall.SOURCE, asking(DOI), unpaywall_record(oa_locations=None, best_oa_location=None)).identifiers == (DOI,)
    newer = unpaywall_record(z_authors=[{"raw_author_name": "Sam Sample"}])
    assert work(unpaywall.SOURCE, asking(DOI), newer).authors == (Author("Sample", "Sam"),)


def test_semantic_scholar_records_keep_what_others_know() -> None:
    found = work(semantic_scholar.SOURCE, asking(PMID), scholar_record())
    assert (found.identifiers, found.year, found.authors) == ((DOI, PMID), 2019, (Author("Sample", "Sam"),))
    assert work(semantic_scholar.SOURCE, ENTRY, {"data": [scholar_record(externalIds=None)]}).identifiers == ()


def test_a_full_text_is_the_body_of_its_work_and_of_no_other() -> None:
    query = Query(QueryKind.FULL_TEXT, (PMCID,))
    found = work(europepmc_full_text.SOURCE, query, full_text())
    assert found.body == (Section("Results", "Mood rose in 12 of 20 walkers."),)
    assert set(found.identifiers) == {PMCID, DOI}
    assert europepmc_full_text.SOURCE.parse_response(query, response(full_text("PMC9900002"))).outcome is Outcome.FAILED
