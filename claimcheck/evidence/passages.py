"""Which sentences of a work are worth reading for a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.evidence.effects import account_of
from claimcheck.evidence.sentences import sentences
from claimcheck.evidence.terms import content, names_in, share
from claimcheck.evidence.verifier import Statement
from claimcheck.model import CharSpan, Section, Work

_CONCLUSION = re.compile(r"conclu|interpretation|discussion|implications|meaning|authors|summary|relevance", re.IGNORECASE)
_RESULT = re.compile(r"result|finding|outcome|main|efficacy|safety", re.IGNORECASE)
_BEFORE = re.compile(r"background|introduction|objective|aim|purpose|context|rationale|hypothes|importance", re.IGNORECASE)
_METHOD = re.compile(
    r"method|design|setting|participants|patients|intervention|data|search|selection|analysis|registration|funding", re.IGNORECASE
)
_OPENS_CONCLUSION = re.compile(
    r"^(?:in conclusion|in summary|we conclude|conclusions?|these (?:results|findings|data)|our (?:results|findings|data|study)"
    r"|overall|taken together|this (?:study|trial|review|meta-analysis)|the (?:results|findings|present|data))\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^([A-Z][A-Za-z]+(?: [A-Za-z]+){0,3}):\s")
_OWN = re.compile(
    r"\b(?:we|our|was|were|did|had|showed|this (?:study|trial|review|paper|article|report|meta-analysis)|the (?:present|current) \w+"
    r"|significantly|results?|p\s?[<=>])(?:\b|\s)",
    re.IGNORECASE,
)
_FEWEST = 4
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_BODY = "body"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a work: its text, the heading it stands under, its place in the text of that section, and its worth for the statement.

    `part` is "abstract" or "body", `section` the index of the section in it; `concludes` marks sentences that sum the work up,
    `premise` those among its background or methods.
    """

    text: str
    part: str
    section: int
    label: str
    span: CharSpan
    worth: float
    concludes: bool = False
    premise: bool = False


def passages_of(work: Work, statement: Statement, most: int) -> tuple[Passage, ...]:
    """At most `most` sentences of a work that bear on a statement, most worth reading first."""
    if most <= 0:
        return ()
    found = [*_read(work.abstract, "abstract", statement), *_read(work.body, _BODY, statement)]
    return tuple(sorted(found, key=lambda passage: (-passage.worth, passage.part, passage.section, passage.span))[:most])


def _read(parts: tuple[Section, ...], part: str, statement: Statement) -> Iterator[Passage]:
    for index, section in enumerate(parts):
        spans = sentences(section.text)
        label = section.label
        opening = _opening(section.text, spans) if part == "abstract" and index == 0 and not label else 0
        for place, span in enumerate(spans):
            text = section.text[span.start : span.end]
            label = _inline(text, label) if not section.label else label
            last = part == "abstract" and index == len(parts) - 1 and place >= len(spans) - 2
            concludes = _concludes(label, text, last)
            worth = _worth(text, statement) + _standing(label, text, concludes) - (0.3 if part == _BODY else 0.0)
            yield Passage(text, part, index, label, span, round(worth, 4), concludes, _is_premise(label) or place < opening)


def _opening(text: str, spans: tuple[CharSpan, ...]) -> int:
    """How many sentences of an abstract without headings come before it speaks of its own study: what was known, no result.

    0 where the abstract is short, or where they would be most of it.
    """
    if len(spans) < _FEWEST:
        return 0
    own = (place for place, span in enumerate(spans) if _OWN.search(text[span.start : span.end]))
    first = next(own, len(spans))
    return first if first <= len(spans) // 2 else 0


def _inline(text: str, before: str) -> str:
    """The heading that stands in front of a sentence of a text without headings, or the one before it."""
    match = _HEADED.match(text)
    named = match.group(1) if match else ""
    return named if any(kind.search(named) for kind in (_CONCLUSION, _RESULT, _BEFORE, _METHOD)) else before


def _concludes(label: str, text: str, last: bool) -> bool:
    return bool(_CONCLUSION.search(label)) or bool(_OPENS_CONCLUSION.match(text)) or (last and not label)


def _is_premise(label: str) -> bool:
    told = _CONCLUSION.search(label) or _RESULT.search(label)
    return not told and bool(_BEFORE.search(label) or _METHOD.search(label))


def _standing(label: str, text: str, concludes: bool) -> float:
    """What its place says of a sentence: conclusions and results first, aims and methods last."""
    worth = (
        0.6 if concludes else 0.3 if _RESULT.search(label) else -0.9 if _BEFORE.search(label) else -0.9 if _METHOD.search(label) else 0.0
    )
    account = account_of(text)
    if account.effects:
        worth += 0.4
    return worth - (1.2 if account.asks else 0.0) - (0.4 if account.beside else 0.0)


def _worth(text: str, statement: Statement) -> float:
    """How much of the statement a sentence speaks of: its names, its words, its numbers."""
    worth = 2.5 * share(content(statement.text), text)
    worth += 1.0 if names_in(statement.therapies, text) else 0.4 if account_of(text).treatment else 0.0
    worth += 0.6 if names_in(statement.conditions, text) else 0.0
    worth += 0.9 if names_in(statement.outcomes, text) else 0.0
    numbers = set(_DIGITS.findall(statement.text))
    return worth + min(0.8, 0.4 * len(numbers & set(_DIGITS.findall(text))))
