"""Answers that the services really gave, each judged and read as what it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from claimcheck.http.messages import Response
from claimcheck.literature.source import Source
from claimcheck.literature.sources import (
    available,
    clinicaltrials,
    crossref,
    doi_records,
    europepmc,
    europepmc_full_text,
    europepmc_references,
    openalex,
    pmc_full_text,
    pmc_ids,
    pubmed_fetch,
    pubmed_links,
    pubmed_search,
    semantic_scholar,
    unpaywall,
)
from claimcheck.model import Answer, Identifier, IdentifierKind, Outcome, Query, QueryKind

RECORDED = Path(__file__).parents[3] / "../shared/recordings"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (RECORDED / "index.json").exists(), reason="the recorded answers are not part of the repository"),
]
SEARCH = Query(QueryKind.TOPIC, limit=1000)
KINDS = {"doi": IdentifierKind.DOI, "pmid": IdentifierKind.PMID, "pmcid": IdentifierKind.PMCID, "nct": IdentifierKind.NCT}


@dataclass(frozen=True, slots=True)
class Recording:
    """An entry of the index with its body."""

    file: str
    service: str
    url: str
    response: Response


def identified(kind: str) -> Callable[[re.Match[str]], Query]:
    """A query for the identifiers that an address names."""

    def query(found: re.Match[str]) -> Query:
        values = unquote(found["id"]).lower().split(",") if kind in ("pmid", "doi") else [found["id"]]
        return Query(QueryKind.IDENTIFIER, tuple(Identifier(KINDS[kind], value) for value in values))

    return query


def searched(_found: re.Match[str]) -> Query:
    return SEARCH


def of_wakefield(_found: re.Match[str]) -> Query:
    return Query(QueryKind.IDENTIFIER, (Identifier(IdentifierKind.DOI, "10.1016/s0140-6736(97)11096-0"),))


def full_text(found: re.Match[str]) -> Query:
    return Query(QueryKind.FULL_TEXT, (Identifier(IdentifierKind.PMCID, f"PMC{found['id'].removeprefix('PMC')}"),))


ROUTES: tuple[tuple[str, Source, Callable[[re.Match[str]], Query]], ...] = (
    (r"eutils\S*/esearch\.fcgi\?db=pubmed&retmode=json", pubmed_search.SOURCE, searched),
    (r"eutils\S*/efetch\.fcgi\?db=pubmed\S*[?&]id=(?P<id>[\d,]+)", pubmed_fetch.SOURCE, identified("pmid")),
    (r"eutils\S*/efetch\.fcgi\?db=pmc&id=(?P<id>\d+)", pmc_full_text.SOURCE, full_text),
    (r"eutils\S*/elink\.fcgi\?\S*[?&]id=(?P<id>[\d,]+)", pubmed_links.SOURCE, identified("pmid")),
    (r"idconv/wakefield(?P<id>)", pmc_ids.SOURCE, of_wakefield),
    (r"idconv\S*[?&]ids=(?P<id>10\.[^&;]+)", pmc_ids.SOURCE, identified("doi")),
    (r"idconv\S*[?&]ids=(?P<id>[\d,%C]+)", pmc_ids.SOURCE, identified("pmid")),
    (r"europepmc/webservices/rest/search(?:POST)?(?!.*format=(?:xml|dc))", europepmc.SOURCE, searched),
    (r"europepmc/webservices/rest/MED/(?P<id>\d+)/references", europepmc_references.SOURCE, identified("pmid")),
    (r"(?P<id>PMC\d+)(?:\.1/PMC\d+\.1\.xml|/fullTextXML|/supplementaryFiles)", europepmc_full_text.SOURCE, full_text),
    (r"api\.crossref\.org/works/(?P<id>(?!\S*/(?:transform|agency)\b)[^?]+)", crossref.SOURCE, identified("doi")),
    (r"api\.crossref\.org/works\?", crossref.SOURCE, searched),
    (r"clinicaltrials\.gov/api/v2/studies/(?P<id>NCT\d{8})", clinicaltrials.SOURCE, identified("nct")),
    (r"clinicaltrials\.gov/api/v2/studies\?", clinicaltrials.SOURCE, searched),
    (r"api\.openalex\.org/works/(?:https://doi\.org/|doi:)(?P<id>[^?]+)", openalex.SOURCE, identified("doi")),
    (r"^https://doi\.org/(?P<id>[^?]+)", doi_records.SOURCE, identified("doi")),
    (r"api\.unpaywall\.org/v2/(?P<id>10\.[^?]+)", unpaywall.SOURCE, identified("doi")),
    (
        r"semanticscholar\.org/graph/v1/paper/(?:DOI:)?(?P<id>10\.[^?]+(?<!authors)(?<!references))(?:\?|$)",
        semantic_scholar.SOURCE,
        identified("doi"),
    ),
    (r"semanticscholar\.org/graph/v1/paper/(?:search|0\?)(?!/)", semantic_scholar.SOURCE, searched),
    (r"semanticscholar\.org/graph/v1/paper/search/(?:match|bulk)", semantic_scholar.SOURCE, searched),
)
NONE_THERE = frozenset(
    re.findall(
        r"\S+",
        """
        ncbi_eutils/transcribed_efetch_200_unknown_pmid.xml ncbi_idconv/wakefield_v1_0_7d08e2.json
        europepmc/pyepmc_search_no_results.json europepmc/pmc3040717_supplementary_not_open_access.xml
        crossref/works_bad_id_warn_404.txt crossref/bulk_doi_search_404_p12.txt
        crossref/cr_works_warns_well_404_p1.txt crossref/bad_dois_p2.json crossref/bad_titles_p1.json
        crossref/cr_r_fails_well.json crossref/cr_works_fails_well_p1.json
        openalex/does_openalex_work_not_in_openalex_404.html doi/content_negotiation_raises_an_http_error_with_bad_requests_404.html
        semanticscholar/bad_dois_404_p1.json semanticscholar/bad_titles_404_p2.json semanticscholar/bulk_doi_search_404_p4.json
        semanticscholar/s2_title_search_empty_data.json semanticscholar/empty_paginated_results.json semanticscholar/not_found_404_p1.json
        """,
    )
)
"""The service says that it has none."""
BROKEN = frozenset(
    re.findall(
        r"\S+",
        """
        ncbi_eutils/transcribed_efetch_400_bad_id.xml ncbi_eutils/transcribed_esearch_200_retstart_error.json
        ncbi_eutils/efetch_bp_pubmed3.html ncbi_eutils/efetch_bp_pubmed4.xml ncbi_eutils/efetch_bp_efetch_pmc.xml
        ncbi_eutils/elink_bp_elink3.xml ncbi_eutils/elink_bp_elink4.xml ncbi_eutils/elink_bp_elink5.xml
        ncbi_eutils/elink_bp_elink6.xml ncbi_eutils/elink_bp_elink7.xml ncbi_eutils/elink_bp_elink8.xml
        ncbi_idconv/id_converter_fails_type_param_bad_404.json ncbi_idconv/transcribed_400_mixed_ids.json
        europepmc/transcribed_200_errcode_pagesize.json europepmc/transcribed_200_errcode_no_query.json
        europepmc/transcribed_503_maintenance.txt
        crossref/works_query_filters_not_allowed_with_dois_400.json crossref/cursor_fails_cursor_value_404.json
        crossref/cr_works_fails_well_400_p2.json crossref/cr_works_with_cursor_fails_well_500.json
        doi/content_negotiation_302_p1.html doi/content_negotiation_throws_warnings_400_p3.html
        semanticscholar/get_paper.json semanticscholar/search_paper_fields_of_study.json
        semanticscholar/search_paper_min_citation_count.json semanticscholar/search_paper_open_access_pdf.json
        semanticscholar/search_paper_publication_types_p1.json semanticscholar/search_paper_publication_types_p2.json
        semanticscholar/search_paper_venue.json semanticscholar/search_paper_year_range.json
        semanticscholar/bad_query_parameters_400.json semanticscholar/transcribed_429.json
        """,
    )
)
"""Failures, answers without the fields that the source asks for, and two records that are others than their addresses name."""
FALSE_SHAPE = re.compile(r"api\.crossref\.org/members/\d+/works|api\.openalex\.org/(?:works(?:\?|/W))")
RETRACTED = frozenset(
    re.findall(
        r"\S+",
        """
        ncbi_eutils/efetch_excerpt_retracted.xml europepmc/wakefield_search_d128e7.json
        crossref/wakefield_10_1016_2fs0140_6736_2897_2911096_0.json
        """,
    )
)


def recordings() -> list[Recording]:
    """All answers of the index, in its order."""
    if not (RECORDED / "index.json").exists():
        return []
    entries = json.loads((RECORDED / "index.json").read_text(encoding="utf-8"))
    return [
        Recording(
            entry["file"],
            entry["service"],
            entry["url"],
            Response(
                entry["status"],
                {name.lower(): value for name, value in (entry["headers"] or {}).items()},
                (RECORDED / entry["file"]).read_bytes(),
                entry["url"],
            ),
        )
        for entry in entries
    ]


def routed(recording: Recording) -> tuple[Source, Query] | None:
    """The source that asks what this recording answers; None where none does."""
    for pattern, source, query in ROUTES:
        if found := re.search(pattern, recording.url) or re.search(pattern, recording.file):
            return source, query(found)
    return None


ALL = recordings()
ASKED = [recording for recording in ALL if routed(recording)]


@cache
def answer_of(at: int) -> Answer:
    """The answer to the recording at this place."""
    recording = ASKED[at]
    route = routed(recording)
    assert route is not None
    return route[0].parse_response(route[1], recording.response)


def answered(recording: Recording) -> Answer:
    """What the source makes of its answer."""
    return answer_of(ASKED.index(recording))


@pytest.mark.parametrize("recording", ASKED, ids=lambda recording: recording.file)
def test_answers_to_our_questions_are_what_they_are(recording: Recording) -> None:
    expected = Outcome.NOT_FOUND if recording.file in NONE_THERE else Outcome.FAILED if recording.file in BROKEN else Outcome.FOUND
    answer = answered(recording)
    assert answer.outcome is expected, answer.detail
    assert bool(answer.works) is (expected is Outcome.FOUND)
    if expected is Outcome.FOUND and answer.query.kind is QueryKind.IDENTIFIER:
        wanted = set(answer.query.identifiers)
        assert all(wanted.intersection(work.identifiers) for work in answer.works)


@pytest.mark.parametrize("recording", [recording for recording in ALL if not routed(recording)], ids=lambda recording: recording.file)
def test_answers_of_other_endpoints_are_no_absence(recording: Recording) -> None:
    sources = [entry.source for entry in available()[0] if entry.source.service == recording.service]
    for source in sources or [europepmc.SOURCE, pubmed_fetch.SOURCE]:
        judgement = source.judge(recording.response)
        own_words = recording.response.status == 404 and recording.response.body.strip() == b"Resource not found."
        assert judgement.outcome is not Outcome.NOT_FOUND or own_words or _says_none(recording), judgement.detail
        assert judgement.outcome is not Outcome.FOUND or FALSE_SHAPE.search(recording.url), judgement.detail


def _says_none(recording: Recording) -> bool:
    return b'"total-results":0' in recording.response.body or recording.file == "ncbi_eutils/elink_0_entries.xml"


def test_retracted_works_and_no_others_are_retracted() -> None:
    marked = {recording.file for recording in ASKED if any(work.is_retracted for work in answered(recording).works)}
    assert marked == RETRACTED
    notices = next(recording for recording in ASKED if recording.file.endswith("efetch_excerpt_retraction_notice.xml"))
    assert len(answered(notices).works) == 2


def test_a_mark_of_openalex_is_told_and_is_no_notice() -> None:
    told = {recording.file for recording in ASKED if "second opinion" in answered(recording).detail}
    assert told == {"openalex/wakefield_s0140_6736_2897_2911096_0_fa7417.json"}


def test_texts_of_works_hold_no_marks() -> None:
    mark = re.compile(r"</?(?:jats:|mml:)?(?:i|b|p|sub|sup|h4|title|sec|italic|bold)\b[^<>]*>|&(?:amp|lt|gt|quot);")
    for recording in ASKED:
        for work in answered(recording).works:
            texts = (work.title, *(part for section in (*work.abstract, *work.body) for part in (section.label, section.text)))
            assert not [text for text in texts if mark.search(text)], recording.file


def test_the_lists_name_recordings() -> None:
    names = {recording.file for recording in ALL}
    assert names >= NONE_THERE | BROKEN | RETRACTED
    assert len(ALL) == 344
