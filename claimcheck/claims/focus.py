"""What a sentence is about when it does not say: therapy and condition carried down from before, from headings, from the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimcheck.claims.mentions import MentionFinder, is_generic
from claimcheck.claims.reading import Sentence
from claimcheck.model import BlockKind, Document, Mention, Role

_LOOK_BACK = 3
_HEALTHY = re.compile(
    r"\bhealthy (?:[\w-]+ ){0,2}(?:people|persons|adults|men|women|students|volunteers|children|schoolchildren|babies|subjects)\b", re.I
)
_DOMINANT = 3
_DOMINANT_SHARE = 0.5


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
        therapy, origin = self._therapy(index)
        return Carried(therapy, self._condition(index, therapy if origin == "own" else None), origin)

    def _therapy(self, index: int) -> tuple[Mention | None, str]:
        """Its own therapy, else what its subject may point back to; a thing that the sentence names itself points to nothing."""
        sentence = self._sentences[index]
        if own := _specific(sentence.mentions, Role.THERAPY):
            return own, "own"
        return self._before(index, Role.THERAPY)

    def _condition(self, index: int, therapy: Mention | None) -> Mention | None:
        """Its own condition, else one carried down; none where it speaks of healthy people or of a thing that may be an illness."""
        sentence = self._sentences[index]
        if own := _specific(sentence.mentions, Role.CONDITION):
            return own
        if _has_unknown_target(sentence) or _HEALTHY.search(sentence.text):
            return None
        found, origin = self._before(index, Role.CONDITION)
        if origin == "before" and therapy is not None and not self._is_of(found, therapy, index):
            found, origin = self._above(index, Role.CONDITION)
        if origin == "main" and not _is_dominant(self._sentences, found):
            return None
        return found

    def _is_of(self, condition: Mention | None, therapy: Mention, index: int) -> bool:
        """Whether a sentence just before named this condition and the therapy together, or no other therapy."""
        for earlier in self._sentences[max(0, index - _LOOK_BACK) : index]:
            if condition in earlier.mentions:
                named = [m for m in earlier.mentions if m.role is Role.THERAPY and not is_generic(m)]
                return not named or any(m.concept == therapy.concept for m in named)
        return False

    def _before(self, index: int, role: Role) -> tuple[Mention | None, str]:
        sentence = self._sentences[index]
        for earlier in reversed(self._sentences[max(0, index - _LOOK_BACK) : index]):
            if earlier.block.section == sentence.block.section and (found := _specific(earlier.mentions, role)):
                return found, "before"
        return self._above(index, role)

    def _above(self, index: int, role: Role) -> tuple[Mention | None, str]:
        for heading in reversed(self._sentences[index].block.section):
            if found := _specific(self._headings.get(heading, ()), role):
                return found, "section"
        if found := self._title[role]:
            return found, "title"
        return self._main[role], "main" if self._main[role] else "none"


def _has_unknown_target(sentence: Sentence) -> bool:
    """Whether what is treated here is a thing that no mention covers."""
    target = sentence.doer.target
    return target is not None and not any(target.overlap(mention.span) for mention in sentence.mentions)


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


def _is_dominant(sentences: Iterable[Sentence], mention: Mention | None) -> bool:
    """Whether an article names this concept at least three times and as often as all others of its role together."""
    if mention is None:
        return False
    named = [m.concept for sentence in sentences for m in sentence.mentions if m.role is mention.role]
    own = named.count(mention.concept)
    return own >= _DOMINANT and own >= _DOMINANT_SHARE * len(named)
