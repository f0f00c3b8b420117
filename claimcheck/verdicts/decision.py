"""The decision table: steps tried in order, the first that has an answer decides, and each leaves one line in `why`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimcheck.model import (
    Attribution,
    Causal,
    Certainty,
    ClaimType,
    Evidence,
    Outcome,
    Severity,
    Stance,
    Strength,
    Tier,
    VerdictKind,
    Voice,
)
from claimcheck.verdicts import source_wording
from claimcheck.verdicts.axes import axes_beyond, steps_beyond
from claimcheck.verdicts.case import Case, Ruling
from claimcheck.verdicts.doubt import doubted, lets_pass
from claimcheck.verdicts.own_study import beyond_own_study
from claimcheck.verdicts.reasons import deciding, on_numbers
from claimcheck.verdicts.shortfall import by_its_source, shortfall, speaks_against
from claimcheck.verdicts.source_steps import (
    appeal_to_nothing,
    asked_in_vain,
    not_borne_out,
    reading_lines,
    retracted_only,
    unreached,
    unread,
)
from claimcheck.verdicts.sources_read import named
from claimcheck.verdicts.trust import COMPARED, ELSEWHERE, SURE_ENOUGH_TO_CONTRADICT, is_known, is_looked_up, once_a_study

_PURPOSE_ONLY = frozenset({"aim"})
_BENEFITS = (
    ClaimType.EFFECTIVENESS,
    ClaimType.SAFETY,
    ClaimType.CURE,
    ClaimType.PREVENTION,
    ClaimType.DURABILITY,
    ClaimType.MECHANISM,
    ClaimType.COMPARISON,
    ClaimType.POPULATION,
    ClaimType.SPEED_OF_EFFECT,
)
_OWN_BURDEN = {
    "cure": (ClaimType.CURE, "a cure"),
    "lasting-effect": (ClaimType.DURABILITY, "a lasting effect"),
    "absolute-safety": (ClaimType.SAFETY, "absolute safety"),
    "superiority-uncompared": (ClaimType.COMPARISON, "superiority"),
    "population-all": (ClaimType.POPULATION, "an effect in everyone"),
}
_PROMISING = frozenset({"effect", "change", "safety-praise", "safe-by-source", "cure", "prevention", "hype", "absolute-safety"})
_ANYWHERE = ("cure", "absolute-safety")
_REVIEWS = (Tier.E5,)
_HINTING = 0.5


def rule(case: Case) -> tuple[Ruling, tuple[str, ...]]:
    """The ruling on a claim and the lines that say how it came about."""
    lines = list(reading_lines(case))
    for step in _STEPS:
        ruling = step(case)
        if ruling is not None:
            return ruling, (*lines, ruling.why)
        lines += _passed(step, case)
    raise AssertionError("the last step always decides")


def _purpose(case: Case) -> Ruling | None:
    """An aim or a definition promises nothing that could be measured."""
    cues = case.claim.cue_kinds()
    success = cues & {"research-appeal", "hype", "booster", "cure", "absolute"}
    if "aim" in cues and not success and not _flagging(case):
        return Ruling(VerdictKind.NOT_CHECKABLE, "an aim is stated, not a result")
    if "people-differ" in cues and case.claim.types <= {ClaimType.POPULATION, ClaimType.SPEED_OF_EFFECT} and not _flagging(case):
        return Ruling(VerdictKind.NOT_CHECKABLE, "it says only that people differ")
    return None


def _small_harm(case: Case) -> Ruling | None:
    """A harm said to pass or to be kept small, without praise of the treatment: what is known of harms bears neither for nor against it."""
    cues = case.claim.cue_kinds()
    told = "small-harm" in cues and not cues & {"safety-praise", "absolute-safety"} and ClaimType.SAFETY in case.claim.types
    if not told or case.cited or _flagging(case):
        return None
    return Ruling(VerdictKind.NOT_CHECKED, "no source here measured how this harm passes or is kept small")


def _refuted(case: Case) -> Ruling | None:
    """Direct contrary evidence from people, with no support of equal strength."""
    contrary = tuple(p for p in case.pieces(Stance.REFUTES) if not set(p.limits) & ELSEWHERE and _may_refute(case, p))
    supports = tuple(p for p in case.pieces(Stance.SUPPORTS) if "outcome" not in p.limits)
    if not contrary or _reports_no_harm(case):
        return None
    strongest = contrary[0]
    if supports and _outranks(supports[0], strongest):
        return None
    if supports and (supports[0].certainty.rank <= strongest.certainty.rank + 1 or is_looked_up(strongest)):
        if case.denies:
            return None
        return _conflict(case, f"{_whose(strongest)} evidence disagrees: {_named(supports[0])} against {_named(strongest)}", strongest)
    if _is_weak(strongest) or not _sounds_sure(case) or _is_unsure(case, contrary):
        return _conflict(case, f"weak evidence points the other way: {_named(strongest)}", strongest)
    if strongest.cited and not is_known(strongest):
        why = f"the work it cites says otherwise: {_named(strongest)}"
        return Ruling(VerdictKind.CONTRADICTED, why, strongest.certainty, (), "CIT07", by_source=True)
    why = f"{_whose(strongest)} evidence says otherwise: {_named(strongest)}"
    return Ruling(VerdictKind.CONTRADICTED, why, strongest.certainty, (), "EVD08")


def _conflict(case: Case, why: str, strongest: Evidence) -> Ruling:
    """Evidence both ways; a cited work that says otherwise is named as such, and what was only looked up flags nothing."""
    if not _sounds_sure(case) or is_looked_up(strongest):
        return Ruling(VerdictKind.CONFLICTING, why, strongest.certainty)
    cited = strongest.cited and not is_known(strongest)
    return Ruling(VerdictKind.CONFLICTING, why, strongest.certainty, (), "CIT07" if cited else "EFF14", by_source=cited)


def _may_refute(case: Case, piece: Evidence) -> bool:
    """Studies that compared people, statements on status, and any work of people that the claim itself cites."""
    own = piece.cited and not is_known(piece)
    return piece.tier in COMPARED or (_is_status(case) and not is_looked_up(piece)) or (own and piece.tier is Tier.E2)


def _is_unsure(case: Case, contrary: tuple[Evidence, ...]) -> bool:
    """Whether what was looked up is one study alone, read less than surely, or something points the other way, however weakly."""
    piece = contrary[0]
    if not is_looked_up(piece):
        return False
    works = once_a_study(contrary)
    if len(works) < 2 and not any(work.tier in _REVIEWS for work in works):
        return True
    hints = (p for p in case.evidence if p.stance is Stance.SUPPORTS and p.score >= _HINTING and not p.work.is_retracted)
    return piece.score < SURE_ENOUGH_TO_CONTRADICT or any(hints)


def _whose(piece: Evidence) -> str:
    return "known" if is_known(piece) else "cited" if piece.cited else "looked-up"


def _supported(case: Case) -> Ruling | None:
    """Evidence for it: overstated where the wording outruns it, else supported within limits."""
    supports = case.pieces(Stance.SUPPORTS)
    if not supports:
        return None
    best = supports[0]
    if _is_stray(case, supports):
        return None
    short = shortfall(case, supports)
    if case.denies:
        return _carried(f"the denial agrees with {_named(best)}", short, best)
    axes = axes_beyond(case, supports)
    if (reason := deciding(case)) and all(piece.cited and not is_known(piece) for piece in supports):
        found = tuple(dict.fromkeys((*((reason.axis,) if reason.axis else ()), *axes)))
        return Ruling(reason.kind or VerdictKind.OVERSTATED, reason.why, best.certainty, found, reason.rule_id, by_source=True)
    if not axes and (flagging := _flagging(case)):
        why = f"evidence exists ({_named(best)}), but the wording is flagged by {', '.join(flagging)}"
        return Ruling(VerdictKind.OVERSTATED, why, best.certainty, ("strength",))
    if not axes and (worded := source_wording.looked_up(case, supports)):
        return Ruling(VerdictKind.OVERSTATED, worded.why, best.certainty, (worded.axis or "strength",), worded.rule_id)
    if axes:
        return Ruling(VerdictKind.OVERSTATED, f"goes beyond {_named(best)} in {', '.join(axes)}", best.certainty, axes, "EFF14")
    if short or _is_enough(supports):
        return _carried(f"in line with {_named(best)}", short, best)
    return Ruling(VerdictKind.SUPPORTED_WITH_LIMITS, f"in line with {_named(best)}, which has limits", best.certainty)


def _carried(why: str, short: str, best: Evidence) -> Ruling:
    """Supported, or with limits where something falls short."""
    kind = VerdictKind.SUPPORTED_WITH_LIMITS if short else VerdictKind.SUPPORTED
    return Ruling(kind, f"{why}; {short}" if short else why, best.certainty)


def _is_stray(case: Case, supports: tuple[Evidence, ...]) -> bool:
    """Whether a claim whose own source was read and does not bear it out has no better support than what is beside the point.

    That is evidence on another outcome, condition or people, and one work alone that a search brought.
    """
    if by_its_source(case):
        return False
    near = once_a_study(piece for piece in supports if not {*ELSEWHERE, "condition"} & set(piece.limits))
    return not any(is_known(piece) or piece.tier in _REVIEWS for piece in near) and len(near) < 2


def _other_number(case: Case) -> Ruling | None:
    """A cited work gives another number for the same thing."""
    if case.numbers is None or not case.numbers.contradicted or not (reason := on_numbers(case)):
        return None
    return Ruling(VerdictKind.OVERSTATED, reason.why, axes=("strength",), rule_id=reason.rule_id, by_source=True)


def _uncertain(case: Case) -> Ruling | None:
    """Only evidence that leaves the question open."""
    neutral = tuple(p for p in case.pieces(Stance.NEUTRAL) if not p.limits)
    if not neutral or case.denies:
        return None
    best = neutral[0]
    if (steps_beyond(case, best.certainty) >= 2 and not _reports_a_result(case)) or _flagging(case):
        return Ruling(VerdictKind.OVERSTATED, f"surer than {_named(best)}", best.certainty, ("certainty",), "EFF14")
    return Ruling(VerdictKind.SUPPORTED_WITH_LIMITS, f"no surer than {_named(best)}", best.certainty)


def _flagged_by_rule(case: Case) -> Ruling | None:
    """A rule on the wording flags it and no known evidence bears on it."""
    flagging = _flagging(case)
    if not flagging:
        return None
    research = case.claim.attribution in (Attribution.APPEAL_TO_RESEARCH, Attribution.NAMED_CITATION)
    kind = VerdictKind.OVERSTATED if research else VerdictKind.UNSUPPORTED
    return Ruling(kind, f"flagged by {flagging[0]}; no known evidence carries it")


def _own_burden(case: Case) -> Ruling | None:
    """Claims that carry their own burden of proof, made without a source."""
    if case.denies or case.claim.citations or case.article.voice is Voice.REFERENCE:
        return None
    cues = case.claim.cue_kinds()
    for cue, (kind, words) in _OWN_BURDEN.items():
        if cue in cues and kind in case.claim.types and (cue in _ANYWHERE or case.article.voice is Voice.SELLING):
            return Ruling(VerdictKind.UNSUPPORTED, f"{words} is claimed and nothing is given for it", rule_id="EVD00")
    return None


def _bare_benefit(case: Case) -> Ruling | None:
    """A benefit asserted in text that sells, with no source given."""
    if case.article.voice is not Voice.SELLING or case.denies or case.claim.citations or lets_pass(case):
        return None
    if not case.claims_any(*_BENEFITS) or not case.claim.cue_kinds() & _PROMISING:
        return None
    return Ruling(VerdictKind.UNSUPPORTED, "a benefit is claimed in text that sells, and nothing is given for it", rule_id="EVD00")


def _no_source(case: Case) -> Ruling | None:
    """Nothing that was asked speaks of this."""
    known = "sources know the therapy but not this claim" if case.topic_known else "no source on this topic"
    return Ruling(VerdictKind.NOT_CHECKED, known)


Step = Callable[[Case], Ruling | None]
_STEPS: tuple[Step, ...] = (
    _purpose,
    _small_harm,
    _refuted,
    _other_number,
    _supported,
    _uncertain,
    retracted_only,
    not_borne_out,
    appeal_to_nothing,
    beyond_own_study,
    _flagged_by_rule,
    _own_burden,
    _bare_benefit,
    doubted,
    asked_in_vain,
    unread,
    unreached,
    _no_source,
)


def _on_contrary(case: Case) -> str:
    return "no contrary evidence is sure and direct enough to decide" if _listed(case, Stance.REFUTES) else "no contrary evidence is known"


def _on_support(case: Case) -> str:
    return "no evidence for it is sure and direct enough to decide" if _listed(case, Stance.SUPPORTS) else "no known evidence supports it"


def _on_open(case: Case) -> str:
    return "no open evidence is direct enough to decide" if _listed(case, Stance.NEUTRAL) else "no open evidence bears on it"


def _on_cited(case: Case) -> str:
    """The line on cited works that were read, where they do not decide."""
    if not any(resolution.outcome is Outcome.FOUND for resolution in case.cited):
        return ""
    return (
        "no reading of the works it cites is sure enough to flag it"
        if speaks_against(case)
        else "nothing in the kind of works that it cites settles it"
    )


_PASSED: dict[Step, Callable[[Case], str]] = {
    _purpose: lambda _: "it can be checked",
    _refuted: _on_contrary,
    _supported: _on_support,
    _uncertain: _on_open,
    not_borne_out: _on_cited,
    beyond_own_study: lambda case: "it keeps within the study that the article describes" if case.article.designs else "",
    _flagged_by_rule: lambda _: "no rule on wording flags it",
    unread: lambda _: "it cites nothing",
}


def _passed(step: Step, case: Case) -> Iterator[str]:
    """The line that a step leaves; a step that did not apply leaves none."""
    if step in _PASSED and (line := _PASSED[step](case)):
        yield line


def _listed(case: Case, stance: Stance) -> bool:
    """Whether any evidence with a stance stands beside the claim, however little it counts."""
    return any(piece.stance is stance and not piece.work.is_retracted for piece in case.evidence)


def _flagging(case: Case) -> tuple[str, ...]:
    severe = (m.rule for m in case.fired if m.rule.severity is not Severity.NOTE)
    return tuple(dict.fromkeys(rule.id for rule in severe))


def _is_status(case: Case) -> bool:
    return case.claims_any(ClaimType.REGULATORY, ClaimType.AVAILABILITY, ClaimType.ETHICS, ClaimType.SAFETY)


def _is_weak(piece: Evidence) -> bool:
    return piece.certainty in (Certainty.VERY_LOW, Certainty.NONE)


def _reports_no_harm(case: Case) -> bool:
    """A report that a study saw no harm, which is its result and no promise."""
    promised = case.claim.cue_kinds() & {"absolute-safety", "safety-praise"}
    return case.article.voice is Voice.REPORTING and case.claims_any(ClaimType.SAFETY) and not promised


def _reports_a_result(case: Case) -> bool:
    return case.article.voice is Voice.REPORTING and case.claim.causal is Causal.CORRELATIONAL


def _outranks(ours: Evidence, theirs: Evidence) -> bool:
    """A stronger kind of study that is at least as certain."""
    return ours.tier.rank < theirs.tier.rank and ours.certainty.rank <= theirs.certainty.rank


def _sounds_sure(case: Case) -> bool:
    """Assertive, or hedged in text that sells."""
    return case.claim.strength is Strength.ASSERTIVE or (case.article.voice is Voice.SELLING and not case.denies)


def _is_enough(supports: tuple[Evidence, ...]) -> bool:
    """Two works, a review, or an official record of status or use; one review that was only looked up is not enough."""
    works = [p for p in once_a_study(supports) if is_known(p) or (p.tier in COMPARED and not ELSEWHERE & set(p.limits))]
    reviews = [p for p in works if p.tier in _REVIEWS and not is_looked_up(p)]
    return len(works) > 1 or bool(reviews) or any("label" in (p.work.design or "") and not p.limits for p in supports if is_known(p))


def _named(piece: Evidence) -> str:
    if not is_known(piece):
        design = piece.work.design or "a work"
        return f"{named(piece.work)}, {design} ({_graded(piece)}; read at {piece.score:.2f})"
    design = piece.work.design or "a source"
    year = f" of {piece.work.year}" if piece.work.year else ""
    return f"{design}{year} ({_graded(piece)}; {piece.statement_id})"


def _graded(piece: Evidence) -> str:
    return "no graded certainty" if piece.certainty is Certainty.NONE else f"{piece.certainty.replace('_', ' ')} certainty"
