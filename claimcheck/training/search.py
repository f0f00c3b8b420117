"""Makes the search model of the published encoder: `python -m claimcheck.training.search PACK [FOLDER]`.

Nothing is trained: the vector of a text is the encoder's first token, of length one. Writes the table of words and the tokenizer
that all models share as well.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from claimcheck.inference.manifest import WEIGHTS
from claimcheck.training.base import Encoder, export, read_pack, write_shared
from claimcheck.training.smoothing import even, word_vectors

MOST = 256  # 512 find no more where it was measured, and cost twice the time


class Vector(nn.Module):
    """The body of the search model."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, words: Tensor) -> Tensor:
        """A vector of length one, [1, width], from word vectors [1, length, width]."""
        return functional.normalize(self.encoder.read(words)[:, 0], dim=-1)


def main(pack: Path, folder: Path = WEIGHTS) -> None:
    """Write all files of the search model."""
    encoder, tokens = read_pack(pack)
    write_shared(pack, folder)
    even(encoder, word_vectors(encoder, Tokenizer.from_str(tokens), MOST))
    export("search", Vector(encoder), {"vector": ()}, MOST, {}, folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
