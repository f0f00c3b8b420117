"""Known retracted works that an article cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.model import Answer, Identifier, Outcome, Reference, RetractedWork, Ruleset, Work
from claimcheck.verdicts.findings import Draft

SOURCE = "built-in retraction list"
RULE = "CIT03"


def answers_for(references: Sequence[Reference], ruleset: Ruleset) -> tuple[Answer, ...]:
    """For each reference what the built-in list says; a work that is not on it was not asked about, which is no absence."""
    known = {identifier: work for work in ruleset.retractions for identifier in work.identifiers}
    return tuple(_answer(reference, known) for reference in references)


def _answer(reference: Reference, known: dict[Identifier, RetractedWork]) -> Answer:
    work = next((known[identifier] for identifier in reference.identifiers if identifier in known), None)
    if work is None:
        return Answer(reference.id, SOURCE, Outcome.NOT_ASKED, detail="offline: no service was asked")
    record = Work(work.identifiers, work.title, notices=(work.notice,), source=SOURCE)
    return Answer(reference.id, SOURCE, Outcome.FOUND, (record,))


def drafts_of(references: Sequence[Reference], answers: Sequence[Answer], ruleset: Ruleset) -> Iterator[Draft]:
    """A finding for each reference to a work with a retraction or withdrawal."""
    rule = ruleset.rule(RULE)
    places = {reference.id: reference for reference in references}
    for answer in answers:
        for work in answer.works:
            if rule is not None and work.is_retracted:
                reference = places[answer.reference_id]
                message = f"{rule.message} (“{work.title}”, {work.notices[0].kind})"
                yield Draft(rule, None, reference.span, reference.text, message, rule.suggestion, rule.severity)
