"""Conclusions of press releases against those of their papers: the same, exaggerated or played down, by how causal each is worded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from claimcheck.claims import ClaimFinder, worded
from claimcheck.errors import UsageError
from claimcheck.model.wording import Wording
from claimcheck.scoring.answers import model_for
from claimcheck.scoring.checked import one_of, records_with
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import Pair, accuracy, f1_of, macro_f1
from claimcheck.scoring.parts import standing
from claimcheck.scoring.reading import part, words_in
from claimcheck.scoring.wordings import CAUSAL, rules
from claimcheck.verdicts.exaggeration import DOWNPLAYS, EXAGGERATES, SAME, compared, label, margins_for

NAME = "exaggeration_insciout"
LABELS = (SAME, EXAGGERATES, DOWNPLAYS)
SIDES = ("press_release", "abstract")
_LEVELS = ("0", "1", "2", "3")
SILENT = Wording("", (1.0, 0.0, 0.0, 0.0))


def run(folder: Path, split: str) -> Figures:
    """Macro F1 of the comparison, and of the causal level (0 to 3) on each side."""
    fields = ("exaggeration_label", *(f"{side}_conclusion" for side in SIDES))
    records = list(records_with(part(folder, split, "insciout"), fields))
    read = [tuple(_worded(words_in(record, f"{side}_conclusion")) for side in SIDES) for record in records]
    golds = [one_of(record, "exaggeration_label", LABELS) for record in records]
    pairs = [(gold, said(*found)) for gold, found in zip(golds, read, strict=True)]
    metrics = {"macro_f1": macro_f1(pairs, LABELS), "accuracy": accuracy(pairs)}
    metrics |= {f"f1_{name}": f1_of(pairs, name) for name in LABELS}
    for place, side in enumerate(SIDES):
        told = [str(int(found[place].level)) for found in read]
        metrics |= _of_side(side, [(level_of(record, side), level) for record, level in zip(records, told, strict=True)])
    return Figures(NAME, split, len(records), metrics | standing(model_for(CAUSAL), NAME, split))


def said(release: Wording, abstract: Wording) -> str:
    """The label for two wordings, as the verdicts compare a claim with its source."""
    margins = margins_for(release, abstract)
    return label(compared(release, abstract, margins), margins)


@cache
def reader() -> worded.WordingReader:
    """What reads how texts are worded, as in the checker."""
    return worded.reader(ClaimFinder(rules()))


def _worded(text: str) -> Wording:
    return reader()(text) or SILENT


def _of_side(side: str, pairs: list[Pair]) -> dict[str, float]:
    return {f"{side}_level_macro_f1": macro_f1(pairs, _LEVELS), f"{side}_level_accuracy": accuracy(pairs)}


def level_of(record: Mapping[str, object], side: str) -> str:
    """The causal level that people gave a side, from “0” to “3” (UsageError where it is none)."""
    level = record.get(f"{side}_strength")
    if isinstance(level, bool) or str(level) not in _LEVELS:
        raise UsageError(f"“{str(level)[:40]}” is no “{side}_strength” of this set; known are 0 to 3")
    return str(level)
