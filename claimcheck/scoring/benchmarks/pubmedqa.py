"""Research questions against an abstract without its conclusion: yes, no or maybe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.evidence.questions import as_statement
from claimcheck.model import Section, Stance
from claimcheck.scoring.checked import one_of, whole
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.reading import list_in, part, whole_json, words_in
from claimcheck.scoring.stances import Judged, held_against, seen, stance_figures

NAME = "pubmedqa"
_LABELS = {Stance.SUPPORTS: "yes", Stance.REFUTES: "no", Stance.NEUTRAL: "maybe"}


def run(folder: Path, split: str) -> Figures:
    """Accuracy and macro F1 over the three answers; neither the conclusion nor the answer that goes with it is read."""
    path = _part(folder, split)
    judged = list(_judged(path))
    if not judged:
        raise UsageError(f"{path}: holds no questions; give a part of the set with at least one")
    return Figures(NAME, split, len(judged), stance_figures(judged, _LABELS) | seen(NAME, split))


def _part(folder: Path, split: str) -> Path:
    """The file of a part; train and development stand together in one, which either name gives."""
    try:
        return part(folder, split)
    except UsageError:
        if split != "dev":
            raise
        return part(folder, "train")


def _judged(path: Path) -> Iterator[Judged]:
    known = whole_json(path)
    if not isinstance(known, dict):
        raise UsageError(f"{path}: not an object of questions by PMID; give the set in the form that it is published in")
    for pmid, record in known.items():
        where = f"{path}: the question {pmid}"
        if not isinstance(record, dict):
            raise UsageError(f"{where} is no object; give the set in the form that it is published in")
        yield _answered(whole(record, ("QUESTION", "final_decision"), where))


def _answered(record: Mapping[str, object]) -> Judged:
    """The question read as a statement and held against the parts of the abstract."""
    gold = one_of(record, "final_decision", tuple(_LABELS.values()))
    labels, texts = list_in(record, "LABELS"), list_in(record, "CONTEXTS")
    headings = labels if len(labels) == len(texts) else ("",) * len(texts)
    sections = (Section(label.capitalize(), text) for label, text in zip(headings, texts, strict=True))
    bearing = held_against(as_statement(words_in(record, "QUESTION")), sections)
    return Judged(gold, _LABELS[bearing.stance], bearing)
