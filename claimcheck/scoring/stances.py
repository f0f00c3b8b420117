"""Claims of labelled sets held against texts as the checker does it, and the figures of the stances that it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.evidence.reading import bearing_of
from claimcheck.evidence.standing_verifier import trained_on, verifier
from claimcheck.evidence.verifier import Bearing
from claimcheck.model import Section, Stance, Work
from claimcheck.scoring.checked import one_of, records_with
from claimcheck.scoring.metrics import accuracy, calibration_error, f1_of, macro_f1, share_difference
from claimcheck.scoring.parts import saw
from claimcheck.scoring.reading import words_in
from claimcheck.scoring.wordings import statement_in

INFERENCE = {Stance.SUPPORTS: "entailment", Stance.REFUTES: "contradiction", Stance.NEUTRAL: "neutral"}
"""The names of the stances in sets of premise and hypothesis."""
_ORDER = (Stance.SUPPORTS, Stance.REFUTES, Stance.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair as it was judged: the label of the set, the label found, and how the text bears on the claim."""

    gold: str
    found: str
    bearing: Bearing


def held_against(claim: str, sections: Iterable[Section]) -> Bearing:
    """How a work with these sections as its abstract bears on a claim, by the verifier in use."""
    return bearing_of(statement_in(claim), Work((), "", abstract=tuple(sections)), verifier())


def judged_pairs(path: Path, names: Mapping[Stance, str] = INFERENCE) -> Iterator[Judged]:
    """Each pair of a file of premise, hypothesis and label, judged."""
    for record in records_with(path, ("premise", "hypothesis", "label")):
        gold = one_of(record, "label", tuple(names.values()))
        bearing = held_against(words_in(record, "hypothesis"), [Section("", words_in(record, "premise"))])
        yield Judged(gold, names[bearing.stance], bearing)


def stance_figures(judged: Sequence[Judged], names: Mapping[Stance, str] = INFERENCE) -> dict[str, float | int]:
    """Macro F1, accuracy and F1 by label over three stances, how much too often support is read, and calibration where it is known."""
    pairs = [(one.gold, one.found) for one in judged]
    figures: dict[str, float | int] = {"macro_f1": macro_f1(pairs, tuple(names.values())), "accuracy": accuracy(pairs)}
    figures |= {f"f1_{label.lower()}": f1_of(pairs, label) for label in names.values()}
    figures["supported_share_difference"] = share_difference(pairs, names[Stance.SUPPORTS])
    return figures | calibration(judged, [names[stance] for stance in _ORDER])


def seen(name: str, split: str) -> dict[str, int]:
    """Whether the verifier in use was trained on this part (then the figures are no measure of it)."""
    return {"trained_on_this_part": int(saw(trained_on(), name, split))}


def calibration(judged: Iterable[Judged], labels: Sequence[str]) -> dict[str, float]:
    """The calibration error of the likeliest answer over those that have probabilities; empty where none has.

    `labels` name supports, refutes and neutral; with two of them neutral is left out and the two make up the whole.
    """
    answers = [_likeliest(one, labels) for one in judged if one.bearing.probabilities is not None]
    return {"calibration_error": calibration_error(answers)} if answers else {}


def _likeliest(one: Judged, labels: Sequence[str]) -> tuple[float, bool]:
    """The probability of the likeliest label, and whether that is the right one."""
    shares = (one.bearing.probabilities or (0.0, 0.0, 0.0))[: len(labels)]
    best = max(range(len(labels)), key=shares.__getitem__)
    return (shares[best] / sum(shares) if sum(shares) else 1 / len(labels)), labels[best] == one.gold
