"""Claims found: each sentence observed, weighed, and the ones that assert something of a therapy described."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy

from claimcheck.claims.designs import designs_of, participants_of
from claimcheck.claims.focus import Carried, Focus
from claimcheck.claims.heads import article_context
from claimcheck.claims.mentions import is_generic
from claimcheck.claims.reading import Sentence, SentenceReader
from claimcheck.claims.signals import signals_of
from claimcheck.claims.voice import voice_of
from claimcheck.claims.weighing import QUESTION, Observed, Weighed, Weigher, shipped
from claimcheck.claims.words import words
from claimcheck.model import BlockKind, CharSpan, Claim, Document, Mention, Reading, Role, Ruleset, SentenceNote, Voice

_PROMISING = (
    "absolute-safety",
    "approval-claimed",
    "cure-claim",
    "guaranteed-result",
    "lasting-effect",
    "own-success-rate",
    "registration-as-approval",
    "safe-by-source-rejection",
    "standards-claim",
    "unsourced-success-rate",
)
_SOURCE_HEADINGS = frozenset(
    {"references", "reference", "bibliography", "sources", "literature", "works cited", "citations", "footnotes", "notes"}
)
_BENEFIT_HEADINGS = ("benefit", "advantage", "why ", "what you can expect", "results", "help", "treat")
Cited = Callable[[CharSpan], tuple[str, ...]]


class ClaimFinder:
    """Finds the claims of documents with one rule set."""

    def __init__(self, ruleset: Ruleset, weigher: Weigher | None = None) -> None:
        """`weigher` is the one that ships where none is given."""
        self._reader = SentenceReader(ruleset)
        self._weigher = weigher or shipped()

    def weighing_with(self, weigher: Weigher) -> ClaimFinder:
        """The same finder with another weigher."""
        other = copy(self)
        other._weigher = weigher
        return other

    def observe(self, document: Document) -> tuple[tuple[Sentence, Carried, frozenset[str]], ...]:
        """Each sentence with what is carried down to it and its signals."""
        sentences = self._reader.read(document)
        focus = Focus(document, sentences, self._reader.finder)
        carried = [focus.carried(index) for index in range(len(sentences))]
        return tuple((s, c, signals_of(s, c)) for s, c in zip(sentences, carried, strict=True))

    def find(self, document: Document, cited: Cited = lambda span: ()) -> Reading:
        """The claims of a document; `cited` gives the ids of the references in reach of a span."""
        claims: list[Claim] = []
        notes = []
        observed = self.observe(document)
        sentences = tuple(sentence for sentence, _, _ in observed)
        voice = voice_of(sentences)
        for sentence, carried, signals in observed:
            references = cited(sentence.span)
            weighed = self._weigher.weigh(Observed(sentence, signals, context_of(document, sentence, carried, voice), bool(references)))
            if is_claim := _asserts(sentence, weighed):
                claims.append(_claim(f"c{len(claims) + 1}", sentence, carried, weighed, references))
            heaviest = self._weigher.weights.heaviest(QUESTION, signals)
            notes.append(SentenceNote(sentence.span, claims[-1].id if is_claim else None, round(weighed.likely, 3), heaviest))
        own = tuple(sentence for sentence in sentences if not _is_reference(sentence))  # titles of sources describe other studies
        return Reading(tuple(claims), voice, designs_of(own), participants_of(own), tuple(notes))

    def described(self, document: Document) -> tuple[Claim, ...]:
        """Every sentence of a document described as claims are, also those that would not be taken for one."""
        observed = self.observe(document)
        voice = voice_of(tuple(sentence for sentence, _, _ in observed))
        weighed = (self._weigher.weigh(Observed(s, signals, context_of(document, s, carried, voice))) for s, carried, signals in observed)
        return tuple(_claim(f"s{n}", s, carried, w, ()) for n, ((s, carried, _), w) in enumerate(zip(observed, weighed, strict=True), 1))


def _asserts(sentence: Sentence, weighed: Weighed) -> bool:
    """Questions, lines about the article and headings that name a topic assert nothing; all else is weighed.

    Some words make a claim whatever the weight: a promise that rules know, a benefit named in a list of benefits, or a
    therapy that plainly does something to a condition or outcome.
    """
    if _asserts_nothing(sentence):
        return False
    return weighed.is_claim or promises(sentence) or is_listed_benefit(sentence) or acts_plainly(sentence)


def _claim(claim_id: str, sentence: Sentence, carried: Carried, weighed: Weighed, references: tuple[str, ...]) -> Claim:
    return Claim(
        id=claim_id,
        span=sentence.span,
        text=sentence.text,
        types=weighed.types,
        mentions=_with_carried(sentence.mentions, carried),
        cues=sentence.cues,
        strength=weighed.strength,
        causal=weighed.causal,
        attribution=weighed.attribution,
        section=sentence.block.section,
        citations=references,
        score=round(weighed.likely, 3),
        is_title=not sentence.block.section and sentence.block.kind is BlockKind.HEADING,
        doubt=None if weighed.doubt is None else round(weighed.doubt, 3),
    )


def context_of(document: Document, sentence: Sentence, carried: Carried, voice: Voice) -> str:
    """What the sentence model is told of a sentence: how its article speaks, its block, the headings above it, therapy and condition."""
    named = [mention.text if mention else "" for mention in (carried.therapy, carried.condition)]
    return article_context(sentence.block.section or (document.title,), named[0], named[1], f"{voice} {sentence.block.kind}")


def promises(sentence: Sentence) -> bool:
    """Whether words stand here that promise something of a therapy by themselves, in a heading too."""
    if sentence.block.kind is BlockKind.HEADING:
        named = any(mention.role is Role.THERAPY for mention in sentence.mentions)
        return named and sentence.has("hype", "sensational-language")
    return "verbless" not in sentence.shape and sentence.has(*_PROMISING)


def is_listed_benefit(sentence: Sentence) -> bool:
    """An effect named without a verb in a list ("Reduced inflammation", "Sharper memory")."""
    if sentence.block.kind is not BlockKind.LIST_ITEM or not {"verbless", "short"} <= sentence.shape or "no-words" in sentence.shape:
        return False
    heading = sentence.block.section[-1].lower() if sentence.block.section else ""
    listed = any(word in heading for word in _BENEFIT_HEADINGS)
    named = "comparative" in sentence.shape or sentence.has("effect", "safety-praise")
    return named or (listed and sentence.has("safety", "durability", "speed", "cure", "prevention", "change"))


def acts_plainly(sentence: Sentence) -> bool:
    """Whether a therapy is the subject of a verb of making or ending, and a condition or outcome stands behind it ("X ends pain")."""
    doer = sentence.doer
    if doer.span is None or doer.verb is None or sentence.block.kind is BlockKind.HEADING:
        return False
    verb = sentence.text[doer.verb.start - sentence.span.start : doer.verb.end - sentence.span.start].lower()
    named = any(m.role is Role.THERAPY and not is_generic(m) and m.span.overlap(doer.span) for m in sentence.mentions)
    behind = any(m.role in (Role.CONDITION, Role.OUTCOME) and m.span.start >= doer.verb.end for m in sentence.mentions)
    return named and behind and verb in words("making verbs")


def _asserts_nothing(sentence: Sentence) -> bool:
    if "question" in sentence.shape or sentence.has("article-line") or _is_reference(sentence):
        return True
    return sentence.block.kind is BlockKind.HEADING and sentence.has("topic-heading") and not sentence.has("hype")


def _is_reference(sentence: Sentence) -> bool:
    """Whether it is an entry of a list of sources, whose titles are not the article's claims."""
    heading = sentence.block.section[-1].strip(" :.").lower() if sentence.block.section else ""
    return heading in _SOURCE_HEADINGS


def _with_carried(mentions: Sequence[Mention], carried: Carried) -> tuple[Mention, ...]:
    """The sentence's mentions; a therapy and condition from elsewhere come first, for they have none here."""
    return tuple(dict.fromkeys((*_inherited(mentions, carried), *mentions)))


def _inherited(mentions: Sequence[Mention], carried: Carried) -> Iterator[Mention]:
    for mention in (carried.therapy, carried.condition):
        if mention is not None:
            yield mention
