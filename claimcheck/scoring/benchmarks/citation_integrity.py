"""Citing sentences against sentences of the cited paper: does the paper say so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.evidence.citing import Citing, CitingReading, Fidelity, read_citing
from claimcheck.evidence.sentences import sentences
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import accuracy, calibration_error, f1_of, macro_f1
from claimcheck.scoring.reading import list_in, part, records_of, words_in

NAME = "citation_integrity"
LABELS = {Fidelity.ACCURATE: "ACCURATE", Fidelity.NOT_ACCURATE: "NOT_ACCURATE", Fidelity.IRRELEVANT: "IRRELEVANT"}
_OWN = re.compile(r"<\|(?:multi_)?cit\|>")
_OTHER = re.compile(r"<\|other_cit\|>")
_ANY = re.compile(r"<\|\w{1,12}\|>")
_FEWEST = 5


def run(folder: Path, split: str) -> Figures:
    """Micro and macro F1 over the three labels, and calibration; the gold rationale is not read."""
    read = [(words_in(record, "label"), reading_of(record)) for record in records_of(part(folder, split))]
    if not read:
        raise UsageError(f"{folder}: the part {split} of {NAME} holds no records")
    pairs = [(gold, LABELS[reading.fidelity]) for gold, reading in read]
    metrics = {"micro_f1": accuracy(pairs), "macro_f1": macro_f1(pairs, tuple(LABELS.values()))}
    metrics |= {f"f1_{label.lower()}": f1_of(pairs, label) for label in LABELS.values()}
    sure = [(reading.likelihood, gold == LABELS[reading.fidelity]) for gold, reading in read]
    return Figures(NAME, split, len(pairs), metrics | {"calibration_error": calibration_error(sure)})


def reading_of(record: Mapping[str, object]) -> CitingReading:
    """How the citing sentence of a record is read, given the sentences of its reference."""
    return read_citing(citing_of(words_in(record, "citing_sentence")), list_in(record, "reference_sentences"))


def citing_of(text: str) -> Citing:
    """A marked text of the set as a citing sentence: the sentences with the own marker, and the words right before it."""
    parts = [text[span.start : span.end] for span in sentences(text)]
    own = " ".join(piece for piece in parts if _OWN.search(piece)) or text
    last = max((match.start() for match in _OWN.finditer(own)), default=len(own))
    before = own[:last]
    behind = _OTHER.split(before)[-1]
    words = behind if len(behind.split()) >= _FEWEST else before
    return Citing(_plain(words), _plain(own), "<|multi_cit|>" in text, "<|other_cit|>" in text)


def _plain(text: str) -> str:
    return _ANY.sub("", text)
