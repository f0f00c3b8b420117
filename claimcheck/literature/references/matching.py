"""Which of some candidate works an entry describes, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from claimcheck.literature.references import likeness
from claimcheck.model import Bibliography, Work

THRESHOLD = 0.4
"""Below this confidence there is no match; two candidates that fit an entry equally well come out just under 0.5 each."""

# Log-odds, set so that the stated confidence is the share of right matches (python tests/benchmarks/references.py match).
_PRIOR = -4.0
_TITLES = ((0.95, 5.5), (0.85, 3.0), (0.75, 0.0), (0.62, -2.0), (0.0, -6.0))
_SHORT_TITLE = -2.0
_NO_TITLE = 0.0
_FIRST_AUTHOR = {True: 2.0, False: -3.0, None: 0.0}
_YEARS = (1.0, 0.3, -2.5)
_JOURNAL = {True: 1.0, False: -1.5, None: 0.0}
_PLACES = ((1.0, 4.0), (0.5, -1.0), (0.0, -2.0))
_NOTICE = -3.0
_FEW_LETTERS = 24
_NOTICES = re.compile(
    r"^\W{0,3}(?:erratum|errata|corrigend|correction|corrected|retraction|retracted|withdrawn|expression of concern"
    r"|author correction|reply|response to"
    r"|letter|comment)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """The work that an entry describes; `confidence` 0 to 1; `rivals` other candidates that fit nearly as well."""

    work: Work
    confidence: float
    rivals: tuple[Work, ...] = ()


def match(bibliography: Bibliography, candidates: Sequence[Work]) -> Match | None:
    """The best candidate, or None where none reaches the threshold; near-equal rivals share the confidence among them."""
    weighed = sorted(((weight(bibliography, work), at) for at, work in enumerate(candidates)), key=lambda pair: (-pair[0], pair[1]))
    if not weighed:
        return None
    odds = [exp(min(value, 50.0)) for value, _ in weighed]
    confidence = odds[0] / (1.0 + sum(odds))
    if confidence < THRESHOLD:
        return None
    rivals = tuple(candidates[at] for value, at in weighed[1:4] if value >= weighed[0][0] - 1.5)
    return Match(candidates[weighed[0][1]], round(confidence, 4), rivals)


def weight(bibliography: Bibliography, work: Work) -> float:
    """The log-odds that an entry describes a work."""
    place = likeness.place(bibliography, work)
    return (
        _PRIOR
        + _title(bibliography, work)
        + _FIRST_AUTHOR[likeness.first_author(bibliography, work)]
        + _year(bibliography, work)
        + _JOURNAL[likeness.journal(bibliography, work)]
        + (_step(place, _PLACES) if place is not None else 0.0)
        + (_NOTICE if _is_notice(work) is not bool(_NOTICES.match(bibliography.title)) and bibliography.title else 0.0)
    )


def _title(entry: Bibliography, work: Work) -> float:
    alike = likeness.title(entry, work)
    if alike is None:
        return _NO_TITLE
    short = min(len(entry.title), len(work.title)) < _FEW_LETTERS
    return _step(alike, _TITLES) + (_SHORT_TITLE if short else 0.0)


def _step(value: float, steps: tuple[tuple[float, float], ...]) -> float:
    return next(gain for least, gain in steps if value >= least)


def _year(entry: Bibliography, work: Work) -> float:
    apart = likeness.years(entry, work)
    return 0.0 if apart is None else _YEARS[min(apart, 2)]


def _is_notice(work: Work) -> bool:
    """Whether a record is about another one: an erratum, a retraction notice, a reply."""
    kinds = " ".join(work.publication_types).lower()
    return bool(_NOTICES.match(work.title)) or any(
        kind in kinds for kind in ("erratum", "retraction of publication", "retraction notice", "comment")
    )
