"""What a sentence says was changed, in which direction, and whether that is good: read from words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from claimcheck.evidence.comparing import against_active
from claimcheck.evidence.lexicon import hits
from claimcheck.evidence.statistics import significance
from claimcheck.phrases import Hit

_AHEAD = 55
_BEHIND = 90
_NEAR = 30
_REACH = 60
_BREAK = re.compile(
    r"[;:]|,?\s(?:but|whereas|while|although|however|though|yet|except|despite)\b|,\s(?:which|and (?:no|not|did|was|were))\b", re.IGNORECASE
)
_BE = re.compile(r"\b(?:was|were|is|are|be|been|being|remained)\s(?:\w+ly\s)?(?:also\s)?$", re.IGNORECASE)
_CONTROL = r"(?:placebo|controls?|sham|untreated|usual care|standard care|comparison)"
_GROUP = r"(?: (?:group|arm|patients|treatment|participants|subjects))?"
_TURNED = re.compile(
    rf"\b(?:in|with|for|among|by|on|than|of) (?:the )?{_CONTROL}{_GROUP} (?:group )?(?:compared (?:with|to)|than|versus)\b"
    rf"|^(?:the |patients in the |those in the )?{_CONTROL}(?:-treated)?{_GROUP} (?:had|showed|reported|improved|was|were|did)\b",
    re.IGNORECASE,
)
_CONTROLS_ONLY = re.compile(rf"\b(?:in|among|for|of) (?:the )?{_CONTROL} (?:group|arm|patients|subjects)\b", re.IGNORECASE)
_COMPARING = re.compile(r"\b(?:between|compared|than|versus|vs|similar|both|differ\w*|and (?:the )?\w+ groups?)\b", re.IGNORECASE)
_BOUND = re.compile(r"\band\b|,")
_MORE_THAN = re.compile(r"(?:more|greater|larger)\b", re.IGNORECASE)
_BUT_NOT = re.compile(r"^,?\s?but not (?!only\b|(?:in )?(?:the )?(?:control|placebo|sham)\b)", re.IGNORECASE)
_FIRM = re.compile(r"(?<!not )(?<!non)(?<!non-)(?<!statistically )\bsignificant(?:ly)?\b", re.IGNORECASE)
_CHANGES = ("unchanged", "unknown", "better", "worse", "rise", "fall")
_MORE = re.compile(r"\bmore\b", re.IGNORECASE)
_STRONGER = re.compile(r"(?:more|greater|larger|bigger|stronger|higher|longer)\b", re.IGNORECASE)
_WEAKER = re.compile(r"(?:less|smaller|fewer|lower)\b", re.IGNORECASE)
_SMALL_WORDS = re.compile(r"(?:\s(?!and\b|or\b|of\b|in\b|than\b|to\b)[\w-]+){0,2}\s", re.IGNORECASE)
_OPENING = re.compile(r"^(?:even )?(?:although|though|while|whilst|despite)\b[^,;]{0,200},", re.IGNORECASE)
_CONCEDES = re.compile(r"^[,;\s]*(?:even )?(?:though|although|but|however|yet)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|is|are)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_HYPHENS = frozenset("-‐‑–")
_ARTICLE = re.compile(r"\band (?:an?|the)\b", re.IGNORECASE)
_PARTLY = re.compile(r"\b(?:consistently|always|entirely|completely|fully|universally|uniformly|in (?:all|every|each))\b", re.IGNORECASE)
_NOUN = re.compile(r"(?:ions?|ments?|relief|sis|benefits?|ance)$", re.IGNORECASE)


class Change(StrEnum):
    """In which direction words say that something went."""

    BETTER = "better"
    WORSE = "worse"
    RISE = "rise"
    FALL = "fall"
    NONE = "unchanged"
    UNKNOWN = "unknown"


_PLAIN = {Change.BETTER: 1, Change.WORSE: -1, Change.NONE: 0}


@dataclass(frozen=True, slots=True)
class Effect:
    """One change that a sentence tells of.

    `good` is +1 for a benefit, -1 for a harm, 0 for no effect, None where the words do not tell; `clause` are the words around it,
    `measure` what was changed (`specific` where that is an outcome of its own); `on_safety` marks harms and safety themselves;
    `denied` is what a denial denies: +1 a benefit, -1 a harm; `words` are the words that say so; `active` marks what was seen against
    another treatment, not against none.
    """

    change: Change
    good: int | None
    words: str
    clause: str
    measure: str = ""
    on_safety: bool = False
    specific: bool = False
    denied: int | None = None
    active: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What one sentence tells: its effects in order, whether it only asks or plans, hedges, or speaks of groups as they were at the start.

    `significant` is what its figures say, `treatment` whether it speaks of the treatment without a name, `general` and `efficacy`
    whether of outcomes at large and of how well the therapy does, `denies` whether it holds a word of denial, `turned` whether it
    names the comparator as the side that changed.
    """

    effects: tuple[Effect, ...]
    asks: bool
    hedges: bool
    beside: bool
    significant: bool | None
    treatment: bool
    general: bool
    efficacy: bool
    denies: bool
    turned: bool


@lru_cache(maxsize=8192)
def account_of(sentence: str) -> Account:
    """What a sentence tells of effects."""
    found = hits(sentence)
    kinds = {hit.key for hit in found}
    significant = significance(sentence)
    effects = _told(sentence, found)
    if significant is False and not _FIRM.search(sentence):
        effects = tuple(_undone(effect) for effect in effects)
    return Account(
        effects,
        "aim" in kinds and "found" not in kinds and not (effects and effects[0].change is Change.UNKNOWN),
        "hedge" in kinds,
        "beside" in kinds,
        significant,
        "treatment" in kinds,
        "general" in kinds,
        "efficacy" in kinds,
        "deny" in kinds,
        _is_turned(sentence),
    )


def _told(sentence: str, found: list[Hit[str]]) -> tuple[Effect, ...]:
    """The effects of all clauses; "but not function" denies the change told before it, what an opening "although" grants does not count."""
    told: list[Effect] = []
    opening = _OPENING.match(sentence)
    for start, end in _clauses(sentence, opening.end() if opening else 0):
        effects = list(_effects(sentence, start, end, found))
        clause = sentence[start:end]
        if not effects and told and _BUT_NOT.match(clause):
            effects = [
                replace(_undone(told[-1]), words=f"not {told[-1].words}", clause=clause.strip(" ,;:"), measure=_BUT_NOT.sub("", clause))
            ]
        if told and _takes_back(clause, effects):
            told = [_undone(effect) for effect in told]
        told = effects if effects and opening and start == opening.end() else [*told, *effects]
    return tuple(told)


def _takes_back(clause: str, effects: list[Effect]) -> bool:
    """Whether a clause concedes that the change told before it was not significant, and speaks of no other outcome."""
    return bool(_CONCEDES.match(clause)) and any("significan" in effect.words and not effect.specific for effect in effects)


def _undone(effect: Effect) -> Effect:
    """An effect that figures show to be none."""
    if effect.change in (Change.UNKNOWN, Change.NONE):
        return effect
    return replace(effect, change=Change.NONE, good=0, words=f"{effect.words} (not significant)", denied=effect.good)


def _clauses(sentence: str, opening: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence by their ends; an opening "although …," of so many letters is one."""
    start = 0
    if opening:
        yield 0, opening
        start = opening
    for match in _BREAK.finditer(sentence, opening):
        if match.start() > start:
            yield start, match.start()
            start = match.start()
    yield start, len(sentence)


def _effects(sentence: str, start: int, end: int, found: list[Hit[str]]) -> Iterator[Effect]:
    inside = [hit for hit in found if start <= hit.start and hit.end <= end]
    within = any(hit.key == "within" for hit in inside)
    turned = _is_turned(sentence[start:end])
    aside = any(hit.key == "beside" for hit in inside) or _of_controls(sentence[start:end])
    active = against_active(sentence)
    taken, told = -1, None
    for hit in _graded(sentence, _by_place(sentence, inside)):
        if hit.start < taken or (taken >= 0 and _MORE_THAN.match(sentence, hit.start)) or _is_governed(sentence, told, hit):
            continue
        if _says_how_much(sentence, told, hit):
            continue
        taken, told = hit.end, hit
        effect = replace(_effect(sentence, (start, end), hit, inside), active=active)
        if not (aside if effect.change is Change.NONE else within):
            yield _turned_round(effect) if turned else effect
        if effect.change is Change.UNKNOWN:
            return


def _is_governed(sentence: str, told: Hit[str] | None, hit: Hit[str]) -> bool:
    """Whether a word of change belongs to the words of no effect right before it: "not associated with less pain"."""
    if told is None or told.key != "unchanged":
        return False
    if "support" in sentence[told.start : told.end].lower():  # "do not support its use … for improving sleep"
        return True
    return hit.start - told.end <= _NEAR and not _BOUND.search(sentence, told.end, hit.start)


def _says_how_much(sentence: str, told: Hit[str] | None, hit: Hit[str]) -> bool:
    """Whether a word of more says how great the change named before it was: "the reduction in anxiety was greater"."""
    if told is None or told.key not in ("better", "fall", "rise") or not _NOUN.search(sentence[told.start : told.end]):
        return False
    return bool(_STRONGER.fullmatch(sentence, hit.start, hit.end)) and bool(_WAS.search(sentence, told.end, hit.start))


def _of_controls(clause: str) -> bool:
    """Whether a clause tells only of those who were compared with."""
    return bool(_CONTROLS_ONLY.search(clause)) and not _COMPARING.search(clause)


def _is_turned(clause: str) -> bool:
    """Whether a clause names the comparator as the side that changed."""
    return bool(_TURNED.search(clause.lstrip(" ,;:")))


def _by_place(sentence: str, inside: list[Hit[str]]) -> list[Hit[str]]:
    """The words of change by place; of those that begin together the longest, and no effect before effect; no names in capitals."""
    idle = [hit for hit in inside if hit.key == "idle"]
    told = [hit for hit in inside if hit.key in _CHANGES and not (sentence[hit.start : hit.end].isupper() and not sentence.isupper())]
    told = [_only_more(sentence, hit) for hit in told] + list(_more_of(sentence, inside))
    changes = [hit for hit in told if not any(h.start < hit.end and hit.start < h.end for h in idle)]
    return sorted(changes, key=lambda hit: (hit.start, -hit.end, _CHANGES.index(hit.key)))


def _only_more(sentence: str, hit: Hit[str]) -> Hit[str]:
    """The word "more" alone where a phrase runs on to its "than", so that what there is more of can be seen."""
    match = _MORE.match(sentence, hit.start)
    return replace(hit, end=match.end()) if match and ".." in hit.phrase and hit.key == "rise" else hit


def _more_of(sentence: str, inside: list[Hit[str]]) -> Iterator[Hit[str]]:
    """A rise where "more" stands right before a good or bad thing: more heart attacks."""
    nouns = {hit.start for hit in inside if hit.key in ("good", "bad")}
    for match in _MORE.finditer(sentence):
        between = _SMALL_WORDS.match(sentence, match.end())
        spaces = [match.end() + at + 1 for at, letter in enumerate(between.group()) if letter.isspace()] if between else []
        if nouns & set(spaces):
            yield Hit(match.start(), match.end(), "rise", "more")


def _graded(sentence: str, changes: list[Hit[str]]) -> list[Hit[str]]:
    """The words of change without those that only say how strong the next one is: "a greater reduction"; "less relief" is worse."""
    kept: list[Hit[str]] = []
    for hit in changes:
        before = kept[-1] if kept else None
        if before is not None and _grades(sentence, before, hit):
            kept.pop()
            if _WEAKER.fullmatch(sentence, before.start, before.end):
                hit = replace(hit, start=before.start, key="worse")
        kept.append(hit)
    return kept


def _grades(sentence: str, before: Hit[str], hit: Hit[str]) -> bool:
    noun = _NOUN.search(sentence[hit.start : hit.end])
    if hit.key != "better" and not (noun and hit.key in ("fall", "rise")):
        return False
    graded = _STRONGER.fullmatch(sentence, before.start, before.end) or _WEAKER.fullmatch(sentence, before.start, before.end)
    return bool(graded) and bool(_SMALL_WORDS.fullmatch(sentence, before.end, hit.start))


def _turned_round(effect: Effect) -> Effect:
    """The effect where the comparator is named as the side that changed."""
    return replace(effect, good=-effect.good if effect.good else effect.good)


def _effect(sentence: str, within: tuple[int, int], hit: Hit[str], inside: list[Hit[str]]) -> Effect:
    noun = _measured(sentence, hit, inside)
    told = Effect(
        Change(hit.key),
        _good(Change(hit.key), noun),
        sentence[hit.start : hit.end],
        sentence[within[0] : within[1]].strip(" ,;:"),
        sentence[noun.start : noun.end] if noun else _object(sentence, hit, within[1]),
        _on_safety(hit, noun, inside),
        noun is not None and not any(other.key == "broad" and other.start <= noun.start and noun.end <= other.end for other in inside),
    )
    denial = _denial(sentence, hit, inside)
    if denial is None or told.change in (Change.NONE, Change.UNKNOWN):
        return told
    if _PARTLY.search(sentence, denial.end, within[1]):
        return replace(told, change=Change.UNKNOWN, good=None, words=sentence[denial.start : hit.end])
    return replace(told, change=Change.NONE, good=0, denied=told.good, words=sentence[denial.start : hit.end])


def _good(change: Change, noun: Hit[str] | None) -> int | None:
    if change in _PLAIN:
        return _PLAIN[change]
    if noun is None or change is Change.UNKNOWN:
        return None
    return 1 if (change is Change.RISE) == (noun.key == "good") else -1


def _denial(sentence: str, hit: Hit[str], inside: list[Hit[str]]) -> Hit[str] | None:
    """The word of denial that stands over a word of change, or None; a new thing named after "and" ends its reach.

    A denial that is part of other words of change ("no effect") denies nothing more.
    """
    harmless = [other for other in inside if other.key == "deny_nothing" or (other.key in _CHANGES and other != hit)]
    denials = [
        other
        for other in inside
        if other.key == "deny"
        and 0 <= hit.start - other.end <= _REACH
        and not any(h.start < other.end and other.start < h.end for h in harmless)
    ]
    if not denials or _new_subject(sentence, denials[-1].end, hit, inside):
        return None
    return denials[-1]


def _new_subject(sentence: str, start: int, hit: Hit[str], inside: list[Hit[str]]) -> bool:
    between = _BOUND.search(sentence, start, hit.start)
    nouns = [other for other in inside if other.key in ("good", "bad", "harm")]
    joined = any(noun.end + 1 == hit.start for noun in nouns) and not _ARTICLE.search(sentence, start, hit.start)
    if joined and _NOUN.search(sentence[hit.start : hit.end]):
        return False  # "not … pain and anxiety relief": the nouns belong together
    return between is not None and any(start <= noun.start and noun.end <= hit.start for noun in nouns)


def _measured(sentence: str, hit: Hit[str], inside: list[Hit[str]]) -> Hit[str] | None:
    """The good or bad thing that a word of change speaks of: behind it as its object, before it as its subject."""
    nouns = [other for other in inside if other.key in ("good", "bad") and not (other.start < hit.end and hit.start < other.end)]
    after = [noun for noun in nouns if 0 <= noun.start - hit.end <= _AHEAD and not _stopped(sentence[hit.end : noun.start])]
    before = [noun for noun in nouns if 0 <= hit.start - noun.end <= _BEHIND]
    if sentence[hit.start - 1 : hit.start] in _HYPHENS and hit.start:  # "TG-lowering": of what stands before the hyphen
        return next((noun for noun in before if noun.end == hit.start - 1), None)
    if _BE.search(sentence[: hit.start][-30:]) and before:
        return _widest(before, before[-1])
    if before and after and _BOUND.search(sentence[hit.end : after[0].start]):
        return _widest(before, before[-1])
    if after and (after[0].start - hit.end <= _NEAR or not before):
        return _widest(after, after[0])
    return _widest(before, before[-1]) if before else None


def _widest(nouns: list[Hit[str]], chosen: Hit[str]) -> Hit[str]:
    """The longest of the nouns that hold the chosen one: pain relief, not pain."""
    return max((noun for noun in nouns if noun.start <= chosen.start and chosen.end <= noun.end), key=lambda noun: noun.end - noun.start)


def _stopped(between: str) -> bool:
    return bool(re.search(r"\b(?:than|compared|versus|in patients|in (?:children|adults|people|women|men) with|among)\b|[(;]", between))


def _on_safety(hit: Hit[str], noun: Hit[str] | None, inside: list[Hit[str]]) -> bool:
    harms = [other for other in inside if other.key == "harm"]
    places = [hit, *([noun] if noun else [])]
    return any(harm.start < place.end and place.start < harm.end for harm in harms for place in places) or (
        hit.key == "unchanged" and any(0 <= harm.start - hit.end <= _NEAR for harm in harms)
    )


def _object(sentence: str, hit: Hit[str], end: int) -> str:
    """The words right behind a change whose measure no list knows."""
    return " ".join(sentence[hit.end : min(end, hit.end + _AHEAD)].split()[:6])
