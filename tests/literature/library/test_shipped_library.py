"""The works behind the evidence statements as a library in memory."""

from __future__ import annotations

from claimcheck import ruleset
from claimcheck.literature.library import Filters, ShippedLibrary, shipped
from claimcheck.model import Certainty, Direction, EvidenceStatement, Identifier, IdentifierKind, StudyKind, Topic

DOI = Identifier(IdentifierKind.DOI, "10.1234/a")


def statement(name: str, text: str, **fields) -> EvidenceStatement:
    told = {"identifiers": (DOI,), "title": "Zinc and colds", "journal": "J", "year": 2010, "design": "randomised trial"} | fields
    return EvidenceStatement(name, "zinc", ("zinc",), (), (), frozenset(), text, Direction.BENEFIT, Certainty.LOW, **told)


def test_statements_on_one_work_make_one_work() -> None:
    works = shipped.works_of(
        [
            statement("a", "Colds were shorter.", participants=20, as_of="2025-01"),
            statement("b", "Colds were milder.", participants=30, follow_up_months=6.0, ages=frozenset({"adults"})),
            statement("c", "Nothing is known.", identifiers=()),
        ]
    )
    (work,) = works
    assert (work.identifiers, work.title, work.journal, work.year, work.fetched) == ((DOI,), "Zinc and colds", "J", 2010, "2025-01")
    assert [part.text for part in work.abstract] == ["Colds were shorter.", "Colds were milder."]
    assert work.study is not None
    study = (work.study.kind, work.study.participants, work.study.follow_up_months, work.study.ages, work.study.humans)
    assert study == (StudyKind.RANDOMISED, 30, 6.0, {"adults"}, True)


def test_designs_in_words() -> None:
    told = {
        "Cochrane systematic review": StudyKind.SYSTEMATIC_REVIEW,
        "open-label, three-arm randomised trial": StudyKind.RANDOMISED,
        "systematic review and meta-analysis of preclinical studies": StudyKind.ANIMAL,
        "drug label": StudyKind.GUIDELINE,
        "nationwide cohort study": StudyKind.COHORT,
        "uncontrolled pilot study": StudyKind.SINGLE_ARM,
        "narrative review": StudyKind.NARRATIVE_REVIEW,
        "": StudyKind.OTHER,
    }
    found = {design: shipped.works_of([statement("a", "Text.", design=design)])[0].study for design in told}
    assert {design: study.kind for design, study in found.items() if study} == told


def test_every_identifier_of_a_shipped_statement_leads_to_its_work() -> None:
    statements = ruleset.load().statements
    library = ShippedLibrary(shipped.works_of(statements))
    named = [told for told in statements if told.identifiers and told.title]
    assert len(named) > 100
    for told in named:
        for identifier in told.identifiers:
            found = library.find(identifier)
            assert found is not None
            assert identifier in found.identifiers
        assert told.title in {work.title for work in library.find_title(told.title)}
    assert library.find(DOI) is None


def test_the_shipped_works_are_searched() -> None:
    library = ShippedLibrary(shipped.works_of(ruleset.load().statements))
    reviews = Filters(kinds=frozenset({StudyKind.SYSTEMATIC_REVIEW}))
    hits = library.search("Acupuncture relieves chronic pain", 3, reviews)
    assert "cupuncture" in hits[0].work.title
    assert all(hit.work.study and hit.work.study.kind is StudyKind.SYSTEMATIC_REVIEW for hit in hits)
    assert library.search_topic(Topic(("acupuncture",), ("chronic pain",)))
    assert library.find_title("Acupuncture of chronic pain: an update of an individual patient data meta-analysis")
    assert library.notices(hits[0].work.identifiers[0]) == ()
