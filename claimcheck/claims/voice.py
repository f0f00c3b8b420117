"""How an article speaks as a whole: it sells a therapy, reports on one, or explains as a reference page does."""

from __future__ import annotations

from claimcheck.claims.reading import Sentence
from claimcheck.model import BlockKind, Voice

_SELLING = (
    "absolute-safety",
    "call-to-action",
    "cure-claim-selling",
    "guaranteed-result",
    "hype",
    "personal-story",
    "proven-appeal",
    "safe-by-source",
    "selling-superlative",
    "sensational-language",
)
_SELLING_SHARE = 0.06
_REPORTING_SHARE = 0.12
_SELLING_HEADINGS = (
    "benefits of",
    "why choose",
    "the promise",
    "success stor",
    "testimonial",
    "revolution",
    "advantages of",
)


def voice_of(sentences: tuple[Sentence, ...]) -> Voice:
    """Selling where enough sentences praise or call to buy and few report, reporting where enough name a study or speaker."""
    if not sentences:
        return Voice.REFERENCE
    selling = sum(1 for sentence in sentences if _sells(sentence)) / len(sentences)
    reporting = sum(1 for sentence in sentences if _reports(sentence)) / len(sentences)
    if selling >= _SELLING_SHARE and selling > reporting:
        return Voice.SELLING
    return Voice.REPORTING if reporting >= _REPORTING_SHARE else Voice.REFERENCE


def _sells(sentence: Sentence) -> bool:
    heading = sentence.block.kind is BlockKind.HEADING and any(words in sentence.text.lower() for words in _SELLING_HEADINGS)
    return heading or sentence.has(*_SELLING)


def _reports(sentence: Sentence) -> bool:
    if sentence.has("personal-story", "testimonial-evidence"):
        return False
    return sentence.has("named-source", "study-line") or ("quoted" in sentence.shape and sentence.has("authority"))
