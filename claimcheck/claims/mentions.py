"""Mentions of therapies, conditions, outcomes …: vocabulary words and numbers found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimcheck.model import CharSpan, Concept, Mention, Role, Vocabulary
from claimcheck.phrases import Hit, PhraseIndex

GENERIC = "generic-"
_UNITS = r"(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)"
_COUNTS = r"(?:\d[\d.,]*|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few|many)"
_DURATION = re.compile(rf"\b{_COUNTS}(?:\s?(?:to|-|–)\s?\d+)?[\s-]{_UNITS}\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?:\s?%|\s(?:percent|per cent))?")
_MARKER = re.compile(r"\[\s?\d[\d\s,;–-]{0,40}\]|\b(?:PMID|PMCID|doi):?\s?[\w./()-]{1,80}|\bNCT\d{8}\b", re.IGNORECASE)
_BODIES = re.compile(r"\bFood and Drug Administration\b|\bFood & Drug Administration\b|\bFood Standards Agency\b")
_GREEK = {"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "omega": "ω"}
_GREEK_WORD = re.compile(rf"\b(?:{'|'.join(_GREEK)})\b", re.IGNORECASE)
_CLASSES = (
    "blockers",
    "inhibitors",
    "agonists",
    "antagonists",
    "drugs",
    "agents",
    "relaxants",
    "stimulants",
    "stabilisers",
    "diuretics",
    "statins",
)
_SPECIAL = re.compile(r"[()\[\]|~#]|\.\.")


class MentionFinder:
    """Finds the concepts of a vocabulary in one pass over a text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._index: PhraseIndex[tuple[str, str]] = PhraseIndex(_entries(vocabulary.concepts.values()))

    def find(self, text: str) -> tuple[Mention, ...]:
        """All mentions, sorted; where two of one role overlap the longer stands. Citation markers and names of agencies hold none."""
        hits = [hit for hit in self._index.find(text) if _case_fits(hit, text)]
        found = [self._mention(hit, text) for hit in hits]
        found += [Mention(Role.DURATION, CharSpan(*m.span()), m.group()) for m in _DURATION.finditer(text)]
        found += [Mention(Role.NUMBER, CharSpan(*m.span()), m.group()) for m in _NUMBER.finditer(text)]
        apart = [CharSpan(*m.span()) for pattern in (_MARKER, _BODIES) for m in pattern.finditer(text)]
        kept = [mention for mention in found if not any(mention.span.overlap(span) for span in apart)]
        return tuple(sorted(_longest(kept), key=lambda m: (m.span, m.role)))

    def _mention(self, hit: Hit[tuple[str, str]], text: str) -> Mention:
        concept = self._vocabulary.concepts[hit.key[0]]
        return Mention(concept.role, CharSpan(hit.start, hit.end), text[hit.start : hit.end], concept.id)


def _entries(concepts: Iterable[Concept]) -> Iterable[tuple[str, tuple[str, str]]]:
    for concept in concepts:
        for name in (concept.name, *concept.synonyms):
            for form in _spellings(_SPECIAL.sub(" ", name)):
                yield form, (concept.id, name)


def _spellings(name: str) -> Iterator[str]:
    """A name in its numbers, and with Greek letters for their names ("β-blockers")."""
    yield from _forms(name)
    if _GREEK_WORD.search(name):
        yield from _forms(_GREEK_WORD.sub(lambda found: _GREEK[found.group().lower()], name))


def _forms(name: str) -> tuple[str, ...]:
    """A name and its plural, of a class of drugs its singular; an abbreviation is left alone."""
    if name.endswith(_CLASSES):
        return (name, name[:-1])
    if len(name) < 4 or name.isupper() or name.endswith(("s", "ing", "is")):
        return (name,)
    if name.endswith("y") and name[-2] not in "aeiou":
        return (name, name[:-1] + "ies")
    return (name, name + ("es" if name.endswith(("ch", "sh", "x")) else "s"))


def _case_fits(hit: Hit[tuple[str, str]], text: str) -> bool:
    """An abbreviation written in capitals must stand in capitals."""
    name = hit.key[1]
    return not (name.isupper() and len(name) <= 6) or text[hit.start : hit.end].rstrip("s").isupper()


def _longest(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (-len(m.span), m.span.start)):
        if not any(other.role is mention.role and other.span.overlap(mention.span) for other in kept):
            kept.append(mention)
    return kept


def is_generic(mention: Mention) -> bool:
    """Whether a therapy is named only as such: "the treatment", "this drug"."""
    return mention.concept is not None and mention.concept.startswith(GENERIC)
