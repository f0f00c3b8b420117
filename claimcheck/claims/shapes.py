"""The shape of a sentence: what its grammar says before any word list is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.claims.doers import misread_verb

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_PRONOUNS = frozenset({"it", "they", "this", "these", "those", "which", "that", "both"})
_FIRST_PERSON = frozenset({"i", "my", "me", "i'm", "i've"})
_WE = frozenset({"we", "our", "us"})
_COMPARATIVES = frozenset(
    [
        "better",
        "brighter",
        "calmer",
        "clearer",
        "deeper",
        "easier",
        "faster",
        "fewer",
        "firmer",
        "fuller",
        "happier",
        "healthier",
        "leaner",
        "less",
        "lighter",
        "longer",
        "more",
        "quicker",
        "sharper",
        "smoother",
        "softer",
        "stronger",
        "thicker",
        "tighter",
        "younger",
    ]
)
_QUOTES = '"“”‘'


def shape_of(sent: Span) -> frozenset[str]:
    """Names of the traits of a sentence (verbless, imperative, question, past, subject-pronoun, quoted, long, short …)."""
    words = [token.lower_ for token in sent if not token.is_punct and not token.is_space]
    return frozenset(name for name, holds in _traits(sent, words) if holds)


def _traits(sent: Span, words: list[str]) -> tuple[tuple[str, bool], ...]:
    root = sent.root
    subjects = [token for token in root.children if token.dep_ in ("nsubj", "nsubjpass")]
    text = sent.text.strip()
    return (
        ("verbless", not any(token.tag_ in _FINITE for token in sent) and misread_verb(sent) is None),
        ("imperative", root.tag_ == "VB" and not subjects),
        ("comparative", any(token.tag_ == "JJR" or token.lower_ in _COMPARATIVES for token in sent)),
        ("question", text.rstrip('"”’)').endswith("?")),
        ("past", root.tag_ == "VBD" and not _is_reporting(root)),
        ("root-be", root.lower_ in ("is", "are", "was", "were", "be", "'s")),
        ("passive", any(token.dep_ == "nsubjpass" for token in root.children)),
        ("pronoun-subject", any(token.lower_ in _PRONOUNS for token in subjects)),
        ("we", any(token.lower_ in _WE for token in subjects)),
        ("first-person", any(word in _FIRST_PERSON for word in words)),
        ("you", "you" in words or "your" in words),
        ("quoted", any(mark in text for mark in _QUOTES)),
        ("person-subject", any(token.tag_ in ("NNP", "NNPS") for token in subjects)),
        ("short", len(words) < 6),
        ("long", len(words) > 28),
        ("no-words", len(words) < 2),
    )


def _is_reporting(token: Token) -> bool:
    return token.lower_ in (
        "said",
        "found",
        "showed",
        "reported",
        "concluded",
        "says",
        "noted",
        "added",
        "told",
        "explained",
    )
