"""How causal sentences of abstracts and press releases are worded: none, correlational, conditional or direct."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck.claims.heads import SentenceModel
from claimcheck.errors import UsageError
from claimcheck.scoring.answers import Answer, Asked, by_head, figures, model_for
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.parts import Record, has_file, records_in, standing
from claimcheck.scoring.parts import default_split as default_split
from claimcheck.scoring.reading import words_in
from claimcheck.scoring.wordings import causal_level

NAME = "causal_language"
FIELDS = {"source": str, "sentence": str, "label": str}
HEAD = "causal"
LABELS = ("none", "correlational", "conditional_causal", "direct_causal")
_OF = {str(level): label for level, label in enumerate(LABELS)}
_SOURCES = {"pubmed": "pubmed_conclusion", "eurekalert": "eurekalert_press_release"}


def run(folder: Path, split: str) -> Figures:
    """Macro F1 of the four levels, for abstracts (pubmed) and press releases (eurekalert) apart."""
    records, model = _records(folder, split), model_for(HEAD)
    metrics: dict[str, float | int] = {}
    for short, source in _SOURCES.items():
        own = [record for record in records if record.get("source") == source]
        metrics |= figures(_answers(own, model), LABELS, short) if own else {}
    if not metrics:
        raise UsageError(f"{folder}: no record names its source; {NAME} has {' and '.join(_SOURCES.values())}")
    return Figures(NAME, split, len(records), metrics | standing(model, NAME, split))


def _records(folder: Path, split: str) -> list[Record]:
    if folder.is_file():
        return records_in(NAME, folder, split, FIELDS)
    stems = [stem for stem in _SOURCES if has_file(folder, stem)] or [""]
    return [record for stem in stems for record in records_in(NAME, folder, split, FIELDS, stem)]


def _answers(records: Sequence[Record], model: SentenceModel | None) -> list[Answer]:
    asked = [Asked(words_in(record, "label"), words_in(record, "sentence")) for record in records]
    if model:
        return by_head(model, HEAD, asked, _OF)
    return [Answer(one.gold, LABELS[causal_level(one.text)]) for one in asked]
