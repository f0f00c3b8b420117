"""What is wrong with references themselves: not found, wrongly described, retracted, in doubt, a notice, a mere page, a listed venue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.model import (
    Claim,
    IdentifierKind,
    Mismatch,
    MismatchKind,
    Notice,
    NoticeKind,
    Outcome,
    Reference,
    Resolution,
    Ruleset,
    Severity,
    StudyKind,
    Work,
)
from claimcheck.verdicts.findings import Draft
from claimcheck.verdicts.pages import kind_of_page
from claimcheck.verdicts.source_reasons import BENEFITS
from claimcheck.verdicts.source_steps import ABOUT_RETRACTION
from claimcheck.verdicts.sources_read import askings, is_meant, named

_SCHOLARLY = (IdentifierKind.DOI, IdentifierKind.PMID, IdentifierKind.PMCID, IdentifierKind.NCT)
_NOTICE_TITLE = re.compile(
    r"\s*(?:retraction(?: note| notice)?|notice of retraction|expression of concern|corrigendum|erratum|correction)(?: to)?\s*[:—–-]",
    re.IGNORECASE,
)
_AGAINST = (NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a reference breaks: a rule, a line on why, and a severity where it is not the rule's own."""

    rule_id: str
    why: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class _Cited:
    """A reference with what was found for it and the claims that cite it."""

    reference: Reference
    resolution: Resolution
    claims: tuple[Claim, ...]
    venues: frozenset[str]


def drafts_of(
    references: Sequence[Reference],
    resolutions: Sequence[Resolution],
    claims: Sequence[Claim],
    ruleset: Ruleset,
    venues: frozenset[str] = frozenset(),
) -> Iterator[Draft]:
    """The findings on references, on their own span and on no claim; `resolutions` in the order of `references`.

    `venues` are names of journals that the user wants to be told of; without them CIT10 stays quiet.
    """
    for reference, resolution in zip(references, resolutions, strict=True):
        citing = tuple(claim for claim in claims if reference.id in claim.citations)
        for trouble in _troubles(_Cited(reference, resolution, citing, venues)):
            rule = ruleset.rule(trouble.rule_id)
            if rule is not None:
                message = f"{rule.message} {trouble.why[0].upper()}{trouble.why[1:]}."
                yield Draft(rule, None, reference.span, reference.text, message, rule.suggestion, trouble.severity or rule.severity)


def _troubles(cited: _Cited) -> Iterator[Trouble]:
    """At most one finding on whether the work is there and stands, one on its description, one on what it is."""
    checks: tuple[tuple[Callable[[_Cited], Trouble | None], ...], ...] = (
        (_not_found, _retracted, _is_notice, _in_doubt, _corrected),
        (_described_wrongly,),
        (_mere_page, _listed_venue),
    )
    for group in checks:
        trouble = next((found for check in group if (found := check(cited)) is not None), None)
        if trouble is not None:
            yield trouble


def _not_found(cited: _Cited) -> Trouble | None:
    """CIT01: every source that was needed answered, and none has it; a book or a web page need not be in any of them."""
    answers = cited.resolution.answers
    if cited.resolution.outcome is not Outcome.NOT_FOUND or any(answer.outcome is Outcome.FAILED for answer in answers):
        return None
    kinds = {identifier.kind for identifier in cited.reference.identifiers}
    asked = askings(answers, Outcome.NOT_FOUND)
    if not asked or (kinds and not kinds & {*_SCHOLARLY}):
        return None
    return Trouble("CIT01", f"asked without success: {asked}")


def _retracted(cited: _Cited) -> Trouble | None:
    """CIT03 or, where the work was published anew, CIT05; quiet where every claim that cites it says that it was retracted."""
    work = _work(cited)
    if work is None or not work.is_retracted or _told(cited):
        return None
    notice = _latest(work, *_AGAINST)
    if notice.replaced:
        return Trouble("CIT05", f"{named(work)} was retracted and replaced{_by(notice, work)}; cite what replaced it")
    word = "withdrawn" if notice.kind is NoticeKind.WITHDRAWAL else "retracted"
    return Trouble("CIT03", f"{named(work)} was {word}{_by(notice, work)}")


def _is_notice(cited: _Cited) -> Trouble | None:
    """CIT05: the reference points to the notice about a work."""
    work = _work(cited)
    if work is None or _told(cited):
        return None
    kind = work.study.kind if work.study else None
    if kind is not StudyKind.NOTICE and not _NOTICE_TITLE.match(work.title):
        return None
    return Trouble("CIT05", f"{named(work)} is itself a notice about another work")


def _in_doubt(cited: _Cited) -> Trouble | None:
    """CIT04 as a warning: the journal has published an expression of concern."""
    work = _work(cited)
    if work is None or work.is_retracted or not _has(work, NoticeKind.CONCERN):
        return None
    notice = _latest(work, NoticeKind.CONCERN)
    return Trouble("CIT04", f"an expression of concern stands against {named(work)}{_by(notice, work)}", Severity.WARNING)


def _corrected(cited: _Cited) -> Trouble | None:
    """CIT04 as a note: a correction was published."""
    work = _work(cited)
    if work is None or work.is_retracted or not _has(work, NoticeKind.CORRECTION):
        return None
    notice = _latest(work, NoticeKind.CORRECTION)
    return Trouble("CIT04", f"a correction of {named(work)} was published{_by(notice, work)}", Severity.NOTE)


def _described_wrongly(cited: _Cited) -> Trouble | None:
    """CIT02: the entry says of the work what its record does not; years that differ by one are print and online dates."""
    work = cited.resolution.work
    told = [mismatch for mismatch in cited.resolution.mismatches if not _is_slight(mismatch)]
    if cited.resolution.outcome is not Outcome.FOUND or work is None or not told:
        return None
    lines = "; ".join(mismatch.in_words for mismatch in told)
    source = f" ({cited.resolution.source})" if cited.resolution.source else ""
    return Trouble("CIT02", f"{lines}; the work found is {named(work)}{source}")


def _mere_page(cited: _Cited) -> Trouble | None:
    """CIT09: a claim of benefit has no other source than a news text, press release, blog or seller's page."""
    resting = [claim for claim in cited.claims if set(claim.citations) == {cited.reference.id} and claim.types & {*BENEFITS}]
    kind = kind_of_page(cited.reference, _work(cited))
    if kind is None or not resting or all(claim.strength == "negated" for claim in resting):
        return None
    number = f"{len(resting)} claims have" if len(resting) > 1 else "a claim has"
    return Trouble("CIT09", f"{number} no other source than this {kind}")


def _listed_venue(cited: _Cited) -> Trouble | None:
    """CIT10: the journal stands on the list that the user gave."""
    work = _work(cited)
    listed = {name.casefold().strip() for name in cited.venues}
    if work is None or not work.journal or work.journal.casefold().strip() not in listed:
        return None
    return Trouble("CIT10", f"{named(work)} appeared in {work.journal}, which is on the list given")


def _work(cited: _Cited) -> Work | None:
    """The work, where it is surely the one that the reference means."""
    return cited.resolution.work if is_meant(cited.resolution) else None


def _told(cited: _Cited) -> bool:
    return bool(cited.claims) and all(ABOUT_RETRACTION.search(claim.text) for claim in cited.claims)


def _has(work: Work, kind: NoticeKind) -> bool:
    return any(notice.kind is kind for notice in work.notices)


def _latest(work: Work, *kinds: NoticeKind) -> Notice:
    return max((n for n in work.notices if n.kind in kinds), key=lambda notice: notice.date or "")


def _by(notice: Notice, work: Work) -> str:
    """When, where and by whose word: ` on 2010-02-06 (notice doi:…; PubMed)`; a bare year stands with `in`."""
    identifier = f"notice {notice.identifier.kind}:{notice.identifier.value}" if notice.identifier else ""
    said = "; ".join(part for part in (identifier, notice.source or work.source) if part)
    date = notice.date or ""
    return (f" {'on' if date.count('-') > 1 else 'in'} {date}" if date else "") + (f" ({said})" if said else "")


def _is_slight(mismatch: Mismatch) -> bool:
    years = (mismatch.given.strip(), mismatch.found.strip())
    both = mismatch.kind is MismatchKind.YEAR and all(year.isascii() and year.isdigit() for year in years)
    return both and abs(int(years[0][:9]) - int(years[1][:9])) <= 1
