"""Who does what a sentence says is done: a named thing, a pronoun or general word that points back, people, or nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from claimcheck.claims.targets import target_of
from claimcheck.claims.words import is_in, words
from claimcheck.model import CharSpan

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CLIMB = 4
_LONGEST = 7
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CHAINED = ("conj", "xcomp", "aux")
_INSIDE = ("amod", "compound", "nmod", "nummod", "poss", "case", "punct", "advmod")


class DoerKind(StrEnum):
    """What the subject of a sentence is; a NAMED one may be a therapy that no vocabulary knows."""

    ABSENT = "absent"
    POINTING = "pointing"
    PEOPLE = "people"
    OTHER = "other"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Doer:
    """The subject of the words of effect, in offsets into the text.

    `span` is its noun phrase without article, `verb` what it does, `target` the noun of what it is done to or done against.
    """

    kind: DoerKind
    span: CharSpan | None = None
    verb: CharSpan | None = None
    target: CharSpan | None = None


NOBODY = Doer(DoerKind.ABSENT)


def doer_of(sent: Span, effects: Iterable[CharSpan]) -> Doer:
    """The doer of the first verb of effect that has a subject, else of the main verb, whose thing is not taken for a therapy.

    `effects` are the spans of cues in the block.
    """
    spans = tuple(effects)
    for verb in _effect_verbs(sent, spans):
        subject = _subject_of(verb, sent)
        if subject is not None:
            return _doer(subject, verb, sent)
    subject = _subject_of(sent.root, sent) if sent.root.tag_.startswith(("VB", "MD")) else None
    if subject is None:
        return NOBODY
    found = _doer(subject, sent.root, sent)
    return replace(found, kind=DoerKind.OTHER) if found.kind is DoerKind.NAMED else found


def misread_verb(sent: Span) -> Token | None:
    """The verb that the parser took for a plural noun ("Zinc shortens colds"): where it saw no other, or took the object for one."""
    finite = [token for token in sent if token.tag_ in ("VBZ", "VBP", "VBD", "MD")]
    found = next((token for token in sent if _is_misread(token, sent)), None)
    if found is None or not finite:
        return found
    return found if len(finite) == 1 and finite[0].i == found.i + 1 and not _has_object(finite[0]) else None


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in ("dobj", "attr", "acomp", "ccomp", "xcomp", "oprd") for child in verb.children)


def _is_misread(token: Token, sent: Span) -> bool:
    """A word that is a verb more often than a noun, behind a noun and before what it does something to."""
    if token.tag_ not in ("NNS", "NN", "NNPS", "NNP") or token.lower_ not in words("verbs like nouns"):
        return False
    if not sent.start < token.i < sent.end - 1:
        return False
    before, after = token.nbor(-1), token.nbor(1)
    return before.tag_.startswith(("NN", "CD")) and after.tag_.startswith(("NN", "JJ", "DT", "PRP", "RB", "VBG", "VBN", "CD", "VBZ", "VBP"))


def _effect_verbs(sent: Span, spans: tuple[CharSpan, ...]) -> Iterator[Token]:
    misread = misread_verb(sent)
    if misread is not None:
        yield misread
    for token in sent:
        if token.tag_.startswith("VB") and (_is_covered(token, spans) or token.lower_ in words("making verbs")):
            yield token


def _is_covered(token: Token, spans: tuple[CharSpan, ...]) -> bool:
    return any(span.start <= token.idx < span.end for span in spans)


def _subject_of(verb: Token, sent: Span) -> tuple[Token, ...] | None:
    """The words of the subject of a verb, looked for up the chain of verbs that share it."""
    if not verb.tag_.startswith("VB"):
        return _words_before(verb, sent)
    for _ in range(_CLIMB):
        own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if own is not None:
            return _phrase(own)
        if verb.dep_ not in _CHAINED:
            return None
        verb = verb.head
    return None


def _words_before(verb: Token, sent: Span) -> tuple[Token, ...]:
    """The words before a misread verb back to the last comma or linking word."""
    before: list[Token] = []
    for token in reversed(sent.doc[sent.start : verb.i]):
        if (token.is_punct and token.text not in "-’'") or token.tag_ in ("IN", "CC", "WDT"):
            break
        before.insert(0, token)
    return tuple(before)


def _phrase(head: Token) -> tuple[Token, ...]:
    """A noun with what stands before it; of "taking garlic" the garlic."""
    if head.tag_ == "VBG":
        head = next((child for child in head.children if child.dep_ == "dobj"), head)
    inside = [token for token in head.subtree if token.i <= head.i and (token is head or _leads_to(token, head))]
    return tuple(inside)


def _leads_to(token: Token, head: Token) -> bool:
    while token.i != head.i:
        if token.dep_ not in (*_INSIDE, "det", "predet", "conj", "cc", "npadvmod", "dep", "neg", "quantmod", "dobj"):
            return False
        token = token.head
    return True


def _doer(phrase: tuple[Token, ...], verb: Token, sent: Span) -> Doer:
    while phrase and (phrase[0].tag_ in ("DT", "PRP$", "PDT", "CC") or phrase[0].is_punct or phrase[0].is_space):
        if len(phrase) == 1:
            break
        phrase = phrase[1:]
    if len(phrase) > 1 and phrase[0].lower_ in words("giving words"):
        phrase = phrase[1:]
    if not phrase:
        return NOBODY
    target = target_of(verb, sent)
    return Doer(_kind(phrase), _span(phrase[0], phrase[-1]), _span(verb, verb), target and _span(*target))


def _span(first: Token, last: Token) -> CharSpan:
    return CharSpan(first.idx, last.idx + len(last))


def _kind(phrase: tuple[Token, ...]) -> DoerKind:
    head = phrase[-1]
    if head.tag_ in ("PRP", "WDT", "WP", "EX", "DT") or head.lower_ in words("pronouns"):
        return DoerKind.POINTING
    if any(token.lower_ in words("titles") for token in phrase) or is_in(head, "people"):
        return DoerKind.PEOPLE
    if is_in(head, "therapies in general"):
        return DoerKind.POINTING if all(_is_plain(token) for token in phrase[:-1]) else DoerKind.NAMED
    if is_in(head, "pointing"):
        return DoerKind.POINTING
    if is_in(head, "not therapies") or len(phrase) > _LONGEST or not _is_nameable(phrase):
        return DoerKind.OTHER
    return DoerKind.NAMED


def _is_nameable(phrase: tuple[Token, ...]) -> bool:
    """Whether a noun phrase can be the name of a thing: no clause, address or bare adjective."""
    apart = any(token.tag_.startswith("W") or token.like_url or "." in token.text for token in phrase)
    return not apart and (phrase[-1].tag_.startswith(("NN", "FW")) or (len(phrase) > 1 and phrase[-1].tag_ == "CD"))


def _is_plain(token: Token) -> bool:
    """Whether a word before a noun does not say which therapy is meant."""
    if token.tag_ in ("DT", "PRP$", "PDT", "CD", "RB", "RBR", "RBS", "JJR", "JJS", "CC", "POS", "VBG", "VBN") or not token.is_alpha:
        return True
    if token.tag_ == "JJ" and any(child.dep_ == "advmod" for child in token.children):
        return True
    return token.lower_ in words("plain modifiers") or is_in(token, "therapies in general")
