"""The two spaCy components of this stage: each finds (pure) and then writes to `doc.spans`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.claims.cues import CueFinder
from claimcheck.claims.mentions import MentionFinder
from claimcheck.model import CharSpan, Cue, Mention, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

CUES = "claimcheck_cues"
MENTIONS = "claimcheck_mentions"


class CueComponent:
    """Writes the cues of a text to `doc.spans["claimcheck_cues"]`: label is the kind, id the phrase."""

    def __init__(self, finder: CueFinder) -> None:
        self._finder = finder

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one block."""
        doc.spans[CUES] = [_token_span(doc, cue.span, cue.kind, cue.pattern) for cue in self._finder.find(doc.text)]
        return doc


class MentionComponent:
    """Writes the mentions of a text to `doc.spans["claimcheck_mentions"]`: label is the role, id the concept."""

    def __init__(self, finder: MentionFinder) -> None:
        self._finder = finder

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one block."""
        found = self._finder.find(doc.text)
        doc.spans[MENTIONS] = [_token_span(doc, m.span, m.role, m.concept or "") for m in found]
        return doc


def _token_span(doc: Doc, span: CharSpan, label: str, span_id: str) -> Span:
    found = doc.char_span(span.start, span.end, label=label, span_id=span_id, alignment_mode="expand")
    assert found is not None  # noqa: S101 - a finder's offsets always lie in the text it was given
    return found


def cues_of(doc: Doc, offset: int) -> tuple[Cue, ...]:
    """The cues of a block, with offsets into the document."""
    return tuple(Cue(s.label_, _shifted(s, offset), s.id_) for s in doc.spans[CUES])


def mentions_of(doc: Doc, offset: int) -> tuple[Mention, ...]:
    """The mentions of a block, with offsets into the document."""
    return tuple(Mention(Role(s.label_), _shifted(s, offset), s.text, s.id_ or None) for s in doc.spans[MENTIONS])


def _shifted(span: Span, offset: int) -> CharSpan:
    return CharSpan(span.start_char + offset, span.end_char + offset)
