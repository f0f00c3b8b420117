"""Statements against the records of clinical trials: do they follow from the section named, or contradict it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.model import Section, Stance
from claimcheck.scoring.checked import one_of, whole
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import accuracy, f1_of, macro_f1
from claimcheck.scoring.reading import folder_of, list_in, part, records_of, whole_json, words_in
from claimcheck.scoring.stances import Judged, calibration, held_against, seen

NAME = "nli4ct"
_LABELS = {Stance.SUPPORTS: "Entailment", Stance.REFUTES: "Contradiction", Stance.NEUTRAL: ""}
_BOTH = (_LABELS[Stance.SUPPORTS], _LABELS[Stance.REFUTES])
_IDS = ("Primary_id", "Secondary_id")
_FIELDS = ("Statement", "Section_id", "Label", "Primary_id")
_FORM = "give the set in the form that it is published in"


def run(folder: Path, split: str) -> Figures:
    """F1 of entailment, macro F1 and accuracy, each statement forced to the likelier label; without a stance it does not follow.

    The records of the trials lie beside the statements (`clinical_trials`); `abstained` is the share without a stance.
    """
    path = part(folder, split)
    sections = _sections(part(folder_of(folder), "trials", "clinical_trials"))
    judged = [_judged(record, sections) for record in _statements(path)]
    pairs = [(one.gold, _forced(one)) for one in judged]
    metrics = {"f1_entailment": f1_of(pairs, _BOTH[0]), "macro_f1": macro_f1(pairs, _BOTH), "accuracy": accuracy(pairs)}
    metrics["abstained"] = sum(not one.found for one in judged) / len(judged)
    return Figures(NAME, split, len(judged), metrics | calibration(judged, _BOTH) | seen(NAME, split))


def _statements(path: Path) -> Iterator[Mapping[str, object]]:
    known = whole_json(path)
    if not isinstance(known, dict) or not known:
        raise UsageError(f"{path}: holds no statements by their identifier; {_FORM}")
    for name, record in known.items():
        where = f"{path}: the statement {name}"
        if not isinstance(record, dict):
            raise UsageError(f"{where} is no object; {_FORM}")
        yield whole(record, _FIELDS, where)


def _sections(path: Path) -> dict[str, Mapping[str, object]]:
    return {words_in(record, "Clinical Trial ID"): record for record in records_of(path)}


def _judged(record: Mapping[str, object], trials: Mapping[str, Mapping[str, object]]) -> Judged:
    """A statement held against the section that it is about, of one trial or of two."""
    gold = one_of(record, "Label", _BOTH)
    names = [name for field in _IDS if (name := words_in(record, field))]
    lines = [line for name in names for line in list_in(trials.get(name, {}), words_in(record, "Section_id"))]
    bearing = held_against(words_in(record, "Statement"), (Section("", line) for line in lines if line.strip()))
    return Judged(gold, _LABELS[bearing.stance], bearing)


def _forced(one: Judged) -> str:
    if one.bearing.probabilities is None:
        return one.found or _BOTH[1]
    return _BOTH[0] if one.bearing.probabilities[0] >= one.bearing.probabilities[1] else _BOTH[1]
