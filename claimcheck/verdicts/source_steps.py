"""Steps of the decision table on what a claim cites and on what the sources said: retracted, not borne out, unread, asked in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.model import Answer, Evidence, Outcome, Resolution, Stance, Strength, VerdictKind, Voice
from claimcheck.verdicts.case import Case, Ruling
from claimcheck.verdicts.reasons import deciding
from claimcheck.verdicts.source_reasons import asserts_benefit
from claimcheck.verdicts.sources_read import all_retracted, askings, is_meant, named, passages
from claimcheck.verdicts.trust import is_looked_up

ABOUT_RETRACTION = re.compile(r"\b(?:retract\w*|withdr[ae]w\w*|discredited)\b", re.IGNORECASE)
_APPEALS = frozenset({"proven-appeal", "uncited-research"})
_OWN_STUDY = frozenset({"described-study", "trial", "named-source"})
_ANSWERED = (Outcome.FOUND, Outcome.NOT_FOUND)
_OFFLINE = "offline"
_SHOWN = 3


def reading_lines(case: Case) -> Iterator[str]:
    """One line a cited work that was looked for, the first few: what it is and how far it was read."""
    asked = [resolution for resolution in case.cited if resolution.outcome in _ANSWERED]
    for resolution in asked[:_SHOWN]:
        yield _reading_line(case, resolution)
    if len(asked) > _SHOWN:
        yield f"it cites {len(asked) - _SHOWN} more works"


def _reading_line(case: Case, resolution: Resolution) -> str:
    work = resolution.work
    if work is None:
        return f"one reference was found in none of the sources asked: {askings(resolution.answers, Outcome.NOT_FOUND) or 'unnamed'}"
    if work.is_retracted:
        return f"it cites {named(work)}, which has been retracted and counts for nothing"
    if not is_meant(resolution):
        return f"the work found for one reference, {named(work)}, may not be the one meant"
    kind = f", {work.study.kind}" if work.study else ""
    said = [piece for piece in passages(case) if piece.work.identifiers == work.identifiers]
    if not said:
        return f"it cites {named(work)}{kind}: no passage of it was held against the claim"
    best = max(said, key=lambda piece: piece.score)
    reason = f": {best.reasons[0]}" if best.reasons else ""
    return f"it cites {named(work)}{kind}: read as {best.stance} ({best.score:.2f}){reason}"


def retracted_only(case: Case) -> Ruling | None:
    """Everything that the claim cites has been retracted, and it does not say so."""
    if case.denies or not all_retracted(case) or ABOUT_RETRACTION.search(case.claim.text):
        return None
    works = [resolution.work for resolution in case.cited if resolution.work is not None]
    if all(any(notice.replaced for notice in work.notices) for work in works):
        return Ruling(VerdictKind.NOT_CHECKED, "the work it cites was retracted and replaced; what replaced it was not read")
    names = ", ".join(named(work) for work in works)
    return Ruling(VerdictKind.UNSUPPORTED, f"all that it cites has been retracted: {names}", rule_id="CIT03", by_source=True)


def not_borne_out(case: Case) -> Ruling | None:
    """What the claim cites was read and does not carry it."""
    reason = deciding(case)
    if reason is None or reason.kind is None:
        return None
    axes = (reason.axis,) if reason.axis else ()
    return Ruling(reason.kind, reason.why, axes=axes, rule_id=reason.rule_id, by_source=True)


def appeal_to_nothing(case: Case) -> Ruling | None:
    """Research is appealed to, and every reference given for it is found nowhere."""
    if case.denies or not _all_unfound(case) or not case.claim.cue_kinds() & _APPEALS:
        return None
    return Ruling(VerdictKind.UNSUPPORTED, _unfound(case), rule_id="EVD01", by_source=True)


def asked_in_vain(case: Case) -> Ruling | None:
    """No source is given, and every source that was asked answered without one work that bears on the claim."""
    # Only services answer on a day; what a library at hand lacks may well exist.
    answered = any(answer.asked_on for answer in case.answers if answer.outcome in _ANSWERED)
    failed = any(answer.outcome is Outcome.FAILED for answer in case.answers)
    if not answered or failed or not asserts_benefit(case) or (case.claim.citations and not _all_unfound(case)):
        return None
    told = case.article.voice is Voice.REPORTING and case.article.designs
    if _undecided(case) or case.claim.cue_kinds() & _OWN_STUDY or told:
        return None
    firm = case.article.voice is Voice.SELLING and case.claim.strength is Strength.ASSERTIVE
    why = f"{_found_by(case.answers)} on it in {askings(case.answers, *_ANSWERED)}, and none bears it out"
    return Ruling(VerdictKind.UNSUPPORTED, why, rule_id="EVD00" if firm else None)


def unread(case: Case) -> Ruling | None:
    """It gives a source that was not read, or whose reading settled nothing."""
    if not case.claim.citations:
        return None
    return Ruling(VerdictKind.NOT_CHECKED, _why_unread(case))


def unreached(case: Case) -> Ruling | None:
    """It gives no source, and those that were asked failed or settled nothing."""
    failed = [answer for answer in case.answers if answer.outcome is Outcome.FAILED]
    if failed:
        return Ruling(VerdictKind.NOT_CHECKED, f"sources could not be asked about it: {_failures(failed)}")
    if pieces := _undecided(case):
        works = len({piece.work.identifiers or piece.work.title for piece in pieces})
        noun = "work that was" if works == 1 else "works that were"
        return Ruling(VerdictKind.NOT_CHECKED, f"{works} {noun} looked up may speak of it, but reading did not settle it")
    return None


def _why_unread(case: Case) -> str:
    """Why a cited source says nothing, the reason that weighs most first: an outage, not asked, not found, not read."""
    outcomes = {resolution.outcome for resolution in case.cited}
    failed = [resolution for resolution in case.cited if resolution.outcome is Outcome.FAILED]
    if failed:
        return f"it cites a source that could not be reached: {_reasons(failed)}"
    missing = [resolution.detail for resolution in case.cited if resolution.outcome is Outcome.NOT_ASKED and resolution.detail]
    if not outcomes & {*_ANSWERED} or Outcome.NOT_ASKED in outcomes:
        online = next((detail for detail in missing if not detail.startswith(_OFFLINE)), "the check ran offline")
        return f"it cites a source that was not asked: {online}"
    if _all_unfound(case):
        return _unfound(case)
    if not passages(case):
        return "the work it cites was found, but nothing of it could be read that bears on the claim"
    return _unsure(case)


def _unsure(case: Case) -> str:
    """What the surest reading of a cited work comes to where it is not sure enough to decide."""
    taken = [piece for piece in passages(case) if piece.stance is not Stance.NEUTRAL]
    best = max(taken, key=lambda piece: piece.score, default=None)
    if best is None:
        return "the work it cites was read, but reading did not settle whether it says so"
    if best.stance is Stance.REFUTES:
        return f"the work it cites was read, and its reading points the other way ({best.score:.2f}), not surely enough to be flagged"
    return f"the work it cites was read, and its reading points its way ({best.score:.2f}), not surely enough to count"


def _all_unfound(case: Case) -> bool:
    """Whether every reference given was looked for, and every source that was needed answered that it has none of them."""
    complete = len(case.cited) >= len(set(case.claim.citations))
    return bool(case.cited) and complete and all(resolution.outcome is Outcome.NOT_FOUND for resolution in case.cited)


def _unfound(case: Case) -> str:
    answers = [answer for resolution in case.cited for answer in resolution.answers]
    asked = askings(answers, Outcome.NOT_FOUND) or "the sources asked"
    return f"what it cites leads to no work: not found in {asked}"


def _undecided(case: Case) -> tuple[Evidence, ...]:
    """What was looked up and speaks of the claim without being counted, retracted works aside."""
    return tuple(piece for piece in case.evidence if is_looked_up(piece) and not piece.work.is_retracted)


def _found_by(answers: tuple[Answer, ...]) -> str:
    found = len({work.identifiers or work.title for answer in answers for work in answer.works})
    return f"{found} work{'' if found == 1 else 's'} {'was' if found == 1 else 'were'} found" if found else "nothing was found"


def _reasons(resolutions: list[Resolution]) -> str:
    said = [resolution.detail or _failures(list(resolution.answers)) for resolution in resolutions]
    return "; ".join(dict.fromkeys(text for text in said if text)) or "no reason given"


def _failures(answers: list[Answer]) -> str:
    failed = (answer for answer in answers if answer.outcome is Outcome.FAILED)
    return "; ".join(dict.fromkeys(f"{answer.source} ({answer.detail or 'no reason given'})" for answer in failed))
