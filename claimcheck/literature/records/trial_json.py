"""Records of ClinicalTrials.gov (its second interface) as works: what was planned, and what was measured where results are posted."""

from __future__ import annotations

import re

from claimcheck.literature.records import dates, naming, trial_design, trial_results
from claimcheck.literature.records.loose_json import held, listed, text, texts
from claimcheck.literature.records.plain_text import plain
from claimcheck.model import Author, Section, Work

SOURCE = "ClinicalTrials.gov"
_PLAN = "protocolSection"
_MOST = 60
_ESCAPED = re.compile(r"\\([<>\[\]*_#~^])")


def work_of(record: object) -> Work | None:
    """The work of one study; None where it bears no number."""
    identification = held(record, _PLAN, "identificationModule")
    aliases = (naming.nct(alias) for alias in texts(identification, "nctIdAliases"))
    number = naming.nct(text(identification, "nctId"))
    if number is None:
        return None
    return Work(
        identifiers=naming.known(number, *aliases),
        title=plain(text(identification, "officialTitle") or text(identification, "briefTitle")),
        year=_year(record),
        journal=SOURCE,
        source=SOURCE,
        abstract=_abstract(record),
        body=trial_results.sections_of(record),
        authors=_authors(record),
        publication_types=trial_design.types_of(record),
        mesh=_mesh(record),
        keywords=texts(record, _PLAN, "conditionsModule", "keywords"),
        funding=_sponsors(record),
        references=naming.known(*(naming.pmid(text(paper, "pmid")) for paper in listed(record, _PLAN, "referencesModule", "references"))),
        study=trial_design.study_of(record),
    )


def _year(record: object) -> int | None:
    """The year of the results where they are posted, else that of the registration, else that of the start."""
    status = held(record, _PLAN, "statusModule")
    written = (
        text(status, "resultsFirstPostDateStruct", "date"),
        text(status, "studyFirstPostDateStruct", "date") or text(status, "studyFirstSubmitDate"),
        text(status, "startDateStruct", "date"),
    )
    found = next((date for date in map(dates.in_words, written) if date), None)
    return int(found[:4]) if found else None


def _abstract(record: object) -> tuple[Section, ...]:
    """The parts that an abstract has, in the words of the registration."""
    plan = held(record, _PLAN)
    parts = (
        ("Summary", text(plan, "descriptionModule", "briefSummary")),
        ("Status", trial_design.status_of(record)),
        ("Conditions", "; ".join(texts(plan, "conditionsModule", "conditions"))),
        ("Interventions", _named(plan, "armsInterventionsModule", "interventions", "type", "name", "description")),
        ("Arms", _named(plan, "armsInterventionsModule", "armGroups", "type", "label", "description")),
        ("Primary outcomes", _named(plan, "outcomesModule", "primaryOutcomes", "", "measure", "timeFrame")),
        ("Secondary outcomes", _named(plan, "outcomesModule", "secondaryOutcomes", "", "measure", "timeFrame")),
        ("Eligibility", text(plan, "eligibilityModule", "eligibilityCriteria")),
    )
    return tuple(Section(label, words) for label, marked in parts if (words := plain(_ESCAPED.sub(r"\1", marked))))


def _named(plan: object, module: str, members: str, *fields: str) -> str:
    """Each member of a list as "type: name (more)", the fields that are missing left out."""
    kind, name, more = fields
    found = []
    for member in listed(plan, module, members)[:_MOST]:
        head = ": ".join(part for part in (trial_design.worded(text(member, kind)) if kind else "", text(member, name)) if part)
        rest = text(member, more)
        if head or rest:
            found.append(f"{head} ({rest})" if head and rest else head or rest)
    return "; ".join(found)


def _authors(record: object) -> tuple[Author, ...]:
    """The people in charge of the study, or else its sponsor."""
    people = listed(record, _PLAN, "contactsLocationsModule", "overallOfficials")[:_MOST]
    named = tuple(
        Author(name, "", texts(person, "affiliation")) for person in people if (name := plain(text(person, "name").partition(",")[0]))
    )
    sponsor = text(record, _PLAN, "sponsorCollaboratorsModule", "leadSponsor", "name")
    return named or ((Author(plain(sponsor)),) if sponsor else ())


def _sponsors(record: object) -> tuple[str, ...]:
    module = held(record, _PLAN, "sponsorCollaboratorsModule")
    parties = (held(module, "leadSponsor"), *listed(module, "collaborators"))
    return tuple(dict.fromkeys(name for party in parties if (name := plain(text(party, "name")))))


def _mesh(record: object) -> tuple[str, ...]:
    derived = (held(record, "derivedSection", f"{of}BrowseModule") for of in ("condition", "intervention"))
    return tuple(dict.fromkeys(term for module in derived for heading in listed(module, "meshes") if (term := text(heading, "term"))))
