"""What kind of study a text describes: title first, then the abstract."""

from __future__ import annotations

from functools import lru_cache

from claimcheck.literature.studies.phases import phase_in
from claimcheck.literature.studies.subjects import animal_work, laboratory_work, people_told
from claimcheck.literature.studies.words import Text, Words, cues, has, how_many, without
from claimcheck.model import StudyKind

ON_PEOPLE = frozenset(
    {
        StudyKind.RANDOMISED,
        StudyKind.CONTROLLED,
        StudyKind.COHORT,
        StudyKind.CASE_CONTROL,
        StudyKind.CROSS_SECTIONAL,
        StudyKind.SINGLE_ARM,
        StudyKind.CASE_SERIES,
        StudyKind.CASE_REPORT,
        StudyKind.PROTOCOL,
        StudyKind.REGISTRATION,
    }
)
_BARE = 2
_OPEN = frozenset({"open", "switch", "retrospective", "retrospectively", "switched", "naturalistic"})
_REVIEW = (" review ", " a review of the literature ", " an overview ", " an update ")


@lru_cache(maxsize=4)  # asked several times of one work
def kind_in_text(words: Words) -> StudyKind | None:
    """The kind of study that title and abstract show, or None where they show none; studies of people name people."""
    kind = _kind(words)
    return kind if kind not in ON_PEOPLE or has(words.both, cues("text", "people")) else None


def _kind(words: Words) -> StudyKind | None:
    return _titled(words) or animal_work(words) or _assigned(words) or laboratory_work(words) or _described(words)


def assigns_at_random(words: Words) -> bool:
    """Whether people were assigned to treatments by chance in this very study."""
    own = _own(words.text)
    return _random_title(words) or has(own, cues("text", "random")) or _blinded(words, own)


def compares(text: Text) -> bool:
    """Whether a text speaks of a group that was compared."""
    return has(text, cues("text", "compared"))


def _titled(words: Words) -> StudyKind | None:
    """What a title says outright, and what reviews and protocols say of themselves."""
    title, text = words.title, words.text
    if has(title, cues("title", "systematic")) or how_many(text, cues("text", "systematic")) > _BARE:
        return StudyKind.SYSTEMATIC_REVIEW
    if _planned(words):
        return StudyKind.PROTOCOL
    if has(title, cues("title", "protocol")) and (how_many(text, cues("text", "protocol")) or " protocol " in title.words):
        return StudyKind.PROTOCOL
    if title.words.endswith(_REVIEW) or " a review of " in title.words:
        return StudyKind.NARRATIVE_REVIEW
    if has(title, cues("title", "report")):
        return StudyKind.CASE_REPORT
    return None


def _planned(words: Words) -> bool:
    """Whether a work gives the plan of a study: its title says so, or its text does without giving results."""
    if has(words.title, cues("title", "planned")):
        return not has(words.title, cues("title", "outcome"))
    return has(words.text, cues("text", "planned")) and not has(words.text, cues("text", "results"))


def _assigned(words: Words) -> StudyKind | None:
    """A trial that describes how treatments were assigned."""
    own = _own(words.text)
    sure = _random_title(words) or has(own, cues("text", "assigned")) or _blinded(words, own)
    if not sure and not has(own, cues("text", "random")):
        return None
    if how_many(words.text, cues("text", "protocol")) > _BARE:
        return StudyKind.PROTOCOL
    return StudyKind.NARRATIVE_REVIEW if not sure and _speaks_of_others(words) else StudyKind.RANDOMISED


def _random_title(words: Words) -> bool:
    if not has(words.title, cues("title", "random")):
        return False
    title = without(words.title, cues("text", "beyond"))
    return has(title, cues("title", "random")) and not has(title, cues("text", "others"))


def _own(text: Text) -> Text:
    """A text without what it says of other trials, and without chance that assigns no treatment."""
    if " random" in text.words:
        text = without(text, cues("text", "beyond"))
    return without(text, cues("text", "others"))


def _blinded(words: Words, own: Text) -> bool:
    """Blinded or crossed-over treatment of people: a trial also where the word random is missing."""
    if has(own, cues("text", "named")) and not _OPEN & words.both.known and not _speaks_of_others(words) and people_told(words.text):
        return True
    signs = how_many(words.title, cues("text", "blinded")) + how_many(own, cues("text", "blinded"))
    return signs > 1 or (signs == 1 and has(own, cues("text", "arms")))


def _speaks_of_others(words: Words) -> bool:
    """Whether a title or an abstract gives itself as a review."""
    return has(words.title, cues("title", "narrative")) or has(words.text, cues("text", "narrative"))


def _described(words: Words) -> StudyKind | None:
    """What is left: reviews, series, observation, trials without randomisation."""
    title, text = words.title, words.text
    for name, kind in _AT_START:
        if title.starts(cues("title", name)):
            return kind
    if has(title, cues("guidance", "title")):
        return StudyKind.GUIDELINE
    for name, kind in _BY_TITLE:
        if has(title, cues("title", name)) or (kind is StudyKind.SINGLE_ARM and phase_in(title.words)):
            return kind
    if len(text.words) > _SHORT and text.known.isdisjoint(_DONE):
        return StudyKind.NARRATIVE_REVIEW
    for name, kind in _SAID:
        if has(text, cues("explicit", name)):
            return kind
    scores = {kind: how_many(text, cues("text", name)) for name, kind in _BY_TEXT}
    best = max(scores.values(), default=0)
    return next((kind for kind, score in scores.items() if score == best), None) if best else None


_SHORT = 300
_DONE = frozenset({"were", "was", "underwent", "did", "had", "investigated", "assessed", "examined", "evaluated", "compared"})
_AT_START = (("opinion", StudyKind.OPINION), ("guideline", StudyKind.GUIDELINE))
_BY_TITLE = (
    ("series", StudyKind.CASE_SERIES),
    ("control", StudyKind.CASE_CONTROL),
    ("controlled", StudyKind.CONTROLLED),
    ("single", StudyKind.SINGLE_ARM),
    ("cohort", StudyKind.COHORT),
    ("survey", StudyKind.CROSS_SECTIONAL),
    ("narrative", StudyKind.NARRATIVE_REVIEW),
)
_SAID = tuple((name, kind) for name, kind in _BY_TITLE if name != "narrative")
_BY_TEXT = (
    ("report", StudyKind.CASE_REPORT),
    ("series", StudyKind.CASE_SERIES),
    ("control", StudyKind.CASE_CONTROL),
    ("controlled", StudyKind.CONTROLLED),
    ("cohort", StudyKind.COHORT),
    ("survey", StudyKind.CROSS_SECTIONAL),
    ("single", StudyKind.SINGLE_ARM),
    ("narrative", StudyKind.NARRATIVE_REVIEW),
)
