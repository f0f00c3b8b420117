"""Cue lists, vocabulary, evidence statements, indications and retracted works, built from their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claimcheck.model import (
    Certainty,
    ClaimType,
    Concept,
    CueList,
    Direction,
    EvidenceStatement,
    Identifier,
    IdentifierKind,
    Notice,
    NoticeKind,
    RetractedWork,
    Role,
)
from claimcheck.ruleset.fields import Fields

AGES = ("children", "adults", "older_adults")


@dataclass(frozen=True)
class Names:
    """Vocabulary names and ids, by role."""

    by_role: dict[Role, dict[str, str]]

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> Names:
        """An index over names, synonyms and ids; a name beats a synonym of another concept."""
        by_role: dict[Role, dict[str, str]] = {role: {} for role in Role}
        listed = tuple(concepts)
        for concept in listed:
            by_role[concept.role][concept.id.casefold()] = concept.id
            by_role[concept.role][concept.name.casefold()] = concept.id
        for concept in listed:
            for synonym in concept.synonyms:
                by_role[concept.role].setdefault(synonym.casefold(), concept.id)
        return cls(by_role)

    def finder(self, role: Role) -> Callable[[str], str | None]:
        """From a name to a concept id, or None."""
        return lambda name: self.by_role[role].get(name.casefold())

    def resolve(self, fields: Fields, field: str, role: Role) -> tuple[str, ...]:
        """The ids that a field names."""
        return fields.resolved(field, self.finder(role), lambda: self.by_role[role])


def cue_list(fields: Fields, stem: str) -> CueList:
    """A file under rules/cues."""
    kind = fields.text("kind")
    if kind != stem:
        fields.faults.add(fields.line, f"“kind” is {kind} but the file is called {stem}")
    fields.text("definition", "")
    made = CueList(kind, fields.text("title"), fields.phrases("phrases"), fields.phrases("unless"))
    if not made.phrases:
        fields.faults.add(fields.line, "“phrases” is empty")
    fields.done()
    return made


def concepts(fields: Fields) -> list[Concept]:
    """A file under rules/vocabulary."""
    role = fields.one_of("role", Role)
    made = [_concept(part, role) for part in fields.parts("concepts")]
    fields.done()
    return made


def _concept(part: Fields, role: Role) -> Concept:
    made = Concept(part.text("id"), role, part.text("name"), part.texts("synonyms"), part.texts("parents"))
    part.done()
    return made


def identifiers(fields: Fields) -> tuple[Identifier, ...]:
    """The identifiers of a statement, in the order of trust and in normal form."""
    found = []
    for part in fields.parts("identifiers"):
        found += [_normal(kind, part.text(kind)) for kind in IdentifierKind if part.has(kind)]
        part.done()
    return tuple(found)


def _normal(kind: IdentifierKind, written: str) -> Identifier:
    return Identifier(kind, written.lower() if kind is IdentifierKind.DOI else written)


def statements(fields: Fields, names: Names) -> list[EvidenceStatement]:
    """A file under rules/evidence with statements."""
    topic = fields.text("topic")
    made = [_statement(part, topic, names) for part in fields.parts("statements")]
    fields.done()
    return made


def _statement(part: Fields, topic: str, names: Names) -> EvidenceStatement:
    participants, year = part.number("participants"), part.number("year")
    made = EvidenceStatement(
        id=part.text("id"),
        topic=topic,
        therapies=names.resolve(part, "therapy", Role.THERAPY),
        conditions=names.resolve(part, "condition", Role.CONDITION),
        outcomes=names.resolve(part, "outcome", Role.OUTCOME),
        types=part.some_of("types", ClaimType),
        statement=part.text("statement"),
        direction=part.one_of("direction", Direction),
        certainty=part.one_of("certainty", Certainty),
        wording=part.text("wording", ""),
        design=part.text("design", ""),
        population=part.text("population", ""),
        ages=_ages(part),
        participants=int(participants) if participants is not None else None,
        follow_up=part.text("follow_up", ""),
        follow_up_months=part.number("follow_up_months"),
        comparator=part.text("comparator", ""),
        year=int(year) if year is not None else None,
        as_of=part.text("as_of", "") or None,
        identifiers=identifiers(part),
        title=part.text("title", ""),
        journal=part.text("journal", ""),
    )
    part.done()
    return made


def _ages(part: Fields) -> frozenset[str]:
    for age, line in part.lined("ages"):
        if age not in AGES:
            part.faults.add(line, f"“ages” cannot hold “{age}” (one of {', '.join(AGES)})")
    return frozenset(part.texts("ages"))


def retracted(fields: Fields) -> list[RetractedWork]:
    """The file rules/evidence/retracted.yaml."""
    made = []
    for part in fields.parts("retracted"):
        notice = Notice(part.one_of("notice", NoticeKind), date=part.text("date", "") or None)
        part.text("reason", "")
        made.append(RetractedWork(identifiers(part), part.text("title"), notice))
        part.done()
    fields.done()
    return made


def indications(fields: Fields, names: Names) -> list[EvidenceStatement]:
    """The file rules/evidence/indications.yaml: one statement a drug and condition that the vocabulary knows."""
    topic, as_of = fields.text("topic"), fields.text("as_of")
    therapy, condition = names.finder(Role.THERAPY), names.finder(Role.CONDITION)
    made: list[EvidenceStatement] = []
    for part in fields.parts("indications"):
        drug = part.text("therapy")
        for use, verb in (("labelled", "for"), ("symptomatic", "against symptoms of")):
            for name in part.texts(use):
                ids = therapy(drug), condition(name)
                if ids[0] and ids[1]:
                    made.append(_indication(len(made), topic, as_of, (drug, ids[0]), (name, ids[1]), verb))
        part.done()
    fields.done()
    return made


def _indication(number: int, topic: str, as_of: str, drug: tuple[str, str], use: tuple[str, str], verb: str) -> EvidenceStatement:
    sentence = f"A use of {drug[0]} is established {verb} {use[0]}."
    return EvidenceStatement(
        id=f"use-{number + 1:04d}",
        topic=topic,
        therapies=(drug[1],),
        conditions=(use[1],),
        outcomes=(),
        types=frozenset({ClaimType.EFFECTIVENESS, ClaimType.POPULATION, ClaimType.PREVENTION}),
        statement=sentence,
        direction=Direction.BENEFIT,
        certainty=Certainty.MODERATE,
        wording=sentence,
        design="drug label",
        as_of=as_of,
        title="Established drug indications",
    )
