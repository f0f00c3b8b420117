"""A model that reads a text, or a pair of texts, one at a time: what it gives never depends on what else is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from claimcheck.errors import ModelError
from claimcheck.inference.encoding import Encoding
from claimcheck.inference.manifest import AGAIN, Entry, Manifest
from claimcheck.inference.words import Floats, WordTable

if TYPE_CHECKING:
    import onnxruntime

_ERRORS_ONLY = 4


class TextModel:
    """A model as it ships. `heads` are its outputs, each with the labels of its numbers (none where the numbers are a vector).

    `most` is its longest input in tokens, `calibration` what turns its outputs into probabilities and decisions.
    """

    def __init__(self, entry: Entry, session: onnxruntime.InferenceSession, encoding: Encoding, words: WordTable) -> None:
        self.heads, self.most, self.calibration = entry.heads, entry.most, entry.calibration
        self._session, self._encoding, self._words = session, encoding, words

    def run(self, text: str, second: str = "") -> Mapping[str, Floats]:
        """What each head gives for a text or a pair, as it comes out of the model, [labels]; a text too long is cut."""
        words = self._words.rows(self._encoding.numbers(text, second, self.most))
        outputs = self._session.run(list(self.heads), {"words": words[None]})
        return {head: np.asarray(output[0], np.float32) for head, output in zip(self.heads, outputs, strict=True)}

    def length(self, text: str, second: str = "") -> int:
        """How many tokens of a text or a pair the model reads."""
        return len(self._encoding.numbers(text, second, self.most))


def session_of(manifest: Manifest, entry: Entry) -> onnxruntime.InferenceSession:
    """The runtime's session for a model: one thread, the same steps in the same order each time (ModelError)."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.enable_mem_pattern = False
    options.log_severity_level = _ERRORS_ONLY
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    held = manifest.bytes_of(entry.file)
    try:
        session = onnxruntime.InferenceSession(held, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's own classes, which it does not name in one place
        raise ModelError(f"{manifest.folder / entry.file}: onnxruntime refuses the model ({_short(error)}); {AGAIN}") from None
    if not {output.name for output in session.get_outputs()} >= set(entry.heads):
        raise ModelError(f"{manifest.folder / entry.file}: the model lacks a head that its list names; {AGAIN}")
    return session


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
