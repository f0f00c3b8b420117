"""The kind of study: by publication types and headings first, by the words of title and abstract where these leave it open."""

from __future__ import annotations

import pytest

from claimcheck.literature.studies import read
from claimcheck.model import Identifier, IdentifierKind, Section, Study, StudyKind, Work


def kind(title: str, abstract: str = "", types: tuple[str, ...] = (), mesh: tuple[str, ...] = ()) -> StudyKind:
    sections = (Section("", abstract),) if abstract else ()
    study = read(Work((), title, abstract=sections, publication_types=types, mesh=mesh)).study
    assert study is not None
    return study.kind


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("Cord blood for cerebral palsy: a randomised trial", "We gave cells or saline to 63 children.", StudyKind.RANDOMISED),
        ("Cells for stroke", "Patients were randomly assigned to cells or usual care.", StudyKind.RANDOMISED),
        ("Alendronate in men", "In a double-blind trial 241 men received alendronate or placebo.", StudyKind.RANDOMISED),
        ("Exercise in rats after stroke", "Rats were randomly assigned to running or rest.", StudyKind.ANIMAL),
        ("Stem cells for autism: a systematic review and meta-analysis", "Trials in children were pooled.", StudyKind.SYSTEMATIC_REVIEW),
        (
            "Oxygen for autism",
            "Data sources: MEDLINE was searched. Study selection: randomized controlled trials in children. Data extraction by two.",
            StudyKind.SYSTEMATIC_REVIEW,
        ),
        ("Cells for knees: study protocol for a randomised trial", "Patients will be randomised.", StudyKind.PROTOCOL),
        ("Exercise in clinics", "Patients will be randomised; pain will be assessed; the trial will be conducted.", StudyKind.PROTOCOL),
        ("Hair loss after cells: a case report", "A 34-year-old woman.", StudyKind.CASE_REPORT),
        ("Smoking and knees: a cohort study", "We followed 900 adults.", StudyKind.COHORT),
        ("Milk and asthma", "In this cross-sectional study 300 children were examined.", StudyKind.CROSS_SECTIONAL),
        ("Salt and stroke", "A case-control study of 90 patients with stroke.", StudyKind.CASE_CONTROL),
        ("Infusion of cells: an open-label phase I study", "12 patients were treated.", StudyKind.SINGLE_ARM),
        ("Reply to Smith and Jones", "", StudyKind.OPINION),
        ("Re: Oxygen for autism in children", "", StudyKind.OPINION),
        ("Re-evaluation of oxygen: a cohort study", "We followed 90 children.", StudyKind.COHORT),
        ("Retraction: Cells for everything", "", StudyKind.NOTICE),
        ("Correction of vitamin D deficiency: a randomised trial", "Patients were randomised.", StudyKind.RANDOMISED),
        ("Kinase binding", "The protein was expressed in cultured cell lines and mRNA was measured by PCR.", StudyKind.IN_VITRO),
        ("Clinical practice guideline for low back pain", "", StudyKind.GUIDELINE),
        ("Green light in photodiodes", "", StudyKind.OTHER),
    ],
)
def test_kinds_by_words(title: str, abstract: str, expected: StudyKind) -> None:
    assert kind(title, abstract) is expected


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Fish oil on the skin of bedridden people", "Thirty patients were randomly divided; they had fish oil or water on the heel."),
        ("Fish oil after hard training", "Twenty-one men took fish oil or placebo in a double-blind trial."),
        (
            "A meal of chicken and nuts",
            "Fifty-one participants ate a meal of chicken, then one of beef, in random order. Chicken was liked.",
        ),
        ("Renal function and captopril: the CATS randomised trial", "The study population consisted of 298 patients. CATS ended early."),
        (
            "Rabbit antithymocyte globulin after transplantation",
            "Patients (n=180) were randomised to rabbit antithymocyte globulin or none.",
        ),
        ("FISH for yeasts in blood", "Blood of 202 patients was read by FISH or by culture; patients were randomised."),
        ("Goat milk for cow's milk allergy", "Forty infants were randomly assigned to goat milk or cow's milk."),
        ("A walk with pet dogs", "Ninety residents were randomised to walks with therapy dogs or alone."),
    ],
)
def test_animals_as_food_reagent_pet_or_name_make_no_animal_study(title: str, abstract: str) -> None:
    study = read(Work((), title, abstract=(Section("", abstract),))).study
    assert study is not None
    assert study.kind in (StudyKind.RANDOMISED, StudyKind.CONTROLLED)
    assert study.humans is True


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Oxygen after stroke", "Male Wistar rats breathed oxygen or air. The rats were killed after 2 days. Patients may profit."),
        ("Oxygen after stroke in gerbils", "Groups of ten breathed oxygen or air at random."),
        ("Oxygen for wounds", "Twelve piglets were randomly assigned to oxygen or air; piglets treated with oxygen healed."),
        ("Oxygen in the ferret", "Ferrets were randomly assigned to oxygen or air."),
        ("Oxygen in zebrafish", "Zebrafish were exposed to oxygen."),
    ],
)
def test_animals_that_are_the_subject_make_an_animal_study(title: str, abstract: str) -> None:
    study = read(Work((), title, abstract=(Section("", abstract),))).study
    assert study is not None
    assert (study.kind, study.humans) == (StudyKind.ANIMAL, False)


def test_a_study_of_animals_and_people_is_neither() -> None:
    abstract = "Eyes of mice were treated with oil. Then 40 patients were randomly assigned to oil or water."
    study = read(Work((), "Oil for dry eyes, at the bench and in the clinic", abstract=(Section("", abstract),))).study
    assert study is not None
    assert study.kind is not StudyKind.ANIMAL
    assert study.humans is None


def test_names_of_drugs_make_no_laboratory_study() -> None:
    assert kind("Angiotensin receptor blockers in heart failure") is StudyKind.OTHER
    assert kind("Stem cell clinics that advertise to consumers") is StudyKind.OTHER
    assert kind("Receptor binding of oxygen in vitro", "The receptor was incubated with oxygen.") is StudyKind.IN_VITRO


def test_a_heading_for_animals_alone_is_not_believed_against_the_words() -> None:
    abstract = "The bacterium is found by a breath test. A drug has been approved for patients with ulcers."
    assert kind("Consensus on ulcers", abstract, mesh=("Animals", "Apoptosis")) is not StudyKind.ANIMAL


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("Overview of randomised trials of ramipril", "Data were obtained for all trials in patients.", StudyKind.SYSTEMATIC_REVIEW),
        (
            "Rationale and design of the DAWN trial",
            "Patients are randomised to light or dark. An earlier trial helped significantly.",
            StudyKind.PROTOCOL,
        ),
        (
            "The DAWN trial",
            "This paper describes the rationale and design of a trial in which patients are randomised.",
            StudyKind.PROTOCOL,
        ),
        (
            "Clonidine against terazosin",
            "A double-blind, double-dummy trial in 44 patients, who were treated for 8 weeks.",
            StudyKind.RANDOMISED,
        ),
        ("Terazosin switched", "An open study of 44 patients whom a double-blind study had left unwell.", StudyKind.SINGLE_ARM),
        ("Elective birth", "A Cochrane review: trials in women were found.", StudyKind.OTHER),
        ("Elective birth: a Cochrane review", "Trials in women were found.", StudyKind.SYSTEMATIC_REVIEW),
        ("Recovery in the phase 1 unit after surgery", "We watched 30 patients.", StudyKind.OTHER),
    ],
)
def test_reviews_plans_and_blinded_trials(title: str, abstract: str, expected: StudyKind) -> None:
    assert kind(title, abstract) is expected


@pytest.mark.parametrize(
    "abstract",
    [
        "We examined 300 randomly selected patients with asthma in a cross-sectional survey.",
        "This survey of 300 patients shows that randomized controlled trials are needed.",
        "In this cross-sectional survey a random sample of patients was interviewed.",
        "We used Mendelian randomization in a survey of 9,000 adults.",
    ],
)
def test_chance_that_assigns_no_treatment_makes_no_trial(abstract: str) -> None:
    assert kind("Asthma in town", abstract) is not StudyKind.RANDOMISED


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("Randomized Controlled Trial", "Journal Article"), StudyKind.RANDOMISED),
        (("Meta-Analysis", "Randomized Controlled Trial"), StudyKind.SYSTEMATIC_REVIEW),
        (("Systematic Review",), StudyKind.SYSTEMATIC_REVIEW),
        (("Review",), StudyKind.NARRATIVE_REVIEW),
        (("review-article",), StudyKind.NARRATIVE_REVIEW),
        (("Case Reports",), StudyKind.CASE_REPORT),
        (("Letter", "Comment"), StudyKind.OPINION),
        (("Practice Guideline",), StudyKind.GUIDELINE),
        (("Clinical Trial, Phase II",), StudyKind.SINGLE_ARM),
        (("Controlled Clinical Trial",), StudyKind.CONTROLLED),
        (("Observational Study",), StudyKind.COHORT),
        (("Clinical Trial Protocol",), StudyKind.PROTOCOL),
        (("Published Erratum",), StudyKind.NOTICE),
        (("Randomized Controlled Trial, Veterinary",), StudyKind.ANIMAL),
    ],
)
def test_publication_types_decide(types: tuple[str, ...], expected: StudyKind) -> None:
    assert kind("Cells in medicine", "Patients got better.", types) is expected


def test_the_record_beats_a_keyword() -> None:
    assert kind("The case report is dead", "", ("Editorial",)) is StudyKind.OPINION
    assert kind("Randomised trials of cells: what do we know?", "Patients were randomised.", ("Review",)) is StudyKind.NARRATIVE_REVIEW
    assert kind("Cells in medicine", "Patients will be randomised.", ("Meta-Analysis",)) is StudyKind.SYSTEMATIC_REVIEW


def test_subject_headings_tell_animals_from_people() -> None:
    abstract = "Subjects were randomly assigned to oxygen or air."
    assert kind("Oxygen after stroke", abstract, mesh=("Animals", "Stroke/therapy")) is StudyKind.ANIMAL
    assert kind("Oxygen after stroke", abstract, mesh=("Animals", "Humans")) is StudyKind.RANDOMISED
    people = "Healthy volunteers, 6 men and 6 women, took oxygen in a double-blind crossover trial."
    assert kind("Oxygen in men", people, mesh=("Animals",)) is StudyKind.RANDOMISED
    study = read(Work((), "Oxygen", mesh=("*Humans",))).study
    assert study is not None
    assert study.humans is True


def test_a_registration_is_one_until_it_has_results() -> None:
    def registered(*types: str) -> StudyKind:
        work = Work((Identifier(IdentifierKind.NCT, "NCT00000001"),), "Cells for knees", publication_types=types)
        study = read(work).study
        assert study is not None
        return study.kind

    assert registered("Interventional", "Randomized", "no results posted") is StudyKind.REGISTRATION
    assert registered("Interventional", "Randomized", "results posted") is StudyKind.RANDOMISED
    assert registered("Interventional", "Non randomized", "results posted") is StudyKind.CONTROLLED
    assert registered("Interventional", "Single group", "results posted") is StudyKind.SINGLE_ARM
    assert registered("Observational", "results posted") is StudyKind.COHORT


def test_what_a_parser_knew_stays() -> None:
    given = Study(StudyKind.REGISTRATION, participants=31, ages=frozenset({"children"}), compared=False)
    study = read(Work((), "A randomised trial in 200 adults", study=given)).study
    assert study is not None
    assert (study.kind, study.participants, study.ages, study.compared) == (StudyKind.REGISTRATION, 31, {"children"}, False)


def test_preprints_are_told_by_type_journal_and_doi() -> None:
    def is_preprint(**fields: object) -> bool:
        study = read(Work(title="Cells", identifiers=fields.pop("identifiers", ()), **fields)).study  # type: ignore[arg-type]
        return study is not None and study.preprint

    assert is_preprint(publication_types=("Preprint",))
    assert is_preprint(journal="medRxiv : the preprint server")
    assert is_preprint(identifiers=(Identifier(IdentifierKind.DOI, "10.1101/2020.03.01.20029769"),))
    assert not is_preprint(identifiers=(Identifier(IdentifierKind.DOI, "10.1101/gr.123456.111"),), journal="Genome Research")
