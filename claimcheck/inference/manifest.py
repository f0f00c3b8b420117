"""What ships beside the code: which files of weights there are, their SHA-256, and what each model gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from claimcheck.errors import ModelError

WEIGHTS = Path(__file__).resolve().parent / "weights"
SCHEMA = "claimcheck/weights/1"
MANIFEST, WORDS, SCALES, TOKENIZER = "manifest.json", "words.npy", "scales.npy", "tokenizer.json"
AGAIN = "install claimcheck-health again"


@dataclass(frozen=True, slots=True)
class Entry:
    """A model: its file, its heads with the labels of each, its longest input in tokens, and what calibrates its outputs."""

    file: str
    heads: Mapping[str, tuple[str, ...]]
    most: int
    calibration: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a folder with their SHA-256 in hexadecimal, and its models by name."""

    folder: Path
    files: Mapping[str, str]
    models: Mapping[str, Entry]

    def bytes_of(self, name: str) -> bytes:
        """A file, if it is the one that was written down (ModelError)."""
        path = self.folder / name
        try:
            held = path.read_bytes()
        except OSError as error:
            raise ModelError(f"{path}: the weights cannot be read ({error.strerror}); {AGAIN}") from None
        if sha256(held).hexdigest() != self.files.get(name):
            raise ModelError(f"{path}: the weights are damaged or altered (SHA-256 differs); {AGAIN}")
        return held


def manifest_in(folder: Path) -> Manifest:
    """The manifest of a folder of weights (ModelError where it is missing or cannot be read)."""
    path = folder / MANIFEST
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(folder, dict(held["files"]), {name: _entry(model) for name, model in held["models"].items()})
    except OSError as error:
        raise ModelError(f"{path}: the list of weights cannot be read ({error.strerror}); {AGAIN}") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ModelError(f"{path}: the list of weights is damaged; {AGAIN}") from None


def _entry(model: Mapping[str, object]) -> Entry:
    heads, calibration, most = model["heads"], model["calibration"], model["most"]
    if not isinstance(heads, dict) or not isinstance(calibration, dict) or not isinstance(most, int):
        raise TypeError
    return Entry(str(model["file"]), {name: tuple(map(str, labels)) for name, labels in heads.items()}, most, calibration)
