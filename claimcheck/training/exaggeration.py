"""Fits the margins of exaggeration: `python -m claimcheck.training.exaggeration BENCHMARKS`.

Writes claims/wording.json (how far the rules' causal level counts beside the sentence model) and verdicts/exaggeration.json (how often
the two sides of a pair have two levels together, and from which probability one exaggerates). Margins are fitted on the hundred training
pairs where the sentence model did not see them; where it did, on pairs drawn from the sentences of causal_language that it did not see,
a release and a conclusion each, as often as the training pairs have their two levels. Prints the figures of both.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from claimcheck.claims.heads import sentence_model
from claimcheck.claims.worded import FILE as WORDING
from claimcheck.claims.worded import Reliability, Told, strongest
from claimcheck.model import Causal
from claimcheck.scoring.benchmarks import causal_language
from claimcheck.scoring.benchmarks.exaggeration_insciout import LABELS, NAME, SIDES, SILENT, level_of, reader
from claimcheck.scoring.held_out import is_held_out, key_of
from claimcheck.scoring.metrics import Pair, macro_f1, mean
from claimcheck.scoring.reading import records_of, words_in
from claimcheck.training.licences import trainable
from claimcheck.verdicts.exaggeration import DOWNPLAYS, EXAGGERATES, SAME, Comparison, Margins, compared, label, shipped
from claimcheck.verdicts.exaggeration import FILE as MARGINS

PACKAGE = Path(__file__).resolve().parents[1]
SEED, DRAWN, FOLDS = 7, 1000, 5
_WEIGHTS = (0.0, 0.25, 0.5, 1.0)
_NEAR = 0.01
_SHARES = tuple(round(0.1 + 0.05 * step, 2) for step in range(15))


@dataclass(frozen=True, slots=True)
class Side:
    """A text as it was read, sentence by sentence, and the level that people gave it."""

    told: tuple[Told, ...]
    level: int


@dataclass(frozen=True, slots=True)
class Two:
    """A release and its abstract."""

    release: Side
    abstract: Side

    @property
    def gold(self) -> str:
        """Which of the two says more, by the levels that people gave them."""
        difference = self.release.level - self.abstract.level
        return EXAGGERATES if difference > 0 else DOWNPLAYS if difference < 0 else SAME


def levels_together(pairs: Sequence[Two]) -> tuple[tuple[float, ...], ...]:
    """How much more often the two sides have two levels together than by chance; one more of each pair than was seen."""
    seen = [[1.0 + sum((p.release.level, p.abstract.level) == (ours, theirs) for p in pairs) for theirs in Causal] for ours in Causal]
    whole = sum(map(sum, seen))
    of_abstract = [sum(row[level] for row in seen) for level in Causal]
    return tuple(tuple(round(n * whole / (sum(row) * of_abstract[k]), 3) for k, n in enumerate(row)) for row in seen)


def rules_told(sides: Sequence[Side]) -> tuple[tuple[float, float, float, float], ...]:
    """How often the rules tell each level (columns) of sentences that have another (rows)."""
    rows = []
    for level in Causal:
        told = [max((one.claim.causal for one in side.told), default=Causal.NONE) for side in sides if side.level == level]
        first, second, third, fourth = (round((1 + told.count(name)) / (len(Causal) + len(told)), 3) for name in Causal)
        rows.append((first, second, third, fourth))
    return tuple(rows)


def drawn(pairs: Sequence[Two], releases: Sequence[Side], conclusions: Sequence[Side]) -> list[Two]:
    """Pairs of sentences that nothing was trained on, with the two levels as often together as in the real pairs."""
    chance = random.Random(SEED)
    ours = {level: [side for side in releases if side.level == level] for level in Causal}
    theirs = {level: [side for side in conclusions if side.level == level] for level in Causal}
    like = [chance.choice(pairs) for _ in range(DRAWN)]
    return [Two(chance.choice(ours[Causal(p.release.level)]), chance.choice(theirs[Causal(p.abstract.level)])) for p in like]


def answers(pairs: Iterable[Two], reliability: Reliability, margins: Margins) -> list[Pair]:
    """Gold and found."""
    return [(pair.gold, label(_compared(pair, reliability, margins), margins)) for pair in pairs]


def _compared(pair: Two, reliability: Reliability, margins: Margins) -> Comparison:
    release, abstract = (strongest(side.told, reliability) or SILENT for side in (pair.release, pair.abstract))
    return compared(release, abstract, margins)


def fitted(pairs: Sequence[Two], reliability: Reliability, margins: Margins) -> tuple[float, Margins]:
    """The most even of the margins whose macro F1 is within 0.01 of the best, and that figure."""
    held = [(pair.gold, _compared(pair, reliability, margins)) for pair in pairs]
    tried = (replace(margins, above=above, below=below) for above in _SHARES for below in _SHARES)
    figures = [(macro_f1([(gold, label(found, one)) for gold, found in held], LABELS), one) for one in tried]
    best = max(figure for figure, _ in figures)
    near = ((figure, one) for figure, one in figures if figure >= best - _NEAR)
    return min(near, key=lambda fit: (round(abs(fit[1].above - fit[1].below), 2), round(-fit[0], 3), -fit[1].above))


def out_of_fold(pairs: Sequence[Two], reliability: Reliability, margins: Margins) -> float:
    """Macro F1 of pairs by margins fitted on the others."""
    found: list[Pair] = []
    for fold in range(FOLDS):
        others = [pair for number, pair in enumerate(pairs) if number % FOLDS != fold]
        fold_margins = fitted(others, reliability, replace(margins, together=levels_together(others)))[1]
        found += answers((pair for number, pair in enumerate(pairs) if number % FOLDS == fold), reliability, fold_margins)
    return macro_f1(found, LABELS)


def pairs_in(benchmarks: Path) -> list[Two]:
    """The hundred training pairs."""
    read = reader()
    records = list(records_of(benchmarks / trainable(NAME) / "insciout_train.jsonl"))
    sides = [[Side(read.told(words_in(r, f"{side}_conclusion")), int(level_of(r, side))) for side in SIDES] for r in records]
    return [Two(release, abstract) for release, abstract in sides]


def unseen(benchmarks: Path, file: str) -> list[Side]:
    """The sentences of causal_language that are kept for development."""
    read, name = reader(), causal_language.NAME
    kept = (record for record in records_of(benchmarks / trainable(name) / file) if is_held_out(name, key_of(name, record)))
    return [Side(read.told(words_in(r, "sentence")), causal_language.LABELS.index(words_in(r, "label"))) for r in kept]


def main(benchmarks: Path) -> None:
    """Fit, print, and write."""
    pairs = pairs_in(benchmarks)
    releases, conclusions = (unseen(benchmarks, f"{source}_train.jsonl.gz") for source in ("eurekalert", "pubmed"))
    model = sentence_model()
    seen = model is not None and bool({NAME, f"{NAME}/train"} & model.trained_on)
    fit_on = drawn(pairs, releases, conclusions) if seen else pairs
    told = rules_told([*releases, *conclusions])
    by = "model" if model else "rules"
    start = replace(shipped()[by], together=levels_together(pairs))
    tried = [(*fitted(fit_on, Reliability(told, weight), start), weight) for weight in (_WEIGHTS if model else (1.0,))]
    best, margins, weight = max(tried, key=lambda one: round(one[0], 3))
    reliability = Reliability(told, weight)
    folds = mean([out_of_fold(random.Random(seed).sample(pairs, len(pairs)), reliability, start) for seed in range(5)])
    own = macro_f1(answers(pairs, reliability, margins), LABELS)
    print(f"{by}, weight of rules {weight}: {'drawn' if seen else 'training'} pairs {best:.3f}, training pairs {own:.3f}")
    print(f"training pairs with margins fitted on the others: {folds:.3f}")
    if model:
        _write(PACKAGE / WORDING, asdict(reliability))
        _write(PACKAGE / MARGINS, {name: asdict(held) for name, held in {**shipped(), by: margins}.items()})


def _write(path: Path, record: object) -> None:
    path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
