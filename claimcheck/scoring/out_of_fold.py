"""Predictions for marked pages by models that had not seen them, so that pages that trained the shipped weights can still be scored.

The file holds no texts: a page is known by the digest of its text, a sentence by the digest of its own.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from claimcheck import resources
from claimcheck.checker import Checker
from claimcheck.claims.combination import model_alone
from claimcheck.claims.combination import read as read_combination
from claimcheck.claims.heads import Heads, SentenceModel, sentence_model, why_absent
from claimcheck.claims.weighing import Weigher, shipped
from claimcheck.claims.weights import Weights
from claimcheck.errors import UsageError
from claimcheck.model import Document, Report

FILE = "scoring/out_of_fold.json.gz"
AS_FITTED: Mapping[str, object] = {"multilabel": ["types"], "scale": ["certainty"]}
"""How raw numbers become probabilities where the formulas are fitted on them: no temperature."""
BOTH, RULES, MODEL = "both", "rules", "model"


def page_of(text: str) -> str:
    """What a page is known by: 16 digits of the digest of its text."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def key_of(page: str, sentence: str) -> str:
    """What a sentence of a page is known by."""
    return sha256(f"{page}\x00{sentence}".encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """`folds` gives the fold of each page, `tables` the weights and the combination of each fold, `heads` the labels of each head,
    `outputs` the raw numbers of all heads for each sentence."""

    folds: Mapping[str, int]
    tables: Sequence[Mapping[str, object]]
    heads: Mapping[str, tuple[str, ...]]
    outputs: Mapping[str, Sequence[Sequence[float]]]

    def weigher(self, page: str) -> Weigher:
        """What weighs the sentences of a page without having seen any of it; a sentence without a prediction is left to the rules."""
        table = self.tables[self.folds[page]]
        model = SentenceModel(_Replayed(self, page))
        combination = read_combination(_mapping(table["combination"]))

        def read(text: str, context: str) -> Heads | None:
            return model.read(text, context) if key_of(page, text) in self.outputs else None

        return Weigher(_weights(_mapping(table["weights"])), combination, read)


class _Replayed:
    """A network that gives what another gave for the sentences of a page."""

    def __init__(self, held: OutOfFold, page: str) -> None:
        self._held, self._page = held, page
        self.heads, self.calibration = held.heads, AS_FITTED

    def run(self, text: str, second: str = "") -> Mapping[str, Iterable[float]]:
        """The raw output of each head for a sentence of the page."""
        return dict(zip(self.heads, self._held.outputs[key_of(self._page, text)], strict=True))


class Unseen:
    """Checks marked pages with what had not seen them: pages that trained the shipped weights by the tables of their fold."""

    def __init__(self, checker: Checker, use: str = BOTH) -> None:
        """`use` is "both", or "rules" or "model" for that part alone."""
        self._checker, self._use = checker, use
        self._held, self._model = shipped_predictions(), sentence_model()

    def check(self, document: Document) -> Report:
        """The report on a page (UsageError for one that trained the weights and has no predictions)."""
        page = page_of(document.text)
        if self._held is not None and page in self._held.folds:
            weigher = self._held.weigher(page)
            return self._checker.weighing_with(_part(weigher, self._use)).check(document)
        if self._model is not None and page in self._model.trained_pages:
            raise UsageError(f"page {page} trained the shipped weights and has no predictions; see claimcheck.training.sentence")
        return self._checker.weighing_with(_part(shipped(), self._use)).check(document)


def _part(weigher: Weigher, use: str) -> Weigher:
    """One part of a weigher alone, or all of it (UsageError for the model alone where it is not there)."""
    if use == MODEL and weigher.combination is None:
        raise UsageError(f"the model alone cannot be scored, for it is not there; {why_absent()}")
    if use == RULES or weigher.combination is None:
        return replace(weigher, combination=None, read=None)
    return weigher if use == BOTH else replace(weigher, combination=model_alone(weigher.combination))


@cache
def shipped_predictions() -> OutOfFold | None:
    """The predictions of this release, or None where there are none (UsageError where their file is damaged)."""
    path = resources.path(FILE)
    if not path.is_file():
        return None
    try:
        held = json.loads(gzip.decompress(path.read_bytes()))
        heads = {name: tuple(labels) for name, labels in held["heads"].items()}
        return OutOfFold(held["folds"], held["tables"], heads, held["outputs"])
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}: damaged ({type(error).__name__}); install claimcheck-health again") from error


def _weights(record: Mapping[str, object]) -> Weights:
    return Weights(**json.loads(json.dumps(record)))


def _mapping(record: object) -> Mapping[str, object]:
    if not isinstance(record, Mapping):
        raise UsageError(f"{FILE}: not a table")
    return record
