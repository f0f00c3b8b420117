"""Health claims against sentences of papers, and against their whole abstracts: supported, refuted or neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.model import Section, Stance
from claimcheck.scoring.checked import one_of, whole
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.reading import part, rows_of, words_in
from claimcheck.scoring.stances import Judged, held_against, judged_pairs, seen, stance_figures

NAME = "healthver"
_LABELS = {Stance.SUPPORTS: "Supports", Stance.REFUTES: "Refutes", Stance.NEUTRAL: "Neutral"}
_PAIRS = "pairs_abstract"


def run(folder: Path, split: str) -> Figures:
    """Accuracy and macro F1 on the pairs of the paper (`n` counts these), then those on whole abstracts where that part is there too."""
    if folder.is_file():
        return _of_file(folder, split)
    table, abstracts = (_part(folder, split, stem) for stem in (NAME, _PAIRS))
    if table is None:
        return _of_file(abstracts or part(folder, split, NAME), split)
    figures = _of_file(table, split)
    return replace(figures, metrics={**figures.metrics, **_on_abstracts(abstracts)}) if abstracts else figures


def _part(folder: Path, split: str, stem: str) -> Path | None:
    try:
        return part(folder, split, stem)
    except UsageError:
        return None


def _of_file(path: Path, split: str) -> Figures:
    """The figures of one file: the table of the paper, or pairs with abstracts."""
    if ".csv" in path.name:
        raw = list(_rows(path))
        return Figures(NAME, split, len(raw), stance_figures(raw, _LABELS) | seen(NAME, split))
    metrics = _on_abstracts(path) | seen(NAME, split)
    return Figures(NAME, split, int(metrics["abstracts"]), metrics)


def _on_abstracts(path: Path) -> dict[str, float | int]:
    judged = list(judged_pairs(path))
    return {"abstracts": len(judged)} | {f"abstract_{name}": value for name, value in stance_figures(judged).items()}


def _rows(path: Path) -> Iterator[Judged]:
    number = 0
    for number, row in enumerate(rows_of(path), 1):
        whole(row, ("claim", "evidence", "label"), f"{path}: row {number}")
        gold = one_of(row, "label", tuple(_LABELS.values()))
        bearing = held_against(words_in(row, "claim"), [Section("", words_in(row, "evidence"))])
        yield Judged(gold, _LABELS[bearing.stance], bearing)
    if not number:
        raise UsageError(f"{path}: holds no rows; give a part of the set with at least one")
