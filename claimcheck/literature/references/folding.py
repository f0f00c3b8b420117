"""Words brought into one form, so that spelling, accents, Greek letters and punctuation do not tell two equal titles apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GREEK = {
    "α": "alpha",
    "β": "beta",
    "ß": "ss",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "ς": "sigma",
    "τ": "tau",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ı": "i",
    "&": " and ",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
}
_GREEK_TABLE = str.maketrans(_GREEK)
_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|sup|sub|italic|bold|scp|jats:[a-z]{1,12}|mml:[a-z]{1,12})\s{0,3}/?>", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_BRITISH = (
    (re.compile(r"(?<=[a-z])our(?=s?\b|ed\b|ing\b|al\b|able\b|ite\b)"), "or"),
    (re.compile(r"(?<=[a-z]{2})is(?=e[ds]?\b|ing\b|ations?\b|er\b)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=e[ds]?\b|ing\b)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}t)re\b"), "er"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"(?<=[a-z]{3})ll(?=ed\b|ing\b|ers?\b)"), "l"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"grey"), "gray"),
    (re.compile(r"\bdisc(?=s?\b)"), "disk"),
    (re.compile(r"practis"), "practic"),
    (re.compile(r"(?<=[a-z]{3})logue"), "log"),
)
_LONGEST = 1200
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ss", "s"))


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A text in lower case, without accents, mark-up and punctuation; Greek letters by name, American spelling, single spaces."""
    plain = _MARKUP.sub("", text[:_LONGEST]).casefold().translate(_GREEK_TABLE)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter)).translate(_GREEK_TABLE)
    words = " ".join(_WORD.findall(bare.replace("'", "")))
    for pattern, american in _BRITISH:
        words = pattern.sub(american, words)
    return words


@lru_cache(maxsize=20_000)
def folded_name(name: str) -> str:
    """A name as letters only, without accents and umlaut spellings, so that Müller, Mueller and Muller are one."""
    bare = "".join(letter for letter in folded_letters(name) if letter.isalnum())
    for spelled, short in _UMLAUTS:
        bare = bare.replace(spelled, short)
    return bare


def folded_letters(text: str) -> str:
    """A text in lower case without accents; everything else stays."""
    plain = text[:_LONGEST].casefold().translate(_GREEK_TABLE)
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def trigrams(words: str) -> frozenset[str]:
    """The runs of three letters of a folded text without its spaces, so that joined and parted words count the same."""
    letters = words.replace(" ", "")
    return frozenset(letters[at : at + 3] for at in range(max(1, len(letters) - 2))) if letters else frozenset()


def dice(left: frozenset[str], right: frozenset[str]) -> float:
    """How much two sets share, 0 to 1."""
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
