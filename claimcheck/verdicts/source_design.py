"""Cited studies that bear on the claim but were too weak, too early or too partial for what it says."""

from __future__ import annotations

import re

from claimcheck.model import ClaimType, Evidence, Stance, StudyKind, VerdictKind
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.source_reasons import Reason, all_about, as_settled, asserts_benefit, is_firm, only
from claimcheck.verdicts.sources_read import Source, passages, said, standing, supporting
from claimcheck.verdicts.trust import ELSEWHERE

_UNCOMPARED = (StudyKind.SINGLE_ARM, StudyKind.CASE_SERIES, StudyKind.CASE_REPORT)
_EARLY_PHASES = ("1", "1/2", "2")
_TRIALS = (StudyKind.SINGLE_ARM, StudyKind.RANDOMISED, StudyKind.CONTROLLED)
_EFFICACY = (ClaimType.EFFECTIVENESS, ClaimType.CURE, ClaimType.PREVENTION, ClaimType.DURABILITY, ClaimType.COMPARISON)
_PHASE_OF_TRIAL = re.compile(
    r"\bphase[ -]?(?:[12][ab]?|i{1,2}[ab]?|one|two)(?:[ ]?[/–-][ ]?(?:2[ab]?|ii[ab]?))?(?:[ ,-]+[\w-]+){0,6}? (?:trials?|stud(?:y|ies))\b"
    r"|\b(?:clinical )?trials?, phase (?:i{1,2}|[12])\b|\bphase[ _-]?[12]\b(?=\s*$)",
    re.IGNORECASE,
)
_CALLED_EARLY = re.compile(
    r"\b(?:pilot|preliminary|early|earlier-stage|phase (?:1|2|i|ii|one|two)|first-in-human|pre-?prints?|not (?:yet )?peer.reviewed|"
    r"initial|small|feasibility|exploratory|promising)\b",
    re.IGNORECASE,
)
_CALLED_UNCOMPARED = re.compile(
    r"\b(?:uncontrolled|open.label|single.arm|case (?:report|series)|before and after|no (?:control|comparison)|"
    r"without (?:a )?(?:control|comparison)|"
    r"after (?:the )?(?:treatment|therapy|infusion|injections?|surgery))\b",
    re.IGNORECASE,
)
_CALLED_PAID = re.compile(
    r"\b(?:fund(?:ed|ing)|sponsor\w*|paid for|manufacturer\w*|(?:the|its|our) (?:maker|company|own)\w*)\b", re.IGNORECASE
)
_CALLED_SECONDARY = re.compile(r"\b(?:secondary|subgroup|sub-group|exploratory|post.hoc)\b", re.IGNORECASE)
_EQUAL = re.compile(
    r"\b(?:as (?:effective|good|well|safe) as|equivalent to|equal(?:ly)? |no (?:worse|less effective) than)\b", re.IGNORECASE
)
_NO_DIFFERENCE = re.compile(
    r"\b(?:no (?:statistically )?(?:significant )?differences?|did not (?:significantly )?differ|"
    r"not (?:statistically )?significant(?:ly different)?)\b",
    re.IGNORECASE,
)
_TESTED_EQUALITY = re.compile(r"\b(?:non-?inferior\w*|equivalen\w+)\b", re.IGNORECASE)
_TOO_SMALL = re.compile(
    r"\bnot (?:be )?clinically (?:meaningful|relevant|important|significant)|"
    r"\b(?:below|less than|smaller than|not (?:reach|exceed|meet)) (?:the )?minim(?:al|um|ally) (?:clinically )?important|"
    r"\b(?:uncertain|unclear|questionable|doubtful) clinical (?:relevance|significance|importance)",
    re.IGNORECASE,
)
_SIZED = re.compile(r"\b(?:slight|slightly|small|modest|little|clinical(?:ly)?)\b", re.IGNORECASE)


def early(case: Case) -> Reason | None:
    """EVD05: only pilots, phase 1 or 2 trials or preprints are cited, and the claim states the matter as settled."""
    sources = standing(case)
    if not supporting(case) or not as_settled(case) or not case.claims_any(*_EFFICACY) or said(case, _CALLED_EARLY):
        return None
    if not all(_is_early(source) for source in sources):
        return None
    return _overstated("EVD05", case, f"this is {_stage(sources[0])}", "certainty")


def missed(case: Case) -> Reason | None:
    """EFF10: the cited works missed their primary endpoint or saw no difference, and the claim makes an effect or equality of it."""
    sources = standing(case)
    if not is_firm(case) or supporting(case) or not all_about(case, sources):
        return None
    if case.claim.types != {ClaimType.SAFETY} and all(source.study.primary_met is False for source in sources):
        return _overstated("EFF10", case, "the difference that it was made to show was not shown", "strength")
    if _EQUAL.search(case.claim.text) and _no_difference_only(case):
        return _overstated("EFF10", case, "it found no clear difference, which is no proof of equality", "comparator")
    return None


def uncompared(case: Case) -> Reason | None:
    """EFF09: only studies without a comparison group are cited for a plain cause."""
    sources = standing(case)
    told = "no-comparison" in case.claim.cue_kinds() or said(case, _CALLED_UNCOMPARED)
    if not supporting(case) or not as_settled(case) or told:
        return None
    if not all(source.study.kind in _UNCOMPARED and not source.study.compared for source in sources):
        return None
    return _overstated("EFF09", case, "those treated were compared with nobody", "certainty")


def made_by_seller(case: Case) -> Reason | None:
    """EVD06: every cited study was made or paid by whoever sells the therapy, and the claim does not say so."""
    sources = standing(case)
    if not supporting(case) or not is_firm(case) or said(case, _CALLED_PAID):
        return None
    if not all(source.study.seller_made for source in sources):
        return None
    words = " ".join(sources[0].study.seller_made.split())
    return _overstated("EVD06", case, f"its record says “{words}”", "certainty")


def secondary(case: Case) -> Reason | None:
    """EFF11: the cited works missed their primary endpoint, so that the claim rests on another result of theirs."""
    sources = standing(case)
    if not supporting(case) or not asserts_benefit(case) or said(case, _CALLED_SECONDARY):
        return None
    if not all(source.study.primary_met is False for source in sources):
        return None
    return Reason("EFF11", only(sources, "its primary endpoint was missed, so that the claim rests on another result"))


def too_small(case: Case) -> Reason | None:
    """EFF12: a cited work calls its own effect too small to matter, and the claim does not."""
    if not supporting(case) or not asserts_benefit(case) or said(case, _SIZED):
        return None
    for source in standing(case):
        if found := _TOO_SMALL.search(source.work.abstract_text):
            return Reason("EFF12", only((source,), f"of the size of the effect it says “{found.group()}”"))
    return None


def stale(case: Case) -> Reason | None:
    """EVD09: the newest cited work is older than ten years and newer evidence of a higher tier is known."""
    cited = passages(case)
    years = [source.work.year for source in standing(case) if source.work.year]
    newer = [p for p in case.evidence if not p.cited and p.work.year and not p.work.is_retracted and _is_to_the_point(p)]
    if not years or not cited or not newer:
        return None
    today = max([p.work.year or 0 for p in newer] + [_year(a.asked_on) for r in case.cited for a in r.answers])
    better = [p for p in newer if (p.work.year or 0) > max(years) and p.tier.rank < min(c.tier.rank for c in cited)]
    if not better or today - max(years) <= 10:
        return None
    design = better[0].work.design or "study"
    return Reason("EVD09", f"its newest source is of {max(years)}; a stronger {design} of {better[0].work.year} is known")


def _overstated(rule_id: str, case: Case, what: str, axis: str) -> Reason:
    return Reason(rule_id, only(standing(case), what), VerdictKind.OVERSTATED, axis)


def _is_early(source: Source) -> bool:
    return _in_early_phase(source) or source.study.pilot or source.study.preprint


def _in_early_phase(source: Source) -> bool:
    """Whether the work is a trial that its record calls one of phase 1 or 2: phases of recovery and of treatment are named alike."""
    work, study = source.work, source.study
    record = " ".join((work.title, work.abstract_text, *work.publication_types, work.design or ""))
    called = "phase" not in record.casefold() or _PHASE_OF_TRIAL.search(record) is not None
    return study.phase in _EARLY_PHASES and study.kind in _TRIALS and called


def _stage(source: Source) -> str:
    study = source.study
    if study.preprint:
        return "a preprint that no peers have reviewed"
    return f"a study of phase {study.phase}" if _in_early_phase(source) else "a pilot study"


def _no_difference_only(case: Case) -> bool:
    """Whether the passages tell of no difference, from studies that were not made to show equality."""
    sources = standing(case)
    tested = any(_TESTED_EQUALITY.search(f"{source.work.title} {source.work.abstract_text}") for source in sources)
    return not tested and any(_NO_DIFFERENCE.search(piece.passage) for piece in passages(case))


def _is_to_the_point(piece: Evidence) -> bool:
    return piece.stance is not Stance.NEUTRAL and not set(piece.limits) & {*ELSEWHERE, "condition"}


def _year(day: str | None) -> int:
    return int(day[:4]) if day and day[:4].isdigit() else 0
