"""Names of journals: in full, abbreviated, or by their initials."""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck import resources
from claimcheck.literature.references.folding import folded, folded_letters

_SMALL = frozenset(
    (
        *("the", "of", "and", "in", "for", "on", "a", "an", "to", "at", "with", "official", "journals"),
        *(
            "de",
            "la",
            "le",
            "les",
            "et",
            "des",
            "du",
            "der",
            "die",
            "das",
            "und",
            "fur",
            "di",
            "del",
            "della",
            "e",
            "y",
            "i",
            "il",
            "lo",
            "da",
            "do",
            "dos",
            "en",
        ),
    )
)
_CUT = re.compile(
    r"\s?[(\[][^()\[\]]{0,200}[)\]]?|\s?(?:[:;=]|--|\s[-–—/]\s|\. (?=official|publication|the official)).{0,400}$",
    re.IGNORECASE | re.DOTALL,
)
_ACRONYMS = {
    "jama": "journal of the american medical association",
    "bmj": "british medical journal",
    "pnas": "proceedings of the national academy of sciences",
    "nejm": "new england journal of medicine",
    "plos": "public library of science",
    "faseb": "federation of american societies for experimental biology",
    "embo": "european molecular biology organization",
    "mmwr": "morbidity and mortality weekly report",
    "cmaj": "canadian medical association journal",
    "ajr": "american journal of roentgenology",
    "qjm": "quarterly journal of medicine",
    "aids": "aids",
}
_TELLING = 3
_COMMON = frozenset(resources.text("literature/references/journal_words.txt").split())


def words_of(name: str) -> tuple[str, ...]:
    """The words of a journal's name that count, folded; additions in brackets and sub-titles cut."""
    whole = [word for word in folded(name.replace(".", ". ")).split() if word not in _SMALL]
    cut = [word for word in folded(_CUT.sub("", name).replace(".", ". ")).split() if word not in _SMALL]
    return tuple(cut or whole)


def _all_words_of(name: str) -> tuple[str, ...]:
    return tuple(word for word in folded(name.replace(".", ". ")).split() if word not in _SMALL)


def _lettered(words: tuple[str, ...]) -> tuple[str, ...]:
    """USA and UK letter by letter, as the full names of journals need them."""
    return tuple(letter for word in words for letter in (tuple(word) if word in ("usa", "uk") else (word,)))


@lru_cache(maxsize=20_000)
def same_journal(left: str, right: str) -> bool:
    """Whether two names, either in full or short, can be of one journal."""
    first, second = words_of(left), words_of(right)
    if not first or not second:
        return False
    return (
        _one_journal(first, second)
        or _one_journal(_all_words_of(left), _all_words_of(right))
        or _is_acronym(first, right)
        or _is_acronym(second, left)
        or "".join(first) == "".join(second)
    )


def _one_journal(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    left, right = _lettered(first), _lettered(second)
    return (
        _fits(left, right)
        or _fits(right, left)
        or (len(left) >= 4 and _fits(left[1:], right))
        or (len(right) >= 4 and _fits(right[1:], left))
    )


def is_known_word(word: str) -> bool:
    """Whether a word stands in many journals' names or their abbreviations."""
    plain = "".join(letter for letter in folded_letters(word) if letter.isalnum())
    return plain in _COMMON or any(plain[:length] in _COMMON for length in range(6, len(plain)))


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether each word of the short name abbreviates words of the full one in order; the full one may go on a little."""
    at = 0
    for word in short:
        while at < len(full) and not _abbreviates(word, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    left_out = (at if len(short) >= _TELLING else len(full)) - len(short)
    return left_out == 0 or (_abbreviates(short[0], full[0]) and left_out <= max(1, len(short) - 1))


def _abbreviates(short: str, word: str) -> bool:
    """Whether a word is short for another: its beginning, its consonants, or a contraction with its first letter."""
    if short == word or (word.startswith(short) and (len(short) > 1 or short in ("j", "n", "s", "u", "a", "k", "z", "b", "c", "e"))):
        return True
    if short[:1] != word[:1] or len(short) < 2 or len(short) > len(word):
        return _shared_stem(short, word)
    letters = iter(word)
    return all(letter in letters for letter in short) or _shared_stem(short, word)


def _shared_stem(left: str, right: str) -> bool:
    """Whether two words differ in their ending only (neurology, neurological)."""
    common = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        common += 1
    return common >= 5 and common >= min(len(left), len(right)) - 3


def _is_acronym(words: tuple[str, ...], name: str) -> bool:
    """Whether a name of one or two words stands for the initials of another."""
    known = _ACRONYMS.get(words[0])
    if known is not None:
        meant = (*words_of(known), *words[1:])
        other = words_of(name)
        return _fits(other, meant) or _fits(meant, other)
    initials = "".join(word[0] for word in words_of(name))
    small = "".join(word[0] for word in folded(name).split())
    return len(words) == 1 and len(words[0]) >= 3 and words[0] in (initials, small)
