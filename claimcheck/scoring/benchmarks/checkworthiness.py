"""Which sentences of debates and which tweets on an epidemic are worth checking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck.scoring.answers import YES, YES_NO, Asked, by_head, figures, needed, yes_no
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import average_precision
from claimcheck.scoring.parts import Record, has_file, records_in, sound, standing
from claimcheck.scoring.parts import default_split as default_split
from claimcheck.scoring.reading import words_in

NAME = "checkworthiness"
HEAD = "checkworthy"
_FIELDS = {"text": str}
_STEMS = {"claimbuster": "label", "clef2020": "check_worthy"}


def run(folder: Path, split: str) -> Figures:
    """Macro F1 in debates (claimbuster) and tweets (clef2020) apart, and the average precision of the ranked tweets."""
    model, count = needed(NAME, HEAD), 0
    metrics: dict[str, float | int] = {}
    for stem, records in _parts(folder, split).items():
        field = _STEMS[stem]
        answers = by_head(model, HEAD, [Asked(yes_no(record.get(field)), words_in(record, "text")) for record in records])
        likely = sorted(answers, key=lambda one: -_worth(one.found, one.probability or 0.0))
        metrics |= figures(answers, YES_NO, stem) | {f"average_precision_{stem}": average_precision([one.gold == YES for one in likely])}
        count += len(records)
    return Figures(NAME, split, count, metrics | standing(model, NAME, split))


def _parts(folder: Path, split: str) -> dict[str, Sequence[Record]]:
    if folder.is_file():
        records = records_in(NAME, folder, split, _FIELDS)
        stem = "clef2020" if _STEMS["clef2020"] in records[0] else "claimbuster"
        return {stem: sound(records, {_STEMS[stem]: int}, folder, NAME)}
    stems = [stem for stem in _STEMS if has_file(folder, stem)] or list(_STEMS)[:1]
    return {stem: records_in(NAME, folder, split, _FIELDS | {_STEMS[stem]: int}, stem) for stem in stems}


def _worth(found: str, probability: float) -> float:
    """How likely a text is worth checking, from the label held likeliest and its probability."""
    return probability if found == YES else 1 - probability
