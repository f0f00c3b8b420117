"""What keeps a claim that evidence supports from being plainly supported: each gives a line, and the verdict has limits."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.model import Certainty, Evidence, Stance, Tier
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.reasons import deciding
from claimcheck.verdicts.source_level import SURE_OF_NOTHING
from claimcheck.verdicts.sources_read import passages, standing
from claimcheck.verdicts.trust import is_known, needs_animals

NOT_ITS_SOURCE = "other evidence carries it, but not the work it cites"
UNSETTLED = "other evidence carries it; whether the work it cites does was not settled by reading"
_WEAK = (Certainty.VERY_LOW, Certainty.NONE)
_STRONG = (Tier.E5, Tier.E4)


def shortfall(case: Case, supports: tuple[Evidence, ...]) -> str:
    """Why a claim with this support is not supported as it stands, the gravest first; "" where nothing is short."""
    return next((line for check in _CHECKS if (line := check(case, supports))), "")


def by_its_source(case: Case) -> bool:
    """Whether the claim cites nothing that was read, or something that bears it out."""
    return not passages(case) or bool(case.read(Stance.SUPPORTS))


def speaks_against(case: Case) -> Evidence | None:
    """The surest cited passage that reads as against the claim, sure enough or not, where no cited one bears it out."""
    against = [piece for piece in passages(case) if piece.stance is Stance.REFUTES]
    return None if case.read(Stance.SUPPORTS) else max(against, key=lambda piece: piece.score, default=None)


def _source(case: Case, supports: tuple[Evidence, ...]) -> str:
    if by_its_source(case):
        return ""
    silent = all(piece.stance is Stance.NEUTRAL and piece.score >= SURE_OF_NOTHING for piece in passages(case))
    return NOT_ITS_SOURCE if speaks_against(case) or silent or deciding(case) else UNSETTLED


def _number(case: Case, supports: tuple[Evidence, ...]) -> str:
    if case.numbers is None or not case.numbers.missing:
        return ""
    numbers = [f"“{number}”" for number in case.numbers.missing]
    named = f"the number {numbers[0]} was" if len(numbers) == 1 else f"the numbers {', '.join(numbers)} were"
    whole = standing(case) and all(source.work.body for source in standing(case))
    where = "in the text of the work it cites" if whole else "in the abstract (full text not read)"
    return f"{named} not found {where}"


def _certainty(case: Case, supports: tuple[Evidence, ...]) -> str:
    if supports[0].certainty not in _WEAK:
        return ""
    return "the evidence is of very low certainty" if supports[0].certainty is Certainty.VERY_LOW else "its certainty cannot be graded"


def _people(case: Case, supports: tuple[Evidence, ...]) -> str:
    if needs_animals(case.claim) and not any(is_known(piece) for piece in supports):
        return "it speaks of animals or of the laboratory, not of people"
    strong = any(piece.tier in _STRONG or (is_known(piece) and piece.certainty not in _WEAK) for piece in supports)
    return "" if strong else "no randomised trial, review or official record stands behind it"


_CHECKS: tuple[Callable[[Case, tuple[Evidence, ...]], str], ...] = (_source, _number, _certainty, _people)
