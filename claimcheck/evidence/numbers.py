"""Whether the numbers of a claim stand in the work it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.evidence.abbreviations import abbreviations, spelt_out
from claimcheck.evidence.derived import with_derived
from claimcheck.evidence.instead import Sought, instead
from claimcheck.evidence.number_words import NUMBER, parse
from claimcheck.evidence.quantities import Kind, Quantity, quantities
from claimcheck.model import Study, Work

_NUMBER = re.compile(
    rf"(?<![\w.])(?:{NUMBER})(?![\w])(?![\s-]?(?:%|per cent|days?|weeks?|months?|years?|hours?|mg|patients?|people|children|women|men)\b)",
    re.IGNORECASE,
)
_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A number of the claim and the one that the work gives for the same."""

    claimed: Quantity
    given: Quantity


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """The numbers of a claim by how the work bears them out; `read` is "full text", "abstract", or "" where there was nothing to read."""

    found: tuple[Quantity, ...] = ()
    missing: tuple[Quantity, ...] = ()
    contradicted: tuple[Disagreement, ...] = ()
    read: str = ""


def compare(claim_text: str, work: Work) -> NumberCheck:
    """The claim's numbers held against title, abstract and body of a work, allowing for rounding and for other ways to say the same."""
    parts = [section.text for section in (*work.abstract, *work.body)]
    if not parts:
        return NumberCheck()
    read = "full text" if work.body else "abstract"
    made = abbreviations(work.abstract_text)
    in_full = [spelt_out(part, made) for part in parts] if made else []  # beside the text as it stands, where "HR" is a ratio
    return compare_texts(claim_text, (work.title, *parts, *in_full), read, work.study)


def compare_texts(claim_text: str, parts: tuple[str, ...], read: str = "abstract", study: Study | None = None) -> NumberCheck:
    """The same for any texts; `study` adds what was read from the record."""
    given = tuple(quantity for part in parts for quantity in with_derived(part)) + tuple(_of_study(study))
    claimed = _claimed(claim_text)
    bare = tuple(number for part in parts for number in _bare(part))
    found = tuple(q for q in claimed if any(_same(q, other) for other in given) or (q.kind is Kind.AMOUNT and _stands_in(q, bare)))
    missing, contradicted = [], []
    for quantity in claimed:
        if quantity in found:
            continue
        if other := instead(Sought(quantity, claim_text, found), parts, study):
            contradicted.append(Disagreement(quantity, other))
        else:
            missing.append(quantity)
    return NumberCheck(found, tuple(missing), tuple(contradicted), read)


def _claimed(text: str) -> list[Quantity]:
    """The claim's numbers, one for each place and value."""
    kept: dict[tuple[int, int, float], Quantity] = {}
    for quantity in quantities(text):
        kept.setdefault((quantity.start, quantity.end, quantity.value), quantity)
    return [
        q for q in kept.values() if not (q.kind is Kind.PEOPLE and any(o.kind is Kind.SHARE and o.start == q.start for o in kept.values()))
    ]


def _same(claimed: Quantity, given: Quantity) -> bool:
    """Whether two numbers say the same within the rounding of both."""
    if claimed.kind is not given.kind or (claimed.unit != given.unit and given.unit):
        return False
    return abs(claimed.value - given.value) <= max(claimed.slack, given.slack if claimed.kind is not Kind.PEOPLE else 0.0) + _NEAR


@lru_cache(maxsize=1024)
def _bare(text: str) -> tuple[float, ...]:
    """All numbers of a text without their units: scores stand in tables and brackets without one."""
    return tuple(value for match in _NUMBER.finditer(text) if (value := parse(match.group())) is not None)


def _stands_in(claimed: Quantity, numbers: tuple[float, ...]) -> bool:
    return any(abs(claimed.value - number) <= claimed.slack + _NEAR for number in numbers)


def _of_study(study: Study | None) -> Iterator[Quantity]:
    if study is None:
        return
    if study.participants:
        yield Quantity(Kind.PEOPLE, float(study.participants), str(study.participants), 0, 0, 0.0)
    if study.pooled:
        yield Quantity(Kind.STUDIES, float(study.pooled), str(study.pooled), 0, 0, 0.0)
    if study.follow_up_months:
        days = study.follow_up_months * 30.44
        yield Quantity(Kind.TIME, days, f"{study.follow_up_months:g} months", 0, 0, days * 0.03)
