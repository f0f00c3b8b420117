"""What each sentence of an abstract tells: background, population, intervention, outcome or design."""

from __future__ import annotations

from pathlib import Path

from claimcheck.scoring.answers import Asked, by_head, figures, needed, pairs
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import weighted_f1
from claimcheck.scoring.parts import default_split as default_split
from claimcheck.scoring.parts import in_abstracts, records_in, standing
from claimcheck.scoring.reading import words_in

NAME = "nicta_piboso"
FIELDS = {"label": str, "text": str}
HEAD = "pico"
LABELS = ("background", "population", "intervention", "outcome", "study design", "other")


def run(folder: Path, split: str) -> Figures:
    """Weighted F1, accuracy and macro F1 over the six labels."""
    records, model = records_in(NAME, folder, split, FIELDS), needed(NAME, HEAD)
    told = in_abstracts(records, "abstract_id")
    answers = by_head(model, HEAD, [Asked(words_in(record, "label"), words_in(record, "text"), context) for record, context in told])
    metrics = {"weighted_f1": weighted_f1(pairs(answers))} | figures(answers, LABELS)
    return Figures(NAME, split, len(answers), metrics | standing(model, NAME, split))
