"""Cited works of a kind that cannot carry a benefit in people, or that speak of something else."""

from __future__ import annotations

import re

from claimcheck.model import ClaimType, Design, Role, Stance, Strength, StudyKind, VerdictKind, Voice
from claimcheck.model.names import OFF_TOPIC, is_generic
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.retelling import is_retold
from claimcheck.verdicts.source_reasons import Reason, all_about, asserts_benefit, is_firm, only
from claimcheck.verdicts.sources_read import Source, hints_at, is_summary, own_mentions, passages, said, share_of_words, standing
from claimcheck.verdicts.trust import needs_people

SURE_OF_NOTHING = 0.9
_FOREIGN = 0.1
_ANIMALS = re.compile(
    r"\b(?:animals?|mice|mouse|rats?|rodents?|hamsters?|gerbils?|rabbits?|ferrets?|pigs?|piglets?|monkeys?|macaques?|"
    r"primates|dogs?|puppies|"
    r"beagles?|cats?|kittens?|horses?|foals?|cows?|cattle|calves|sheep|lambs?|goats?|chickens?|chicks?|broilers?|poultry|zebrafish|"
    r"fish (?:fed|kept)|"
    r"fruit flies|drosophila|worms|pets?|veterinar\w+|cell lines?|cultured|in vitro|test tubes?|laboratory|pre-?clinical)\b",
    re.IGNORECASE,
)
# The record of a work on animals may tell of people as well.
_PEOPLE_TOO = re.compile(
    r"\b(?:(?:\d+|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)(?:-\w+)? "
    r"(?:\w+ ){0,2}(?:patients|participants|volunteers|women|men|adults|children|persons|people)"
    r"|clinical (?:trials?|stud(?:y|ies)|applications?)"
    r"|patients (?:with|who|were|had|after)|human (?:subjects|volunteers|participants)|healthy volunteers)\b",
    re.IGNORECASE,
)
# A passage that says one thing and another that says the opposite leave a reading neutral, however sure each was.
_TORN = "but also"
_UNDER_WAY = re.compile(
    r"\b(?:on-?going|under ?way|recruit\w*|enroll?\w*|(?:is|are) being|will (?:test|study|show)|currently|registered|registration)\b",
    re.IGNORECASE,
)
_SEVERAL = 2
_PRIMARY = (
    StudyKind.RANDOMISED,
    StudyKind.CONTROLLED,
    StudyKind.COHORT,
    StudyKind.CASE_CONTROL,
    StudyKind.SINGLE_ARM,
    StudyKind.CASE_SERIES,
    StudyKind.CASE_REPORT,
)
_NO_PEOPLE = (StudyKind.ANIMAL, StudyKind.IN_VITRO)
_NO_RESULT = {
    StudyKind.PROTOCOL: "a plan of a study has no result",
    StudyKind.REGISTRATION: "an entry in a registry has no result",
    StudyKind.OPINION: "an opinion or news text is no study",
    StudyKind.NARRATIVE_REVIEW: "a review that did not search systematically picks its studies",
    StudyKind.ANIMAL: "no people were studied",
    StudyKind.IN_VITRO: "no people were studied",
}
_IN_PEOPLE = (ClaimType.EFFECTIVENESS, ClaimType.CURE, ClaimType.PREVENTION, ClaimType.DURABILITY, ClaimType.SAFETY)


def registration(case: Case) -> Reason | None:
    """EVD07: a registry entry without results given for a benefit."""
    sources = standing(case)
    retold = is_retold(case) or (case.article.voice is not Voice.SELLING and "trial" in case.claim.cue_kinds())
    if not _all_of(sources, StudyKind.REGISTRATION) or not is_firm(case) or retold or said(case, _UNDER_WAY):
        return None
    return Reason("EVD07", only(sources, "it has no result yet"), VerdictKind.UNSUPPORTED)


def animals(case: Case) -> Reason | None:
    """EFF07: people are promised what the cited works saw in animals or cells, and the sentence does not say so."""
    sources = standing(case)
    if not all(_without_people(source) for source in sources) or not _speaks_of_people(case):
        return None
    if not is_firm(case) or is_retold(case) or not all_about(case, sources):
        return None
    return Reason("EFF07", only(sources, "no people were studied"), VerdictKind.OVERSTATED, "species")


def off_level(case: Case) -> Reason | None:
    """CIT08: protocols, opinions, animal work … given for a benefit in people; a narrative review only in text that sells."""
    sources = standing(case)
    if not all(_is_off_level(source) for source in sources) or not _speaks_of_people(case):
        return None
    lenient = case.article.voice is not Voice.SELLING and any(s.study.kind is StudyKind.NARRATIVE_REVIEW for s in sources)
    if lenient or not is_firm(case) or is_retold(case) or not all_about(case, sources):
        return None
    planned = any(source.study.kind in (StudyKind.PROTOCOL, StudyKind.REGISTRATION) for source in sources)
    if planned and said(case, _UNDER_WAY):
        return None
    return Reason("CIT08", only(sources, _NO_RESULT[sources[0].study.kind]), VerdictKind.UNSUPPORTED)


def _is_off_level(source: Source) -> bool:
    return source.study.kind in _NO_RESULT and (source.study.kind not in _NO_PEOPLE or _without_people(source))


def other_condition(case: Case) -> Reason | None:
    """CIT08: the cited studies gave the therapy to people with another condition than the claim names."""
    sources = standing(case)
    names = () if _is_measured(case) else _names(case, Role.CONDITION)
    if not names or not _falls_short(case, "condition") or not is_firm(case) or not all_about(case, sources):
        return None
    if not all(source.study.kind in _PRIMARY for source in sources) or _any_hint(sources, names):
        return None
    return Reason("CIT08", only(sources, f"it does not speak of {names[0]}"), VerdictKind.OVERSTATED, "population")


def other_therapy(case: Case) -> Reason | None:
    """SCO06: the cited studies are on the condition, but gave another therapy than the claim names."""
    sources = standing(case)
    names = _names(case, Role.THERAPY)
    if not names or not _falls_short(case, OFF_TOPIC) or _falls_short(case, "condition") or not is_firm(case):
        return None
    if not all(source.study.kind in _PRIMARY for source in sources) or _any_hint(sources, names):
        return None
    return Reason("SCO06", only(sources, f"it did not study {names[0]}"), VerdictKind.OVERSTATED, "intervention")


def silent(case: Case) -> Reason | None:
    """CIT06: every cited work was read at least in its abstract, and surely none bears on the claim."""
    sources = standing(case)
    pieces = passages(case)
    if not asserts_benefit(case) or not pieces or any(piece.stance is not Stance.NEUTRAL for piece in pieces):
        return None
    if case.claim.strength is Strength.SPECULATIVE or not all(_surely_silent(case, source) for source in sources):
        return None
    extent = "text" if all(source.work.body for source in sources) else "abstract"
    return Reason("CIT06", only(sources, f"nothing in its {extent} says so"), VerdictKind.UNSUPPORTED)


def _surely_silent(case: Case, source: Source) -> bool:
    """Whether the reading is sure of it, or neither therapy nor condition is hinted at and one is far off, be it by all its words."""
    pieces = [piece for piece in passages(case) if piece.work.identifiers == source.work.identifiers]
    if not source.work.abstract or is_summary(source.work) or not pieces:
        return False
    therapies, conditions = _names(case, Role.THERAPY), _names(case, Role.CONDITION)
    off_topic = bool(therapies) and all(OFF_TOPIC in piece.limits for piece in pieces)
    elsewhere = bool(conditions) and all("condition" in piece.limits for piece in pieces)
    foreign = share_of_words(case.claim.text, source.work) <= _FOREIGN
    unnamed = off_topic and (elsewhere or foreign) and not _any_hint((source,), (*therapies, *conditions))
    torn = any(reason.startswith(_TORN) for piece in pieces for reason in piece.reasons)
    return unnamed or (not torn and min(piece.score for piece in pieces) >= SURE_OF_NOTHING)


def _names(case: Case, role: Role) -> tuple[str, ...]:
    """What the claim itself names in a role, words for any treatment aside; empty unless all of it is in the vocabulary."""
    named = [m for m in own_mentions(case, role) if not is_generic(m.concept)]
    return tuple(m.text for m in named) if all(m.concept is not None for m in named) else ()


def _is_measured(case: Case) -> bool:
    """Whether the claim's condition is part of its outcome, as pain is of pain relief, and no illness that people had to have."""
    outcomes = own_mentions(case, Role.OUTCOME)
    return any(outcome.span.overlap(m.span) > 0 for m in own_mentions(case, Role.CONDITION) for outcome in outcomes)


def _any_hint(sources: tuple[Source, ...], names: tuple[str, ...]) -> bool:
    """Whether a work may speak of one of some names: it hints at it, or its record is too short to tell."""
    return any(is_summary(source.work) or hints_at(source.work, name) for source in sources for name in names)


def _falls_short(case: Case, *limits: str) -> bool:
    pieces = passages(case)
    return bool(pieces) and all(set(limits) & set(piece.limits) for piece in pieces)


def _all_of(sources: tuple[Source, ...], kind: StudyKind) -> bool:
    return all(source.study.kind is kind for source in sources)


def _without_people(source: Source) -> bool:
    """Whether the record says that no people were studied, and does not tell of any itself."""
    told = source.study.kind in _NO_PEOPLE or source.study.humans is False
    return told and not _PEOPLE_TOO.search(f"{source.work.title} {source.work.abstract_text}")


def _speaks_of_people(case: Case) -> bool:
    """Whether a claim is about people: it names no animals or cells, nor does a report that describes animal work around it."""
    told = Design.ANIMAL in case.article.designs and case.article.voice is not Voice.SELLING and case.article.references < _SEVERAL
    return case.claims_any(*_IN_PEOPLE) and needs_people(case.claim) and not told and not said(case, _ANIMALS)
