"""How any text is worded, by the rules and, where it is there, the trained model: an article's claim and a work's passage alike."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from claimcheck import resources
from claimcheck.claims.finding import ClaimFinder
from claimcheck.claims.heads import Heads, SentenceModel, sentence_model
from claimcheck.claims.weighing import Weigher
from claimcheck.claims.weights import shipped as shipped_weights
from claimcheck.model import Block, BlockKind, Causal, CharSpan, Claim, Document, Segment, Strength
from claimcheck.model.wording import Wording

FILE = "claims/wording.json"
CAUSAL, CERTAINTY = "causal", "certainty"
_KEPT = 1024
_TINY = 1e-6
Levels = tuple[float, float, float, float]
_ALONE: tuple[Levels, ...] = ((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the rules' level counts beside a trained model.

    `told[level][rules]` is how often rules tell a level where it is really another; `weight` from 0 (nothing) to 1 (in full).
    """

    told: tuple[Levels, ...]
    weight: float

    def joined(self, rules: Causal, model: Sequence[float]) -> Levels:
        """How likely each level is by both."""
        shares = [said * max(row[rules], _TINY) ** self.weight for row, said in zip(self.told, model, strict=True)]
        none, linked, conditional, direct = (share / sum(shares) for share in shares)
        return none, linked, conditional, direct


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as the rules describe it, and the model's answers where it is there."""

    claim: Claim
    heads: Heads | None

    def wording(self, reliability: Reliability) -> Wording:
        """How it is worded; by the rules alone their level is the only one, or nearly so where they take it to be about no effect."""
        claim, heads = self.claim, self.heads
        if heads is None:
            return Wording(claim.text, _by_rules(claim), claim.strength)
        model = [heads.probability(CAUSAL, str(int(level))) for level in Causal]
        return Wording(claim.text, reliability.joined(claim.causal, model), claim.strength, True, heads.values.get(CERTAINTY))


class WordingReader:
    """Reads how texts are worded; what was read is kept, the last thousand texts of it."""

    def __init__(self, finder: ClaimFinder, model: SentenceModel | None = None) -> None:
        """`finder` gives the sentences and what rules make of them; without `model` the rules answer alone."""
        self._finder = finder.weighing_with(Weigher(shipped_weights()))
        self._model = model if model is not None and CAUSAL in model.heads else None
        self._kept = lru_cache(maxsize=_KEPT)(self._read)

    def __call__(self, text: str) -> Wording | None:
        """How a text is worded by the sentence that is expected to be the most causal; None where it holds no sentence."""
        return self._kept(text)

    def told(self, text: str) -> tuple[Told, ...]:
        """Every sentence of a text."""
        described = self._finder.described(_document(text))
        return tuple(Told(claim, self._model.read(claim.text) if self._model else None) for claim in described)

    def _read(self, text: str) -> Wording | None:
        return strongest(self.told(text), shipped())


def _by_rules(claim: Claim) -> Levels:
    """All on the level of the rules; a tenth on that of an effect, where only the type of the claim (a status) says that it is none."""
    if claim.causal is not Causal.NONE or claim.strength is Strength.NEGATED:
        return _ALONE[claim.causal]
    linked = bool(claim.cue_kinds() & {"observational", "comparison"})
    level = Causal.CORRELATIONAL if linked else Causal.DIRECT if claim.strength is Strength.ASSERTIVE else Causal.CONDITIONAL
    none, first, second, third = (0.9 * a + 0.1 * b for a, b in zip(_ALONE[Causal.NONE], _ALONE[level], strict=True))
    return none, first, second, third


def strongest(sentences: Sequence[Told], reliability: Reliability) -> Wording | None:
    """The wording of the sentence that is expected to be the most causal, the first of equals; None of none."""
    return max((told.wording(reliability) for told in sentences), key=lambda wording: wording.expected, default=None)


def reader(finder: ClaimFinder) -> WordingReader:
    """The reader of this release: the trained model where its weights are there, else the rules alone."""
    return WordingReader(finder, sentence_model())


def read(record: Mapping[str, object]) -> Reliability:
    """A reliability from its JSON form."""
    held = json.loads(json.dumps(record))
    return Reliability(tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in held["told"]), float(held["weight"]))


@cache
def shipped() -> Reliability:
    """The reliability of this release."""
    return read(json.loads(resources.text(FILE)))


def _document(text: str) -> Document:
    """A text as a document of one paragraph; halves of letters become question marks."""
    plain = text.encode("utf-8", "replace").decode()
    span = CharSpan(0, len(plain))
    blocks = (Block(BlockKind.PARAGRAPH, span, ()),) if plain else ()
    return Document("passage", "text/plain", "", plain, blocks, (Segment(0, len(plain), 0, len(plain)),), "", source=plain)
