"""Which part of the abstract of a trial each sentence belongs to, from background to conclusions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck.claims.heads import SentenceModel
from claimcheck.evidence.effects import account_of
from claimcheck.evidence.passages import Passage
from claimcheck.scoring.answers import Answer, Asked, by_head, figures, model_for, pairs
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import weighted_f1
from claimcheck.scoring.parts import Record, abstracts_of, in_abstracts, records_in, standing
from claimcheck.scoring.parts import default_split as default_split
from claimcheck.scoring.reading import words_in
from claimcheck.scoring.rules_alone import parts_of

NAME = "rct_sections_silver"
FIELDS = {"label": str, "text": str}
HEAD = "section"
LABELS = ("BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS")


def run(folder: Path, split: str) -> Figures:
    """Weighted F1, accuracy and macro F1 over the five parts; rules tell no methods from results."""
    records, model = records_in(NAME, folder, split, FIELDS), model_for(HEAD)
    answers = _by_model(records, model) if model else _by_rules(records)
    metrics = {"weighted_f1": weighted_f1(pairs(answers))} | figures(answers, LABELS)
    return Figures(NAME, split, len(answers), metrics | standing(model, NAME, split))


def _by_model(records: Sequence[Record], model: SentenceModel) -> list[Answer]:
    told = in_abstracts(records, "pmcid")
    return by_head(model, HEAD, [Asked(words_in(record, "label"), words_in(record, "text"), context) for record, context in told])


def _by_rules(records: Sequence[Record]) -> list[Answer]:
    read = ((one, parts_of([words_in(record, "text") for record in one])) for one in abstracts_of(records, "pmcid"))
    return [Answer(words_in(record, "label"), _section(part)) for one, parts in read for record, part in zip(one, parts, strict=True)]


def _section(part: Passage | None) -> str:
    if part is None:
        return "RESULTS"
    if account_of(part.text).asks:
        return "OBJECTIVE"
    return "CONCLUSIONS" if part.concludes else "BACKGROUND" if part.premise else "RESULTS"
