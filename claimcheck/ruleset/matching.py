"""Rules matched to claims: an index by what a rule cannot do without, so that many rules cost little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.model import CharSpan, Claim, Condition, Match, Role, Rule, Ruleset, Vocabulary, Voice
from claimcheck.phrases import PhraseIndex

ANY = "any"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One way for a rule to fire, with its place among the rules and among the rule's ways."""

    order: tuple[int, int]
    rule: Rule
    condition: Condition


class RuleIndex:
    """The rules of a rule set that hold in some jurisdictions, findable by what stands in a claim."""

    def __init__(self, ruleset: Ruleset, jurisdictions: frozenset[str] = frozenset()) -> None:
        self.vocabulary = ruleset.vocabulary
        self._by_anchor: dict[str, list[_Entry]] = defaultdict(list)
        phrases: set[str] = set()
        for order, rule in enumerate(ruleset.rules):
            if rule.jurisdiction is None or rule.jurisdiction in jurisdictions:
                for way, condition in enumerate(rule.when):
                    for anchor in _anchors(condition):
                        self._by_anchor[anchor].append(_Entry((order, way), rule, condition))
                phrases.update(phrase for c in (*rule.when, *rule.unless) for phrase in c.sections)
        self._sections = PhraseIndex([(phrase, phrase) for phrase in sorted(phrases)])

    def near(self, claim: Claim) -> list[_Entry]:
        """The entries whose anchor stands in a claim, in the order of rules."""
        anchors = (*claim.cue_kinds(), *(str(kind) for kind in claim.types), ANY)
        found = {entry.order: entry for anchor in anchors for entry in self._by_anchor.get(anchor, ())}
        return [found[order] for order in sorted(found)]

    def phrases_in(self, section: Sequence[str]) -> frozenset[str]:
        """The section phrases that stand in the headings above a claim."""
        return frozenset(hit.key for heading in section for hit in self._sections.find(heading))


def _anchors(condition: Condition) -> Iterable[str]:
    """Features of which a claim must have one for the condition to hold: the rarest kind that it names."""
    if condition.all_cues:
        return (min(condition.all_cues),)
    if condition.cues:
        return condition.cues
    return [str(kind) for kind in condition.types] or (ANY,)


def match(index: RuleIndex, claims: Iterable[Claim], voice: Voice) -> tuple[Match, ...]:
    """Every rule that fires on a claim, once a rule and claim, in the order of claims and rules."""
    return tuple(found for claim in claims for found in _matches(index, claim, voice))


def _matches(index: RuleIndex, claim: Claim, voice: Voice) -> Iterator[Match]:
    near = index.near(claim)
    view = _View(claim, voice, claim.cue_kinds(), index.phrases_in(claim.section) if near else frozenset(), index.vocabulary)
    fired: set[str] = set()
    for entry in near:
        if entry.rule.id in fired or not view.holds(entry.condition):
            continue
        if any(view.holds(condition) for condition in entry.rule.unless):
            continue
        fired.add(entry.rule.id)
        span, words = _found(claim, entry.condition)
        yield Match(entry.rule, claim.id, span, words)


@dataclass(frozen=True, slots=True)
class _View:
    """A claim as conditions see it."""

    claim: Claim
    voice: Voice
    kinds: frozenset[str]
    sections: frozenset[str]
    vocabulary: Vocabulary

    def holds(self, condition: Condition) -> bool:
        """Whether every field that the condition gives holds of the claim."""
        claim = self.claim
        return (
            (not condition.cues or not condition.cues.isdisjoint(self.kinds))
            and condition.all_cues <= self.kinds
            and (not condition.types or not condition.types.isdisjoint(claim.types))
            and (not condition.strength or claim.strength in condition.strength)
            and (not condition.causal or int(claim.causal) in condition.causal)
            and (not condition.voice or self.voice in condition.voice)
            and (not condition.attribution or claim.attribution in condition.attribution)
            and (condition.cited is None or bool(claim.citations) is condition.cited)
            and (not condition.sections or not self.sections.isdisjoint(condition.sections))
            and (not condition.mentions or any(m.role in condition.mentions for m in claim.mentions))
            and self._speaks_of(condition.therapies, Role.THERAPY)
            and self._speaks_of(condition.conditions, Role.CONDITION)
        )

    def _speaks_of(self, wanted: frozenset[str], role: Role) -> bool:
        if not wanted:
            return True
        return any(not wanted.isdisjoint(self.vocabulary.lineage(concept)) for concept in self.claim.concepts(role))


def _found(claim: Claim, condition: Condition) -> tuple[CharSpan, tuple[str, ...]]:
    """From the first to the last cue that made a condition hold, or the whole claim."""
    wanted = condition.cues | condition.all_cues
    cues = [cue for cue in claim.cues if cue.kind in wanted and not cue.negated]
    if not cues:
        return claim.span, ()
    span = CharSpan(min(cue.span.start for cue in cues), max(cue.span.end for cue in cues))
    return span, tuple(cue.kind for cue in cues)
