"""What a sentence compares: which side stands first, and whether the other side is a treatment of its own or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.evidence.terms import content, names_in
from claimcheck.evidence.verifier import Statement

_THAN = (
    r"than|compar(?:ed|ing|ison) (?:with|to)|in comparison (?:with|to)|versus|vs|relative to|(?:superior|inferior) to"
    r"|(?:superiority|benefits?|advantages?|favou?r(?:ed|s|ing)?|preferred|improvements?)\s(?:[\w-]+\s){0,3}?over"
)
_COMPARED = re.compile(rf"\b(?:{_THAN})\b", re.IGNORECASE)
_ALIKE = re.compile(
    r"\b(?:similar(?:ly)?|comparabl[ey]|equal(?:ly)?|equivalent|identical|the same|as (?:effective|good|well)|non-?inferior|differ\w*"
    r"|superior|better|more (?:effective|efficacious)|advantage)\b"
    rf"(?:[^.;]{{0,120}}?\b(?:to|as|than|from|between|with|{_THAN})\b|\s(?:for|in) (?=\w+ and \w+))\s?(?P<other>[^.;]*)",
    re.IGNORECASE,
)
_INACTIVE = re.compile(
    r"\b(?:placebos?|sham|controls?|controlled|untreated|non-?treated|dummy|vehicle|saline|water|waiting.?list|wait.?list|waitlisted"
    r"|(?:usual|standard|routine|ordinary) (?:\w+ )?care|care as usual|treatment as usual|no[nt]?[ -](?:\w+ )?"
    r"(?:treatment|therapy|intervention|supplement\w*|drug|users?|treated|receiv\w+)|nothing|without|baseline|before|comparison|attention"
    r"|observation|unsupplemented|unvaccinated|sedentary)\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"^\W*(?:(?:the|these|those|both|two|three|four|all|any|either|each|other|study|treatment|treated|intervention|patient|experimental|active"
    r"|groups?|arms?|that|of|in)\s)*(?:groups?|arms?|treatments?|interventions?|conditions|them|both)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^\W*(?:the |that (?:of|in|with|on|for|after) |those (?:of|in|with|on|given|receiving|treated with) |with |in |on )*"
    r"(?P<name>\w[\w-]*)",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s(?:in|among|for|after|before|during|at|over|on|did|does|do|was|were)\b.*|[,;(\[].*", re.IGNORECASE)
_WHERE = re.compile(r"\s*(?:in|among|for|at|on|after|during)\s(?!those\b|that\b)", re.IGNORECASE)
_LITTLE = content("alone only treatment therapy medication drugs other others either another")
_MEASURED = frozenset(
    {"time", "age", "year", "years", "expected", "half", "one", "two", "those", "that", "others", "most", "the", "a", "an", "chance"}
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a comparison in words: what stands first, or behind the comma of an opening comparison, and its rival."""

    first: str
    second: str


@lru_cache(maxsize=4096)
def sides_of(text: str) -> Sides | None:
    """The sides of the first comparison of a text, None where it makes none."""
    match = _COMPARED.search(text)
    if match is None:
        return None
    if match.start():
        return Sides(text[: match.start()], text[match.end() :])
    second, _, first = text[match.end() :].partition(",")
    return Sides(first, second)


@lru_cache(maxsize=4096)
def against_active(text: str) -> bool:
    """Whether a text compares with something that is itself a treatment: a named one, not placebo, control, usual care or just "groups"."""
    if _INACTIVE.search(text):
        return False
    sides = sides_of(text)
    others = [match["other"] for match in _ALIKE.finditer(text)] + ([sides.second] if sides else [])
    return any(_is_named(other) for other in others)


def _is_named(other: str) -> bool:
    """Whether the words behind a comparison begin with a name that is no number and no word for groups."""
    if not other.strip() or _UNNAMED.match(other):
        return False
    name = _NAMED.match(other)
    return name is not None and not name["name"][0].isdigit() and name["name"].lower() not in _MEASURED


def rival_of(statement: Statement) -> frozenset[str]:
    """The stems of the other treatment that a statement sets its own against, empty where it compares with none or with no treatment."""
    sides = sides_of(statement.text)
    if sides is None or _INACTIVE.search(sides.second) or not _is_named(sides.second) or _WHERE.match(sides.second):
        return frozenset()
    return content(_CUT.sub("", sides.second.strip()))


def standing(statement: Statement, passage: str) -> int | None:
    """How a passage sets the two treatments of a comparing statement: 1 as the statement does, -1 the other way round, None not at all."""
    rival, sides = rival_of(statement), sides_of(passage)
    told = rival - _LITTLE or rival
    claimed = sides_of(statement.text)
    if not told or sides is None or claimed is None:
        return None
    ours = names_in(statement.therapies, claimed.first)
    first, second = (told <= content(side) for side in (sides.first, sides.second))
    if second and not first and names_in(ours, sides.first):
        return 1
    return -1 if first and not second and names_in(ours, sides.second) else None


def only_rival(statement: Statement, passage: str) -> bool:
    """Whether a passage names the other treatment of a comparing statement, and not its own."""
    claimed, told = sides_of(statement.text), rival_of(statement) - _LITTLE
    if claimed is None or not told or not told <= content(passage):
        return False
    ours = names_in(statement.therapies, claimed.first)
    return bool(ours) and not names_in(ours, passage)
