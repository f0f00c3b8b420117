"""The studies that an article itself describes."""

from __future__ import annotations

import re

from claimcheck.claims.reading import Sentence
from claimcheck.model import Design

_KINDS = {
    "trial": Design.RANDOMISED,
    "observational": Design.OBSERVATIONAL,
    "small-study": Design.SMALL,
    "mice-or-lab": Design.ANIMAL,
}
_COUNT = re.compile(
    r"\b(\d[\d,]*)\s(?:[\w-]+\s){0,3}?(?:patients|participants|volunteers|subjects|people|adults|women|men|children|infants|babies|boys|girls|cases)\b"
)
_OFTEN = 2


def designs_of(sentences: tuple[Sentence, ...]) -> frozenset[Design]:
    """The designs that at least two sentences speak of, or that the first ten lines do."""
    found = set()
    for kind, design in _KINDS.items():
        places = [i for i, sentence in enumerate(sentences) if sentence.has(kind)]
        if len(places) >= _OFTEN or (places and places[0] < 10):
            found.add(design)
    return frozenset(found)


def participants_of(sentences: tuple[Sentence, ...]) -> int | None:
    """The largest number of people that a sentence on a study counts, or None."""
    counts = [
        int(match.group(1).replace(",", ""))
        for sentence in sentences
        if sentence.has("study-line", "trial", "small-study", "observational", "research-appeal")
        for match in _COUNT.finditer(sentence.text)
    ]
    return max(counts, default=None)
