"""How strongly sentences of medical papers advise: not at all, weakly or strongly."""

from __future__ import annotations

from pathlib import Path

from claimcheck.scoring.answers import Asked, by_head, figures, needed, pairs
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import macro_f1
from claimcheck.scoring.parts import default_split as default_split
from claimcheck.scoring.parts import records_in, standing
from claimcheck.scoring.reading import words_in

NAME = "health_advice"
FIELDS = {"sentence": str, "label": str}
HEAD = "advice"
LABELS = ("no_advice", "weak_advice", "strong_advice")
_SECTIONS = ("structured_abstract", "unstructured_abstract", "discussion")


def run(folder: Path, split: str) -> Figures:
    """Macro F1 of the three labels over all sentences, and in each kind of section."""
    records, model = records_in(NAME, folder, split, FIELDS), needed(NAME, HEAD)
    answers = by_head(model, HEAD, [Asked(words_in(record, "label"), words_in(record, "sentence")) for record in records])
    metrics = figures(answers, LABELS)
    for section in _SECTIONS:
        own = [answer for answer, record in zip(answers, records, strict=True) if record.get("section") == section]
        metrics |= {f"macro_f1_{section}": macro_f1(pairs(own), LABELS), f"n_{section}": len(own)} if own else {}
    return Figures(NAME, split, len(records), metrics | standing(model, NAME, split))
