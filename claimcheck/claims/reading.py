"""A document read sentence by sentence: what each one mentions, which cues stand in it, and what is carried down to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.claims.components import CueComponent, MentionComponent, cues_of, mentions_of
from claimcheck.claims.cues import CueFinder, with_denials
from claimcheck.claims.doers import NOBODY, Doer, doer_of
from claimcheck.claims.mentions import MentionFinder
from claimcheck.claims.naming import with_named
from claimcheck.claims.pipeline import english
from claimcheck.claims.shapes import shape_of
from claimcheck.model import Block, CharSpan, Cue, Document, Mention, Ruleset

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_BATCH = 16
_LONGEST = 200_000
EFFECTS = ("effect", "weak-effect", "change", "prevention", "cure", "harm", "mechanism", "safety", "speed")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as read; offsets are into `Document.text`, `shape` holds the names of its grammatical traits."""

    span: CharSpan
    text: str
    block: Block
    cues: tuple[Cue, ...]
    mentions: tuple[Mention, ...]
    shape: frozenset[str]
    doer: Doer = NOBODY

    def has(self, *kinds: str) -> bool:
        """Whether a cue of one of these kinds stands here undenied."""
        return any(cue.kind in kinds and not cue.negated for cue in self.cues)


class SentenceReader:
    """Reads documents with one rule set; the pipeline is loaded at the first one."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.finder = MentionFinder(ruleset.vocabulary)
        self._cues = CueComponent(CueFinder(ruleset.cue_lists))
        self._mentions = MentionComponent(self.finder)

    def read(self, document: Document) -> tuple[Sentence, ...]:
        """All sentences of all blocks, in order."""
        texts = ((document.quote(part), (block, part.start)) for block in document.blocks for part in _parts(block.span, document.text))
        sentences: list[Sentence] = []
        for doc, (block, start) in english().pipe(texts, as_tuples=True, batch_size=_BATCH):
            sentences.extend(_sentences(self._mentions(self._cues(doc)), block, start, document.text))
        return tuple(sentences)


def _parts(span: CharSpan, text: str) -> Iterator[CharSpan]:
    """A block as the pipeline can hold it: cut at the last space before its longest part."""
    start = span.start
    while span.end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
        yield CharSpan(start, cut)
        start = cut
    yield CharSpan(start, span.end)


def _sentences(doc: Doc, block: Block, offset: int, text: str) -> Iterator[Sentence]:
    cues, mentions = cues_of(doc, offset), mentions_of(doc, offset)
    for sent in doc.sents:
        words = sent.text
        start = offset + sent.start_char + len(words) - len(words.lstrip())
        span = CharSpan(start, max(start, offset + sent.start_char + len(words.rstrip())))
        if len(span):
            inside = tuple(m for m in mentions if span.covers(m.span))
            own = with_denials(cues, text, span)
            doer = _doer(sent, own, offset)
            yield Sentence(span, text[span.start : span.end], block, own, with_named(inside, doer, text), shape_of(sent), doer)


def _doer(sent: Span, cues: tuple[Cue, ...], offset: int) -> Doer:
    """The doer of a sentence, with offsets into the document."""
    found = doer_of(sent, (CharSpan(c.span.start - offset, c.span.end - offset) for c in cues if c.kind in EFFECTS))
    return Doer(found.kind, *(_shifted(part, offset) for part in (found.span, found.verb, found.target)))


def _shifted(span: CharSpan | None, offset: int) -> CharSpan | None:
    return span and CharSpan(span.start + offset, span.end + offset)
