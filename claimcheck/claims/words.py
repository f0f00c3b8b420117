"""The short word lists by which subjects and objects are told apart (`doers.txt`), asked in singular or plural."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck import resources

if TYPE_CHECKING:
    from spacy.tokens import Token

_FILE = "claims/doers.txt"


def words(name: str) -> frozenset[str]:
    """A word list by its name in the file."""
    return resources.word_lists(_FILE)[name]


def is_in(token: Token, name: str) -> bool:
    """Whether a noun, or what may be its singular, stands in a list."""
    word = token.lower_
    singular = (word, word.removesuffix("s"), word.removesuffix("es"), f"{word[:-3]}y" if word.endswith("ies") else word)
    return any(form in words(name) for form in singular)
