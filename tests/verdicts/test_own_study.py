"""A claim held against the study that its own article describes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_cases import TEXT, fired, made_case, made_claim, made_resolution, made_work, rules, verdict

from claimcheck.model import Causal, ClaimType, Cue, Design, Reading, Strength, Voice
from claimcheck.verdicts import Article, Case, article_of

ON_MICE = Article(Voice.REPORTING, frozenset({Design.ANIMAL}), None, 0, frozenset({"therapy-cord-blood"}))
UNCITED = made_claim(citations=())


def told(article: Article = ON_MICE, **changes: object) -> Case:
    """A claim without a source in a report of an animal study."""
    return replace(made_case(UNCITED, article=article), **changes)  # type: ignore[arg-type]


def test_a_report_of_an_animal_study_promises_nothing_to_people() -> None:
    assert fired(told()) == ["EFF07 error"]
    assert verdict(told()) == "overstated"


@pytest.mark.parametrize(
    "article",
    [
        replace(ON_MICE, references=2),
        replace(ON_MICE, animal_topics=frozenset({"D005737"})),
        replace(ON_MICE, designs=frozenset({Design.ANIMAL, Design.RANDOMISED})),
        replace(ON_MICE, voice=Voice.REFERENCE),
    ],
)
def test_an_animal_sentence_does_not_colour_an_article_on_more_than_it(article: Article) -> None:
    assert fired(told(article)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"cues": ()},
        {"cues": (Cue("mice-or-lab", UNCITED.span, "rats"), *UNCITED.cues)},
        {"cues": (Cue("distance", UNCITED.span, "doubt"), *UNCITED.cues)},
        {"cues": (Cue("negation", UNCITED.span, "is not clear"), *UNCITED.cues)},
        {"types": frozenset({ClaimType.SAFETY})},
        {"strength": Strength.NEGATED},
        {"types": frozenset({ClaimType.COST})},
        {"causal": Causal.NONE},
    ],
)
def test_only_a_benefit_asserted_for_people_is_flagged(changes: dict[str, object]) -> None:
    assert fired(told(claim=replace(UNCITED, **changes))) == []  # type: ignore[arg-type]


def test_a_claim_with_a_work_of_its_own_does_not_rest_on_the_articles_study() -> None:
    work = made_work()
    cited = told(claim=made_claim(), cited=(made_resolution(work),))
    assert "EFF07 error" not in fired(cited)
    doubtful = told(claim=made_claim(), cited=(made_resolution(work, confidence=0.3),))
    assert "EFF07 error" in fired(doubtful)


def test_what_an_article_tells_of_animals_is_gathered_from_its_claims() -> None:
    mice = replace(made_claim("Cord blood improves movement in mice."), cues=(Cue("mice-or-lab", UNCITED.span, "mice"),))
    reading = Reading((mice, made_claim(TEXT)), Voice.REPORTING, frozenset({Design.ANIMAL}), 12, ())
    article = article_of(reading, (made_resolution(made_work()),), rules().vocabulary)
    assert (article.references, article.participants, article.animal_topics) == (1, 12, frozenset({"therapy-cord-blood"}))
    none = article_of(replace(reading, claims=(made_claim(TEXT),)), (), rules().vocabulary)
    assert none.animal_topics == frozenset()
