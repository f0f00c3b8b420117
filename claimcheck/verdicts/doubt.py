"""What the trained reading of a sentence adds where no evidence decides: whether it is put as reviewers mark sentences.

It decides nothing alone: a denial, an aim, what evidence carries and what a cited work was read for go before it, and the reason
names what the sentence itself does.
"""

from __future__ import annotations

from claimcheck.model import Attribution, ClaimType, Outcome, Strength, VerdictKind, Voice
from claimcheck.verdicts.case import Case, Ruling
from claimcheck.verdicts.sources_read import passages

# Chosen on pages that the model had not seen: from the first a sentence is marked, below the second a bare benefit is let pass.
MARKED = {Voice.SELLING: 0.5, Voice.REPORTING: 0.65, Voice.REFERENCE: 0.9}
LET_PASS = 0.05
_STATUS = frozenset({ClaimType.AVAILABILITY, ClaimType.COST, ClaimType.ETHICS})
_CLAIMED = (
    (ClaimType.CURE, "a cure"),
    (ClaimType.SAFETY, "safety"),
    (ClaimType.COMPARISON, "an advantage"),
    (ClaimType.DURABILITY, "a lasting effect"),
    (ClaimType.PREVENTION, "prevention"),
    (ClaimType.EFFECTIVENESS, "a benefit"),
    (ClaimType.SPEED_OF_EFFECT, "a fast effect"),
    (ClaimType.MECHANISM, "a way of working"),
    (ClaimType.DIAGNOSIS, "what a test finds"),
    (ClaimType.REGULATORY, "a status"),
)
_STATED = {Strength.ASSERTIVE: "stated as a fact", Strength.HEDGED: "held out", Strength.SPECULATIVE: "held out for the future"}
_ON = {
    Attribution.NONE: "with nothing given for it",
    Attribution.APPEAL_TO_RESEARCH: "on research that the sentence does not name",
    Attribution.NAMED_CITATION: "on a source that was not read",
    Attribution.TESTIMONIAL: "on the word of patients",
    Attribution.AUTHORITY: "on somebody's word alone",
}


def doubted(case: Case) -> Ruling | None:
    """Unsupported (overstated where it cites) where a sentence is put as reviewers mark them and nothing bears it."""
    doubt = case.claim.doubt
    if doubt is None or case.denies or doubt < MARKED[case.article.voice] or case.claim.types <= _STATUS:
        return None
    kind = VerdictKind.OVERSTATED if case.claim.citations else VerdictKind.UNSUPPORTED
    return Ruling(kind, reason_of(case, doubt), rule_id="EVD00")


def reason_of(case: Case, doubt: float) -> str:
    """What the sentence claims, how it is put, and on whose word."""
    claimed = next((words for kind, words in _CLAIMED if kind in case.claim.types), "something")
    stated = _STATED.get(case.claim.strength, "stated")
    learnt = f"sentences worded like this were marked more often than not on the pages it learnt from ({doubt:.2f})"
    return f"{claimed} is {stated} {_on(case)}; {learnt}"


def _on(case: Case) -> str:
    """On what a sentence stands; what it cites is named as far as it was read, for a source out of reach is no missing source."""
    if not case.claim.citations:
        return _ON[case.claim.attribution]
    if passages(case):
        return "on a source whose reading did not settle it"
    unfound = bool(case.cited) and all(resolution.outcome is Outcome.NOT_FOUND for resolution in case.cited)
    return "on a source that was not found" if unfound else _ON[Attribution.NAMED_CITATION]


def lets_pass(case: Case) -> bool:
    """Whether the trained reading finds nothing in a sentence that the step on bare benefits would mark."""
    return case.claim.doubt is not None and case.claim.doubt < LET_PASS
