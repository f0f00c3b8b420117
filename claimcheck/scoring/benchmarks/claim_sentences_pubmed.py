"""Which sentences of an abstract state a finding of its authors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from claimcheck.claims.heads import SentenceModel, abstract_context
from claimcheck.errors import UsageError
from claimcheck.scoring.answers import NO, YES, YES_NO, Answer, Asked, by_head, figures, model_for, pairs, yes_no
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import precision_of, recall_of
from claimcheck.scoring.parts import Record, records_in, standing
from claimcheck.scoring.parts import default_split as default_split
from claimcheck.scoring.reading import list_in
from claimcheck.scoring.rules_alone import parts_of

NAME = "claim_sentences_pubmed"
FIELDS = {"sentences": list, "labels": list}
HEAD = "finding"


def run(folder: Path, split: str) -> Figures:
    """F1 of findings (`f1_yes`), over the sentences of all abstracts; rules take those that conclude for findings."""
    records, model = records_in(NAME, folder, split, FIELDS), model_for(HEAD)
    abstracts = [(list_in(record, "sentences"), _marks(record, folder)) for record in records]
    answers = [answer for sentences, marks in abstracts for answer in _answers(sentences, marks, model)]
    known = pairs(answers)
    metrics = {"precision": precision_of(known, YES), "recall": recall_of(known, YES)}
    return Figures(
        NAME, split, len(answers), figures(answers, YES_NO) | metrics | {"abstracts": len(records)} | standing(model, NAME, split)
    )


def _answers(sentences: Sequence[str], marks: Sequence[str], model: SentenceModel | None) -> Iterator[Answer]:
    if model:
        asked = (Asked(mark, text, abstract_context(sentences, n)) for n, (text, mark) in enumerate(zip(sentences, marks, strict=True)))
        yield from by_head(model, HEAD, asked)
        return
    for part, mark in zip(parts_of(sentences), marks, strict=True):
        yield Answer(mark, YES if part and part.concludes else NO)


def _marks(record: Record, folder: Path) -> list[str]:
    marks = record.get("labels")
    if not isinstance(marks, list) or len(marks) != len(list_in(record, "sentences")):
        raise UsageError(f"{folder}: the abstract {record.get('pmid')} has not one label a sentence; give the file as published")
    return [yes_no(mark) for mark in marks]
