"""Language rules and checklist criteria, built from their files."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import (
    Attribution,
    CharSpan,
    ClaimType,
    Condition,
    Criterion,
    Example,
    Role,
    Rule,
    Severity,
    Strength,
    Voice,
)
from claimcheck.ruleset.fields import Faults, Fields, nearest
from claimcheck.ruleset.knowledge import Names
from claimcheck.ruleset.strict_yaml import Value

FEWEST_EXAMPLES = 3
_STATUSES = ("stable", "preview")
_KINDS = ("omission", "credit")
_PLACES = ("text", "references", "links", "date")
_EMITTERS = ("verdicts",)


@dataclass(frozen=True)
class Known:
    """What a rule may refer to."""

    cue_kinds: frozenset[str]
    names: Names


def rule(fields: Fields, path: str, known: Known) -> Rule:
    """A file under rules/language."""
    emitted = fields.has("emitted_by")
    made = Rule(
        id=fields.text("id"),
        slug=fields.text("slug"),
        title=fields.text("title"),
        status=_choice(fields, "status", _STATUSES, "stable"),
        severity=fields.one_of("severity", Severity),
        when=tuple(_condition(part, known, when=True) for part in fields.parts("match")),
        unless=tuple(_condition(part, known, when=False) for part in fields.parts("unless")),
        message=fields.text("message"),
        suggestion=fields.text("suggestion"),
        why=fields.text("why"),
        sources=fields.texts("sources"),
        examples=examples(fields.parts("examples"), fields.faults),
        path=path,
        jurisdiction=fields.text("jurisdiction", "") or None,
    )
    _check(fields, made, emitted)
    fields.done()
    return made


def _check(fields: Fields, made: Rule, emitted: bool) -> None:
    if emitted:
        _choice(fields, "emitted_by", _EMITTERS, "verdicts")
    elif not made.when:
        fields.faults.add(fields.line, "“match” is missing (or say emitted_by: verdicts)")
    flagged = sum(1 for example in made.examples if example.span is not None and not example.todo)
    passed = sum(1 for example in made.examples if example.span is None)
    if min(flagged, passed) < FEWEST_EXAMPLES and made.status == "stable":
        fields.faults.add(
            fields.line,
            f"a stable rule needs {FEWEST_EXAMPLES} flagged and {FEWEST_EXAMPLES} passed examples; it has {flagged} and {passed}",
        )


def _choice(fields: Fields, name: str, choices: tuple[str, ...], default: str) -> str:
    text = fields.text(name, default)
    if text not in choices:
        fields.faults.add(fields.line, f"“{name}” cannot be “{text}”{nearest(text, choices)} (one of {', '.join(choices)})")
    return text


def _condition(part: Fields, known: Known, when: bool) -> Condition:
    strength = part.some_of("strength", Strength)
    if when and not part.has("strength"):
        strength = frozenset(Strength) - {Strength.NEGATED}
    made = Condition(
        types=part.some_of("types", ClaimType),
        strength=strength,
        causal=_levels(part),
        cues=_cue_kinds(part, "cues", known),
        all_cues=_cue_kinds(part, "all_cues", known),
        sections=part.phrases("sections"),
        attribution=part.some_of("attribution", Attribution),
        mentions=part.some_of("mentions", Role),
        therapies=frozenset(known.names.resolve(part, "therapies", Role.THERAPY)),
        conditions=frozenset(known.names.resolve(part, "conditions", Role.CONDITION)),
        voice=part.some_of("voice", Voice),
        cited=part.boolean("cited"),
    )
    part.done()
    return made


def _levels(part: Fields) -> frozenset[int]:
    for text, line in part.lined("causal"):
        if text not in ("0", "1", "2", "3"):
            part.faults.add(line, f"“causal” cannot hold “{text}” (0 to 3)")
    return frozenset(int(text) for text in part.texts("causal") if text in ("0", "1", "2", "3"))


def _cue_kinds(part: Fields, name: str, known: Known) -> frozenset[str]:
    return frozenset(part.resolved(name, lambda kind: kind if kind in known.cue_kinds else None, lambda: known.cue_kinds))


def examples(groups: tuple[Fields, ...], faults: Faults) -> tuple[Example, ...]:
    """The examples of a rule or of a cases file."""
    found: list[Example] = []
    for group in groups:
        for name in ("flagged", "passed", "todo"):
            value = group.value(name)
            for part in value.content if value and isinstance(value.content, tuple) else ():
                if isinstance(part, Value):
                    found.append(_example(part, name, faults))
        group.done()
    return tuple(found)


def _example(part: Value, group: str, faults: Faults) -> Example:
    if isinstance(part.content, str):
        text, span = _marked(part.content, part.line, group, faults)
        return Example(text, span, part.line, group == "todo")
    fields = Fields(part, faults)
    text, span = _marked(fields.text("text"), part.line, group, faults)
    voice = fields.one_of("voice", Voice) if fields.has("voice") else None
    made = Example(text, span, part.line, group == "todo", fields.texts("section"), fields.text("therapy", "") or None, voice)
    fields.done()
    return made


def _marked(text: str, line: int, group: str, faults: Faults) -> tuple[str, CharSpan | None]:
    """The text without [[…]], and where the marks stood."""
    start, end = text.find("[["), text.find("]]")
    plain = text.replace("[[", "").replace("]]", "")
    if group == "passed":
        if start >= 0:
            faults.add(line, "a passed example marks words with [[…]]; it must have none")
        return plain, None
    if not 0 <= start < end or text.count("[[") != 1 or text.count("]]") != 1:
        faults.add(line, f"a {group} example must mark the words that are found with one [[…]]")
        return plain, CharSpan(0, len(plain))
    return plain, CharSpan(start, end - 2)


def criterion(fields: Fields, stem: str, known: Known) -> Criterion:
    """A file under rules/checklist."""
    made = Criterion(
        id=fields.text("id"),
        title=fields.text("title"),
        kind=_choice(fields, "kind", _KINDS, "omission"),
        question=fields.text("question"),
        source=", ".join(fields.texts("source")),
        cues=_cue_kinds(fields, "cues", known),
        phrases=fields.phrases("phrases"),
        applies_to=fields.some_of("applies_to", ClaimType),
        looks_at=_choice(fields, "looks_at", _PLACES, "text"),
    )
    if made.id != stem:
        fields.faults.add(fields.line, f"“id” is {made.id} but the file is called {stem}")
    fields.done()
    return made
