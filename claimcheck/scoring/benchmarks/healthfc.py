"""Consumers' questions ("Does X help against Y?") against the evidence that experts weighed: supported, refuted or open."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claimcheck.evidence.questions import as_statement
from claimcheck.evidence.sentences import sentences
from claimcheck.evidence.verifier import Bearing
from claimcheck.model import Section, Stance, Study, StudyKind, Work
from claimcheck.scoring.bodies import side_of, verdict_of
from claimcheck.scoring.checked import one_of, records_with
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.reading import part, words_in
from claimcheck.scoring.stances import Judged, held_against, seen, stance_figures

NAME = "healthfc"
_LABELS = {Stance.SUPPORTS: "SUPPORTED", Stance.REFUTES: "REFUTED", Stance.NEUTRAL: "NEI"}
_REVIEW = Study(StudyKind.SYSTEMATIC_REVIEW, humans=True, compared=True)
_RETRIEVED = 20


def run(folder: Path, split: str) -> Figures:
    """Macro F1 of the verdict on the experts' own sentences, of the stance alone, and of what a search found in PubMed.

    The set may be used for evaluation only (CC BY-NC-ND).
    """
    records = list(records_with(part(folder, split), ("claim", "label")))
    golds = [one_of(record, "label", tuple(_LABELS.values())) for record in records]
    stances = [_stance(record) for record in records]
    read = [Judged(gold, _LABELS[bearing.stance], bearing) for gold, bearing in zip(golds, stances, strict=True)]
    ruled = [Judged(gold, _ruled(record), one.bearing) for gold, record, one in zip(golds, records, read, strict=True)]
    found = [Judged(gold, _retrieved(record), one.bearing) for gold, record, one in zip(golds, records, read, strict=True)]
    metrics = stance_figures(ruled, _LABELS)
    for name, judged in (("stance", read), ("retrieved", found)):
        metrics |= {f"{name}_{key}": value for key, value in stance_figures(judged, _LABELS).items() if key != "calibration_error"}
    return Figures(NAME, split, len(records), metrics | seen(NAME, split))


def _stance(record: Mapping[str, object]) -> Bearing:
    return held_against(as_statement(words_in(record, "claim")), [Section("", words_in(record, "top_sentences"))])


def _ruled(record: Mapping[str, object]) -> str:
    """The verdict on what the experts wrote of the evidence: one review, which the question rests on."""
    review = Work((), "", abstract=(Section("", words_in(record, "top_sentences")),), study=_REVIEW)
    return _side(record, (review,))


def _retrieved(record: Mapping[str, object]) -> str:
    """The verdict on the first sentences that a search brought, each as a work of its own of a kind that is not known."""
    text = words_in(record, "pubmed_retrieved_sentences")
    parts = [text[span.start : span.end] for span in sentences(text)][:_RETRIEVED]
    return _side(record, tuple(Work((), part, abstract=(Section("", part),)) for part in parts))


def _side(record: Mapping[str, object], works: tuple[Work, ...]) -> str:
    ruled = verdict_of(as_statement(words_in(record, "claim")), works)
    return _LABELS[side_of(*ruled) if ruled else Stance.NEUTRAL]
