"""News articles to the papers they report: the gold paper among the papers of the part and others, by title alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from claimcheck.errors import UsageError
from claimcheck.inference import available
from claimcheck.inference.opening import SEARCH
from claimcheck.literature.library import Library, Writer, embedding
from claimcheck.literature.news import journals_named, study_terms
from claimcheck.model import Identifier, IdentifierKind, Work
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import accuracy, f1_of, mean, recall
from claimcheck.scoring.reading import files_in, folder_of, part, records_of, words_in

NAME = "news_to_pubmed"
CUTS = (1, 10)
_JOURNALS = "journal_sentences"
_BESIDE = ("scifact", "corpus.jsonl.gz")


def run(folder: Path, split: str) -> Figures:
    """Recall of the gold paper at 1 and 10, in a library of all gold titles of the part and the corpus of scifact where that lies beside.

    F1 of sentences that name a journal where their file is there; `distractors` counts the papers that no article reports.
    """
    records = list(records_of(part(folder, split, split)))
    if not records:
        raise UsageError(f"{folder}: the part {split} of {NAME} holds no articles")
    others = list(_others(folder_of(folder).parent))
    ranked = _ranked(records, others)
    golds = [words_in(record, "gold_pmid") for record in records]
    metrics: dict[str, float | int] = {
        f"recall_at_{k}": mean(recall(ranks, {gold}, k) for ranks, gold in zip(ranked, golds, strict=True)) for k in CUTS
    }
    metrics |= {"papers": len(set(golds)), "distractors": len(others)} | _journal_figures(folder_of(folder), split)
    return Figures(NAME, split, len(records), metrics)


def _ranked(records: list[Mapping[str, object]], others: list[Work]) -> list[list[str]]:
    """For each article the PMIDs found, best first."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "library"
        with Writer(folder) as writer:
            writer.add([*{work.identifiers: work for work in map(_gold, records)}.values(), *others])
        if available(SEARCH):
            embedding.make(folder, lambda done, total: None, os.cpu_count() or 1)
        with Library.open(folder) as library:
            return [_found(record, library) for record in records]


def _found(record: Mapping[str, object], library: Library) -> list[str]:
    terms = study_terms(words_in(record, "news_title"), words_in(record, "news_content"))
    hits = library.search(terms.query, max(CUTS))
    return [hit.work.identifier(IdentifierKind.PMID) or "" for hit in hits]


def _gold(record: Mapping[str, object]) -> Work:
    date = words_in(record, "gold_date")
    year = int(date[:4]) if date[:4].isdigit() else None
    return Work((Identifier(IdentifierKind.PMID, words_in(record, "gold_pmid")),), words_in(record, "gold_title"), year)


def _others(sets: Path) -> Iterator[Work]:
    """Papers by title alone that stand in the way: those of another set, where it lies beside this one."""
    path = sets.joinpath(*_BESIDE)
    if path.is_file():
        for record in records_of(path):
            yield Work((Identifier(IdentifierKind.PMID, f"9{record.get('doc_id')}"),), words_in(record, "title"))


def _journal_figures(folder: Path, split: str) -> dict[str, float]:
    if not any(path.name.startswith(f"{_JOURNALS}_{split}") for path in files_in(folder)):
        return {}
    records = records_of(part(folder, split, _JOURNALS))
    pairs = [(str(record.get("label")), str(int(bool(journals_named(words_in(record, "sentence")))))) for record in records]
    return {"f1_journal_sentence": f1_of(pairs, "1"), "accuracy_journal_sentence": accuracy(pairs)}
