"""Posted results of a trial as plain text: what was measured, in whom, and what came out."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.literature.records.loose_json import held, listed, text
from claimcheck.literature.records.plain_text import plain
from claimcheck.model import Section

_RESULTS = "resultsSection"
_MOST = 40


def sections_of(record: object) -> tuple[Section, ...]:
    """One section an outcome, and what the record says of limits and of harm; nothing where no results are posted."""
    outcomes = listed(record, _RESULTS, "outcomeMeasuresModule", "outcomeMeasures")[:_MOST]
    found = [_outcome(outcome) for outcome in outcomes]
    limits = text(record, _RESULTS, "moreInfoModule", "limitationsAndCaveats", "description")
    found += [Section("Limitations", plain(limits)), Section("Adverse events", "; ".join(_harms(record)))]
    return tuple(section for section in found if section.text)


def _outcome(outcome: object) -> Section:
    """An outcome with its values in each group and the tests made on it."""
    kind = text(outcome, "type").capitalize()
    groups = {text(group, "id"): text(group, "title") for group in listed(outcome, "groups")}
    parts = (
        text(outcome, "title"),
        f"measured {frame}" if (frame := text(outcome, "timeFrame")) else "",
        "; ".join(_values(outcome, groups)),
        "; ".join(_tests(outcome, groups)),
    )
    return Section(f"{kind} outcome".strip().capitalize(), plain(". ".join(part.rstrip(".") for part in parts if part)))


def _values(outcome: object, groups: dict[str, str]) -> Iterator[str]:
    how = " ".join(part for part in (text(outcome, "paramType").replace("_", " ").lower(), text(outcome, "unitOfMeasure")) if part)
    for group_class in listed(outcome, "classes")[:_MOST]:
        for category in listed(group_class, "categories")[:_MOST]:
            named = ", ".join(part for part in (text(group_class, "title"), text(category, "title")) if part)
            for measured in listed(category, "measurements")[:_MOST]:
                value = text(measured, "value")
                spread = text(measured, "spread") or " to ".join(filter(None, (text(measured, "lowerLimit"), text(measured, "upperLimit"))))
                group = groups.get(text(measured, "groupId"), "")
                if value:
                    head = ", ".join(part for part in (named, group) if part)
                    yield f"{head}: {value}{f' ({spread})' if spread else ''} {how}".strip()


def _tests(outcome: object, groups: dict[str, str]) -> Iterator[str]:
    for analysis in listed(outcome, "analyses")[:_MOST]:
        compared = " versus ".join(groups[name] for name in map(str, listed_names(analysis)) if name in groups)
        effect = " ".join(part for part in (text(analysis, "paramType"), text(analysis, "paramValue")) if part)
        limits = " to ".join(filter(None, (text(analysis, "ciLowerLimit"), text(analysis, "ciUpperLimit"))))
        chance = text(analysis, "pValue")
        written = (
            compared,
            effect,
            f"{text(analysis, 'ciPctValue') or '95'}% CI {limits}" if limits else "",
            f"p {chance if chance[:1] in '<>=' else f'= {chance}'}" if chance else "",
        )
        if effect or chance:
            yield ", ".join(part for part in written if part)


def listed_names(analysis: object) -> list[object]:
    """The ids of the groups that an analysis compares."""
    found = held(analysis, "groupIds")
    return list(found) if isinstance(found, list) else []


def _harms(record: object) -> Iterator[str]:
    for group in listed(record, _RESULTS, "adverseEventsModule", "eventGroups")[:_MOST]:
        at_risk, affected = text(group, "seriousNumAtRisk"), text(group, "seriousNumAffected")
        if at_risk and affected:
            yield f"{plain(text(group, 'title'))}: serious events in {affected} of {at_risk}"
