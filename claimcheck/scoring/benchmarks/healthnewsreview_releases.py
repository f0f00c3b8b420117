"""Health news releases against ten questions that expert reviewers answered: satisfactory or not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claimcheck import ruleset
from claimcheck.claims import ClaimFinder
from claimcheck.errors import ArticleError, UsageError
from claimcheck.model import Document
from claimcheck.readers import read_bytes
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import calibration_error, macro_f1, mean, recall_of
from claimcheck.scoring.parts import sound
from claimcheck.scoring.reading import part, records_of, words_in
from claimcheck.verdicts.expert import Opinion, opinions_of, trained_on

NAME = "healthnewsreview_releases"
FIELDS = {"text": str, "criteria": dict}
YES, NO = "Satisfactory", "Not Satisfactory"
_LABELS = (YES, NO)
Answers = dict[str, list[tuple[bool, Opinion]]]


def run(folder: Path, split: str) -> Figures:
    """Macro F1, its mean over the questions, balanced accuracy and calibration error; answers of "Not Applicable" are left out.

    `trained_on` counts the releases that the shipped weights were fitted on: where it is not 0, the figures are no measure of them.
    """
    path = part(folder, split)
    records = sound(list(records_of(path)), FIELDS, path, NAME)
    if not records:
        raise UsageError(f"{folder}: the part {split} of {NAME} holds no releases")
    finder = ClaimFinder(ruleset.load())
    answers: Answers = {}
    seen = 0
    for record in records:
        document = document_of(record)
        seen += trained_on(document)
        for opinion in opinions_of(document, finder.find(document, lambda _: ())):
            gold = answer_in(record, opinion.question.name)
            if gold is not None:
                answers.setdefault(opinion.question.name, []).append((gold, opinion))
    return Figures(NAME, split, len(records), _metrics(answers) | {"trained_on": seen})


def document_of(record: Mapping[str, object]) -> Document:
    """A release as the product reads a text file (UsageError where it holds no article)."""
    try:
        return read_bytes(words_in(record, "text").encode("utf-8", "replace"), words_in(record, "id"), "text/plain")
    except ArticleError as error:
        raise UsageError(f"a release cannot be read: {error}") from error


def answer_in(record: Mapping[str, object], name: str) -> bool | None:
    """The reviewers' answer to a question: satisfactory or not, None where it did not apply or none was given."""
    criteria = record.get("criteria")
    given = criteria.get(name) if isinstance(criteria, dict) else None
    answer = given.get("answer") if isinstance(given, dict) else None
    return {YES: True, NO: False}.get(answer) if isinstance(answer, str) else None


def _metrics(answers: Answers) -> dict[str, float | int]:
    by_name = {name: [(_label(gold), _label(opinion.satisfied)) for gold, opinion in given] for name, given in answers.items()}
    likely = {name: [(opinion.likelihood, gold) for gold, opinion in given] for name, given in answers.items()}
    f1 = {name: macro_f1(pairs, _LABELS) for name, pairs in by_name.items()}
    balanced = {name: mean(recall_of(pairs, label) for label in _LABELS) for name, pairs in by_name.items()}
    metrics: dict[str, float | int] = {"macro_f1": mean(f1.values()), "balanced_accuracy": mean(balanced.values())}
    metrics["calibration_error"] = mean(calibration_error(pairs) for pairs in likely.values())
    for name, pairs in by_name.items():
        metrics |= {f"macro_f1_{name}": f1[name], f"balanced_accuracy_{name}": balanced[name], f"n_{name}": len(pairs)}
    return metrics


def _label(satisfied: bool) -> str:
    return YES if satisfied else NO
