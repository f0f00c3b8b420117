"""What a verb of effect is done to: the noun that may be an illness which no vocabulary knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.claims.words import is_in, words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ILLNESS = re.compile(
    r"[a-z]+(?:itis|osis|oses|emia|aemia|pathy|pathies|algia|oma|omas|uria|plegia|paresis|lapse|rrhoea|rrhea|rrhage|ache|aches|phobia|cancer)"
    r"|diseases?|syndromes?|disorders?|cancers?",
)
_PLACES = frozenset({"in", "for", "of", "against", "with", "from"})


def target_of(verb: Token, sent: Span) -> tuple[Token, Token] | None:
    """The first and last token of the noun phrase that a verb treats, or that names an illness by its form."""
    for head in _objects(verb, sent):
        named = _ILLNESS.fullmatch(head.lower_) and not (is_in(head, "no illness") and not _has_modifier(head))
        treated = verb.lower_ in words("illness verbs") and head.i > verb.i and not _is_general(head)
        if named or (treated and not _is_placed(head)):
            return _start(head), head
    return None


def _start(head: Token) -> Token:
    """The leftmost word that stands before a noun and belongs to it."""
    before = [child for child in head.lefts if child.dep_ in ("amod", "compound", "nmod", "poss")]
    return before[0] if before else head


def _objects(verb: Token, sent: Span) -> Iterator[Token]:
    """The nouns behind a verb that are its object or stand after in, for, of, against."""
    if not verb.tag_.startswith("VB"):
        following = next((t for t in sent.doc[verb.i + 1 : sent.end] if _ends_phrase(t, sent)), None)
        if following is not None:
            yield following
    for token in sent.doc[verb.i + 1 : sent.end]:
        if (token.dep_ in ("dobj", "conj", "nsubjpass") and token.tag_.startswith("NN")) or _is_placed(token):
            yield token


def _ends_phrase(token: Token, sent: Span) -> bool:
    following = token.nbor(1) if token.i + 1 < sent.end else None
    return following is None or not following.tag_.startswith(("NN", "JJ", "POS", "VBZ", "VBP"))


def _is_placed(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _PLACES and token.tag_.startswith("NN")


def _is_general(head: Token) -> bool:
    kinds = ("pointing", "people", "not therapies", "therapies in general", "pronouns", "no illness")
    return any(is_in(head, kind) for kind in kinds) or not head.tag_.startswith(("NN", "VBZ", "VBP"))


def _has_modifier(head: Token) -> bool:
    return any(child.dep_ in ("amod", "compound", "nmod", "poss") for child in head.lefts)
