"""Fine-tuning of a small encoder with several answers a text: one loop for the sentence model and the stance model.

The word embeddings stay as they are (every model shares one table at run time); all else moves. Works on a CPU in bfloat16 where the
processor has it. Needs torch (extra `train`).
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from claimcheck.training.base import WIDTH, Encoder
from claimcheck.training.examples import Example, Head

PAD = 1
MASK = 50264


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train: passes over the examples, highest learning rate, tokens a step, longest input, seed and word dropout."""

    epochs: float = 3
    rate: float = 1.2e-4
    tokens: int = 1600
    most: int = 128
    seed: int = 7
    smoothing: float = 0.05
    hidden_names: float = 0.0
    hidden_words: float = 0.0
    warm_up: float = 0.08


class Reader(nn.Module):
    """The encoder with one linear layer a head, read from the first position."""

    def __init__(self, encoder: Encoder, heads: Mapping[str, Head]) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, len(head.labels)) for name, head in heads.items()})

    def forward(self, ids: Tensor) -> dict[str, Tensor]:
        """Raw outputs of each head for padded token ids [batch, length]."""
        first = functional.dropout(self.encoder(ids)[:, 0].float(), 0.1, self.training)
        return {name: head(first) for name, head in self.heads.items()}


@dataclass(frozen=True, slots=True)
class _Encoded:
    ids: tuple[int, ...]
    hideable: frozenset[int]
    example: Example


def fit(reader: Reader, heads: Mapping[str, Head], tokenizer: Tokenizer, examples: Sequence[Example], settings: Settings) -> None:
    """Train in place; prints the loss and the time as it goes."""
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    encoded = encode(tokenizer, examples, settings.most)
    moving = [p for p in reader.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(moving, lr=settings.rate, weight_decay=0.01, fused=True)
    total = int(sum(1 for _ in _batches(encoded, settings, random.Random(1))) * settings.epochs)
    step, begun, losses = 0, time.monotonic(), []
    reader.train()
    while step < total:
        for batch in _batches(encoded, settings, chance):
            for group in optimiser.param_groups:
                group["lr"] = settings.rate * _slope(step / total, settings.warm_up)
            losses.append(_step(reader, heads, batch, settings, chance))
            nn.utils.clip_grad_norm_(moving, 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            if step % 100 == 0 or step == total:
                took = time.monotonic() - begun
                sys.stdout.write(f"step {step} of {total}: loss {sum(losses[-100:]) / len(losses[-100:]):.3f}, {took:.0f} s\n")
                sys.stdout.flush()
            if step == total:
                break
    reader.eval()


def _slope(share: float, warm_up: float) -> float:
    return share / warm_up if share < warm_up else max(0.02, (1 - share) / (1 - warm_up))


def encode(tokenizer: Tokenizer, examples: Sequence[Example], most: int) -> list[_Encoded]:
    """Token ids of each example, the second text (or the longer first) cut to the longest input."""
    encoded = []
    for example in examples:
        tokenizer.enable_truncation(most, strategy="longest_first")
        found = tokenizer.encode(example.first, example.second) if example.second else tokenizer.encode(example.first)
        hideable = frozenset(
            place
            for place, (start, end) in enumerate(found.offsets)
            if end > start and found.sequence_ids[place] == 0 and any(start < stop and begin < end for begin, stop in example.names)
        )
        encoded.append(_Encoded(tuple(found.ids), hideable, example))
    return encoded


def _batches(encoded: Sequence[_Encoded], settings: Settings, chance: random.Random) -> Iterator[list[_Encoded]]:
    """Batches of like length, in chance order."""
    order = sorted(encoded, key=lambda e: len(e.ids) + chance.uniform(0, 6))
    batches, batch = [], list[_Encoded]()
    for entry in order:
        if batch and len(entry.ids) * (len(batch) + 1) > settings.tokens:
            batches.append(batch)
            batch = []
        batch.append(entry)
    if batch:
        batches.append(batch)
    chance.shuffle(batches)
    yield from batches


def _step(reader: Reader, heads: Mapping[str, Head], batch: Sequence[_Encoded], settings: Settings, chance: random.Random) -> float:
    ids = padded([_hidden(entry, settings, chance) for entry in batch])
    with torch.autocast("cpu", torch.bfloat16):
        outputs = reader(ids)
    loss = torch.zeros(())
    for name, head in heads.items():
        known = [number for number, entry in enumerate(batch) if name in entry.example.answers]
        if known:
            losses = _losses(outputs[name][known].float(), head, [batch[n].example.answers[name] for n in known], settings.smoothing)
            loss = loss + head.importance * (losses * torch.tensor([batch[n].example.weight for n in known])).sum() / len(batch)
    if loss.requires_grad:
        loss.backward()
    return float(loss.detach())


def _hidden(entry: _Encoded, settings: Settings, chance: random.Random) -> tuple[int, ...]:
    """The ids with names, and now and then any word, replaced by the mask, so that the sentence is read and not its topic."""
    hide_names = bool(entry.hideable) and chance.random() < settings.hidden_names
    if not hide_names and not settings.hidden_words:
        return entry.ids
    last = len(entry.ids) - 1
    return tuple(
        MASK if 0 < place < last and ((hide_names and place in entry.hideable) or chance.random() < settings.hidden_words) else token
        for place, token in enumerate(entry.ids)
    )


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """Token ids as one tensor, short rows filled up."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *([PAD] * (longest - len(row)))] for row in rows])


def _losses(outputs: Tensor, head: Head, answers: Sequence[tuple[str, ...] | float], smoothing: float) -> Tensor:
    if head.kind == "scale":
        return functional.mse_loss(outputs[:, 0], torch.tensor([float(a) for a in answers if not isinstance(a, tuple)]), reduction="none")
    right = torch.tensor([[float(label in answer) for label in head.labels] for answer in answers if isinstance(answer, tuple)])
    if head.kind == "many":
        return functional.binary_cross_entropy_with_logits(outputs, right, reduction="none").sum(1)
    likely = outputs.log_softmax(1)
    allowed = (likely + (right - 1) * 1e4).logsumexp(1)
    return -(1 - smoothing) * allowed - smoothing * likely.mean(1)


@torch.no_grad()
def outputs_of(reader: Reader, tokenizer: Tokenizer, examples: Sequence[Example], most: int) -> dict[str, Tensor]:
    """Raw outputs of each head for every example, in their order."""
    reader.eval()
    encoded = encode(tokenizer, examples, most)
    order = sorted(range(len(encoded)), key=lambda number: len(encoded[number].ids))
    rows: dict[str, list[Tensor]] = {name: [torch.zeros(0)] * len(encoded) for name in reader.heads}
    for start in range(0, len(order), 24):
        part = order[start : start + 24]
        with torch.autocast("cpu", torch.bfloat16):
            found = reader(padded([encoded[number].ids for number in part]))
        for name, values in found.items():
            for number, row in zip(part, values.float(), strict=True):
                rows[name][number] = row
    return {name: torch.stack(values) for name, values in rows.items()}
