"""How certain findings are told, from 1 to 6, and what of them is told as certain: number, extent, probability …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from pathlib import Path

from claimcheck.claims.heads import SentenceModel
from claimcheck.errors import UsageError
from claimcheck.scoring.answers import Asked, by_head, calibration, model_for, pairs
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import macro_f1, mean, pearson
from claimcheck.scoring.parts import Record, has_file, records_in, standing
from claimcheck.scoring.parts import default_split as default_split
from claimcheck.scoring.reading import parts_named, same_part, words_in
from claimcheck.scoring.rules_alone import cues_in

NAME = "certainty"
HEAD = "certainty"
ASPECTS = ("Number", "Extent", "Probability", "Condition", "Suggestion", "Framing")
LABELS = ("Certain", "Uncertain", "NotPresent")
_FIELDS = {"finding": str}
_SENTENCE, _ASPECT = "sentence-level-certainty", "aspect-level-certainty"
# How certain rules take a finding to be told: the first of these kinds of cue that stands in it, else as plain.
_RULES = ((3.0, {"speculation", "uncertainty"}), (4.0, {"hedge"}), (6.0, {"booster"}))
_PLAIN = 5.0


def run(folder: Path, split: str) -> Figures:
    """Pearson's r of the certainty of sentences, and macro F1 an aspect (which rules alone do not read)."""
    levels = list(_levels(_part(folder, split, _SENTENCE)))
    aspects = _part(folder, split, _ASPECT)
    if not levels and not aspects:
        raise UsageError(f"{folder}: no record of the part {split} has a {_SENTENCE} or {_ASPECT}")
    model = model_for(HEAD)
    metrics: dict[str, float | int] = {"n_sentence": len(levels), "n_aspect": len(aspects)}
    if levels:
        metrics["pearson_r"] = pearson([(gold, _told(text, model)) for text, gold in levels])
    return Figures(NAME, split, len(levels) + len(aspects), metrics | _aspect_figures(aspects) | standing(model, NAME, split))


def _part(folder: Path, split: str, field: str) -> list[Record]:
    """The records of a part with one of the two marks; the file of train and dev together says in each record which it is."""
    if not has_file(folder, field):
        return []
    together = same_part(split) in ("dev", "train")
    joint = together and (folder.is_dir() or "train" in parts_named(folder))
    records = records_in(NAME, folder, "train" if joint else split, _FIELDS, field)
    own = [record for record in records if field in record]
    return [record for record in own if same_part(words_in(record, "split")) == same_part(split)] if together else own


def _levels(records: Sequence[Record]) -> Iterator[tuple[str, float]]:
    for record in records:
        level = record.get(_SENTENCE)
        if isinstance(level, int | float) and isfinite(level):
            yield words_in(record, "finding"), float(level)


def _told(text: str, model: SentenceModel | None) -> float:
    if model:
        return model.read(text).value(HEAD)
    kinds = {cue.kind for cue in cues_in(text)}
    return next((level for level, wanted in _RULES if kinds & wanted), _PLAIN)


def _aspect_figures(records: Sequence[Record]) -> dict[str, float]:
    """Macro F1 of each aspect over the labels that its gold has, and their mean; nothing without the model."""
    metrics: dict[str, float] = {}
    for aspect in ASPECTS:
        head = f"aspect_{aspect.lower()}"
        model = model_for(head)
        if model and records:
            answers = by_head(model, head, [Asked(_mark(record, aspect), words_in(record, "finding")) for record in records])
            metrics |= {f"macro_f1_{aspect.lower()}": macro_f1(pairs(answers))} | calibration(answers, f"_{aspect.lower()}")
    scores = [value for name, value in metrics.items() if name.startswith("macro_f1")]
    return metrics | ({"macro_f1_aspects": mean(scores)} if scores else {})


def _mark(record: Record, aspect: str) -> str:
    marks = record.get(_ASPECT)
    mark = marks.get(aspect) if isinstance(marks, dict) else None
    return mark if isinstance(mark, str) else "NotPresent"
