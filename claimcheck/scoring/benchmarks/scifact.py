"""Scientific claims: the abstracts that they cite found, the right sentence picked, and its stance read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from claimcheck.evidence.passages import Passage, passages_of
from claimcheck.model import Section, Work
from claimcheck.scoring.benchmarks import scifact_retrieval
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.reading import files_in, folder_of, list_in, part, records_of, words_in
from claimcheck.scoring.stances import judged_pairs, seen, stance_figures
from claimcheck.scoring.wordings import statement_in

NAME = "scifact"
_MOST = 20


def run(folder: Path, split: str) -> Figures:
    """Macro F1, accuracy and calibration over pairs of claim and whole abstract; with corpus and claims, hits of passages and search."""
    judged = list(judged_pairs(part(folder, split, "pairs_abstract")))
    return Figures(NAME, split, len(judged), stance_figures(judged) | _hits(folder_of(folder), split) | seen(NAME, split))


def _hits(folder: Path, split: str) -> dict[str, float]:
    """How often a gold sentence stands first, and among the first three, of the passages picked; empty without corpus or claims."""
    names = {path.name.split(".")[0] for path in files_in(folder)}
    if not {"corpus", f"claims_{split}"} <= names:
        return {}
    abstracts = {str(record.get("doc_id")): list_in(record, "abstract") for record in records_of(part(folder, "corpus", "corpus"))}
    ranks = [_rank(claim, abstracts.get(doc, ()), gold) for claim, doc, gold in _rationales(part(folder, split, "claims"))]
    hits = {f"rationale_hit_at_{k}": sum(rank < k for rank in ranks) / len(ranks) for k in (1, 3)} if ranks else {}
    return hits | {f"retrieval_{name}": float(value) for name, value in scifact_retrieval.run(folder, split).metrics.items()}


def _rationales(path: Path) -> Iterator[tuple[str, str, frozenset[int]]]:
    """Claim, document and gold sentences of each claim that has evidence."""
    for record in records_of(path):
        evidence = record.get("evidence")
        for doc, sets in evidence.items() if isinstance(evidence, dict) else ():
            gold = frozenset(number for entry in sets for number in entry["sentences"])
            yield words_in(record, "claim"), str(doc), gold


def _rank(claim: str, sentences: Sequence[str], gold: frozenset[int]) -> int:
    """The place of the first gold sentence among the passages picked, from 0; far behind where none was."""
    work = Work((), "", abstract=tuple(Section("", sentence) for sentence in sentences))
    passages: tuple[Passage, ...] = passages_of(work, statement_in(claim), _MOST)
    return next((place for place, passage in enumerate(passages) if passage.section in gold), _MOST)
