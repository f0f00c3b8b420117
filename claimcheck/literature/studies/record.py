"""What kind of study a record is of: its publication types and subject headings first, its words where these leave it open."""

from __future__ import annotations

import re

from claimcheck.literature.studies.design import ON_PEOPLE, assigns_at_random, compares, kind_in_text
from claimcheck.literature.studies.registered import is_registration, kind_of_trial
from claimcheck.literature.studies.subjects import is_mixed, names_animals, people_told
from claimcheck.literature.studies.words import Words, cues, how_many
from claimcheck.model import StudyKind, Work

_NOTICES = frozenset(
    {
        "retraction of publication",
        "retraction notice",
        "retraction",
        "expression of concern",
        "published erratum",
        "erratum",
        "corrigendum",
        "correction",
        "duplicate publication notice",
        "withdrawal",
        "removal",
    }
)
_NOTICE = re.compile(
    r"\W{0,2}(?:(?:author|publisher)(?:['’]?s['’]?)? )?(?:"
    r"(?:correction|corrigendum|erratum|errata|retraction|expression of concern)s?(?: ?[:.\]]|$| to\b| not(?:e|ice)\b)"
    r"|(?:notice|statement) of (?:retraction|concern)|retraction of\b|expression of concern\b)",
    re.IGNORECASE,
)
_REPLY = re.compile(r"\W{0,2}(?:re|reply|letter|editorial|commentary|comment):", re.IGNORECASE)
_TRIALS = ("randomized controlled trial", "pragmatic clinical trial", "equivalence trial", "adaptive clinical trial")
_SURE = (
    ("meta analysis", StudyKind.SYSTEMATIC_REVIEW),
    ("network meta analysis", StudyKind.SYSTEMATIC_REVIEW),
    ("systematic review", StudyKind.SYSTEMATIC_REVIEW),
    ("scoping review", StudyKind.SYSTEMATIC_REVIEW),
    ("clinical trial protocol", StudyKind.PROTOCOL),
    ("protocol", StudyKind.PROTOCOL),
    ("study protocol", StudyKind.PROTOCOL),
    ("practice guideline", StudyKind.GUIDELINE),
    ("guideline", StudyKind.GUIDELINE),
    ("consensus development conference", StudyKind.GUIDELINE),
    ("consensus development conference, nih", StudyKind.GUIDELINE),
    ("consensus statement", StudyKind.GUIDELINE),
    ("clinical trial, veterinary", StudyKind.ANIMAL),
    ("observational study, veterinary", StudyKind.ANIMAL),
    ("randomized controlled trial, veterinary", StudyKind.ANIMAL),
)
_TALK = frozenset(
    {
        *("editorial", "letter", "comment", "news", "newspaper article", "interview", "biography", "autobiography", "address", "lecture"),
        *("introductory journal article", "portrait", "personal narrative", "commentary", "reply", "opinion", "book review", "webcast"),
        *("legal case", "obituary", "article commentary", "abstract", "meeting report"),
    }
)
_OBSERVED = frozenset({StudyKind.COHORT, StudyKind.CASE_CONTROL, StudyKind.CROSS_SECTIONAL, StudyKind.CASE_SERIES})
_TRIED = frozenset({StudyKind.RANDOMISED, StudyKind.PROTOCOL, StudyKind.CONTROLLED, StudyKind.SYSTEMATIC_REVIEW})
_HEADINGS = (
    ("case-control studies", StudyKind.CASE_CONTROL),
    ("cross-sectional studies", StudyKind.CROSS_SECTIONAL),
    ("cohort studies", StudyKind.COHORT),
    ("prospective studies", StudyKind.COHORT),
    ("longitudinal studies", StudyKind.COHORT),
    ("retrospective studies", StudyKind.COHORT),
    ("follow-up studies", StudyKind.COHORT),
    ("registries", StudyKind.COHORT),
    ("health surveys", StudyKind.CROSS_SECTIONAL),
    ("surveys and questionnaires", StudyKind.CROSS_SECTIONAL),
)
_CHANCE = frozenset({"random allocation", "double-blind method", "single-blind method", "cross-over studies"})
_CELLS = frozenset({"cells, cultured", "cell line", "in vitro techniques", "cell line, tumor", "tumor cells, cultured", "hela cells"})


def kind_of(work: Work, words: Words) -> StudyKind:
    """The kind of study of a work; OTHER where record and words leave it open."""
    types = frozenset(plain_type(kind) for kind in work.publication_types)
    headings = headings_of(work)
    if is_registration(work):
        return kind_of_trial(work, types)
    return (
        _noted(types, work.title)
        or _typed(types, words)
        or (StudyKind.OPINION if _REPLY.match(work.title) else None)
        or _indexed(headings, words)
        or kind_in_text(words)
        or _headed(headings)
        or StudyKind.OTHER
    )


def plain_type(name: str) -> str:
    """A publication type in lower case, spelled with z, without hyphens."""
    return " ".join(name.lower().replace("-", " ").replace("_", " ").replace("randomis", "randomiz").split())


def headings_of(work: Work) -> frozenset[str]:
    """The subject headings of a work in lower case, without qualifiers."""
    return frozenset(term.partition("/")[0].strip(" *").lower() for term in work.mesh)


def humans_of(work: Work, words: Words, kind: StudyKind) -> bool | None:
    """Whether people were studied; None where nothing says so."""
    headings = headings_of(work)
    if is_mixed(words):
        return None
    if "humans" in headings or "human" in headings:
        return True
    if kind is StudyKind.ANIMAL or kind is StudyKind.IN_VITRO:
        return False
    return True if kind in ON_PEOPLE else None


def compared_of(kind: StudyKind, words: Words) -> bool | None:
    """Whether there was a group to compare with; None where the kind of study leaves it open."""
    if kind in (StudyKind.RANDOMISED, StudyKind.CONTROLLED, StudyKind.CASE_CONTROL):
        return True
    if kind in (StudyKind.SINGLE_ARM, StudyKind.CASE_REPORT):
        return False
    if kind in (StudyKind.COHORT, StudyKind.CASE_SERIES, StudyKind.CROSS_SECTIONAL):
        return compares(words.text)
    if kind is StudyKind.SYSTEMATIC_REVIEW and " random" in words.both.words:
        return True
    return None


def _noted(types: frozenset[str], title: str) -> StudyKind | None:
    """A notice about another work, by type or by how its title begins; a title that begins with "Retracted" is the work itself."""
    return StudyKind.NOTICE if types & _NOTICES or _NOTICE.match(title) else None


def _typed(types: frozenset[str], words: Words) -> StudyKind | None:
    """What publication types say; where they say less than the words, the words in their bounds."""
    for name, kind in _SURE:
        if name in types:
            return kind
    if any(name in types for name in _TRIALS):
        said = kind_in_text(words)
        return said if said in (StudyKind.PROTOCOL, StudyKind.SYSTEMATIC_REVIEW) else StudyKind.RANDOMISED
    if any(name.startswith(("clinical trial", "controlled clinical trial")) for name in types):
        return _trial(types, words)
    if types & {"case reports", "case report"}:
        return StudyKind.CASE_SERIES if kind_in_text(words) is StudyKind.CASE_SERIES else StudyKind.CASE_REPORT
    return _other_type(types, words)


def _trial(types: frozenset[str], words: Words) -> StudyKind:
    """A clinical trial whose type does not say whether it was randomised."""
    said = kind_in_text(words)
    if said in _TRIED:
        return said
    controlled = "controlled clinical trial" in types or said is StudyKind.CASE_CONTROL
    return StudyKind.CONTROLLED if controlled else StudyKind.SINGLE_ARM


def _other_type(types: frozenset[str], words: Words) -> StudyKind | None:
    if types & {"observational study", "twin study"}:
        said = kind_in_text(words)
        return said if said in _OBSERVED else StudyKind.COHORT
    if types & {"review", "review article", "historical article"}:
        said = kind_in_text(words)
        return said if said in (StudyKind.SYSTEMATIC_REVIEW, StudyKind.GUIDELINE) else StudyKind.NARRATIVE_REVIEW
    if types & _TALK:
        return StudyKind.RANDOMISED if assigns_at_random(words) and kind_in_text(words) is StudyKind.RANDOMISED else StudyKind.OPINION
    return None


def _indexed(headings: frozenset[str], words: Words) -> StudyKind | None:
    """What subject headings say before the words are asked."""
    if not headings:
        return None
    said = kind_in_text(words)
    if not headings & {"humans", "human"}:
        return _on_animals(headings, said, words)
    if said in (StudyKind.ANIMAL, StudyKind.IN_VITRO):
        return StudyKind.IN_VITRO if headings & _CELLS else _headed(headings) or StudyKind.OTHER
    if headings & _CHANCE and said not in _TRIED and said is not StudyKind.NARRATIVE_REVIEW:
        return StudyKind.RANDOMISED if compares(words.text) else said
    return said if said not in _OBSERVED else _headed(headings) or said


def _on_animals(headings: frozenset[str], said: StudyKind | None, words: Words) -> StudyKind | None:
    """The kind of a work that no heading calls human; what its words say of people stands against a heading."""
    if "animals" not in headings:
        return StudyKind.IN_VITRO if headings & _CELLS and said not in ON_PEOPLE else None
    people = how_many(words.both, cues("text", "people"))
    if people and said is not StudyKind.ANIMAL and (people_told(words.text) or (said not in ON_PEOPLE and not names_animals(words))):
        return said or StudyKind.OTHER
    return said if people > 1 and (said in ON_PEOPLE or said is StudyKind.SYSTEMATIC_REVIEW) else StudyKind.ANIMAL


def _headed(headings: frozenset[str]) -> StudyKind | None:
    return next((kind for name, kind in _HEADINGS if name in headings), None)
