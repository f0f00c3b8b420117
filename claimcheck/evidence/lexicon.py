"""The words of `words.yaml`, found in a text, and the plain lists of `word-lists.yaml`."""

from __future__ import annotations

from functools import cache

import yaml

from claimcheck import resources
from claimcheck.phrases import Hit, PhraseIndex


@cache
def _index() -> PhraseIndex[str]:
    words: dict[str, list[str]] = yaml.safe_load(resources.text("evidence/words.yaml"))
    return PhraseIndex((phrase, kind) for kind, phrases in words.items() for phrase in phrases)


def hits(text: str) -> list[Hit[str]]:
    """The words of a text that `words.yaml` lists, each with its kind, by start and then longest first."""
    return _index().find(text)


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `word-lists.yaml` by its name."""
    lists: dict[str, list[str]] = yaml.safe_load(resources.text("evidence/word-lists.yaml"))
    return frozenset(lists[name])
