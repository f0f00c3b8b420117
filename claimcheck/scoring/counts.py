"""Counts that add up over articles, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

BINS = 10


def f1(right: int, found: int, wanted: int) -> dict[str, float]:
    """Precision, recall and F1 from how many were right, found and wanted; 0 where nothing was found or wanted."""
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    both = precision + recall
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / both, 4) if both else 0.0,
    }


def share(right: int, of: int) -> float | None:
    """A share to four digits, None of nothing."""
    return round(right / of, 4) if of else None


def binned(question: str, probability: float, truth: bool) -> dict[str, float]:
    """What one probability adds to the counts of its bin of ten: how many, what they promise, how many are true."""
    name = f"{question} bin {min(int(probability * BINS), BINS - 1)}"
    return {f"{name} n": 1, f"{name} promised": probability, f"{name} true": truth}


def calibration_error(counts: Counter[str], question: str) -> float | None:
    """How far probabilities stand from what is true, over ten bins that weigh by their answers; None of none."""
    names = [f"{question} bin {number}" for number in range(BINS)]
    of = sum(counts[f"{name} n"] for name in names)
    apart = sum(abs(counts[f"{name} true"] - counts[f"{name} promised"]) for name in names)
    return round(apart / of, 4) if of else None


def metrics_of(counts: Counter[str]) -> Mapping[str, object]:
    """The figures of one pool of articles."""
    matched = counts["matched"]
    return {
        "articles": counts["articles"],
        "claim": f1(matched, counts["claims"], counts["gold"]),
        "types": f1(counts["types_right"], counts["types_found"], counts["types_gold"]),
        "types_all_claims": f1(counts["types_right"], counts["types_all_found"], counts["types_all_gold"]),
        "strength_accuracy": share(counts["strength"], matched),
        "attribution_accuracy": share(counts["attribution"], matched),
        "causal_accuracy": share(counts["causal"], counts["causal_known"]),
        "flag": f1(counts["flags_right"], counts["flags"], counts["flags_gold"]),
        "verdict_accuracy": share(counts["verdict"], matched),
        "verdict_accuracy_merged": share(counts["verdict_merged"], matched),
        "claim_calibration_error": calibration_error(counts, "claim"),
        "flag_calibration_error": calibration_error(counts, "flag"),
        "false_flags_a_page": share(counts["flags"] - counts["flags_right"], counts["articles"]),
    }
