"""Marked articles as examples for the sentence model: every sentence, with what a reader of its page knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck import citations, readers
from claimcheck.claims.finding import ClaimFinder, context_of
from claimcheck.claims.reading import Sentence
from claimcheck.claims.voice import voice_of
from claimcheck.claims.weighing import Observed
from claimcheck.errors import UsageError
from claimcheck.model import Role
from claimcheck.scoring.claims import pairs
from claimcheck.scoring.gold import GoldArticle, GoldClaim, articles_in
from claimcheck.scoring.out_of_fold import page_of
from claimcheck.training.examples import Example

FOLDS = 5
_NAMES = (Role.THERAPY, Role.CONDITION)


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence of a marked article as the rules observe it, as an example, and with the gold claim that it matches.

    `page` is the digest of the text of its article.
    """

    article: str
    kind: str
    page: str
    observed: Observed
    example: Example
    gold: GoldClaim | None


def sentences_of(article: GoldArticle, finder: ClaimFinder, weight: float = 1.0) -> list[MarkedSentence]:
    """Every sentence of an article, in order; `weight` is what it counts in training."""
    document = readers.read(article.path)
    observed = finder.observe(document)
    voice = voice_of(tuple(sentence for sentence, _, _ in observed))
    matched = dict(pairs([sentence.span for sentence, _, _ in observed], [claim.span for claim in article.claims]))
    marked = []
    cited = citations.find(document)
    for number, (sentence, carried, signals) in enumerate(observed):
        gold = article.claims[matched[number]] if number in matched else None
        reached = bool(citations.in_reach(cited.citations, sentence.span, document))
        seen = Observed(sentence, signals, context_of(document, sentence, carried, voice), reached)
        example = Example(sentence.text, seen.context, answers_of(gold), weight, _names(sentence))
        marked.append(MarkedSentence(article.id, article.kind, page_of(document.text), seen, example, gold))
    return marked


def answers_of(gold: GoldClaim | None) -> dict[str, tuple[str, ...] | float]:
    """What the marks say of a sentence, by head."""
    if gold is None:
        return {"claim": ("no",), "flag": ("no",)}
    answers: dict[str, tuple[str, ...] | float] = {
        "claim": ("yes",),
        "types": tuple(sorted(gold.types)),
        "strength": (gold.strength,),
        "attribution": (gold.attribution,),
        "flag": ("yes",) if gold.flag else ("no",),
        "verdict": (gold.verdict,),
    }
    return answers if gold.causal is None else answers | {"causal": (str(gold.causal),)}


def _names(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Where therapies and conditions stand in the text of a sentence."""
    start = sentence.span.start
    return tuple((m.span.start - start, m.span.end - start) for m in sentence.mentions if m.role in _NAMES)


def fold_of(article: str) -> int:
    """The fold of an article, 0 to 4: by its number, so that the pages held out for the rules (divisible by 5) are one fold."""
    number = article.split("-")[0]
    if not number.isdecimal():
        raise UsageError(f"{article}: the name of a marked article begins with its number (07-ginger), which says in which fold it is")
    return int(number) % FOLDS


def marked_articles(folders: Sequence[Path]) -> list[GoldArticle]:
    """The articles of pairs of folders (articles, gold)."""
    return [article for texts, gold in zip(folders[::2], folders[1::2], strict=True) for article in articles_in(texts, gold)]
