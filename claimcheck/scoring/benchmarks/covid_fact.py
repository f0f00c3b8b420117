"""COVID claims against gold evidence: borne out, or a counter-claim."""

from __future__ import annotations

from pathlib import Path

from claimcheck.model import Stance
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import accuracy, f1_of, macro_f1
from claimcheck.scoring.reading import part
from claimcheck.scoring.stances import INFERENCE, Judged, calibration, judged_pairs, seen

NAME = "covid_fact"
_LABELS = (INFERENCE[Stance.SUPPORTS], INFERENCE[Stance.REFUTES])


def run(folder: Path, split: str) -> Figures:
    """Macro F1 and accuracy of the two labels, each pair forced to the likelier one; without probabilities an abstention is wrong.

    `abstained` is the share of pairs on which the reading took no stance, `decided_macro_f1` and `decided_accuracy` leave these out.
    """
    judged = list(judged_pairs(part(folder, split)))
    pairs = [(one.gold, forced(one)) for one in judged]
    decided = [(one.gold, one.found) for one in judged if one.found in _LABELS]
    metrics = {"macro_f1": macro_f1(pairs, _LABELS), "accuracy": accuracy(pairs)}
    metrics |= {f"f1_{label}": f1_of(pairs, label) for label in _LABELS}
    metrics |= {"abstained": 1 - len(decided) / len(judged)}
    metrics |= {"decided_macro_f1": macro_f1(decided, _LABELS), "decided_accuracy": accuracy(decided)}
    return Figures(NAME, split, len(judged), metrics | calibration(judged, _LABELS) | seen(NAME, split))


def forced(one: Judged) -> str:
    """The likelier of the two labels where the reading gives probabilities, else what was found."""
    if one.bearing.probabilities is None:
        return one.found
    supports, refutes, _ = one.bearing.probabilities
    return _LABELS[0] if supports >= refutes else _LABELS[1]
