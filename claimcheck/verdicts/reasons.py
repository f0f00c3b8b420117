"""All that the works a claim cites leave to be desired, the gravest first."""

from __future__ import annotations

from claimcheck.model import Stance, Strength
from claimcheck.verdicts import source_design, source_level, source_scope, source_wording
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.source_reasons import Reason
from claimcheck.verdicts.sources_read import named, standing
from claimcheck.verdicts.trust import ELSEWHERE, IN_PEOPLE

_CHECKS = (
    source_level.registration,
    source_level.animals,
    source_level.off_level,
    source_level.other_therapy,
    source_level.other_condition,
    source_level.silent,
    source_design.early,
    source_scope.beyond_follow_up,
    source_design.missed,
    source_wording.causal,
    source_design.uncompared,
    source_wording.certain,
    source_scope.beyond_ages,
    source_design.made_by_seller,
    source_design.stale,
    source_design.secondary,
    source_design.too_small,
)
_OF_THE_WRONG_KIND = (
    source_level.registration,
    source_level.animals,
    source_level.off_level,
    source_level.other_therapy,
    source_level.other_condition,
)
_NUMBERS = "NUM01"


def reasons_of(case: Case) -> tuple[Reason, ...]:
    """Every reason that holds, in the order in which they matter; none where the cited works are not all known (the checks rely on it)."""
    if not standing(case):
        return ()
    return tuple(reason for check in _CHECKS if (reason := check(case)) is not None)


def deciding(case: Case) -> Reason | None:
    """The gravest reason that makes a verdict by itself."""
    return next((reason for reason in reasons_of(case) if reason.kind is not None), None)


def apart(case: Case) -> Reason | None:
    """What holds of a citation whatever else is known: a work of the wrong kind or topic, or one that surely says otherwise."""
    if not standing(case):
        return None
    wrong = (reason for check in _OF_THE_WRONG_KIND if (reason := check(case)) is not None)
    return next(wrong, None) or _says_otherwise(case)


def _says_otherwise(case: Case) -> Reason | None:
    """CIT07: a cited passage was surely read as against the claim, and no cited one as for it."""
    against = [piece for piece in case.read(Stance.REFUTES) if not set(piece.limits) & ELSEWHERE and piece.tier in IN_PEOPLE]
    if not against or case.read(Stance.SUPPORTS) or case.claim.strength is not Strength.ASSERTIVE:
        return None
    return Reason("CIT07", f"{named(against[0].work)} was read as against it ({against[0].score:.2f}), though other evidence carries it")


def on_numbers(case: Case) -> Reason | None:
    """NUM01: a cited work gives another number, or, read in full, does not hold it at all."""
    check = case.numbers
    if check is None:
        return None
    if check.contradicted:
        given, found = check.contradicted[0]
        return Reason(_NUMBERS, f"the claim says {given}, the work it cites {found}")
    sources = standing(case)
    # An abstract leaves most numbers out: only whole texts can show that one is missing.
    if check.missing and sources and all(source.work.body for source in sources):
        return Reason(_NUMBERS, f"{', '.join(check.missing)} stands nowhere in the text of the work it cites")
    return None
