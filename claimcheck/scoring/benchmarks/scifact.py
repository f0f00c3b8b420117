"""Scientific claims: the abstracts that they cite found, the right sentence picked, and its stance read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.evidence.passages import Passage, passages_of
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.evidence.verifier import Bearing, Statement, Verifier
from claimcheck.model import Section, Stance, Work
from claimcheck.scoring.benchmarks import scifact_retrieval
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import accuracy, f1_of, macro_f1
from claimcheck.scoring.reading import files_in, folder_of, list_in, part, records_of, words_in

NAME = "scifact"
LABELS = {Stance.SUPPORTS: "entailment", Stance.REFUTES: "contradiction", Stance.NEUTRAL: "neutral"}
_READ = 3
_MOST = 20


def run(folder: Path, split: str) -> Figures:
    """Accuracy and F1 over claim and abstract pairs; where corpus and claims are there, hits of the passages picked and of the search."""
    verifier = PlainVerifier()
    pairs = [(words_in(record, "label"), _label(record, verifier)) for record in records_of(part(folder, split, "pairs_abstract"))]
    if not pairs:
        raise UsageError(f"{folder}: the part {split} of {NAME} holds no pairs")
    metrics = {"macro_f1": macro_f1(pairs, tuple(LABELS.values())), "accuracy": accuracy(pairs)}
    metrics |= {f"f1_{label}": f1_of(pairs, label) for label in LABELS.values()}
    return Figures(NAME, split, len(pairs), metrics | _hits(folder_of(folder), split))


def judge(claim: str, work: Work, verifier: Verifier) -> Bearing:
    """The surest bearing of the passages of a work that bear on a claim most; a stance goes before none."""
    statement = Statement(claim)
    bearings = [verifier.judge(statement, passage.text) for passage in passages_of(work, statement, _READ)]
    return max(bearings, key=lambda bearing: (bearing.stance is not Stance.NEUTRAL, bearing.score), default=Bearing(Stance.NEUTRAL, 0.0))


def _label(record: Mapping[str, object], verifier: Verifier) -> str:
    work = Work((), "", abstract=(Section("", words_in(record, "premise")),))
    return LABELS[judge(words_in(record, "hypothesis"), work, verifier).stance]


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
    passages: tuple[Passage, ...] = passages_of(work, Statement(claim), _MOST)
    return next((place for place, passage in enumerate(passages) if passage.section in gold), _MOST)
