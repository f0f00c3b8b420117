"""Claims, works and cases made by hand, so that the verdicts are tried without a model and without a source."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from claimcheck import ruleset
from claimcheck.model import (
    Answer,
    Attribution,
    Causal,
    Certainty,
    CharSpan,
    Claim,
    ClaimType,
    Cue,
    Evidence,
    Identifier,
    IdentifierKind,
    Match,
    Mention,
    Notice,
    NoticeKind,
    Outcome,
    Query,
    QueryKind,
    Resolution,
    Role,
    Ruleset,
    Section,
    Stance,
    Strength,
    Study,
    StudyKind,
    Tier,
    Voice,
    Work,
)
from claimcheck.verdicts import Article, Case, Decided, decide

TEXT = "Cord blood improves movement in children with cerebral palsy [1]."
DAY = "2026-11-26"
LIMITS = ("intervention", "population", "outcome", "species", "condition", "off topic", "40 participants only")
RETRACTED = (Notice(NoticeKind.RETRACTION, Identifier(IdentifierKind.DOI, "10.1000/notice"), "2020-03-01", "PubMed"),)
TRIAL = Study(StudyKind.RANDOMISED, participants=150, follow_up_months=12, ages=frozenset({"children"}), humans=True, compared=True)
QUERY = Query(QueryKind.IDENTIFIER)
SHOWN = "Cord blood improved movement in children with cerebral palsy more than placebo."


@cache
def rules() -> Ruleset:
    """The shipped rules."""
    return ruleset.load()


def made_claim(text: str = TEXT, cues: tuple[str, ...] = ("effect",), **changes: object) -> Claim:
    """A claim on cord blood and cerebral palsy, assertive and directly causal unless changed; each cue stands on the whole of it."""
    span = CharSpan(0, len(text))
    names = (
        (Role.THERAPY, "Cord blood", "therapy-cord-blood"),
        (Role.CONDITION, "cerebral palsy", "D002547"),
        (Role.POPULATION, "children", "population-children"),
        (Role.POPULATION, "adults", "population-adults"),
    )
    mentions = tuple(_mention(text, *name) for name in names if name[1] in text)
    made = Claim(
        "c1",
        span,
        text,
        frozenset({ClaimType.EFFECTIVENESS}),
        mentions,
        tuple(Cue(kind, span, kind) for kind in cues),
        Strength.ASSERTIVE,
        Causal.DIRECT,
        Attribution.NONE,
        (),
        ("r1",),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def _mention(text: str, role: Role, words: str, concept: str) -> Mention:
    start = text.index(words)
    return Mention(role, CharSpan(start, start + len(words)), words, concept)


def made_work(number: int = 1, study: Study | None = TRIAL, **changes: object) -> Work:
    """A work on cord blood and cerebral palsy with an abstract."""
    made = Work(
        (Identifier(IdentifierKind.PMID, str(number)),),
        f"Cord blood in children with cerebral palsy {number}",
        2019,
        design=study.kind if study else None,
        source="PubMed",
        abstract=(Section("", SHOWN),),
        study=study,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def made_resolution(work: Work | None = None, outcome: Outcome = Outcome.FOUND, reference: str = "r1", **changes: object) -> Resolution:
    """What was found for a reference: the work given, or how asking ended."""
    answer = Answer(QUERY, "PubMed", outcome, (work,) if work else (), "", DAY)
    made = Resolution(reference, outcome, work, "PubMed", 0.95 if work else 0.0, (), (answer,))
    return replace(made, **changes)  # type: ignore[arg-type]


def piece(work: Work, stance: Stance = Stance.SUPPORTS, **changes: object) -> Evidence:
    """A passage of a cited work, read with a score of 0.95 as that of a moderately certain trial."""
    made = Evidence("c1", work, SHOWN, stance, 0.95, Tier.E4, Certainty.MODERATE, cited=True)
    return replace(made, **changes)  # type: ignore[arg-type]


def made_case(claim: Claim | None = None, evidence: tuple[Evidence, ...] = (), voice: Voice = Voice.REFERENCE, **changes: object) -> Case:
    """A case whose cited works are those of its cited evidence unless `cited` is given."""
    claim = claim or made_claim()
    works = list(dict.fromkeys(p.work for p in evidence if p.cited))
    cited = tuple(made_resolution(work, reference=f"r{number}") for number, work in enumerate(works, 1))
    if len(works) > 1:
        claim = replace(claim, citations=tuple(resolution.reference_id for resolution in cited))
    made = Case(claim, evidence, (), (), Article(voice, frozenset(), None), True, cited)
    return replace(made, **changes)  # type: ignore[arg-type]


def case_of(study: Study, claim: Claim | None = None, voice: Voice = Voice.REFERENCE, **changes: object) -> Case:
    """A case whose claim cites one work with this study, which supports it."""
    tier = Tier.E0 if study.kind in (StudyKind.ANIMAL, StudyKind.IN_VITRO) else Tier.E4
    return made_case(claim, (piece(made_work(study=study), tier=tier),), voice, **changes)


def fired(case: Case) -> list[str]:
    """`rule severity` of every finding on the claim."""
    return [f"{finding.rule_id} {finding.severity}" for finding in ruled(case).findings]


def ruled(case: Case) -> Decided:
    """The case decided with the shipped rules."""
    return decide([case], (), rules())


def verdict(case: Case) -> str:
    """The kind of verdict, as a word."""
    return ruled(case).verdicts[0].kind.value


def why(case: Case) -> str:
    """All lines of the verdict as one text."""
    return "\n".join(ruled(case).verdicts[0].why)


def match_of(rule_id: str) -> Match:
    """A rule on wording that fires on the claim."""
    rule = rules().rule(rule_id)
    assert rule is not None
    return Match(rule, "c1", CharSpan(0, 10))
