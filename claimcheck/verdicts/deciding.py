"""All claims of an article decided: verdicts in the order of the claims, findings in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.model import Certainty, Finding, Ruleset, Severity, Verdict, VerdictKind
from claimcheck.verdicts.case import Case, Ruling
from claimcheck.verdicts.decision import rule
from claimcheck.verdicts.findings import Draft, drafts_of, numbered
from claimcheck.verdicts.wording import cap_note

FLAGGING = (Severity.ERROR, Severity.WARNING)
_CARRIED = (VerdictKind.SUPPORTED, VerdictKind.SUPPORTED_WITH_LIMITS, VerdictKind.OVERSTATED)


@dataclass(frozen=True, slots=True)
class Decided:
    """Verdicts (one a case, same order) and all findings."""

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]


def decide(cases: Sequence[Case], others: Iterable[Draft], ruleset: Ruleset) -> Decided:
    """Decide every case; `others` are findings that stand on no claim."""
    rulings = [rule(case) for case in cases]
    drafts = [draft for case, (ruling, _) in zip(cases, rulings, strict=True) for draft in drafts_of(case, ruling, ruleset)]
    findings = numbered([*drafts, *others])
    verdicts = [_verdict(case, ruling, lines, findings) for case, (ruling, lines) in zip(cases, rulings, strict=True)]
    return Decided(tuple(verdicts), findings)


def _verdict(case: Case, ruling: Ruling, lines: tuple[str, ...], findings: Sequence[Finding]) -> Verdict:
    flags = [f for f in findings if f.claim_id == case.claim.id and f.severity in FLAGGING]
    why = (*lines, _cap_line(case, ruling), _flag_line(flags))
    score = {Severity.ERROR: 0.9, Severity.WARNING: 0.7}[min(flags, key=lambda f: f.severity.rank).severity] if flags else 0.1
    return Verdict(case.claim.id, ruling.kind, ruling.certainty, ruling.axes, tuple(w for w in why if w), bool(flags), score)


def _cap_line(case: Case, ruling: Ruling) -> str:
    """What the evidence for a claim would carry; evidence against it, or for a denial, carries no benefit."""
    carries = ruling.kind in _CARRIED and ruling.certainty is not Certainty.NONE and not case.denies
    return cap_note(ruling.certainty) if carries else ""


def _flag_line(flags: Sequence[Finding]) -> str:
    names = ", ".join(dict.fromkeys(finding.rule_id for finding in flags))
    return f"flagged: {names}" if names else "not flagged: no rule of severity error or warning stands on it"
