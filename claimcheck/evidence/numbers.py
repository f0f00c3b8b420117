"""Whether the numbers of a claim stand in the work it cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from claimcheck.evidence.quantities import Kind, Quantity, quantities
from claimcheck.evidence.sentences import sentences
from claimcheck.evidence.terms import content
from claimcheck.model import Study, Work

_ALIKE = 2


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
    return compare_texts(claim_text, (work.title, *parts), read, work.study)


def compare_texts(claim_text: str, parts: tuple[str, ...], read: str = "abstract", study: Study | None = None) -> NumberCheck:
    """The same for any texts; `study` adds what was read from the record."""
    given = tuple(quantity for part in parts for quantity in _with_derived(part)) + tuple(_of_study(study))
    found, missing, contradicted = [], [], []
    for claimed in _claimed(claim_text):
        if any(_same(claimed, other) for other in given):
            found.append(claimed)
        elif other := _instead(claimed, claim_text, parts, study):
            contradicted.append(Disagreement(claimed, other))
        else:
            missing.append(claimed)
    return NumberCheck(tuple(found), tuple(missing), tuple(contradicted), read)


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
    if claimed.kind is not given.kind:
        return False
    return abs(claimed.value - given.value) <= max(claimed.slack, given.slack if claimed.kind is not Kind.PEOPLE else 0.0) + 1e-9


@lru_cache(maxsize=1024)
def _with_derived(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text and those that follow from them."""
    stated = quantities(text)
    return (*stated, *_from_ratios(stated), *_from_counts(text, stated))


def _from_ratios(stated: tuple[Quantity, ...]) -> Iterator[Quantity]:
    """A ratio of 0.7 is a fall by 30 %, one of 2 twice as much; a rise by 100 % is twice as much."""
    for quantity in stated:
        if quantity.kind is Kind.RATIO:
            yield replace(quantity, kind=Kind.SHARE, value=100 * abs(1 - quantity.value), slack=0.6)
            yield replace(quantity, kind=Kind.FOLD, slack=0.06)
            if quantity.value > 0:
                yield replace(quantity, kind=Kind.FOLD, value=1 / quantity.value, slack=0.06)
        if quantity.kind is Kind.FOLD:
            yield replace(quantity, kind=Kind.SHARE, value=100 * abs(quantity.value - 1), slack=1.0)
        if quantity.kind is Kind.SHARE:
            yield replace(quantity, kind=Kind.FOLD, value=1 + quantity.value / 100, slack=0.06)


def _from_counts(text: str, stated: tuple[Quantity, ...]) -> Iterator[Quantity]:
    """The share that two counts of people in one sentence make, and their sum."""
    people = [quantity for quantity in stated if quantity.kind is Kind.PEOPLE]
    for span in sentences(text):
        inside = [quantity for quantity in people if span.start <= quantity.start < span.end][:6]
        for part in inside:
            for whole in inside:
                if part.start != whole.start and whole.value > 10:
                    if part.value < whole.value:
                        yield replace(part, kind=Kind.SHARE, value=100 * part.value / whole.value, slack=0.5)
                    yield replace(part, value=part.value + whole.value, slack=0.0)


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


def _instead(claimed: Quantity, claim_text: str, parts: tuple[str, ...], study: Study | None) -> Quantity | None:
    """What the work gives for the same thing: more people than were studied, or the only share in the sentence most like the claim."""
    if claimed.kind is Kind.PEOPLE:
        whole = study.participants if study else None
        return Quantity(Kind.PEOPLE, float(whole), str(whole), 0, 0, 0.0) if whole and claimed.value > 1.05 * whole else None
    if claimed.kind not in (Kind.SHARE, Kind.FOLD):
        return None
    near = content(claim_text)
    alike = [(len(near & content(sentence)), sentence) for part in parts for sentence in _sentences(part)]
    shared, sentence = max(alike, default=(0, ""))
    given = [quantity for quantity in quantities(sentence) if quantity.kind is claimed.kind]
    return given[0] if shared >= max(_ALIKE, len(near) / 2) and len(given) == 1 else None


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]
