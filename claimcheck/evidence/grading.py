"""What a work is worth: its tier by design, what lowers it, and the certainty that is left (TAXONOMY section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimcheck.model import Certainty, NoticeKind, Study, StudyKind, Tier, Work

FEW, FEW_POOLED, FEW_STUDIES = 100, 400, 3
LOST, DISAGREE = 20, 75
PREPRINT, PILOT, CONCERN = "preprint", "pilot study", "expression of concern"
SELLER = "made by the seller"
OPEN_LABEL = "open label with a subjective outcome"
SURROGATE = "surrogate outcome"
UNKNOWN = "kind of study not known"

_TIERS = {
    StudyKind.SYSTEMATIC_REVIEW: Tier.E5,
    StudyKind.RANDOMISED: Tier.E4,
    StudyKind.CONTROLLED: Tier.E3,
    StudyKind.COHORT: Tier.E3,
    StudyKind.CASE_CONTROL: Tier.E2,
    StudyKind.CROSS_SECTIONAL: Tier.E2,
    StudyKind.SINGLE_ARM: Tier.E2,
    StudyKind.CASE_SERIES: Tier.E2,
    StudyKind.ANIMAL: Tier.E0,
    StudyKind.IN_VITRO: Tier.E0,
    StudyKind.NOTICE: Tier.EX,
}
_CERTAINTIES = {Tier.E5: Certainty.HIGH, Tier.E4: Certainty.MODERATE, Tier.E3: Certainty.LOW, Tier.E2: Certainty.VERY_LOW}
_LADDER = (Tier.E5, Tier.E4, Tier.E3, Tier.E2, Tier.E1)
_TRIALS = frozenset({StudyKind.RANDOMISED, StudyKind.CONTROLLED, StudyKind.SINGLE_ARM})
_OPEN = re.compile(r"\bopen[- ]label|\bunblinded\b|\bnon-?blinded\b|\bno masking\b|\bnot blinded\b", re.IGNORECASE)
_FELT = re.compile(
    r"\bpain\b|quality of life|\bsymptoms?\b|self[- ]report|satisfaction|questionnaire|\bfatigue\b|\bmood\b|well-?being"
    r"|patient-reported|\bscores?\b",
    re.IGNORECASE,
)
_GONE = r"(?:lost to follow|dropped out|drop-?outs?\b|withdrew|withdrawn|attrition|did not complete|discontinued)"
_ATTRITION = re.compile(
    rf"(\d{{1,3}})(?:\.\d{{1,2}})? ?%\)? (?:(?!and\b|but\b)[a-z]+ ){{0,4}}{_GONE}"
    rf"|{_GONE}(?: [a-z]+){{0,3}} \(?(\d{{1,3}})(?:\.\d{{1,2}})? ?%",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"\bI(?:²|\^?2|\(2\)) ?[=:] ?(\d{1,3})(?:\.\d{1,2})? ?%")
_LOWERING = (
    ("size", re.compile(r"^(?:\d[\d,]* stud(?:y|ies) (?:with|only)|\d[\d,]* participants? only)")),
    ("spread", re.compile(r"^studies disagree")),
    ("loss", re.compile(r"^\d+ % of participants lost")),
    ("label", re.compile(rf"^{OPEN_LABEL}")),
    ("outcome", re.compile(rf"^{SURROGATE}")),
    ("length", re.compile(r"^followed for .* only|^duration$")),
    ("directness", re.compile(r"^(?:population|intervention)$")),
    ("seller", re.compile(rf"^{SELLER}")),
    ("concern", re.compile(rf"^{CONCERN}")),
    ("preprint", re.compile(rf"^{PREPRINT}")),
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim says that a work may fall short of: for how many months, and whether it speaks of more than was measured."""

    months: float | None = None
    surrogate: bool = False


def tier_of_work(work: Work, claimed: Claimed | None = None) -> tuple[Tier, tuple[str, ...]]:
    """The tier of a work's design, and its limits in words fit for a report; Ex for retracted works and for notices."""
    if work.is_retracted or work.study is None:
        return (Tier.EX, ("retracted",)) if work.is_retracted else (Tier.E1, (UNKNOWN,))
    return _tier(work.study), tuple(_limits(work, work.study, claimed or Claimed()))


def certainty_of(tier: Tier, limits: Iterable[str]) -> Certainty:
    """The certainty of a tier, one step lower for each kind of limit that lowers it; very low at least for evidence in people."""
    if tier not in _LADDER:
        return Certainty.NONE
    named = tuple(limits)
    lowered = sum(any(pattern.search(limit) for limit in named) for _, pattern in _LOWERING)
    left = _LADDER[min(_LADDER.index(tier) + lowered, len(_LADDER) - 1)]
    return _CERTAINTIES.get(left, Certainty.VERY_LOW)


def _tier(study: Study) -> Tier:
    """The tier where a design starts; a cohort without comparison counts as a series, a trial in animals as animal work."""
    tier = _TIERS.get(study.kind, Tier.E1)
    if study.humans is False and tier is not Tier.EX:
        return Tier.E0
    if study.kind is StudyKind.COHORT and study.compared is False:
        return Tier.E2
    return Tier.E4 if study.kind is StudyKind.SYSTEMATIC_REVIEW and study.compared is None else tier


def _limits(work: Work, study: Study, claimed: Claimed) -> Iterator[str]:
    if study.kind is StudyKind.OTHER:
        yield UNKNOWN
    if size := _small(study):
        yield size
    if study.pilot:
        yield PILOT
    yield from _in_text(work, study)
    if claimed.months is not None and study.follow_up_months is not None and study.follow_up_months < 0.9 * claimed.months:
        yield f"followed for {study.follow_up_months:g} months only"
    if claimed.surrogate:
        yield SURROGATE
    if study.seller_made:
        yield f"{SELLER}, as it seems ({study.seller_made})"
    if any(notice.kind is NoticeKind.CONCERN for notice in work.notices):
        yield CONCERN
    if study.preprint:
        yield PREPRINT


def _small(study: Study) -> str:
    """In what a trial or review is too small; "" where it is not, or does not say."""
    people, studies = study.participants, study.pooled
    if study.kind is StudyKind.RANDOMISED:
        return f"{_counted(people, 'participant')} only" if people is not None and people < FEW else ""
    if study.kind is not StudyKind.SYSTEMATIC_REVIEW:
        return ""
    if people is not None and people < FEW_POOLED:
        return f"{_studies(studies)} with {_counted(people, 'participant')} only" if studies else f"{_counted(people, 'participant')} only"
    return f"{_studies(studies)} only" if studies is not None and studies < FEW_STUDIES else ""


def _in_text(work: Work, study: Study) -> Iterator[str]:
    """What the abstract admits: many lost, no blinding where it matters, studies that disagree."""
    text = work.abstract_text
    lost = [int(found.group(1) or found.group(2)) for found in _ATTRITION.finditer(text)]
    if study.kind in _TRIALS and any(LOST <= share <= 100 for share in lost):
        yield f"{max(lost)} % of participants lost"
    if study.kind in _TRIALS and _FELT.search(text) and _OPEN.search(" ".join((work.title, text, *work.publication_types))):
        yield OPEN_LABEL
    spread = [int(found.group(1)) for found in _SPREAD.finditer(text)]
    if study.kind is StudyKind.SYSTEMATIC_REVIEW and spread and DISAGREE < max(spread) <= 100:
        yield f"studies disagree (I² {max(spread)} %)"


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _studies(number: int) -> str:
    return "1 study" if number == 1 else f"{number:,} studies"
