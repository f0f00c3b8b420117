"""The words and marks with which every format for people names verdicts, severities and stances."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import Outcome, Severity, Stance, VerdictKind

NO_ADVICE = "This is a machine's reading of the article and no medical advice; check what it says before you act on it."


@dataclass(frozen=True, slots=True)
class Label:
    """How a verdict is shown: its name, a mark that needs no colour, a terminal style, and what it means."""

    name: str
    mark: str
    style: str
    meaning: str


VERDICTS = {
    VerdictKind.SUPPORTED: Label("Supported", "✓", "green", "Evidence in people, or the official record, carries it as worded."),
    VerdictKind.SUPPORTED_WITH_LIMITS: Label(
        "Supported with limits", "≈", "cyan", "The direction holds; the evidence is weak or narrower."
    ),
    VerdictKind.OVERSTATED: Label("Overstated", "▲", "yellow", "Evidence exists, and the claim goes beyond it."),
    VerdictKind.CONFLICTING: Label("Conflicting", "⇄", "magenta", "Sources of comparable strength disagree."),
    VerdictKind.CONTRADICTED: Label("Contradicted", "✗", "bold red", "Evidence in people says otherwise."),
    VerdictKind.UNSUPPORTED: Label("Unsupported", "∅", "red", "Neither the article nor the sources asked support it."),
    VerdictKind.NOT_CHECKED: Label("Not checked", "?", "blue", "Its source was not asked or gave no answer."),
    VerdictKind.NOT_CHECKABLE: Label("Not checkable", "–", "bright_black", "An aim, an opinion, or too vague to check."),
}
SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
STANCES = {Stance.SUPPORTS: "supports", Stance.REFUTES: "speaks against", Stance.NEUTRAL: "neutral"}
OUTCOMES = {
    Outcome.FOUND: "found",
    Outcome.NOT_FOUND: "not found",
    Outcome.NOT_ASKED: "not asked",
    Outcome.FAILED: "could not be asked",
}
MET = {"yes": "met", "no": "missing", "not_applicable": "does not apply"}
LIKELY = {"yes": "likely yes", "no": "likely no"}


def spoken(name: str) -> str:
    """A value such as very_low in words."""
    return name.replace("_", " ")


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 claim, 2 claims."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"
