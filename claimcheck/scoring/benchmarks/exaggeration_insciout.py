"""Conclusions of press releases against those of their papers: the same, exaggerated or played down, by how causal each is worded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.scoring.answers import model_for
from claimcheck.scoring.checked import one_of, records_with
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import Pair, accuracy, f1_of, macro_f1
from claimcheck.scoring.parts import standing
from claimcheck.scoring.reading import part, words_in
from claimcheck.scoring.wordings import CAUSAL, causal_level

NAME = "exaggeration_insciout"
_LABELS = ("same", "exaggerates", "downplays")
_SIDES = ("press_release", "abstract")
_LEVELS = ("0", "1", "2", "3")


def run(folder: Path, split: str) -> Figures:
    """Macro F1 of the comparison, and of the causal level (0 to 3) on each side."""
    fields = ("exaggeration_label", *(f"{side}_conclusion" for side in _SIDES))
    records = list(records_with(part(folder, split, "insciout"), fields))
    levels = [tuple(causal_level(words_in(record, f"{side}_conclusion")) for side in _SIDES) for record in records]
    golds = [one_of(record, "exaggeration_label", _LABELS) for record in records]
    pairs = [(gold, compared(*found)) for gold, found in zip(golds, levels, strict=True)]
    metrics = {"macro_f1": macro_f1(pairs, _LABELS), "accuracy": accuracy(pairs)}
    metrics |= {f"f1_{label}": f1_of(pairs, label) for label in _LABELS}
    for place, side in enumerate(_SIDES):
        metrics |= _of_side(side, [(_level(record, side), str(found[place])) for record, found in zip(records, levels, strict=True)])
    return Figures(NAME, split, len(records), metrics | standing(model_for(CAUSAL), NAME, split))


def compared(release: int, abstract: int) -> str:
    """The label for two causal levels: a release exaggerates where it is worded more causally than the abstract."""
    return "same" if release == abstract else "exaggerates" if release > abstract else "downplays"


def _of_side(side: str, pairs: list[Pair]) -> dict[str, float]:
    return {f"{side}_level_macro_f1": macro_f1(pairs, _LEVELS), f"{side}_level_accuracy": accuracy(pairs)}


def _level(record: Mapping[str, object], side: str) -> str:
    level = record.get(f"{side}_strength")
    if isinstance(level, bool) or str(level) not in _LEVELS:
        raise UsageError(f"“{str(level)[:40]}” is no “{side}_strength” of this set; known are 0 to 3")
    return str(level)
