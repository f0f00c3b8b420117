"""Whether a text is English: refused are other scripts, other languages' small words, and words of no English make."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from claimcheck import resources
from claimcheck.errors import ArticleError

_READ = 50_000
_WORDS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:|\b10\.\d{4,9}/)\S{1,500}", re.IGNORECASE)
_FEWEST_WORDS = 30
_FEWEST_LETTERS = 60
_FOREIGN_SHARE = 0.08
_FEWEST_FOREIGN = 5
_OUTNUMBERED = 1.2
_ENGLISH_SHARE = 0.06

_ENDING = re.compile(r"[a-z]{3,}(?:ing|tions?|ness|ments?|ly|ed|ity|ous|ful|less|ology|ive|ical|ies|ers|ths?)")
_OWN, _SHARED, _HEALTH = "English only", "English, shared", "Health"


def _lists() -> Mapping[str, frozenset[str]]:
    """The word lists by name: those of English and of health copy, and one a foreign language."""
    return resources.word_lists("readers/small_words.txt")


def check_english(text: str, uri: str) -> None:
    """Refuse a text in another language (ArticleError, naming it where it is known); fewer than 30 words are let through.

    Terse English has few small words, so it is their lack together with words of no English make, or more small words of another language
    than of English, that refuses a text.
    """
    kept = _ADDRESS.sub(" ", text[:_READ])
    if _is_other_script(kept):
        raise _refusal(uri, "is not written in Latin letters")
    counts = Counter(word.lower() for word in _WORDS.findall(unicodedata.normalize("NFC", kept)))
    total = counts.total()
    if total < _FEWEST_WORDS:
        return
    language, foreign = _foreign(counts)
    if foreign >= max(_FEWEST_FOREIGN, _FOREIGN_SHARE * total) and foreign > _OUTNUMBERED * _sum(counts, _lists()[_OWN]):
        raise _refusal(uri, f"looks like {language}")
    known = _lists()[_OWN] | _lists()[_SHARED] | _lists()[_HEALTH]
    if sum(times for word, times in counts.items() if word in known or _ENDING.fullmatch(word)) < _ENGLISH_SHARE * total:
        raise _refusal(uri, "does not look like English")


def _refusal(uri: str, what: str) -> ArticleError:
    return ArticleError(f"{uri}: the text {what}; only English articles can be checked")


def _is_other_script(text: str) -> bool:
    """Whether most letters, and enough of them to tell, are of another script than the Latin one."""
    letters = Counter(letter for letter in text if letter.isalpha())
    latin = sum(times for letter, times in letters.items() if letter < "\u0250" or "LATIN" in unicodedata.name(letter, ""))
    return letters.total() >= _FEWEST_LETTERS and latin < letters.total() / 2


def _foreign(counts: Counter[str]) -> tuple[str, int]:
    """The language whose small words stand here most often, and how often."""
    found = {name: _sum(counts, words) for name, words in _lists().items() if name not in (_OWN, _SHARED, _HEALTH)}
    language = max(found, key=lambda name: found[name])
    return language, found[language]


def _sum(counts: Counter[str], words: Iterable[str]) -> int:
    return sum(counts[word] for word in words)
