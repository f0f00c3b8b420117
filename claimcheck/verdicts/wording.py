"""The wording that would pass: written from a statement's certainty, as a suggestion beside a claim."""

from __future__ import annotations

from claimcheck.model import Certainty, Stance
from claimcheck.verdicts.case import Case

_VERBS = {
    Certainty.HIGH: "improves",
    Certainty.MODERATE: "probably improves",
    Certainty.LOW: "may improve",
    Certainty.VERY_LOW: "has been reported to improve; the evidence is very uncertain",
    Certainty.NONE: "is being studied for",
}


def suggestion_for(case: Case) -> str:
    """A sentence that the known evidence carries, or advice where none is known."""
    for stance in (Stance.SUPPORTS, Stance.REFUTES, Stance.NEUTRAL):
        for statement in case.statements_behind(case.pieces(stance)):
            if statement.wording:
                return f"Evidence would carry: “{statement.wording}”"
    return "Give a source that studied this in people, or say that it has not been shown."


def cap_note(certainty: Certainty) -> str:
    """The verb that a certainty allows."""
    return f"evidence of {certainty.replace('_', ' ')} certainty carries “{_VERBS[certainty]}”"
