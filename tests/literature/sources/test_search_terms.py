"""Search terms keep the words of a claim as words."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.literature.sources import clinicaltrials, crossref, europepmc, pubmed_search, semantic_scholar, terms
from claimcheck.model import Bibliography, Identifier, IdentifierKind, Query, QueryKind, Topic

WORDS = st.text(max_size=60)
TOPICS = st.builds(Topic, st.tuples(WORDS, WORDS), st.tuples(WORDS), st.tuples(WORDS))
ENTRIES = st.builds(
    Bibliography, WORDS, WORDS, st.lists(WORDS, max_size=3).map(tuple), st.none() | st.integers(1800, 2100), WORDS, WORDS, WORDS
)


def test_a_topic_is_asked_by_heading_and_by_words_in_both_numbers() -> None:
    topic = Topic(("acupuncture", "HBOT"), ("hot flash",), ("sleep",))
    assert pubmed_search.topic_term(topic).startswith(
        '("acupuncture"[mh] OR "acupuncture"[tiab] OR "acupunctures"[tiab] OR "HBOT"[mh] OR "HBOT"[tiab])'
        ' AND ("hot flash"[mh] OR "hot flash"[tiab:~0] OR "hot flashes"[tiab:~0]) AND hasabstract NOT ('
    )
    assert europepmc.topic_term(topic).startswith('(TITLE_ABS:"acupuncture" OR TITLE_ABS:"acupunctures" OR KW:"acupuncture" OR ')
    assert "sleep" not in pubmed_search.topic_term(topic)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("hot flashes", "hot flash"),
        ("statin", "statins"),
        ("stem cell therapies", "stem cell therapy"),
        ("cell therapy", "cell therapies"),
        ("day", None),
        ("x-ray", None),
        ("birth delay", "birth delays"),
        ("reflux", "refluxes"),
        ("arthritis", None),
        ("illness", None),
        ("virus", None),
        ("vitamin B12", None),
        ("CBD", None),
    ],
)
def test_both_numbers_of_a_name(name: str, other: str | None) -> None:
    assert terms.numbers(name) == ((name, other) if other else (name,))


def test_the_outcome_stands_in_for_a_condition() -> None:
    assert '"sleep"[tiab]' in pubmed_search.topic_term(Topic(("walks",), (), ("sleep",)))
    assert pubmed_search.topic_term(Topic((), (), ("sleep",))) == ""
    assert pubmed_search.topic_term(Topic()) == ""


def test_operators_brackets_and_quotes_stay_words() -> None:
    term = pubmed_search.topic_term(Topic(('walks" OR "x"[tiab] NOT (all)*',), ("OR",), ("mood",)))
    assert term.startswith('("walks OR x tiab NOT all"[mh] OR "walks OR x tiab NOT all"[tiab:~0]) AND ("mood"[mh]')


def test_an_entry_with_a_telling_title_is_asked_by_its_title_alone() -> None:
    entry = Bibliography("", "Effect of Garden-Walks on low mood: a made-up trial", ("Wrong",), 1999)
    assert pubmed_search.entry_term(entry) == "Effect[ti] AND Garden[ti] AND Walks[ti] AND low[ti] AND mood[ti] AND made[ti] AND trial[ti]"
    assert europepmc.entry_term(entry).startswith("TITLE:Effect AND TITLE:Garden")
    assert crossref.entry_words(entry) == "Wrong 1999 Effect of Garden-Walks on low mood: a made-up trial"


def test_an_entry_without_a_title_is_asked_by_all_that_it_gives() -> None:
    entry = Bibliography("", "", ("van Sample",), 2010, "J Samples", "351", "637–41")
    assert pubmed_search.entry_term(entry) == '"Sample"[1au] AND 2010[dp] AND "J Samples"[ta] AND "351"[vi] AND "637"[pg]'
    assert pubmed_search.entry_term(Bibliography("", "", ("Sample",), 2010)) == ""
    assert crossref.entry_words(Bibliography("Sample S. Walks. J Samples. 2010;351:637")) == "Sample S. Walks. J Samples. 2010;351:637"
    assert crossref.entry_words(Bibliography("Sample 2010")) == ""


def test_europepmc_keeps_within_the_length_it_takes() -> None:
    names = tuple(f"a rather long name of a therapy that nobody has heard of number {number}" for number in range(8))
    request = europepmc.SOURCE.build_request(Query(QueryKind.TOPIC, topic=Topic(names, names, names)))
    assert request is not None
    assert len(parse_qs(urlsplit(request.url).query)["query"][0]) < 1500


@given(TOPICS)
@settings(deadline=None)
def test_no_word_of_a_topic_becomes_an_operator(topic: Topic) -> None:
    term = pubmed_search.topic_term(topic)
    outside = re.sub(r'"[^"]*"', "Q", term)
    assert re.fullmatch(r"(?:Q|\[(?:mh|tiab|pt|tiab:~0)\]|[() ]|OR|AND|NOT|hasabstract)*", outside)
    assert term.count('"') % 2 == 0
    outside = re.sub(r'"[^"]*"', "Q", europepmc.topic_term(topic))
    assert re.fullmatch(r"(?:(?:TITLE_ABS|KW|PUB_TYPE):Q|[() ]|OR|AND|NOT|HAS_ABSTRACT:Y)*", outside)


@given(TOPICS, ENTRIES)
@settings(deadline=None)
def test_every_request_is_an_address(topic: Topic, entry: Bibliography) -> None:
    queries = (Query(QueryKind.TOPIC, topic=topic), Query(QueryKind.BIBLIOGRAPHY, bibliography=entry))
    for module in (pubmed_search, europepmc, crossref, clinicaltrials, semantic_scholar):
        for query in queries:
            request = module.SOURCE.build_request(query)
            if request is not None:
                assert re.fullmatch(r"https://[\w.-]+/[\w./-]+\?[\w.~%&=+-]+", request.url, re.ASCII)
                assert len(request.url) < 12_000


@given(ENTRIES)
@settings(deadline=None)
def test_title_words_stand_in_the_title(entry: Bibliography) -> None:
    plain = terms.phrase_of_title(entry.title)
    assert all(word in plain for word in terms.title_words(entry.title))
    assert len(terms.title_words(entry.title)) <= 8


def test_a_doi_is_asked_of_pubmed_where_no_pmid_is_known() -> None:
    doi = Identifier(IdentifierKind.DOI, "10.5555/s1(97)2-0")
    request = pubmed_search.SOURCE.build_request(Query(QueryKind.IDENTIFIER, (doi,)))
    assert request is not None
    assert parse_qs(urlsplit(request.url).query)["term"] == ['"10.5555/s1(97)2-0"[doi]']
    pmid = Identifier(IdentifierKind.PMID, "99000001")
    odd = Identifier(IdentifierKind.DOI, '10.5555/a"[all]')
    assert pubmed_search.SOURCE.build_request(Query(QueryKind.IDENTIFIER, (doi, pmid))) is None
    assert pubmed_search.SOURCE.build_request(Query(QueryKind.IDENTIFIER, (odd,))) is None
