"""Fits claimcheck/verdicts/expert-weights.json: `python -m claimcheck.training.checklist TRAIN.jsonl.gz [--figures]`.

One ridge regression a question, on its signals and on plain words; penalty and weight of the words by leave-one-out, threshold so that
yes is said as often as by the reviewers. `--figures` prints nested cross-validation and the learning curve (needs minutes).
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claimcheck import ruleset
from claimcheck.claims import ClaimFinder
from claimcheck.model import Document
from claimcheck.scoring.benchmarks.healthnewsreview_releases import NAME, answer_in, document_of
from claimcheck.scoring.reading import records_of
from claimcheck.training import checklist_figures
from claimcheck.training.checklist_figures import Question, chosen
from claimcheck.training.licences import trainable
from claimcheck.training.ridge import Matrix, as_often, calibrated
from claimcheck.verdicts.article_signals import article_signals, signal_of
from claimcheck.verdicts.expert import ExpertQuestion, digest_of, questions, word_shares

TARGET = Path(__file__).resolve().parents[1] / "verdicts" / "expert-weights.json"
FEWEST = 8
WORD_IN = 25
TOO_COMMON = 0.8
COUNTED = 0.7
LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Release:
    """A release as training sees it: its document, its signals, and the reviewers' answers by question (None: not applicable)."""

    document: Document
    signals: frozenset[str]
    answers: Mapping[str, bool | None]


@dataclass(frozen=True, slots=True)
class Words:
    """The words that count, how rare each is, and their shares: one row a release."""

    rarity: Mapping[str, float]
    shares: Matrix


def releases_of(path: Path) -> list[Release]:
    """The releases of a file, read by the claims stage."""
    finder = ClaimFinder(ruleset.load())
    releases = []
    for record in records_of(path):
        document = document_of(record)
        signals = frozenset(article_signals(document, finder.find(document, lambda _: ())))
        releases.append(Release(document, signals, {q.id: answer_in(record, q.name) for q in questions()}))
    return releases


def words_of(documents: Sequence[Document]) -> Words:
    """The words that stand in enough of the documents and not in most."""
    everything = _Everything()
    counts = Counter(word for document in documents for word in word_shares(document, everything))
    known = {word: times for word, times in counts.items() if WORD_IN <= times <= TOO_COMMON * len(documents)}
    rarity = {word: round(math.log(len(documents) / known[word]), 3) for word in sorted(known)}
    return Words(rarity, np.array([[shares.get(word, 0.0) for word in rarity] for shares in (word_shares(d, rarity) for d in documents)]))


class _Everything(dict[str, float]):
    """Every word is known and as rare as any."""

    def __contains__(self, word: object) -> bool:
        return True

    def __missing__(self, word: str) -> float:
        return 1.0


def columns_of(releases: Sequence[Release], question: ExpertQuestion) -> tuple[list[str], Matrix]:
    """The signals that may speak on a question and are neither rare nor everywhere, and their columns."""
    counts = Counter(name for release in releases for name in release.signals if signal_of(name) in question.signals)
    names = sorted(name for name, times in counts.items() if FEWEST <= times <= len(releases) - FEWEST)
    return names, np.array([[_value(name) if name in release.signals else 0.0 for name in names] for release in releases])


def _value(name: str) -> float:
    """A signal that only counts or places another is held back a little."""
    return 1.0 if signal_of(name) == name else COUNTED


def asked(releases: Sequence[Release], words: Words) -> list[Question]:
    """Every question with the releases that it applies to."""
    found = []
    for question in questions():
        rows = np.array([number for number, release in enumerate(releases) if release.answers[question.id] is not None])
        y = np.array([bool(releases[number].answers[question.id]) for number in rows])
        names, columns = columns_of(releases, question)
        found.append(Question(question.id, question.name, rows, y, columns[rows], names, words.shares[rows]))
    return found


def table_of(question: Question, rarity: Mapping[str, float]) -> dict[str, object]:
    """The weights of a question as log-odds, fitted on all releases."""
    scale, fit = chosen(question.gram_of(question.columns), question.gram_of(question.words), question.y)
    slope, bias = calibrated(fit.left_out, question.y)
    signals = (question.columns - question.columns.mean(axis=0)).T @ (fit.dual * slope)
    words = scale * ((question.words - question.words.mean(axis=0)).T @ (fit.dual * slope))
    often = (question.columns > 0).mean(axis=0)
    edge = slope * as_often(fit.left_out, question.y) + bias
    return {
        "bias": round(bias + slope * fit.mean, 4),
        "threshold": round(1 / (1 + math.exp(-edge)), 4),
        "usual_words": round(-float(question.words.mean(axis=0) @ words), 4),
        "signals": {name: round(float(w) * _value(name), 3) for name, w in zip(question.names, signals, strict=True)},
        "usual": {name: round(float(share), 3) for name, share in zip(question.names, often, strict=True)},
        "words": {word: round(float(w), 2) for word, w in zip(rarity, words, strict=True) if abs(w) >= LEAST},
    }


def main(arguments: Sequence[str]) -> None:
    """Fit on a file and write the weights, or print the figures."""
    trainable(NAME)
    releases = releases_of(Path(arguments[0]))
    words = words_of([release.document for release in releases])
    found = asked(releases, words)
    if "--figures" in arguments:
        checklist_figures.report(found)
        return
    write(releases, words, found)


def write(releases: Sequence[Release], words: Words, found: Sequence[Question]) -> None:
    """Fit every question on all releases and write the weights."""
    record = {
        "questions": {question.id: table_of(question, words.rarity) for question in found},
        "rarity": words.rarity,
        "articles": sorted(digest_of(release.document) for release in releases),
    }
    TARGET.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
