"""What a drug label bears out: that a drug is used for a condition, and nothing further."""

from __future__ import annotations

import re
from itertools import pairwise

from claimcheck.evidence.effects import account_of
from claimcheck.evidence.terms import content
from claimcheck.evidence.worded import worded
from claimcheck.model import Causal, Claim, ClaimType, EvidenceStatement, Mention, Role, Vocabulary
from claimcheck.model.names import is_generic

LABEL = "drug label"
_PLAIN = frozenset({ClaimType.EFFECTIVENESS, ClaimType.POPULATION, ClaimType.REGULATORY, ClaimType.AVAILABILITY})
_FURTHER = frozenset({"comparison", "superiority-uncompared", "durability", "lasting-effect", "speed", "number-benefit"})
_FEW_LETTERS = 3
_COMPARED = re.compile(
    r"\b(?:than|versus|vs|compared|comparable|superior|inferior|better|best|(?:more|less|as) (?:\w+ ){0,2}(?:as|effective|well)"
    r"|halv(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)|by (?:a|one|two) (?:half|third|thirds|quarter|fifth))\b",
    re.IGNORECASE,
)
_WELL_PEOPLE = re.compile(
    r"\b(?:healthy|athletes?|students?|sports?(?:men|women|people)?|without (?:the |a )?(?:disease|condition|diagnosis)|well people)\b",
    re.IGNORECASE,
)
# Prevention and a change of the course of an illness are more than its treatment.
_FURTHER_WORDS = re.compile(
    r"\b(?:prevent\w*|protect\w*|keep\w* (?:\w+ )?(?:away|off)|risk of|slow(?:s|ed|ing)?|stop(?:s|ped|ping)?|halt(?:s|ed|ing)?"
    r"|revers(?:e|es|ed|ing)|delay(?:s|ed|ing)?|regrow\w*|rebuild\w*|restor(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\b(?:with|plus|without|combin\w+|together|added|adding|alongside|alone|instead|than|versus|vs|compared|before|after)\b", re.IGNORECASE
)
# What stands right before the name of a drug that is not the one of which the claim speaks: measured, spared or compared.
_NOT_SUBJECT = re.compile(
    r"(?:\b(?:need for|use of fewer|fewer|less|levels? of|concentrations? of|requirements? for|consumption of|doses? of|instead of"
    r"|rather than|than|versus|vs\.?|compared (?:with|to)|(?:combined|together|along) with|combining|plus|added to|adding"
    r"|(?:resistance|response) to)\s*)$",
    re.IGNORECASE,
)
_DONE_BY = re.compile(
    r"\b(?:with|by|using|through|is|are|include|includes|including|such as|called|of|taking|from|on"
    r"|(?:prescrib|us|tak|giv|need|recommend|receiv)(?:e|es|ed|en|ing|s)?)(?: \w+){0,2} $",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\s(?:use|intake|levels?|consumption|requirements?|needs?|resistance|secretion|sensitivity|production)\b", re.IGNORECASE
)


def is_label(statement: EvidenceStatement) -> bool:
    """Whether a statement is one of the established uses of a drug."""
    return statement.design == LABEL


def borne_out(statement: EvidenceStatement, claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether a claim says no more than a label does: that this very drug helps against, or is used for, this condition.

    A label says nothing of numbers, comparisons, harms, prevention, other outcomes or people without the condition, and that of a
    class nothing of its members.
    """
    if _says_more(claim) or not _is_on(statement, claim, vocabulary):
        return False
    return bool(_subjects(statement, claim)) and not _names_another_outcome(claim, vocabulary)


def is_near(statement: EvidenceStatement, claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether a claim speaks of a drug as used for the condition of a label, be it by what stands above, whatever it says of that use.

    Harms, numbers, comparisons, well people and other drugs in the same breath are no such use.
    """
    named = claim.concepts(Role.CONDITION)
    same = any(vocabulary.is_a(ours, theirs) for ours in named for theirs in statement.conditions)
    return same and not claim.is_title and not _is_off(claim) and bool(_subjects(statement, claim))


def _is_off(claim: Claim) -> bool:
    words = _without_names(claim)
    told = any(pattern.search(words) for pattern in (_COMPARED, _WELL_PEOPLE)) or bool(re.search(r"\d|%", words))
    effects = account_of(claim.text).effects
    first = next((effect for effect in effects if effect.good is not None), None)
    return told or (first is not None and first.good == -1) or any(effect.on_safety for effect in effects)


def _says_more(claim: Claim) -> bool:
    kinds = claim.cue_kinds()
    asserted = claim.types - ({ClaimType.CURE} if "cure" in kinds else set())  # a cure is beyond the label, not beside it
    if not asserted <= _PLAIN or kinds & _FURTHER or claim.causal is Causal.CORRELATIONAL:
        return True
    return _is_off(claim) or _FURTHER_WORDS.search(_without_names(claim)) is not None


def _is_on(statement: EvidenceStatement, claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether the claim itself names the condition, or something below it."""
    named = (m.concept for m in _own(claim, Role.CONDITION) if m.concept)
    return any(vocabulary.is_a(ours, theirs) for ours in named for theirs in statement.conditions)


def _subjects(statement: EvidenceStatement, claim: Claim) -> tuple[Mention, ...]:
    """The mentions of the drug of which the claim speaks: the only one in the claim, or one of a list, or carried down to it."""
    meant = tuple(m for m in claim.mentions if m.role is Role.THERAPY and m.concept in statement.therapies)
    own = _own(claim, Role.THERAPY)
    inside = tuple(m for m in meant if m in own)
    if not inside:
        return meant if not own and not claim.is_title else ()
    if _are_joined(own, claim):
        return ()
    return tuple(m for m in inside if _leads(m, claim))


def _own(claim: Claim, role: Role) -> tuple[Mention, ...]:
    found = (m for m in claim.mentions if m.role is role and claim.span.covers(m.span))
    return tuple(m for m in found if not is_generic(m.concept))


def _are_joined(own: tuple[Mention, ...], claim: Claim) -> bool:
    """Whether several therapies stand in the claim and more than a list holds them together."""
    places = sorted(m.span for m in own)
    between = (claim.text[a.end - claim.span.start : b.start - claim.span.start] for a, b in pairwise(places))
    several = len({m.concept for m in own}) > 1
    return several and (any(_JOINED.search(text) for text in between) or bool(re.search(r"\bcombin\w+", claim.text, re.IGNORECASE)))


def _leads(mention: Mention, claim: Claim) -> bool:
    """Whether a mention is what acts: no comparator, partner or thing measured, and before the effect or named as its means."""
    start, end = mention.span.start - claim.span.start, mention.span.end - claim.span.start
    before = claim.text[:start]
    if _NOT_SUBJECT.search(before) or (_MEASURED.match(claim.text, end) and _effect_before(claim, mention)):
        return False
    return not _effect_before(claim, mention) or _DONE_BY.search(before) is not None


def _effect_before(claim: Claim, mention: Mention) -> bool:
    return any(cue.kind in ("effect", "change") and cue.span.end <= mention.span.start for cue in claim.cues)


def _names_another_outcome(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether the claim names an outcome that is not the condition under another name, nor its signs at large."""
    known = _own(claim, Role.CONDITION)
    names = tuple(name for m in known for name in (m.text, *vocabulary.names(m.concept or "")))
    theirs = frozenset[str]().union(*(content(name) for name in names), _AT_LARGE)
    outcomes = [m.text for m in _own(claim, Role.OUTCOME)]
    therapies = tuple(name for m in claim.mentions if m.role is Role.THERAPY for name in (m.text, *vocabulary.names(m.concept or "")))
    return any(not content(told) <= theirs for told in (*outcomes, *worded(claim.text, (*names, *therapies))))


_AT_LARGE = content(
    "symptoms signs attacks episodes disease condition severity flares pain control treatment quality of life people patients"
)


def _without_names(claim: Claim) -> str:
    """The words of a claim without those of its mentions and of its citations, which may hold digits of their own."""
    words = re.sub(r"\[[\d,;–\s-]+\]|\((?:PMID|doi)[^)]*\)", " ", claim.text)
    named = sorted((m.text for m in claim.mentions if m.role is not Role.NUMBER and len(m.text) >= _FEW_LETTERS), key=len, reverse=True)
    for name in named:
        words = words.replace(name, " ")
    return words
