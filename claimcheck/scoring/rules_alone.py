"""What the rules say of single sentences without any trained sentence model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claimcheck.checker import Checker
from claimcheck.claims.cues import CueFinder
from claimcheck.evidence.passages import Passage, passages_of
from claimcheck.evidence.verifier import Statement
from claimcheck.model import Cue, Report, Section, Work
from claimcheck.scoring.wordings import document_of, rules


@cache
def _rules() -> tuple[CueFinder, Checker]:
    return CueFinder(rules().cue_lists), Checker(rules())


def report_on(text: str) -> Report:
    """The report on a text that stands alone, without any source asked."""
    return _rules()[1].check(document_of(text))


def cues_in(text: str) -> tuple[Cue, ...]:
    """The cues of a text, sorted; denials are not settled."""
    return _rules()[0].find(text)


def parts_of(sentences: Sequence[str]) -> list[Passage | None]:
    """How the evidence stage reads the sentences of an abstract without headings: the passage that begins in each, if one does."""
    starts, offset = [], 0
    for sentence in sentences:
        starts.append(offset)
        offset += len(sentence) + 1
    found = passages_of(Work((), "", abstract=(Section("", " ".join(sentences)),)), Statement(""), max(offset, 1))
    inside = [[p for p in found if start <= p.span.start < start + len(words)] for start, words in zip(starts, sentences, strict=True)]
    return [min(held, key=lambda passage: passage.span, default=None) for held in inside]
