"""From references to works, with sources that know, do not know, fail and are not asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from claimcheck.literature.references.resolving import BOOK, WEB_PAGE, resolve
from claimcheck.model import (
    Answer,
    Author,
    CharSpan,
    Identifier,
    IdentifierKind,
    MismatchKind,
    Notice,
    NoticeKind,
    Outcome,
    Query,
    QueryKind,
    Reference,
    Section,
    Work,
)

DOI = Identifier(IdentifierKind.DOI, "10.1000/walnut")
PMID = Identifier(IdentifierKind.PMID, "1234567")
OTHER = Identifier(IdentifierKind.PMID, "7654321")
URL = Identifier(IdentifierKind.URL, "https://example.org/a")
TEXT = "Lee K, Okafor B. Walnut oil in children with tics: a trial. J Walnuts. 2019;3:4-9."
WORK = Work((DOI, PMID), "Walnut oil in children with tics: a trial", 2019, "Journal of Walnuts",
            authors=(Author("Lee", "K"), Author("Okafor", "B")), source="PubMed", volume="3", pages="4-9")  # fmt: skip
STRANGER = Work((OTHER,), "Hip fractures in racing greyhounds", 2003, "Vet Rec", authors=(Author("Ivanova"),), source="PubMed")
Said = Mapping[object, Outcome | tuple[Work, ...]]


def asking(**sources: Said) -> Callable[[Query], tuple[Answer, ...]]:
    """Sources that answer by identifier, or to "words"; what they do not list they do not have."""

    def ask(query: Query) -> tuple[Answer, ...]:
        key: object = query.identifiers[0] if query.kind is QueryKind.IDENTIFIER else "words"
        return tuple(
            _answer(query, name.replace("_", " "), said.get(key, said.get("else", Outcome.NOT_FOUND))) for name, said in sources.items()
        )

    return ask


def _answer(query: Query, name: str, said: Outcome | tuple[Work, ...]) -> Answer:
    if isinstance(said, Outcome):
        return Answer(query, name, said, detail="timed out" if said is Outcome.FAILED else "offline" if said is Outcome.NOT_ASKED else "")
    return Answer(query, name, Outcome.FOUND, said)


def reference(*identifiers: Identifier, text: str = TEXT) -> Reference:
    return Reference("r1", CharSpan(0, 0), text, identifiers)


def test_records_of_several_sources_become_one_work_with_the_notices_of_all() -> None:
    crossref = Work(
        (DOI,), "Walnut oil in children with tics", 2018, "J Walnuts", source="Crossref", abstract=(Section("", "Words."),),
        notices=(Notice(NoticeKind.RETRACTION, OTHER, "2021-02-03"),),
    )  # fmt: skip
    known = replace(WORK, notices=(Notice(NoticeKind.RETRACTION, None, "2021"),))
    found = resolve(reference(DOI, PMID), asking(Crossref={DOI: (crossref,)}, PubMed={PMID: (known,)}))
    assert (found.outcome, found.mismatches, found.source) == (Outcome.FOUND, (), "PubMed, Crossref")
    assert found.work is not None
    assert found.work.is_retracted
    assert found.work.abstract_text == "Words."
    assert found.work.notices == (Notice(NoticeKind.RETRACTION, OTHER, "2021-02-03", "Crossref, PubMed"),)
    assert found.confidence > 0.9


def test_an_identifier_of_another_work_is_a_title_mismatch_and_says_where_the_right_one_is() -> None:
    found = resolve(reference(OTHER), asking(PubMed={OTHER: (STRANGER,), "words": (WORK,)}))
    assert found.work is not None
    assert found.work.title == STRANGER.title
    assert MismatchKind.TITLE in {mismatch.kind for mismatch in found.mismatches}
    assert found.confidence < 0.5
    assert "10.1000/walnut" in found.detail


def test_two_identifiers_of_two_works() -> None:
    found = resolve(reference(DOI, OTHER), asking(PubMed={OTHER: (STRANGER,)}, Crossref={DOI: (WORK,)}))
    assert found.work is not None
    assert found.work.title == WORK.title
    assert [mismatch.kind for mismatch in found.mismatches] == [MismatchKind.IDENTIFIER]
    assert "7654321" in found.mismatches[0].given


def test_an_unknown_identifier_beside_words_that_lead_to_a_work() -> None:
    found = resolve(reference(OTHER), asking(PubMed={"words": (WORK,)}, Crossref={}))
    assert (found.outcome, [m.kind for m in found.mismatches]) == (Outcome.FOUND, [MismatchKind.IDENTIFIER])
    failing = resolve(reference(OTHER), asking(PubMed={OTHER: Outcome.FAILED, "words": (WORK,)}))
    assert (failing.outcome, failing.mismatches) == (Outcome.FOUND, ())


def test_not_found_needs_an_answer_of_every_source() -> None:
    assert resolve(reference(DOI), asking(PubMed={}, Crossref={})).outcome is Outcome.NOT_FOUND
    assert "PubMed or Crossref" in resolve(reference(DOI), asking(PubMed={}, Crossref={})).detail
    failed = resolve(reference(DOI), asking(PubMed={}, Crossref={"else": Outcome.FAILED}))
    assert (failed.outcome, failed.detail) == (Outcome.FAILED, "Crossref: timed out")
    once = resolve(reference(DOI), asking(PubMed={}, Crossref={"words": Outcome.FAILED}))
    assert once.outcome is Outcome.FAILED
    offline = resolve(reference(DOI), asking(PubMed={"else": Outcome.NOT_ASKED}))
    assert (offline.outcome, offline.detail) == (Outcome.NOT_ASKED, "offline")


def test_a_source_that_holds_a_part_never_shows_that_there_is_no_work() -> None:
    assert resolve(reference(DOI), asking(local_library={})).outcome is Outcome.NOT_ASKED
    assert resolve(reference(), asking(local_library={"words": (WORK,)})).outcome is Outcome.FOUND
    assert resolve(reference(DOI), lambda query: ()).outcome is Outcome.NOT_ASKED


def test_pages_and_books_are_no_missing_studies() -> None:
    page = resolve(reference(URL, text="Walnut Clinic. Walnut oil and you. https://example.org/a"), asking(PubMed={}))
    assert (page.outcome, page.detail, page.answers) == (Outcome.NOT_ASKED, WEB_PAGE, ())
    book = resolve(
        reference(Identifier(IdentifierKind.ISBN, "9780306406157"), text="Lee K. The walnut handbook. Walnut Press; 2019."),
        asking(PubMed={}),
    )
    assert (book.outcome, book.detail) == (Outcome.NOT_ASKED, BOOK)


def test_a_bare_marker_says_too_little() -> None:
    found = resolve(reference(text="[3]"), asking(PubMed={}))
    assert (found.outcome, found.answers) == (Outcome.NOT_ASKED, ())


def test_a_trial_number_beside_its_article_is_no_conflict() -> None:
    trial = Identifier(IdentifierKind.NCT, "NCT01234567")
    record = Work((trial,), "Walnut oil for tics", 2015, source="ClinicalTrials.gov")
    found = resolve(reference(DOI, trial), asking(PubMed={DOI: (WORK,)}, ClinicalTrials={trial: (record,)}))
    assert found.work is not None
    assert (found.work.title, found.mismatches) == (WORK.title, ())
