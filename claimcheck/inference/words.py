"""The table of word vectors that all models share: int8 in groups with one scale each, mapped into memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimcheck.errors import ModelError
from claimcheck.inference.manifest import AGAIN, SCALES, WORDS

Floats = npt.NDArray[np.float32]


class WordTable:
    """One row a token; `scales` holds one number for each group of a row."""

    def __init__(self, words: npt.NDArray[np.int8], scales: Floats) -> None:
        self._words, self._scales = words, scales

    @classmethod
    def open(cls, folder: Path) -> WordTable:
        """The table in a folder whose files were checked (ModelError where numpy cannot read it)."""
        try:
            return cls(np.load(folder / WORDS, mmap_mode="r"), np.load(folder / SCALES))
        except (OSError, ValueError) as error:
            raise ModelError(f"{folder / WORDS}: the table of words cannot be read ({error}); {AGAIN}") from None

    def rows(self, tokens: Sequence[int]) -> Floats:
        """The vectors of some tokens, [tokens, width]."""
        chosen = np.asarray(tokens, np.int64)
        scales = self._scales[chosen]
        grouped = self._words[chosen].reshape(*scales.shape, -1).astype(np.float32)
        return np.asarray((grouped * scales[:, :, None]).reshape(len(chosen), -1))
