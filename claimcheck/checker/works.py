"""What the sources gave, as the evidence stage reads it and the verdicts use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimcheck import verdicts
from claimcheck.evidence import numbers
from claimcheck.evidence.reading import Consultation
from claimcheck.literature import Consulted
from claimcheck.model import Claim, Evidence, Outcome, Resolution, Stance, Work

_SURE = 0.7
_BEARING = 0.3
_WORKS_A_CLAIM = 12


def consultations(claims: Sequence[Claim], consulted: Consulted) -> tuple[Consultation, ...]:
    """Each claim with the works it cites and those found on its topic, every work once."""
    behind = {resolution.reference_id: resolution for resolution in consulted.resolutions}
    return tuple(_consultation(claim, behind, consulted) for claim in claims)


def cited_by(claim: Claim, consulted: Consulted) -> tuple[Resolution, ...]:
    """The resolutions of the references that a claim cites, in the order in which it cites them."""
    behind = {resolution.reference_id: resolution for resolution in consulted.resolutions}
    return tuple(behind[reference] for reference in claim.citations if reference in behind)


def number_check(claim: Claim, cited: Sequence[Resolution]) -> verdicts.NumberCheck | None:
    """The numbers of a claim held against all works it cites together; None where one of them could not be read."""
    works = [work for resolution in cited if (work := _meant(resolution)) is not None]
    checks = [numbers.compare(claim.text, work) for work in works]
    if not checks or len(works) < len(cited) or not all(check.read for check in checks):
        return None
    lost = set.intersection(*({quantity.text for quantity in check.missing} for check in checks))
    against = [(d.claimed.text, d.given.text) for check in checks for d in check.contradicted]
    borne = {quantity.text for check in checks for quantity in check.found}
    missing = tuple(q.text for q in checks[0].missing if q.text in lost)
    return verdicts.NumberCheck(claim.id, missing, tuple(pair for pair in against if pair[0] not in borne))


def worth_showing(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The evidence without works that a search brought and that turned out to say nothing of the claim."""
    kept = (p for p in evidence if p.cited or p.statement_id or p.stance is not Stance.NEUTRAL or p.score >= _BEARING)
    return tuple(kept)


def _consultation(claim: Claim, behind: Mapping[str, Resolution], consulted: Consulted) -> Consultation:
    cited = [work for reference in claim.citations if reference in behind and (work := _meant(behind[reference])) is not None]
    found = [work for answer in consulted.answers.get(claim.id, ()) if answer.outcome is Outcome.FOUND for work in answer.works]
    return Consultation(claim, tuple(_once(cited)), tuple(_once(found, but=cited))[:_WORKS_A_CLAIM])


def _meant(resolution: Resolution) -> Work | None:
    """The work where it is surely the one that the reference means."""
    return resolution.work if resolution.outcome is Outcome.FOUND and resolution.confidence >= _SURE else None


def _once(works: Iterable[Work], but: Iterable[Work] = ()) -> list[Work]:
    """The works, each once by any of its identifiers, without those in `but`."""
    seen = {identifier for work in but for identifier in work.identifiers}
    kept = []
    for work in works:
        if not seen & set(work.identifiers):
            kept.append(work)
        seen |= set(work.identifiers)
    return kept
