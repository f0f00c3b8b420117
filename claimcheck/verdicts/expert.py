"""Ten questions of expert reviewers of health news, each answered from the signals of a whole article.

The answer is what such reviewers would likely say, a lead and no proof (card: expert-criteria.md). Weights add to log-odds:
those of named signals, and those of plain words, which count together.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

import yaml

from claimcheck import resources
from claimcheck.model import CharSpan, CriterionResult, Document, Reading
from claimcheck.verdicts.article_signals import article_signals

CRITERIA = "verdicts/expert-criteria.yaml"
WEIGHTS = "verdicts/expert-weights.json"
KIND = "expert"
ALL_WORDS = "its words as a whole"
NOT_THERE = "without "
_WORD = re.compile(r"\b[a-z]{2,}\b")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class ExpertQuestion:
    """A question of the reviewers: its id, the name that the labelled set gives it, a title, and the signals that may speak on it."""

    id: str
    name: str
    title: str
    signals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What reviewers would likely say: how likely yes is (0 to 1), whether that counts as yes, and what weighed, heaviest first.

    A signal that is absent weighs too, the more the more usual it is.
    """

    question: ExpertQuestion
    likelihood: float
    satisfied: bool
    weighed: tuple[tuple[str, float], ...]


@cache
def questions() -> tuple[ExpertQuestion, ...]:
    """The ten questions, in the order of the reviewers."""
    record = yaml.safe_load(resources.text(CRITERIA))
    return tuple(ExpertQuestion(id, entry["name"], entry["title"], frozenset(entry["signals"])) for id, entry in record.items())


def opinions_of(document: Document, reading: Reading) -> tuple[Opinion, ...]:
    """One opinion a question."""
    return _opinions(document, article_signals(document, reading))


def expert_results(document: Document, reading: Reading) -> tuple[CriterionResult, ...]:
    """The opinions as results of the checklist; the place is that of the heaviest signal which speaks for the answer."""
    signals = article_signals(document, reading)
    return tuple(_result(opinion, signals) for opinion in _opinions(document, signals))


def _opinions(document: Document, signals: Mapping[str, CharSpan | None]) -> tuple[Opinion, ...]:
    shares = word_shares(document, _fitted().rarity)
    return tuple(_opinion(question, signals, shares) for question in questions())


def digest_of(document: Document) -> str:
    """What an article is known by among those that the weights were fitted on: 16 digits of the digest of its text."""
    return sha256(document.text.encode("utf-8", "replace")).hexdigest()[:16]


def trained_on(document: Document) -> bool:
    """Whether the shipped weights were fitted on this article."""
    return digest_of(document) in _fitted().articles


def word_shares(document: Document, rarity: Mapping[str, float]) -> dict[str, float]:
    """How much each known word stands for in an article: more where it is said often and is rare; squares add to 1.

    Words that begin with a capital are left out, for most are names.
    """
    text = " ".join(document.quote(block.span) for block in document.blocks)
    counts = Counter(word for word in _WORD.findall(text) if word in rarity)
    raw = {word: (1 + math.log(times)) * rarity[word] for word, times in counts.items()}
    length = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
    return {word: value / length for word, value in raw.items()}


def _opinion(question: ExpertQuestion, signals: Mapping[str, CharSpan | None], shares: Mapping[str, float]) -> Opinion:
    table = _fitted().tables[question.id]
    words = math.fsum(table.words.get(word, 0.0) * share for word, share in shares.items()) + table.usual_words
    weighed = [(_said(name, name in signals), table.signals[name] * ((name in signals) - usual)) for name, usual in table.usual.items()]
    weighed.append((ALL_WORDS, words))
    height = table.bias + math.fsum(weight for _, weight in weighed)
    likelihood = 1 / (1 + math.exp(-max(-30.0, min(30.0, height))))
    heaviest = sorted(((name, round(weight, 3)) for name, weight in weighed), key=lambda pair: (-abs(pair[1]), pair[0]))
    return Opinion(question, likelihood, likelihood >= table.threshold, tuple(heaviest))


def _said(name: str, stands: bool) -> str:
    return name if stands else f"{NOT_THERE}{name}"


def _result(opinion: Opinion, places: Mapping[str, CharSpan | None]) -> CriterionResult:
    question = opinion.question
    agreeing = [name for name, weight in opinion.weighed if weight and (weight > 0) == opinion.satisfied]
    where = next((span for name in agreeing if (span := places.get(name)) is not None), None)
    met = "yes" if opinion.satisfied else "no"
    why = tuple(f"{'for' if weight > 0 else 'against'}: {name}" for name, weight in opinion.weighed[:_NAMED] if weight)
    return CriterionResult(question.id, question.title, met, where, f"HNR {question.id.removeprefix('HNR')}", KIND, why)


@dataclass(frozen=True, slots=True)
class _Table:
    """The weights of one question, as log-odds above those of a usual article (`bias`).

    `usual` is how often each signal stands in an article: one that is rare weighs little by its absence. `usual_words` is what
    the words of a usual article take off.
    """

    bias: float
    threshold: float
    usual_words: float
    signals: Mapping[str, float]
    usual: Mapping[str, float]
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Fitted:
    """The file of weights: a table a question, how rare each word is, and the digests of the articles behind them."""

    tables: Mapping[str, _Table]
    rarity: Mapping[str, float]
    articles: frozenset[str]


@cache
def _fitted() -> _Fitted:
    record = json.loads(resources.text(WEIGHTS))
    return _Fitted({id: _Table(**table) for id, table in record["questions"].items()}, record["rarity"], frozenset(record["articles"]))
