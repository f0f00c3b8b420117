"""How a study was done, as its registration says."""

from __future__ import annotations

import re

from claimcheck.literature.records.loose_json import held, text, texts, whole
from claimcheck.model import Study, StudyKind

_PLAN = "protocolSection"
_AGES = {"CHILD": "children", "ADULT": "adults", "OLDER_ADULT": "older_adults"}
_PHASES = {"EARLY_PHASE1": "1", "PHASE1": "1", "PHASE2": "2", "PHASE3": "3", "PHASE4": "4"}
_ALLOCATIONS = {"RANDOMIZED": StudyKind.RANDOMISED, "NON_RANDOMIZED": StudyKind.CONTROLLED}
_OBSERVED = {
    "COHORT": StudyKind.COHORT,
    "CASE_CONTROL": StudyKind.CASE_CONTROL,
    "CASE_CONTROL_NESTED": StudyKind.CASE_CONTROL,
    "CASE_ONLY": StudyKind.CASE_SERIES,
}
_PILOT = re.compile(r"\b(?:pilot|feasibility)\b", re.IGNORECASE)


def worded(code: str) -> str:
    """A code such as ACTIVE_NOT_RECRUITING in words."""
    return code.replace("_", " ").capitalize() if code.replace("_", "").isupper() else code


def study_of(record: object) -> Study:
    """The study; a registration without posted results stands for no finding, whatever its design."""
    design = held(record, _PLAN, "designModule")
    has_results = held(record, "hasResults") is True and bool(held(record, "resultsSection"))
    title = text(record, _PLAN, "identificationModule", "officialTitle") + " " + text(record, _PLAN, "identificationModule", "briefTitle")
    return Study(
        kind=_kind(design) if has_results else StudyKind.REGISTRATION,
        phase="/".join(dict.fromkeys(_PHASES[phase] for phase in texts(design, "phases") if phase in _PHASES)) or None,
        participants=whole(design, "enrollmentInfo", "count"),
        ages=frozenset(_AGES[age] for age in texts(record, _PLAN, "eligibilityModule", "stdAges") if age in _AGES),
        humans=True,
        compared=_compared(record),
        pilot=bool(_PILOT.search(title)),
    )


def types_of(record: object) -> tuple[str, ...]:
    """What the registration calls the study, in words."""
    design = held(record, _PLAN, "designModule")
    posted = "results posted" if held(record, "hasResults") is True else "no results posted"
    named = (
        "Clinical trial registration",
        worded(text(design, "studyType")),
        *(worded(phase).replace("Phase", "Phase ") for phase in texts(design, "phases") if phase != "NA"),
        worded(text(design, "designInfo", "allocation").replace("NA", "")),
        worded(text(design, "designInfo", "interventionModel") or text(design, "designInfo", "observationalModel")),
        _masked(text(design, "designInfo", "maskingInfo", "masking")),
        posted,
    )
    return tuple(dict.fromkeys(name for name in named if name))


def status_of(record: object) -> str:
    """How far the study has come, with its dates and the number of people in it."""
    status, design = held(record, _PLAN, "statusModule"), held(record, _PLAN, "designModule")
    count = whole(design, "enrollmentInfo", "count")
    dates = (("started", "startDateStruct"), ("primary completion", "primaryCompletionDateStruct"), ("completion", "completionDateStruct"))
    parts = (
        worded(text(status, "overallStatus")),
        f"because: {why}" if (why := text(status, "whyStopped")) else "",
        f"{count} participants ({text(design, 'enrollmentInfo', 'type').lower() or 'number'})" if count is not None else "",
        *(f"{name} {date}" for name, field in dates if (date := text(status, field, "date"))),
    )
    return "; ".join(part for part in parts if part)


def _masked(masking: str) -> str:
    return f"{worded(masking)} masking" if masking and masking != "NONE" else "No masking" if masking else ""


def _kind(design: object) -> StudyKind:
    if text(design, "studyType") == "INTERVENTIONAL":
        return _ALLOCATIONS.get(text(design, "designInfo", "allocation"), StudyKind.SINGLE_ARM)
    if text(design, "designInfo", "timePerspective") == "CROSS_SECTIONAL":
        return StudyKind.CROSS_SECTIONAL
    return _OBSERVED.get(text(design, "designInfo", "observationalModel"), StudyKind.OTHER)


def _compared(record: object) -> bool | None:
    """Whether there is more than one arm; None where the registration does not say."""
    arms = held(record, _PLAN, "armsInterventionsModule", "armGroups")
    return len(arms) > 1 if isinstance(arms, list) and arms else None
