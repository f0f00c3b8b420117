"""Models by name, each loaded once when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from claimcheck.errors import ModelError
from claimcheck.inference.manifest import AGAIN, SCALES, TOKENIZER, WEIGHTS, WORDS, Manifest, manifest_in

if TYPE_CHECKING:
    from claimcheck.inference.encoding import Encoding
    from claimcheck.inference.text_model import TextModel
    from claimcheck.inference.words import Floats, WordTable

SEARCH, VECTOR = "search", "vector"
_loading = Lock()


def open_model(name: str, folder: Path = WEIGHTS) -> TextModel:
    """A model by name, such as `search` or `sentence` (ModelError where a file is missing, altered, or refused by the runtime)."""
    with _loading:
        found = _opened(name, folder)
    if isinstance(found, ModelError):
        raise found
    return found


def open_if_whole(name: str, folder: Path = WEIGHTS) -> tuple[TextModel | None, str]:
    """A model and "", or None and one line that says why there is none and what to do."""
    try:
        return open_model(name, folder), ""
    except ModelError as error:
        return None, str(error)


def available(name: str, folder: Path = WEIGHTS) -> bool:
    """Whether a model is there by its list and its file; whether it is whole shows when it is opened."""
    try:
        entry = manifest_in(folder).models.get(name)
    except ModelError:
        return False
    return entry is not None and (folder / entry.file).is_file()


def identity(name: str, folder: Path = WEIGHTS) -> str:
    """What tells a model from every other version of it, 64 hexadecimal digits, without loading it (ModelError where it is not listed)."""
    manifest = manifest_in(folder)
    entry = manifest.models.get(name)
    if entry is None:
        raise ModelError(f"{folder}: there is no model “{name}”; {AGAIN}")
    return sha256("".join(manifest.files.get(file, "") for file in (WORDS, SCALES, TOKENIZER, entry.file)).encode()).hexdigest()


def vectors_of(texts: Iterable[str], model: TextModel | None = None) -> Floats:
    """The vectors of some texts by what they mean, [texts, 384], each of length one, so that a dot product is their likeness.

    `model` is the search model where it is open already (ModelError where it cannot be opened).
    """
    import numpy as np

    reader = model or open_model(SEARCH)
    rows = [reader.run(text)[VECTOR] for text in texts]
    return np.stack(rows) if rows else np.zeros((0, 384), np.float32)


@cache
def _opened(name: str, folder: Path) -> TextModel | ModelError:
    """A model, or why there is none, so that a damaged file is read and told once."""
    from claimcheck.inference.text_model import TextModel, session_of

    try:
        manifest = _manifest(folder)
        entry = manifest.models.get(name)
        if entry is None:
            return ModelError(f"{folder}: there is no model “{name}”; {AGAIN}")
        encoding, words = _shared(folder)
        return TextModel(entry, session_of(manifest, entry), encoding, words)
    except ModelError as error:
        return error
    except ImportError as error:
        return ModelError(f"the models need {error.name or 'a package'}, which is not installed or does not load; {AGAIN}")


@cache
def _manifest(folder: Path) -> Manifest:
    return manifest_in(folder)


@cache
def _shared(folder: Path) -> tuple[Encoding, WordTable]:
    """What all models read text with."""
    from claimcheck.inference.encoding import Encoding
    from claimcheck.inference.words import WordTable

    manifest = _manifest(folder)
    for name in (WORDS, SCALES):
        manifest.bytes_of(name)
    return Encoding(manifest.bytes_of(TOKENIZER)), WordTable.open(folder)
