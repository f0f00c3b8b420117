"""A study in a few words, as reports show it."""

from __future__ import annotations

from claimcheck.model import Study, StudyKind

_WHOLE_WEEKS, _MONTHS = 1.9, 4
_UNTOLD = frozenset({StudyKind.OTHER, StudyKind.NOTICE})


def in_words(study: Study) -> str | None:
    """Such as "randomised trial (phase 2), 63 people, 12 months"; None where the kind of study is not known."""
    if study.kind is StudyKind.OTHER:
        return None
    parts = [_named(study)]
    if study.pooled is not None:
        parts.append(_many(study.pooled, "study", "studies"))
    if study.participants is not None and study.kind not in _UNTOLD:
        parts.append(_many(study.participants, "person", "people"))
    if study.follow_up_months is not None and study.kind is not StudyKind.SYSTEMATIC_REVIEW:
        parts.append(_lasting(study.follow_up_months))
    if study.preprint:
        parts.append("preprint")
    return ", ".join(parts)


def _named(study: Study) -> str:
    pilot = "pilot " if study.pilot and study.kind in (StudyKind.RANDOMISED, StudyKind.CONTROLLED, StudyKind.SINGLE_ARM) else ""
    phase = f" (phase {study.phase})" if study.phase else ""
    return f"{pilot}{study.kind}{phase}"


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _lasting(months: float) -> str:
    weeks = months * 52 / 12
    if months.is_integer():
        return _many(int(months), "month", "months")
    if weeks < _WHOLE_WEEKS:
        return _many(max(1, round(months * 30.4)), "day", "days")
    if months < _MONTHS:
        return _many(round(weeks), "week", "weeks")
    return f"{round(months, 1):g} months"
