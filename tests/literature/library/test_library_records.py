"""Works put in and found again: by identifier and title, revised, completed, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_works import doi, nct, pmid, work

from claimcheck.literature import studies
from claimcheck.literature.importing import records_of
from claimcheck.literature.library import Filters, Library, Writer, filters, names, verifying
from claimcheck.literature.library.filters import tags
from claimcheck.model import Identifier, IdentifierKind, StudyKind, Work

PUBMED = Path(__file__).resolve().parents[4] / "shared" / "literature" / "pubmed_medline16n0902_604.xml.gz"


def test_a_work_is_found_whole_by_each_identifier(filled) -> None:
    whole = work(
        pmid(1),
        doi("10.1/a"),
        Identifier(IdentifierKind.PMCID, "PMC9"),
        year=2020,
        journal="J",
        mesh=("Zinc", "Common Cold/drug therapy"),
        keywords=("zinc",),
        references=(pmid(7),),
        conflicts="none",
        fetched="2026-01-01",
        digest="d",
    )
    library = filled(whole)
    assert {library.find(identifier) for identifier in whole.identifiers} == {whole}
    assert library.find(pmid(2)) is None
    assert library.find(doi("1")) is None


@pytest.mark.parametrize(
    "asked", ["Zinc for Colds.", "  zinc   FOR colds", "Zínc for cólds?", "“Zinc” for colds", "ZINC FOR COLDS"], ids=str
)
def test_a_title_is_found_however_it_is_spelt(filled, asked: str) -> None:
    library = filled(work(pmid(1)), work(pmid(2), title="Zinc for colds in children"))
    assert [found.identifiers[0].value for found in library.find_title(asked)] == ["1"]


def test_a_title_with_other_words_gives_candidates(filled) -> None:
    library = filled(
        work(pmid(1), title="Hyperbaric oxygen for children with cerebral palsy: a randomised trial"),
        work(pmid(2), title="Hyperbaric oxygen in diving"),
    )
    asked = "Hyperbaric oxygen for children with cerebral palsy: a randomized multicentre trial"
    assert [found.identifiers[0].value for found in library.find_title(asked)] == ["1"]
    entry = f"Smith J, Jones P. {asked} Lancet 2001;357:582-6"
    assert [found.identifiers[0].value for found in library.find_title(entry)] == ["1"]
    assert library.find_title("Statins in the elderly") == library.find_title("…") == ()


def test_a_later_record_takes_the_place_of_an_earlier_one_only(filled) -> None:
    filled(work(pmid(1), title="Second", fetched="2026-02-02"))
    assert filled(work(pmid(1), title="First", fetched="2026-01-01")).find(pmid(1)).title == "Second"
    library = filled(work(pmid(1), title="Third", fetched="2026-03-03"))
    assert library.find(pmid(1)).title == "Third"
    assert library.find_title("Second") == ()
    assert library.status().records == 1
    assert library.status().newest == "2026-03-03"


def test_a_record_of_another_source_fills_gaps_and_loses_nothing(filled) -> None:
    filled(work(pmid(1), doi("10.1/a"), mesh=("Zinc",), year=2001))
    library = filled(replace(work(doi("10.1/a"), title="Zinc for colds", source="Crossref"), abstract=(), journal="Lancet"))
    found = library.find(pmid(1))
    assert (found.mesh, found.year, found.journal, found.source) == (("Zinc",), 2001, "Lancet", "Crossref")
    assert set(found.identifiers) == {pmid(1), doi("10.1/a")}
    assert found.abstract_text == "Zinc lozenges were tried."
    assert library.status().by_source == (("Crossref", 1),)


def test_records_that_turn_out_to_be_of_one_work_become_one(filled) -> None:
    filled(work(pmid(1), year=2001), work(doi("10.1/a"), title="Zinc for colds", source="Crossref", journal="Lancet"))
    library = filled(work(pmid(1), doi("10.1/a")))
    found = library.find(doi("10.1/a"))
    assert library.status().records == 1
    assert (found.source, found.journal, found.year) == ("PubMed", "Lancet", None)
    assert found == library.find(pmid(1))
    assert len(library.search("zinc")) == 1


def test_two_pmids_are_two_works_whatever_else_they_share(filled) -> None:
    library = filled(work(pmid(1), doi("10.1/a"), nct("NCT00000001")), work(pmid(2), doi("10.1/a"), nct("NCT00000001")))
    assert library.status().records == 2
    assert library.find(doi("10.1/a")).identifiers[0] == pmid(1)


def test_a_trial_number_names_the_registration_before_an_article(filled) -> None:
    article, trial = work(pmid(1), nct("NCT00000001")), work(nct("NCT00000001"), title="A trial", source="ClinicalTrials.gov")
    assert filled(article).find(nct("NCT00000001")) == article
    library = filled(trial)
    assert library.find(nct("NCT00000001")) == trial
    assert library.status().records == 2
    assert filled(replace(trial, title="A trial, changed")).status().records == 2


def test_works_without_identifiers_are_one_where_title_and_year_agree(filled) -> None:
    library = filled(work(year=2001), work(year=2001, title="Zinc for colds."), work(year=2002), work(pmid(1), year=2001))
    assert library.status().records == 3
    assert len(library.find_title("Zinc for colds")) == 3


def test_deleted_works_are_gone_from_names_and_index(filled, tmp_path: Path) -> None:
    filled(work(pmid(1)), work(pmid(2), title="Zinc in soil"))
    with Writer(tmp_path / "library") as writer:
        counts = writer.delete(["1", "77"])
    library = Library.open(tmp_path / "library")
    assert counts.deleted == 1
    assert library.find(pmid(1)) is None
    assert [hit.work.identifiers[0].value for hit in library.search("zinc")] == ["2"]
    assert library.status().records == 1
    library.close()


def test_what_is_given_twice_is_kept_once(filled, tmp_path: Path) -> None:
    same = work(pmid(1), fetched="2026-01-01")
    filled(same, same)
    with Writer(tmp_path / "library") as writer:
        counts = writer.add([same])
    assert (counts.new, counts.revised, counts.kept) == (0, 0, 1)


def test_works_can_be_filtered_by_what_was_never_read_into_them(filled) -> None:
    told = work(pmid(1), title="A trial of zinc", publication_types=("Randomized Controlled Trial",), mesh=("Humans",))
    bare = replace(told, study=None)
    (hit,) = filled(bare).search("zinc", 10, Filters(kinds=frozenset({StudyKind.RANDOMISED}), humans=True))
    assert hit.work == bare


@pytest.mark.shared
@pytest.mark.skipif(not PUBMED.is_file(), reason="the shared literature is not here")
def test_filters_know_the_studies_that_are_read() -> None:
    works = [record for record in records_of(PUBMED) if isinstance(record, Work)]
    for record in works:
        study = studies.read(record).study
        marks = set(tags(record, ()))
        assert filters.kind_tag(study.kind) in marks
        assert ("humans:yes" in marks, "humans:no" in marks) == (study.humans is True, study.humans is False)


def test_works_come_out_in_the_order_in_which_they_came(filled) -> None:
    works = [work(pmid(number), title=f"Title {number}") for number in (3, 1, 2)]
    assert list(filled(*works).works()) == works


_SOME = st.lists(
    st.tuples(st.sampled_from("123"), st.sampled_from(["", "10.1/a", "10.1/b"]), st.integers(2020, 2023), st.booleans()), max_size=12
)


@settings(max_examples=20, deadline=None)
@given(_SOME)
def test_any_order_of_changes_leaves_a_whole_library(changes: Sequence[tuple[str, str, int, bool]]) -> None:
    standing: dict[str, Work] = {}
    gone: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        with Writer(Path(folder), batch=3) as writer:
            for number, other, year, taken_back in changes:
                given = work(pmid(number), *([doi(other)] if other else []), title=f"Of {year}", fetched=f"{year}-01-01")
                if taken_back:
                    writer.delete([number])
                    dropped = standing.pop(number, None)
                    gone[number] = max(gone.get(number, ""), dropped.fetched if dropped else "")
                else:
                    writer.add([given])
                    newer = number not in standing or given.fetched >= standing[number].fetched
                    if newer and given.fetched > gone.get(number, ""):
                        standing[number] = given
        assert list(verifying.damages(Path(folder), lambda done: None)) == []
        with Library.open(Path(folder)) as library:
            assert {number: library.find(pmid(number)) for number in "123"} == {number: standing.get(number) for number in "123"}
            assert library.status().records == len(standing)


def test_the_digest_names_the_content_and_not_the_order(filled, tmp_path: Path) -> None:
    one, two = work(pmid(1)), work(pmid(2), title="Statins")
    first = filled(one, two).status().digest
    with Writer(tmp_path / "other") as writer:
        writer.add([two, work(pmid(3)), one])
        writer.delete(["3"])
    with Library.open(tmp_path / "other") as other:
        assert other.status().digest == first
    assert filled(replace(one, year=1999)).status().digest != first


@given(st.text(max_size=80))
def test_plain_titles_stay_as_they_are(title: str) -> None:
    plain = names.plain_title(title)
    assert names.plain_title(plain) == plain
    assert names.plain_title(f" {title.upper() if title.isascii() else title}. ") == plain
