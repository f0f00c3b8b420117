"""A text of a labelled set read by the claims stage: as a claim to hold against works, and for how causal it is worded."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from claimcheck import ruleset
from claimcheck.claims import ClaimFinder
from claimcheck.claims.heads import sentence_model
from claimcheck.evidence.sentences import sentences
from claimcheck.evidence.statements import statement_of
from claimcheck.evidence.verifier import Statement
from claimcheck.model import Block, BlockKind, CharSpan, Claim, Document, Ruleset, Segment

CAUSAL = "causal"
"""The head of the sentence model that says how causal a sentence is worded, its labels from 0 to 3."""


@cache
def rules() -> Ruleset:
    """The rule set that ships with the program, loaded once."""
    return ruleset.load()


@cache
def _finder() -> ClaimFinder:
    return ClaimFinder(rules())


def document_of(text: str, context: str = "") -> Document:
    """A text as an article of one paragraph, below the heading `context` where one is given; halves of letters become question marks."""
    text, context = (words.encode("utf-8", "replace").decode() for words in (text, context))
    span = CharSpan(0, len(text))
    blocks = (Block(BlockKind.PARAGRAPH, span, (context,) if context else ()),) if text else ()
    return Document("labelled set", "text/plain", context, text, blocks, (Segment(0, len(text), 0, len(text)),), "", source=text)


@lru_cache(maxsize=4096)
def claim_of(text: str) -> Claim | None:
    """A whole text as one claim, described by its first sentence with the mentions of all; None where it holds no words."""
    described = _finder().described(document_of(text))
    if not described:
        return None
    mentions = tuple(dict.fromkeys(mention for claim in described for mention in claim.mentions))
    return replace(described[0], span=CharSpan(0, len(text)), text=text, mentions=mentions)


@lru_cache(maxsize=4096)
def statement_in(text: str) -> Statement:
    """What a text says, as the checker would hold it against passages."""
    claim = claim_of(text)
    return statement_of(claim, rules().vocabulary) if claim else Statement(text)


def causal_level(text: str, context: str = "") -> int:
    """How causal a text is worded, 0 to 3 as `Causal` counts, by its most causal sentence; 0 without words.

    The sentence model answers where it is there and has a head for it, else the rules; `context` is the heading that the text stands under.
    """
    model = sentence_model()
    if model is None or CAUSAL not in model.heads:
        return max((int(claim.causal) for claim in _finder().described(document_of(text, context))), default=0)
    levels = model.heads[CAUSAL]
    said = (model.read(text[span.start : span.end], context).likeliest(CAUSAL) for span in sentences(text))
    return max((levels.index(label) for label in said), default=0)
