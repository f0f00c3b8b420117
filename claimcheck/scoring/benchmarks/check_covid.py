"""News claims on COVID against title and abstract of a paper: supported, refuted or neither."""

from __future__ import annotations

from pathlib import Path

from claimcheck.scoring.figures import Figures
from claimcheck.scoring.reading import part
from claimcheck.scoring.stances import judged_pairs, seen, stance_figures

NAME = "check_covid"


def run(folder: Path, split: str) -> Figures:
    """Macro F1 over three labels, and by how much support is read too often."""
    judged = list(judged_pairs(part(folder, split)))
    return Figures(NAME, split, len(judged), stance_figures(judged) | seen(NAME, split))
