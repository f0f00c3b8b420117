"""Study type of MEDLINE records from title and abstract alone, against the types that indexers gave."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.literature.studies import read
from claimcheck.literature.studies.design import assigns_at_random
from claimcheck.literature.studies.words import words_of
from claimcheck.model import Section, StudyKind, Work
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import accuracy, f1_of, macro_f1, precision_of, recall_of
from claimcheck.scoring.reading import part, records_of, words_in

NAME = "study_type_medline"
_RCT, _REST, _OTHER = "rct", "rest", "other_article"
_WATCHED = frozenset({StudyKind.COHORT, StudyKind.CROSS_SECTIONAL, StudyKind.CASE_SERIES})
_LABELS = {
    StudyKind.RANDOMISED: _RCT,
    StudyKind.SYSTEMATIC_REVIEW: "meta_analysis_or_systematic_review",
    StudyKind.NARRATIVE_REVIEW: "review",
    StudyKind.CONTROLLED: "clinical_trial_other",
    StudyKind.SINGLE_ARM: "clinical_trial_other",
    StudyKind.CASE_REPORT: "case_report",
    StudyKind.GUIDELINE: "guideline",
    StudyKind.OPINION: "opinion_news_letter",
}


def run(folder: Path, split: str) -> Figures:
    """F1 of randomised trials, of those against all else, and over all labels; the records' own types are not read."""
    records = list(records_of(part(folder, split)))
    pairs = [(words_in(record, "label"), label_of(record)) for record in records]
    if not pairs:
        raise UsageError(f"{folder}: the part {split} of {NAME} holds no records")
    two = [(_trial(gold), _trial(found)) for gold, found in pairs]
    metrics = {
        "f1_rct": f1_of(two, _RCT),
        "precision_rct": precision_of(two, _RCT),
        "recall_rct": recall_of(two, _RCT),
        "macro_f1_rct_vs_rest": macro_f1(two, (_RCT, _REST)),
        "accuracy_rct_vs_rest": accuracy(two),
        "macro_f1": macro_f1(pairs),
        "accuracy": accuracy(pairs),
    }
    return Figures(NAME, split, len(pairs), metrics)


def _trial(label: str) -> str:
    return label if label == _RCT else _REST


def label_of(record: Mapping[str, object]) -> str:
    """The set's label for a record; protocols of randomised trials count as trials there, records without abstract mostly as letters."""
    abstract = words_in(record, "abstract")
    sections = (Section("", abstract),) if abstract else ()
    work = Work((), words_in(record, "title"), abstract=sections)
    study = read(work).study
    kind = study.kind if study else StudyKind.OTHER
    if kind is StudyKind.PROTOCOL:
        return _RCT if assigns_at_random(words_of(work)) else _OTHER
    if kind in _WATCHED and "observational" in words_of(work).both.known:
        return "observational"
    return _LABELS.get(kind) or (_OTHER if abstract else _LABELS[StudyKind.OPINION])
