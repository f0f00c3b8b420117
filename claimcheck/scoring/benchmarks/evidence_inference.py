"""Results of randomised trials: did the outcome rise, fall or stay the same against the comparator."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claimcheck.evidence.directions import Compared, direction_of
from claimcheck.evidence.effects import Change
from claimcheck.scoring.checked import one_of, records_with
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import accuracy, f1_of, macro_f1
from claimcheck.scoring.reading import part, words_in

NAME = "evidence_inference"
_LABELS = {Change.RISE: "increased", Change.FALL: "decreased", Change.NONE: "no_difference"}


def run(folder: Path, split: str) -> Figures:
    """Macro F1 and accuracy on the evidence that a doctor chose; `untold` is the share in which no change is read, taken for none."""
    fields = ("intervention", "comparator", "outcome", "label", "evidence")
    records = list(records_with(part(folder, split), fields))
    changes = [_change(record) for record in records]
    golds = [one_of(record, "label", tuple(_LABELS.values())) for record in records]
    pairs = [(gold, _LABELS.get(change, _LABELS[Change.NONE])) for gold, change in zip(golds, changes, strict=True)]
    metrics = {"macro_f1": macro_f1(pairs, tuple(_LABELS.values())), "accuracy": accuracy(pairs)}
    metrics |= {f"f1_{label}": f1_of(pairs, label) for label in _LABELS.values()}
    return Figures(NAME, split, len(records), metrics | {"untold": changes.count(Change.UNKNOWN) / len(changes)})


def _change(record: Mapping[str, object]) -> Change:
    compared = Compared(*(words_in(record, field) for field in ("intervention", "comparator", "outcome")))
    return direction_of(compared, words_in(record, "evidence"))
