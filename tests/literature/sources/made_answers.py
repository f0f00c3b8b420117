"""Small answers in the shapes of the services, with made-up works: DOIs under the test prefix 10.5555, PMIDs from 99000001."""

from __future__ import annotations

import json
from dataclasses import dataclass

from claimcheck.http.messages import Response
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
    pmc_full_text,
    pmc_ids,
    pubmed_fetch,
    pubmed_links,
    pubmed_search,
    semantic_scholar,
    unpaywall,
)
from claimcheck.model import Bibliography, Identifier, IdentifierKind, Query, QueryKind, Topic

DOI = Identifier(IdentifierKind.DOI, "10.5555/made.one")
PMID = Identifier(IdentifierKind.PMID, "99000001")
PMCID = Identifier(IdentifierKind.PMCID, "PMC9900001")
NCT = Identifier(IdentifierKind.NCT, "NCT99000001")
TOPIC = Query(QueryKind.TOPIC, topic=Topic(("garden walks",), ("low mood",)))
ENTRY = Query(QueryKind.BIBLIOGRAPHY, bibliography=Bibliography("", "Garden walks and low mood in made-up towns", ("Sample",), 2019))


def asking(*identifiers: Identifier) -> Query:
    """A query for works with these identifiers."""
    return Query(QueryKind.IDENTIFIER, identifiers)


def response(body: object, status: int = 200, media_type: str = "application/json", url: str = "") -> Response:
    """A response with this body; anything but text and bytes is sent as JSON."""
    sent = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    return Response(status, {"content-type": media_type}, sent, url)


def crossref_record(**more: object) -> dict[str, object]:
    """A work as Crossref describes it."""
    return {
        "DOI": "10.5555/MADE.one",
        "type": "journal-article",
        "title": ["Garden walks &amp; low mood: a <i>made-up</i> trial"],
        "container-title": ["Journal of Samples"],
        "volume": "3",
        "page": "44-51",
        "issued": {"date-parts": [[2019, 3]]},
        "author": [{"given": "Sam", "family": "Sample", "affiliation": [{"name": "Nowhere College"}]}, {"name": "Walkers Group"}],
        "abstract": "<jats:title>Abstract</jats:title><jats:sec><jats:title>Methods</jats:title><jats:p>Forty walkers.</jats:p></jats:sec>"
        "<jats:sec><jats:title>Results:</jats:title><jats:p>Mood rose (p &lt; 0.05).</jats:p></jats:sec>",
        "reference": [{"key": "r1", "DOI": "10.5555/cited.one"}, {"key": "r2", "unstructured": "a book"}],
        "funder": [{"name": "Sample Fund", "award": ["S-1"]}],
        **more,
    }


def crossref_work(**more: object) -> dict[str, object]:
    """Crossref's answer for one DOI."""
    return {"status": "ok", "message-type": "work", "message": crossref_record(**more)}


def crossref_list(*records: object, total: int | None = None) -> dict[str, object]:
    """Crossref's answer to a search."""
    message = {"total-results": len(records) if total is None else total, "items": list(records)}
    return {"status": "ok", "message-type": "work-list", "message": message}


def europepmc_record(**more: object) -> dict[str, object]:
    """A work as Europe PMC describes it in full."""
    return {
        "id": "99000001",
        "source": "MED",
        "pmid": "99000001",
        "pmcid": "PMC9900001",
        "doi": "10.5555/made.one",
        "title": "Garden walks and low mood: a made-up trial.",
        "authorList": {"author": [{"fullName": "Sample S", "firstName": "Sam", "lastName": "Sample"}, {"collectiveName": "Walkers Group"}]},
        "pageInfo": "44-51",
        "journalInfo": {"volume": "3", "yearOfPublication": 2019, "journal": {"title": "Journal of Samples"}},
        "pubYear": "2019",
        "abstractText": "<h4>Methods</h4>Forty walkers, CO<sub>2</sub> watched.<h4>Results</h4>Mood rose (p<0.05 in <i>all</i>).",
        "pubTypeList": {"pubType": ["Journal Article", "Randomized Controlled Trial"]},
        "meshHeadingList": {"meshHeading": [{"descriptorName": "Walking", "majorTopic_YN": "Y"}]},
        "keywordList": {"keyword": ["Gardens"]},
        "grantsList": {"grant": [{"agency": "Sample Fund", "grantId": "S-1"}]},
        **more,
    }


def europepmc_list(*records: object, hits: int | None = None) -> dict[str, object]:
    """Europe PMC's answer to a search."""
    return {"version": "6.9", "hitCount": len(records) if hits is None else hits, "resultList": {"result": list(records)}}


def correction(kind: str, citation: str, number: str = "99000009") -> dict[str, object]:
    """An entry of the list in which Europe PMC names what was published about a work."""
    return {"id": number, "source": "MED", "reference": citation, "type": kind}


def esearch(*numbers: str, count: str | None = None, **more: object) -> dict[str, object]:
    """PubMed's answer to a search."""
    total = str(len(numbers)) if count is None else count
    return {"header": {"type": "esearch"}, "esearchresult": {"count": total, "idlist": list(numbers), **more}}


def pubmed_set(*numbers: str) -> str:
    """PubMed's answer to a fetch: one small record a PMID."""
    records = "".join(
        f"<PubmedArticle><MedlineCitation><PMID Version='1'>{number}</PMID><Article><Journal><JournalIssue><PubDate><Year>2019</Year>"
        f"</PubDate></JournalIssue><Title>Journal of Samples</Title></Journal><ArticleTitle>Walk number {number}</ArticleTitle></Article>"
        f"</MedlineCitation></PubmedArticle>"
        for number in numbers
    )
    head = '<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.example.org/pubmed.dtd">'
    return f"{head}<PubmedArticleSet>{records}</PubmedArticleSet>"


def link_set(*owners: str, cited: tuple[str, ...] = ()) -> str:
    """A set of links of PubMed."""
    ids = "".join(f"<Id>{owner}</Id>" for owner in owners)
    links = "".join(f"<Link><Id>{number}</Id></Link>" for number in cited)
    named = f"<LinkSetDb><DbTo>pubmed</DbTo><LinkName>pubmed_pubmed_refs</LinkName>{links}</LinkSetDb>" if cited else ""
    return f"<LinkSet><DbFrom>pubmed</DbFrom><IdList>{ids}</IdList>{named}</LinkSet>"


def trial(**more: object) -> dict[str, object]:
    """A study as ClinicalTrials.gov describes it, without results."""
    plan = {
        "identificationModule": {"nctId": "NCT99000001", "nctIdAliases": ["NCT99000002"], "briefTitle": "Pilot of garden walks"},
        "statusModule": {
            "overallStatus": "ACTIVE_NOT_RECRUITING",
            "startDateStruct": {"date": "2018-05"},
            "studyFirstPostDateStruct": {"date": "2018-04-02"},
            "resultsFirstPostDateStruct": {"date": "2021-01-05"},
        },
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Nowhere College"}, "collaborators": [{"name": "Sample Fund"}]},
        "descriptionModule": {"briefSummary": "Walks for people with a mood score \\> 10."},
        "conditionsModule": {"conditions": ["Low mood"], "keywords": ["gardens"]},
        "designModule": {
            "studyType": "INTERVENTIONAL",
            "phases": ["PHASE2", "PHASE3"],
            "designInfo": {"allocation": "RANDOMIZED", "interventionModel": "PARALLEL", "maskingInfo": {"masking": "NONE"}},
            "enrollmentInfo": {"count": 40, "type": "ACTUAL"},
        },
        "armsInterventionsModule": {
            "armGroups": [{"label": "Walks", "type": "EXPERIMENTAL"}, {"label": "Reading", "type": "ACTIVE_COMPARATOR"}],
            "interventions": [{"type": "BEHAVIORAL", "name": "Walks", "description": "half an hour"}],
        },
        "outcomesModule": {"primaryOutcomes": [{"measure": "Mood", "timeFrame": "12 weeks"}]},
        "eligibilityModule": {"eligibilityCriteria": "Adults", "stdAges": ["ADULT", "OLDER_ADULT"]},
        "referencesModule": {"references": [{"pmid": "99000001", "type": "RESULT"}]},
    }
    return {"protocolSection": plan, "hasResults": False, **more}


def trial_with_results() -> dict[str, object]:
    """The same study with posted results."""
    outcome = {
        "type": "PRIMARY",
        "title": "Mood",
        "timeFrame": "12 weeks",
        "paramType": "MEAN",
        "unitOfMeasure": "points",
        "groups": [{"id": "G0", "title": "Walks"}, {"id": "G1", "title": "Reading"}],
        "classes": [
            {"categories": [{"measurements": [{"groupId": "G0", "value": "4.5", "spread": "1.2"}, {"groupId": "G1", "value": "2"}]}]}
        ],
        "analyses": [{"groupIds": ["G0", "G1"], "pValue": "0.03", "paramType": "Mean difference", "paramValue": "2.5"}],
    }
    harms = {"eventGroups": [{"title": "Walks", "seriousNumAffected": 1, "seriousNumAtRisk": 20}]}
    results = {"outcomeMeasuresModule": {"outcomeMeasures": [outcome]}, "adverseEventsModule": harms}
    return trial(hasResults=True, resultsSection=results)


def openalex_record(**more: object) -> dict[str, object]:
    """A work as OpenAlex describes it."""
    return {
        "id": "https://openalex.org/W9900001",
        "doi": "https://doi.org/10.5555/made.one",
        "title": "Garden walks and low mood",
        "publication_year": 2019,
        "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/99000001"},
        "type": "article",
        "is_retracted": False,
        "authorships": [{"author": {"display_name": "Sam B. Sample"}, "institutions": [{"display_name": "Nowhere College"}]}],
        "primary_location": {"source": {"display_name": "Journal of Samples"}},
        "abstract_inverted_index": {"walkers": [1, 4], "Forty": [0], "beat": [2], "ten": [3]},
        **more,
    }


def unpaywall_record(**more: object) -> dict[str, object]:
    """A work as Unpaywall describes it."""
    central = "https://www.ncbi.nlm.nih.gov/pmc/articles/9900001"
    return {
        "doi": "10.5555/made.one",
        "title": "Garden walks and low mood",
        "year": 2019,
        "journal_name": "Journal of Samples",
        "genre": "journal-article",
        "best_oa_location": {"url": "https://samples.example.org/made.pdf"},
        "oa_locations": [{"url": "https://samples.example.org/made.pdf"}, {"url": central}],
        "z_authors": [{"family": "Sample", "given": "Sam"}],
        **more,
    }


def scholar_record(**more: object) -> dict[str, object]:
    """A work as Semantic Scholar describes it."""
    return {
        "paperId": "aa00",
        "externalIds": {"DOI": "10.5555/MADE.one", "PubMed": "99000001", "CorpusId": 1},
        "title": "Garden walks and low mood",
        "abstract": "Forty walkers.",
        "year": 2019,
        "journal": {"name": "Journal of Samples"},
        "authors": [{"name": "Sam Sample"}],
        "publicationTypes": None,
        **more,
    }


def full_text(number: str = "PMC9900001") -> str:
    """An open full text in JATS."""
    ids = f'<article-id pub-id-type="pmcid">{number}</article-id><article-id pub-id-type="doi">10.5555/made.one</article-id>'
    front = f"<front><article-meta>{ids}<title-group><article-title>Garden walks</article-title></title-group></article-meta></front>"
    return f"<article>{front}<body><sec><title>Results</title><p>Mood rose in 12 of 20 walkers.</p></sec></body></article>"


@dataclass(frozen=True, slots=True)
class Made:
    """A made answer: the source, what it was asked, and its sound response."""

    source: Source
    query: Query
    response: Response


FOUND = (
    Made(pubmed_search.SOURCE, TOPIC, response(esearch("99000001", "99000002"))),
    Made(pubmed_fetch.SOURCE, asking(PMID), response(pubmed_set("99000001"), media_type="text/xml")),
    Made(pubmed_links.SOURCE, asking(PMID), response(f"<eLinkResult>{link_set('99000001', cited=('99000003',))}</eLinkResult>")),
    Made(
        pmc_ids.SOURCE,
        asking(DOI),
        response({"status": "ok", "records": [{"doi": "10.5555/made.one", "pmid": 99000001, "pmcid": "PMC9900001"}]}),
    ),
    Made(europepmc.SOURCE, asking(DOI), response(europepmc_list(europepmc_record()))),
    Made(
        europepmc_references.SOURCE,
        asking(PMID),
        response(
            {
                "hitCount": 1,
                "request": {"id": "99000001", "source": "MED"},
                "referenceList": {"reference": [{"id": "99000003", "source": "MED"}]},
            }
        ),
    ),
    Made(europepmc_full_text.SOURCE, Query(QueryKind.FULL_TEXT, (PMCID,)), response(full_text(), media_type="text/xml")),
    Made(pmc_full_text.SOURCE, Query(QueryKind.FULL_TEXT, (PMCID,)), response(f"<pmc-articleset>{full_text()}</pmc-articleset>")),
    Made(crossref.SOURCE, asking(DOI), response(crossref_work())),
    Made(crossref.SOURCE, ENTRY, response(crossref_list(crossref_record(), total=900))),
    Made(
        crossref_updates.SOURCE,
        asking(DOI),
        response(
            crossref_list(
                crossref_record(
                    DOI="10.5555/notice",
                    **{"update-to": [{"DOI": "10.5555/made.one", "type": "retraction", "updated": {"date-parts": [[2020, 5, 1]]}}]},
                )
            )
        ),
    ),
    Made(clinicaltrials.SOURCE, asking(NCT), response(trial_with_results())),
    Made(clinicaltrials.SOURCE, TOPIC, response({"totalCount": 1, "studies": [trial()]})),
    Made(openalex.SOURCE, asking(DOI), response(openalex_record())),
    Made(doi_handles.SOURCE, asking(DOI), response({"responseCode": 1, "handle": "10.5555/made.one", "values": []})),
    Made(
        doi_records.SOURCE,
        asking(DOI),
        response(
            {
                "DOI": "10.5555/made.one",
                "title": "Walks, the figures",
                "author": [{"literal": "Walkers"}],
                "issued": {"date-parts": [["2019"]]},
            }
        ),
    ),
    Made(unpaywall.SOURCE, asking(DOI), response(unpaywall_record())),
    Made(semantic_scholar.SOURCE, asking(DOI), response(scholar_record())),
)
"""One sound answer of each source and form of question."""

NOT_FOUND = (
    Made(pubmed_search.SOURCE, TOPIC, response(esearch(errorlist={"phrasesnotfound": ["garden walks"]}))),
    Made(pubmed_fetch.SOURCE, asking(PMID), response(pubmed_set(), media_type="text/xml")),
    Made(pubmed_links.SOURCE, asking(PMID), response(f"<eLinkResult>{link_set('99000001')}</eLinkResult>")),
    Made(
        pmc_ids.SOURCE,
        asking(DOI),
        response({"status": "ok", "records": [{"doi": "10.5555/made.one", "status": "error", "errmsg": "Identifier not found in PMC"}]}),
    ),
    Made(europepmc.SOURCE, asking(DOI), response(europepmc_list())),
    Made(europepmc_references.SOURCE, asking(PMID), response({"hitCount": 0, "request": {"id": "99000001", "source": "MED"}})),
    Made(europepmc_full_text.SOURCE, Query(QueryKind.FULL_TEXT, (PMCID,)), response("", 404, "text/plain")),
    Made(
        europepmc_full_text.SOURCE,
        Query(QueryKind.FULL_TEXT, (PMCID,)),
        response("<errorBean><errCode>0</errCode><errMsg>Article with id PMC9900001 is not open access one</errMsg></errorBean>"),
    ),
    Made(pmc_full_text.SOURCE, Query(QueryKind.FULL_TEXT, (PMCID,)), response('<pmc-articleset><Reply Id="PMC9900001"/></pmc-articleset>')),
    Made(
        pmc_full_text.SOURCE,
        Query(QueryKind.FULL_TEXT, (PMCID,)),
        response("<pmc-articleset><article><front><article-meta/></front></article></pmc-articleset>"),
    ),
    Made(crossref.SOURCE, asking(DOI), response("Resource not found.", 404)),
    Made(crossref.SOURCE, ENTRY, response(crossref_list())),
    Made(crossref_updates.SOURCE, asking(DOI), response(crossref_list())),
    Made(clinicaltrials.SOURCE, asking(NCT), response("NCT number NCT99000001 not found", 404, "text/plain")),
    Made(clinicaltrials.SOURCE, TOPIC, response({"totalCount": 0, "studies": []})),
    Made(
        openalex.SOURCE,
        asking(DOI),
        response("<!doctype html><title>404 Not Found</title><p>The requested URL was not found on the server.</p>", 404, "text/html"),
    ),
    Made(doi_handles.SOURCE, asking(DOI), response({"responseCode": 100, "handle": "10.5555/made.one"}, 404)),
    Made(
        doi_records.SOURCE, asking(DOI), response("<html><title>Error: DOI Not Found</title></html>", 404, "text/html", "https://doi.org/x")
    ),
    Made(unpaywall.SOURCE, asking(DOI), response({"HTTP_status_code": 404, "error": True, "message": "no such DOI"}, 404)),
    Made(semantic_scholar.SOURCE, asking(DOI), response({"error": "Paper with id DOI:10.5555/made.one not found"}, 404)),
    Made(semantic_scholar.SOURCE, ENTRY, response({"data": []})),
)
"""What each source says where it has none."""
