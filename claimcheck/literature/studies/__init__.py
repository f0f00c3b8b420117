"""How a work was done, read from its record: kind of study, people, follow-up, ages, who made it."""

from __future__ import annotations

import re
from dataclasses import fields, replace

from claimcheck.literature.studies.ages import ages_of
from claimcheck.literature.studies.endpoint import primary_met_in
from claimcheck.literature.studies.follow_up import follow_up_in, longest_in
from claimcheck.literature.studies.numerals import in_digits
from claimcheck.literature.studies.participants import participants_in, pooled_in
from claimcheck.literature.studies.phases import phase_in, phase_of_types
from claimcheck.literature.studies.record import compared_of, humans_of, kind_of
from claimcheck.literature.studies.registered import is_registration
from claimcheck.literature.studies.seller import seller_in
from claimcheck.literature.studies.wording import in_words
from claimcheck.literature.studies.words import Words, cues, has, words_of
from claimcheck.model import IdentifierKind, Study, StudyKind, Work

__all__ = ["read"]

_LONGEST, _CASES, _FEWEST = 20_000, 5, 4
_NEVER_FEW = frozenset(
    {StudyKind.RANDOMISED, StudyKind.CONTROLLED, StudyKind.COHORT, StudyKind.CASE_CONTROL, StudyKind.CROSS_SECTIONAL, StudyKind.PROTOCOL}
)
_UNTOLD = frozenset(
    {
        StudyKind.NOTICE,
        StudyKind.OPINION,
        StudyKind.NARRATIVE_REVIEW,
        StudyKind.GUIDELINE,
        StudyKind.ANIMAL,
        StudyKind.IN_VITRO,
        StudyKind.SYSTEMATIC_REVIEW,
    }
)
_PHASED = frozenset(
    {StudyKind.RANDOMISED, StudyKind.CONTROLLED, StudyKind.SINGLE_ARM, StudyKind.PROTOCOL, StudyKind.REGISTRATION, StudyKind.OTHER}
)
_UNSOLD = frozenset({StudyKind.ANIMAL, StudyKind.IN_VITRO, StudyKind.NOTICE, StudyKind.OTHER})
_FOLLOWED = frozenset(StudyKind) - _UNTOLD | {StudyKind.SYSTEMATIC_REVIEW}
_PREPRINTS = re.compile(r"biorxiv|medrxiv|arxiv|research square|ssrn|preprints?\b|authorea|osf preprints", re.IGNORECASE)
_PREPRINT_DOI = re.compile(r"10\.(?:1101/(?:\d{6}$|20\d\d\.)|21203/rs|2139/ssrn|20944/preprints|48550/arxiv|31219/|31234/)")


def read(work: Work) -> Work:
    """The work with `study` and `design` filled from its record; what its `study` already says stays."""
    words = words_of(work)
    found = _studied(work, words)
    study = found if work.study is None else _kept(work.study, found)
    return replace(work, study=study, design=in_words(study) or work.design)


def _studied(work: Work, words: Words) -> Study:
    text = _numbers(work)
    kind = kind_of(work, words)
    pooled, people = _people(kind, text)
    return Study(
        kind=kind,
        phase=_phase(work, text) if kind in _PHASED else None,
        participants=people,
        pooled=pooled,
        follow_up_months=_months(work, text) if kind in _FOLLOWED else None,
        ages=frozenset() if kind in _UNSOLD - {StudyKind.OTHER} else ages_of(work, words, text),
        humans=humans_of(work, words, kind),
        compared=compared_of(kind, words),
        pilot=has(words.title, cues("text", "pilot")) or " pilot study " in words.text.words or " pilot trial " in words.text.words,
        preprint=_is_preprint(work),
        seller_made="" if kind in _UNSOLD else seller_in(work),
        primary_met=primary_met_in(text),
    )


def _phase(work: Work, text: str) -> str | None:
    """The phase of a trial: by its types, else by its title, else by its text."""
    title = work.title.lower()
    return phase_of_types(" ; ".join(work.publication_types).lower()) or phase_in(title) or phase_in(text)


def _numbers(work: Work) -> str:
    """Title and abstract with numbers in digits; of a work without abstract the beginning of its text."""
    told = work.abstract_text or " ".join(part.text for part in work.body[:3])
    return in_digits(f"{work.title.rstrip('. ')}. {told}"[:_LONGEST])


def _people(kind: StudyKind, text: str) -> tuple[int | None, int | None]:
    """How many studies were pooled, and how many people took part; a case report has few."""
    if kind is StudyKind.SYSTEMATIC_REVIEW:
        return pooled_in(text)
    people = None if kind in _UNTOLD else participants_in(text, _fewest(kind, text))
    return None, None if kind is StudyKind.CASE_REPORT and (people or 0) > _CASES else people


def _fewest(kind: StudyKind, text: str) -> int:
    """The fewest people that a study of a kind can have; a smaller number counts something else."""
    return 1 if kind not in _NEVER_FEW or "n-of-1" in text or "n of 1" in text else _FEWEST


def _months(work: Work, text: str) -> float | None:
    """The longest follow-up; of a registered trial the longest time at which an outcome is measured, where it lists its outcomes."""
    frames = [part.text for part in work.abstract if part.label.lower().endswith("outcomes")] if is_registration(work) else []
    return longest_in(in_digits(" ".join(frames)[:_LONGEST])) if frames else follow_up_in(text)


def _is_preprint(work: Work) -> bool:
    doi = work.identifier(IdentifierKind.DOI) or ""
    typed = any(name.lower().replace("_", "-") in ("preprint", "posted-content") for name in work.publication_types)
    return typed or bool(_PREPRINT_DOI.match(doi) or _PREPRINTS.search(work.journal or ""))


def _kept(given: Study, found: Study) -> Study:
    """What was found, with everything that was known before."""
    empty = Study()
    known = {field.name: getattr(given, field.name) for field in fields(Study) if getattr(given, field.name) != getattr(empty, field.name)}
    return replace(found, **known)
