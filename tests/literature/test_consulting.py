"""The one call that asks the sources: what is at hand comes first, each question is asked once, an outage is no absence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from claimcheck import citations, readers, ruleset
from claimcheck.http.messages import Judgement, Reply, Request, Response
from claimcheck.literature import Literature, Shelves
from claimcheck.literature.asking import Services
from claimcheck.literature.source import Source
from claimcheck.model import (
    Answer,
    CharSpan,
    Identifier,
    IdentifierKind,
    Notice,
    NoticeKind,
    Outcome,
    Problem,
    Query,
    QueryKind,
    Reference,
    RetractedWork,
    Section,
    StudyKind,
    Topic,
    Work,
)

DOI = Identifier(IdentifierKind.DOI, "10.5555/made.one")
PMID = Identifier(IdentifierKind.PMID, "99000001")
WORK = Work(
    (DOI, PMID),
    "Garden walks for low mood: a randomised trial",
    2019,
    abstract=(Section("RESULTS", "Forty people were randomised to garden walks or to usual care."),),
)
RETRACTED = RetractedWork((DOI,), WORK.title, Notice(NoticeKind.RETRACTION, None, "2020-01-02", "built-in retraction list"))
TOPIC = Topic(("garden walks",), ("low mood",))


@dataclass
class Clerk:
    """A client whose services answer as told; counts what it is asked."""

    outcome: Outcome = Outcome.FOUND
    problems: tuple[Problem, ...] = ()
    asked: Counter[str] = field(default_factory=Counter)

    def ask(self, request: Request, judge: Callable[[Response], Judgement]) -> Reply:
        self.asked[request.url] += 1
        response = Response(200, {}, b"{}") if self.outcome is Outcome.FOUND else None
        return Reply(self.outcome, response, "" if response else "timed out", "2026-01-02")

    def within(self, seconds: float) -> Clerk:
        return self


def source(name: str, parse: Callable[[Query], tuple[Work, ...]], kinds: tuple[QueryKind, ...] = (QueryKind.IDENTIFIER,)) -> Source:
    def build(query: Query) -> Request | None:
        told = "+".join(identifier.value for identifier in query.identifiers)
        return Request(name, f"https://{name}.example/{query.kind}/{told}") if query.kind in kinds else None

    def parsed(query: Query, response: Response) -> Answer:
        works = parse(query)
        return Answer(query, name, Outcome.FOUND if works else Outcome.NOT_FOUND, works)

    return Source(name, name, build, lambda response: Judgement(Outcome.FOUND), parsed)


def reference(*identifiers: Identifier, text: str = "") -> Reference:
    return Reference("r1", CharSpan(0, len(text)), text, identifiers)


def test_offline_a_listed_work_is_found_retracted_and_the_rest_is_not_asked() -> None:
    literature = Literature(Shelves(retractions=(RETRACTED,)))
    other = replace(reference(Identifier(IdentifierKind.DOI, "10.5555/other")), id="r2")
    listed, unknown = literature.consult((reference(DOI), other), {}).resolutions
    assert listed.work is not None
    assert listed.work.is_retracted
    assert (unknown.outcome, unknown.work) == (Outcome.NOT_ASKED, None)


def test_a_shipped_work_answers_for_itself_and_says_how_it_was_done() -> None:
    found = Literature(Shelves(shipped=(WORK,))).consult((reference(PMID),), {}).resolutions[0]
    assert found.work is not None
    assert found.work.study is not None
    assert found.work.study.kind is StudyKind.RANDOMISED
    assert found.work.study.participants == 40


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.NOT_FOUND])
def test_an_outage_is_told_from_an_absence(outcome: Outcome) -> None:
    services = Services(Clerk(outcome), (source("one", lambda query: ()),))
    consulted = Literature(Shelves(), services).consult((reference(DOI),), {})
    assert consulted.resolutions[0].outcome is outcome
    assert bool(consulted.problems) is (outcome is Outcome.FAILED)
    assert next(line for line in consulted.coverage if line.name == "one").outcome == outcome.value


def test_one_source_down_and_the_other_without_it_is_no_absence() -> None:
    class Half(Clerk):
        def ask(self, request: Request, judge: Callable[[Response], Judgement]) -> Reply:
            self.outcome = Outcome.FAILED if request.service == "one" else Outcome.NOT_FOUND
            return super().ask(request, judge)

        def within(self, seconds: float) -> Half:
            return self

    services = Services(Half(), (source("one", lambda query: ()), source("two", lambda query: ())))
    assert Literature(Shelves(), services).consult((reference(DOI),), {}).resolutions[0].outcome is Outcome.FAILED


def test_each_question_is_asked_once_for_all_references_and_claims() -> None:
    clerk = Clerk()
    both = (QueryKind.IDENTIFIER, QueryKind.TOPIC)
    services = Services(clerk, (source("one", lambda query: (WORK,), both),))
    consulted = Literature(Shelves(), services).consult(
        (reference(DOI), replace(reference(DOI), id="r2")), {"c1": TOPIC, "c2": replace(TOPIC)}
    )
    assert [resolution.reference_id for resolution in consulted.resolutions] == ["r1", "r2"]
    assert set(consulted.answers) == {"c1", "c2"}
    assert consulted.answers["c1"] == consulted.answers["c2"]
    assert sorted(clerk.asked.values()) == [1, 1]


def test_a_search_that_gives_numbers_only_is_followed_to_the_records() -> None:
    def fetched(query: Query) -> tuple[Work, ...]:
        return tuple(Work((i,), "Garden walks", source="") for i in query.identifiers if i.kind is IdentifierKind.PMID)

    search = source("pubmed", lambda query: (Work((PMID,), ""),), (QueryKind.TOPIC,))
    services = Services(Clerk(), (search, source("pubmed", fetched)))
    answers = Literature(Shelves(), services).consult((), {"c1": TOPIC}).answers["c1"]
    assert [work.title for answer in answers for work in answer.works] == ["Garden walks"]
    assert answers[0].works[0].fetched == "2026-01-02"


def test_what_the_client_could_not_do_reaches_the_report() -> None:
    clerk = Clerk(problems=(Problem("literature", "answers cannot be kept", "cache"),))
    services = Services(clerk, (source("one", lambda query: (WORK,)),))
    assert "answers cannot be kept" in {problem.message for problem in Literature(Shelves(), services).consult((), {}).problems}


def test_a_source_of_a_stranger_that_raises_has_failed() -> None:
    def broken(query: Query) -> tuple[Work, ...]:
        raise KeyError("title")

    resolution = Literature(Shelves(), Services(Clerk(), (source("strange", broken),))).consult((reference(DOI),), {}).resolutions[0]
    assert resolution.outcome is Outcome.FAILED
    assert "KeyError" in resolution.detail


def test_a_work_known_to_exist_without_a_record_is_not_verified() -> None:
    """A registry that knows a DOI says nothing of what it is, least of all that it stands unretracted."""
    services = Services(Clerk(), (source("one", lambda query: ()),), (source("registry", lambda query: (Work((DOI,), ""),)),))
    resolution = Literature(Shelves(), services).consult((reference(DOI),), {}).resolutions[0]
    assert (resolution.outcome, resolution.work) == (Outcome.FAILED, None)
    assert "registry knows that it exists" in resolution.detail


def test_a_news_page_is_followed_to_the_study_that_it_names() -> None:
    page = reference(Identifier(IdentifierKind.URL, "https://news.example/walks"), text="https://news.example/walks")
    services = Services(Clerk(), (source("one", lambda query: (WORK,)),))
    html = '<p>The study was published in a journal: <a href="https://doi.org/10.5555/made.one">the paper</a></p>'
    found = Literature(Shelves(), services, lambda url: html).consult((page,), {}).resolutions[0]
    assert found.work is not None
    assert found.work.title == WORK.title
    unread = Literature(Shelves(), services, lambda url: "").consult((page,), {}).resolutions[0]
    assert (unread.outcome, unread.work) == (Outcome.NOT_ASKED, None)


def test_a_doi_written_in_capitals_in_a_rule_file_is_found() -> None:
    """The built-in list held DOIs in capitals, which no reference in normal form ever met."""
    rules = ruleset.load()
    written = "Cells heal hearts (https://doi.org/10.1016/S0140-6736(11)61590-0)."
    document = readers.read_bytes(written.encode(), "a.txt", "text/plain")
    found = Literature(Shelves(retractions=rules.retractions)).consult(citations.find(document).references, {})
    work = found.resolutions[0].work
    assert work is not None
    assert work.is_retracted
