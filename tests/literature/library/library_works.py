"""Works for the tests of the library."""

from __future__ import annotations

from claimcheck.model import Identifier, IdentifierKind, Section, Study, StudyKind, Work


def pmid(number: int | str) -> Identifier:
    return Identifier(IdentifierKind.PMID, str(number))


def doi(value: str) -> Identifier:
    return Identifier(IdentifierKind.DOI, value)


def nct(value: str) -> Identifier:
    return Identifier(IdentifierKind.NCT, value)


def work(*identifiers: Identifier, title: str = "Zinc for colds", text: str = "Zinc lozenges were tried.", **fields: object) -> Work:
    """A work whose study is read already, so that tests depend on nothing but the library."""
    study = Study(fields.pop("kind", StudyKind.OTHER), humans=fields.pop("humans", None))  # type: ignore[arg-type]
    return Work(identifiers, title, abstract=(Section("", text),), source=str(fields.pop("source", "PubMed")), study=study, **fields)  # type: ignore[arg-type]
