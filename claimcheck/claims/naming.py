"""A therapy that the vocabulary does not know: the subject of words of effect becomes a mention of its own."""

from __future__ import annotations

import re

from claimcheck.claims.doers import Doer, DoerKind
from claimcheck.claims.mentions import is_generic
from claimcheck.model import CharSpan, Mention, Role

_COMPARED = re.compile(r"\b(?:than|versus|vs\.?|compared (?:with|to)|over|placebo)\s(?:\w+\s){0,3}$", re.IGNORECASE)


def with_named(mentions: tuple[Mention, ...], doer: Doer, text: str) -> tuple[Mention, ...]:
    """The mentions of a sentence, with its subject as a therapy without concept where nothing in it tells what it is."""
    if doer.kind is not DoerKind.NAMED or doer.span is None or _is_told(mentions, doer.span, text):
        return mentions
    named = Mention(Role.THERAPY, doer.span, text[doer.span.start : doer.span.end])
    others = [m for m in mentions if not (m.role is Role.THERAPY and m.span.overlap(doer.span))]
    return tuple(sorted((*others, named), key=lambda m: (m.span, m.role)))


def _is_told(mentions: tuple[Mention, ...], subject: CharSpan, text: str) -> bool:
    """Whether a mention that is no bare number stands in the subject, or a therapy elsewhere that is not only compared with."""
    specific = [m for m in mentions if m.role not in (Role.NUMBER, Role.DURATION) and not is_generic(m)]
    if any(subject.overlap(mention.span) for mention in specific):
        return True
    therapies = (m.span for m in specific if m.role is Role.THERAPY)
    return any(not _COMPARED.search(text[subject.end : span.start]) for span in therapies)
