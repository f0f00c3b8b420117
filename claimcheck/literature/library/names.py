"""Identifiers and titles as 64-bit keys, so that looking a work up costs one small index whatever its names are."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

from claimcheck.model import Identifier, IdentifierKind, Work

_LETTERS = re.compile(r"[^\W_]+")
_LONGEST = 2000
_OWN = (IdentifierKind.PMID, IdentifierKind.DOI, IdentifierKind.PMCID)


def identifier_key(identifier: Identifier) -> int:
    """The key of an identifier; keys may collide, so whoever looks one up compares the identifier itself."""
    return _key(f"{identifier.kind.value}:{identifier.value}")


def title_key(title: str) -> int | None:
    """The key of a title in plain form, or None where it has no letters; keys may collide."""
    plain = plain_title(title)
    return _key(f"title:{plain}") if plain else None


def plain_title(title: str) -> str:
    """A title without case, accents, marks and punctuation: two spellings of one title come out equal."""
    if title.isascii():
        return " ".join(_LETTERS.findall(title[:_LONGEST].lower()))
    split = unicodedata.normalize("NFKD", title[:_LONGEST]).casefold()
    return " ".join(_LETTERS.findall("".join(letter for letter in split if not unicodedata.combining(letter))))


def keys(work: Work) -> frozenset[int]:
    """All keys under which a work can be found."""
    title = title_key(work.title)
    return frozenset((*map(identifier_key, work.identifiers), *(() if title is None else (title,))))


def identity_keys(work: Work) -> tuple[int, ...]:
    """The keys under which an older record of the same work would stand."""
    own = tuple(identifier for identifier in work.identifiers if identifier.kind in _OWN)
    title = () if work.identifiers else (title_key(work.title),)
    return (*map(identifier_key, own or work.identifiers), *(key for key in title if key is not None))


def names_itself(work: Work) -> bool:
    """Whether the work has an identifier of its own; a trial number on an article names the trial."""
    return any(identifier.kind in _OWN for identifier in work.identifiers)


def same(one: Work, other: Work) -> bool:
    """Whether two records are of one work: by PMID, else by DOI or PMCID, else by trial number or title where neither has those."""
    own, others = names_itself(one), names_itself(other)
    if own and others:
        return _share_own(one, other)
    if own or others:
        return False
    if one.identifiers and other.identifiers:
        return bool(set(one.identifiers) & set(other.identifiers))
    bare = not one.identifiers and not other.identifiers
    return bare and one.year == other.year and plain_title(one.title) == plain_title(other.title)


def _share_own(one: Work, other: Work) -> bool:
    mine, theirs = one.identifier(IdentifierKind.PMID), other.identifier(IdentifierKind.PMID)
    if mine and theirs:
        return mine == theirs
    shared = set(one.identifiers) & set(other.identifiers)
    return any(identifier.kind in _OWN for identifier in shared)


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
