"""Makes the files that ship from what training left: `python -m claimcheck.training.release sentence|stance WORK BENCHMARKS [--pages …]`.

The offsets of the sentence model's heads are set on the development parts, so that the likeliest label is the one with the best macro F1,
and a temperature makes their probabilities true there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from claimcheck import ruleset
from claimcheck.claims.finding import ClaimFinder
from claimcheck.claims.weighing import Weigher
from claimcheck.claims.weights import Weights
from claimcheck.scoring.metrics import macro_f1
from claimcheck.training import pairs, sentence, sentences, stance
from claimcheck.training.articles import marked_articles, sentences_of
from claimcheck.training.base import Encoder, Headed, export
from claimcheck.training.examples import Example, Head
from claimcheck.training.fitting import Reader, outputs_of
from claimcheck.training.smoothing import even, word_vectors

WEIGHTS = Path(__file__).resolve().parents[1] / "inference" / "weights"
_OFFSETS = tuple(round(-1.2 + 0.1 * step, 1) for step in range(25))
_HEATS = tuple(round(0.6 + 0.1 * step, 1) for step in range(20))
State = dict[str, Tensor]
MOST = {"sentence": sentence.MOST, "stance": stance.MOST}


def settled(reader: Reader, tokenizer: Tokenizer, heads: Mapping[str, Head], examples: Sequence[Example]) -> dict[str, float]:
    """Set the offsets of each head of one label on development examples, in place; gives its temperature by name."""
    outputs = outputs_of(reader, tokenizer, examples, sentence.MOST)
    heats = {}
    for name, head in heads.items():
        known = [number for number, example in enumerate(examples) if name in example.answers]
        if head.kind != "one" or len(known) < 100:
            continue
        raw = outputs[name][known]
        truth = [head.labels.index(str(examples[number].answers[name][0])) for number in known]  # type: ignore[index]
        offsets = _offsets(raw, truth)
        with torch.no_grad():
            reader.heads[name].bias += offsets
        heats[name] = _heat(raw + offsets, truth)
    return heats


def _offsets(raw: Tensor, truth: Sequence[int]) -> Tensor:
    """Two rounds over the labels, each time the offset with the best macro F1, the smallest of equals."""
    offsets = torch.zeros(raw.shape[1])
    for _ in range(2):
        for label in range(1, raw.shape[1]):
            offsets[label] = max(_OFFSETS, key=lambda value: (_figure(raw, truth, offsets, label, value), -abs(value)))
    return offsets


def _figure(raw: Tensor, truth: Sequence[int], offsets: Tensor, label: int, value: float) -> float:
    tried = offsets.clone()
    tried[label] = value
    found = (raw + tried).argmax(1).tolist()
    return round(macro_f1([(str(a), str(b)) for a, b in zip(truth, found, strict=True)]), 3)


def _heat(raw: Tensor, truth: Sequence[int]) -> float:
    """The temperature under which the truth is likeliest."""
    right = torch.tensor(truth)
    return min(_HEATS, key=lambda heat: float(torch.nn.functional.cross_entropy(raw / heat, right)))


def _exported(name: str, state: State, heads: Mapping[str, Head], tokenizer: Tokenizer, calibration: Mapping[str, object]) -> None:
    most = MOST[name]
    body = Headed(Encoder(), {head: len(known.labels) for head, known in heads.items()})
    body.load_state_dict(state)
    body.eval()
    even(body.encoder, word_vectors(body.encoder, tokenizer, most))
    export(name, body, {head: known.labels for head, known in heads.items()}, most, calibration, WEIGHTS)


def release_sentence(given: argparse.Namespace, tokenizer: Tokenizer) -> None:
    """Settle, export."""
    reader = sentence.new_reader()
    reader.load_state_dict(torch.load(given.work / "sentence.pt"))
    heats = settled(reader, tokenizer, sentences.HEADS, sentences.development(given.benchmarks))
    finder = ClaimFinder(ruleset.load(), Weigher(Weights({}, {})))
    pages = {marked.page for pair in given.pages for article in marked_articles(pair) for marked in sentences_of(article, finder)}
    calibration = {
        "multilabel": [name for name, head in sentences.HEADS.items() if head.kind == "many"],
        "scale": {"certainty": [sentences.CERTAINTY_MIDDLE, sentences.CERTAINTY_SPREAD]},
        "temperature": heats,
        "trained_on": sentences.trained_on(),
        "trained_pages": sorted(pages),
    }
    _exported("sentence", reader.state_dict(), sentences.HEADS, tokenizer, calibration)


def release_stance(given: argparse.Namespace, tokenizer: Tokenizer) -> None:
    """Export as it was trained; `claimcheck.training.joining` makes its numbers probabilities."""
    state = torch.load(given.work / "stance.pt")
    _exported("stance", state, stance.HEADS, tokenizer, {"trained_on": pairs.trained_on()})


_RELEASES: Mapping[str, Callable[[argparse.Namespace, Tokenizer], None]] = {"sentence": release_sentence, "stance": release_stance}


def main(arguments: Sequence[str]) -> None:
    """Make one model's files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("model", choices=sorted(_RELEASES))
    parser.add_argument("work", type=Path)
    parser.add_argument("benchmarks", type=Path)
    parser.add_argument("--pages", nargs=2, type=Path, action="append", default=[], metavar=("ARTICLES", "GOLD"))
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    _RELEASES[given.model](given, Tokenizer.from_file(str(WEIGHTS / "tokenizer.json")))


if __name__ == "__main__":
    main(sys.argv[1:])
