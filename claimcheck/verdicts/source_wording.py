"""Claims worded beyond the works that bear them out: a plain cause made of an association, a certainty of a hedged conclusion."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.model import Causal, Certainty, ClaimType, Evidence, Stance, StudyKind, VerdictKind
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.exaggeration import CERTAINTY, STRENGTH, axis_beyond, margins_for
from claimcheck.verdicts.retelling import tells_plainly
from claimcheck.verdicts.source_reasons import Reason, as_settled, only
from claimcheck.verdicts.sources_read import is_summary, named, standing, supporting
from claimcheck.verdicts.trust import ELSEWHERE, is_known, is_looked_up, once_a_study

_OBSERVED = (StudyKind.COHORT, StudyKind.CASE_CONTROL, StudyKind.CROSS_SECTIONAL)
_COMPARED_BY_CHANCE = (StudyKind.RANDOMISED, StudyKind.CONTROLLED)
_POOLED = (StudyKind.SYSTEMATIC_REVIEW, StudyKind.GUIDELINE)
# Such a design leaves the cause to a rule of its own: nobody was compared, or no people were studied.
_ANOTHER_MATTER = (StudyKind.SINGLE_ARM, StudyKind.CASE_SERIES, StudyKind.CASE_REPORT, StudyKind.ANIMAL, StudyKind.IN_VITRO)
_OBSERVING = re.compile(
    r"\b(?:observational|cohorts?|case.control|cross.sectional|prospective(?:ly)? (?:stud\w+|follow\w+))\b", re.IGNORECASE
)
_BY_CHANCE = re.compile(r"\b(?:randomi[sz]ed|randomi[sz]ation|RCTs?|controlled trials?|placebo)\b", re.IGNORECASE)
_CAUSED = (ClaimType.EFFECTIVENESS, ClaimType.PREVENTION, ClaimType.CURE)
_SAID_SO = frozenset({"observational", "association-wording", "hedge"})
# "Users of it had fewer attacks" tells what was seen in those who took it, and no cause.
_COMPARES_USERS = re.compile(
    r"^\W*(?:users|people|patients|those|men|women|adults|children|participants|smokers|drinkers)\b.{1,80}?\b(?:had|have|has|were|are|showed|lived)\b",
    re.IGNORECASE,
)
# In lower case only: May is a month. "Suggests that" is how papers report, and no hedge by itself.
_HEDGE = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|potentially|(?:is|are) (?:a )?(?:potential|possible|promising)|(?:appear|seem)(?:s|ed)? to"
    r"|(?:has|have|had) (?:the )?potential|(?:limited|weak|insufficient|inconclusive|low.(?:quality|certainty)) evidence"
    r"|remains? uncertain)\b"
)
_REPORTS_THAT = re.compile(
    r"\b(?:found|show(?:s|n|ed)?|demonstrate[sd]?|suggest(?:s|ed)?|indicate[sd]?|conclude[sd]?)(?: \w+)? that\b", re.IGNORECASE
)
_QUOTED = 160
_FEWEST = 2


def causal(case: Case) -> Reason | None:
    """EFF08: a plain cause is claimed, and the cited studies only observed, or tell no more than an association."""
    sources = standing(case)
    if not supporting(case) or not _states_a_cause(case):
        return None
    weaker = _weaker(case, case.read(Stance.SUPPORTS), STRENGTH)
    if all(source.study.kind in _OBSERVED for source in sources):
        told = f", and it tells of an association only, “{_quoted(weaker.passage)}”" if weaker else ""
        return Reason("EFF08", only(sources, f"nobody was assigned to the therapy by chance{told}"), VerdictKind.OVERSTATED, STRENGTH)
    return _reason(case, weaker, STRENGTH) if weaker else None


def certain(case: Case) -> Reason | None:
    """EFF14: a benefit is stated outright, and what the cited works say of it is hedged."""
    weaker = _weaker(case, case.read(Stance.SUPPORTS), CERTAINTY)
    return _reason(case, weaker, CERTAINTY) if weaker and as_settled(case) else None


def looked_up(case: Case, supports: Sequence[Evidence]) -> Reason | None:
    """EFF08 or EFF14 from what was looked up alone: at least two studies, and a claim beyond every one of them in the same way."""
    studies = once_a_study(supports)
    if len(studies) < _FEWEST or not all(is_looked_up(piece) and not {*ELSEWHERE, "condition"} & set(piece.limits) for piece in supports):
        return None
    if _states_a_cause(case) and (weaker := _weaker(case, supports, STRENGTH)):
        return _reason(case, weaker, STRENGTH)
    weaker = _weaker(case, supports, CERTAINTY) if as_settled(case) else None
    return _reason(case, weaker, CERTAINTY) if weaker else None


def _states_a_cause(case: Case) -> bool:
    claim = case.claim
    told = claim.cue_kinds() & _SAID_SO or _COMPARES_USERS.search(claim.text)
    return not told and claim.causal is Causal.DIRECT and case.claims_any(*_CAUSED) and as_settled(case)


def _weaker(case: Case, supports: Sequence[Evidence], axis: str) -> Evidence | None:
    """The surest of the pieces that bear a claim out, where the claim says more than every one of them on an axis."""
    beyond = _AXES[axis]
    if case.wording is None or not supports or not all(_is_worded_below(case, piece, axis) and beyond(piece) for piece in supports):
        return None
    return max(supports, key=lambda piece: piece.score)


def _is_worded_below(case: Case, piece: Evidence, axis: str) -> bool:
    """Whether a piece has words of its own authors, and the claim surely goes beyond them."""
    if case.wording is None or piece.wording is None or is_known(piece) or is_summary(piece.work):
        return False
    return axis_beyond(case.wording, piece.wording, margins_for(case.wording, piece.wording)) == axis


def _shows_no_cause(piece: Evidence) -> bool:
    """Whether the design leaves it to the wording: trials carry a cause however they are worded, reviews where they pooled trials."""
    kind = piece.work.study.kind if piece.work.study else StudyKind.OTHER
    record = f"{piece.work.title} {piece.work.abstract_text}"
    if kind in _POOLED:
        return _OBSERVING.search(record) is not None and _BY_CHANCE.search(record) is None
    return kind not in (*_COMPARED_BY_CHANCE, *_ANOTHER_MATTER) and _BY_CHANCE.search(record) is None


def _is_hedged(piece: Evidence) -> bool:
    """Whether the passage hedges before it has said anything outright, and its certainty is not high anyway."""
    text = piece.wording.text if piece.wording else ""
    hedge = _HEDGE.search(text)
    return piece.certainty is not Certainty.HIGH and hedge is not None and not tells_plainly(_REPORTS_THAT.sub(" ", text[: hedge.start()]))


_AXES = {STRENGTH: _shows_no_cause, CERTAINTY: _is_hedged}


def _reason(case: Case, weaker: Evidence, axis: str) -> Reason:
    """Both wordings side by side."""
    told, given = _quoted(case.claim.text), _quoted(weaker.wording.text if weaker.wording else weaker.passage)
    if axis == STRENGTH:
        why = f"{named(weaker.work)} tells of an association, “{given}”, where the claim states a cause, “{told}”"
        return Reason("EFF08", why, VerdictKind.OVERSTATED, axis)
    hedge = _HEDGE.search(weaker.wording.text) if weaker.wording else None
    how = f" with “{hedge.group()}”" if hedge else ""
    why = f"{named(weaker.work)} hedges{how}, “{given}”, where the claim states it outright, “{told}”"
    return Reason("EFF14", why, VerdictKind.OVERSTATED, axis)


def _quoted(text: str) -> str:
    plain = " ".join(text.split()).strip(" .")
    return plain if len(plain) <= _QUOTED else f"{plain[:_QUOTED].rstrip()}…"
