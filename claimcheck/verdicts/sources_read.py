"""The works a claim cites, as far as they are surely the ones meant and their records say how they were done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.model import Answer, Evidence, Mention, MismatchKind, Outcome, Resolution, Role, Stance, Study, Work
from claimcheck.model.names import SHIPPED_RECORD
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.trust import is_known

_SURELY_MEANT = 0.7
_COMMON = re.compile(r"(?:therap(?:y|ies)|treatments?|diseases?|disorders?|syndromes?|based|injections?|infusions?)$")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGER = re.compile(r"[^\W\d_]{5,}")
_STEM = 6
_FEWEST = 4
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Source:
    """A cited work that may be judged: what it is, and how it was done."""

    work: Work
    study: Study


def is_meant(resolution: Resolution) -> bool:
    """Whether a work was found that is surely the one the reference means."""
    found = resolution.outcome is Outcome.FOUND and resolution.work is not None
    return found and resolution.confidence >= _SURELY_MEANT and not _differs(resolution, MismatchKind.TITLE)


def _differs(resolution: Resolution, kind: MismatchKind) -> bool:
    return any(mismatch.kind is kind for mismatch in resolution.mismatches)


def standing(case: Case) -> tuple[Source, ...]:
    """All works that the claim cites and that stand unretracted; empty unless every one of them is known with its study.

    One unread work might carry the claim, so that nothing can be said against the others.
    """
    found: list[Source] = []
    for resolution in case.cited:
        work = resolution.work
        if work is None or not is_meant(resolution) or _differs(resolution, MismatchKind.IDENTIFIER):
            return ()
        if not work.is_retracted and work.study is not None:
            found.append(Source(work, work.study))
        elif not work.is_retracted:
            return ()
    return tuple(found) if len(case.cited) >= len(set(case.claim.citations)) else ()


def all_retracted(case: Case) -> bool:
    """Whether the claim cites works, and every one of them has been retracted."""
    return bool(case.cited) and all(is_meant(r) and r.work is not None and r.work.is_retracted for r in case.cited)


def supporting(case: Case) -> bool:
    """Whether a passage of a cited work says what the claim says."""
    return bool(case.read(Stance.SUPPORTS))


def passages(case: Case) -> tuple[Evidence, ...]:
    """All that was read of the works the claim cites, whatever it says."""
    return tuple(piece for piece in case.evidence if piece.cited and not is_known(piece) and not piece.work.is_retracted)


def own_mentions(case: Case, role: Role) -> tuple[Mention, ...]:
    """The mentions in a role that stand in the claim itself, not those carried down to it."""
    return tuple(m for m in case.claim.mentions if m.role is role and case.claim.span.covers(m.span))


def speaks_of(work: Work, words: str) -> bool:
    """Whether the record of a work names something anywhere, its plural aside."""
    stem = words.casefold().strip().removesuffix("s")
    return bool(stem) and stem in _text_of(work)


def is_summary(work: Work) -> bool:
    """Whether the record holds a summary in place of the work's own abstract, so that nothing follows from what is missing in it."""
    return work.source == SHIPPED_RECORD


def hints_at(work: Work, words: str) -> bool:
    """Whether any telling word of a name, by its first letters, stands in the record of a work: so little that its absence is sure."""
    text = _text_of(work)
    telling = [word.casefold() for word in _WORD.findall(words) if not _COMMON.match(word.casefold())]
    return not telling or any(word[:_STEM] in text for word in telling)


def share_of_words(claim: str, work: Work) -> float:
    """How many of the longer words of a claim, by their first letters, stand in the record of a work; 1 where it has too few."""
    words = {word.casefold()[:_STEM] for word in _LONGER.findall(claim)}
    text = _text_of(work)
    return sum(word in text for word in words) / len(words) if len(words) >= _FEWEST else 1.0


@lru_cache(maxsize=256)
def _text_of(work: Work) -> str:
    parts = (work.title, work.abstract_text, *work.mesh, *work.keywords, *(part.text for part in work.body))
    return " ".join(parts).casefold()


def said(case: Case, pattern: re.Pattern[str]) -> bool:
    """Whether the claim or a heading above it has words that a pattern finds."""
    return pattern.search(" ".join((case.claim.text, *case.claim.section))) is not None


def named(work: Work) -> str:
    """A work by its title, cut where it is long, with its year."""
    title = " ".join(work.title.split()) or "untitled work"
    shown = title if len(title) <= _SHOWN else f"{title[:_SHOWN].rstrip()}…"
    return f"“{shown}” ({work.year})" if work.year else f"“{shown}”"


def askings(answers: Sequence[Answer], *outcomes: Outcome) -> str:
    """The sources that answered in one of some ways, each with the day: `PubMed (2026-11-26), Crossref (2026-11-26)`."""
    days: dict[str, str] = {}
    for answer in answers:
        if answer.outcome in outcomes:
            days[answer.source] = max(days.get(answer.source, ""), answer.asked_on or "")
    return ", ".join(f"{source} ({day})" if day else source for source, day in days.items())
