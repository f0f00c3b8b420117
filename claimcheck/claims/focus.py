"""What a sentence is about when it does not say: therapy and condition carried down from before, from headings, from the title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimcheck.claims.mentions import MentionFinder, is_generic
from claimcheck.claims.reading import Sentence
from claimcheck.model import BlockKind, Document, Mention, Role

_LOOK_BACK = 3


@dataclass(frozen=True, slots=True)
class Carried:
    """The therapy and condition a sentence has, by its own words or by inheritance; `origin` names from where the therapy came."""

    therapy: Mention | None
    condition: Mention | None
    origin: str


class Focus:
    """Settles therapy and condition for each sentence of one document."""

    def __init__(self, document: Document, sentences: tuple[Sentence, ...], finder: MentionFinder) -> None:
        self._sentences = sentences
        self._headings = _headings(document, sentences)
        title = finder.find(document.title)
        self._title = {role: _specific(title, role) for role in (Role.THERAPY, Role.CONDITION)}
        self._main = {role: _most_frequent(sentences, role) for role in (Role.THERAPY, Role.CONDITION)}

    def carried(self, index: int) -> Carried:
        """What sentence number `index` speaks of."""
        therapy, origin = self._find(index, Role.THERAPY)
        condition, _ = self._find(index, Role.CONDITION)
        return Carried(therapy, condition, origin)

    def _find(self, index: int, role: Role) -> tuple[Mention | None, str]:
        sentence = self._sentences[index]
        own = _specific(sentence.mentions, role)
        if own:
            return own, "own"
        for earlier in reversed(self._sentences[max(0, index - _LOOK_BACK) : index]):
            if earlier.block.section == sentence.block.section and (found := _specific(earlier.mentions, role)):
                return found, "before"
        for heading in reversed(sentence.block.section):
            if found := _specific(self._headings.get(heading, ()), role):
                return found, "section"
        if found := self._title[role]:
            return found, "title"
        return self._main[role], "main" if self._main[role] else "none"


def _headings(document: Document, sentences: Iterable[Sentence]) -> Mapping[str, tuple[Mention, ...]]:
    found: dict[str, tuple[Mention, ...]] = {}
    for sentence in sentences:
        if sentence.block.kind is BlockKind.HEADING:
            heading = document.quote(sentence.block.span)
            found[heading] = found.get(heading, ()) + sentence.mentions
    return found


def _specific(mentions: Iterable[Mention], role: Role) -> Mention | None:
    return next((m for m in mentions if m.role is role and not is_generic(m)), None)


def _most_frequent(sentences: Iterable[Sentence], role: Role) -> Mention | None:
    """The first mention of the concept that an article names most, if it names one at least twice."""
    first: dict[str, Mention] = {}
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.role is role and mention.concept and not is_generic(mention):
                first.setdefault(mention.concept, mention)
                counts[mention.concept] += 1
    ranked = counts.most_common(1)
    return first[ranked[0][0]] if ranked and ranked[0][1] > 1 else None
