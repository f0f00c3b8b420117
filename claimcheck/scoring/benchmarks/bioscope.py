"""Sentences of biomedical papers that speculate or deny, and the words by which they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from claimcheck.scoring.answers import NO, YES, YES_NO, Answer, by_heads, figures, model_for, yes_no
from claimcheck.scoring.counts import f1
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.parts import Record, records_in, standing
from claimcheck.scoring.parts import default_split as default_split
from claimcheck.scoring.reading import words_in
from claimcheck.scoring.rules_alone import cues_in

NAME = "bioscope"
FIELDS = {"text": str, "cues": list, "speculative": int, "negated": int}
HEADS = ("speculative", "negated")
_CUES = {"speculation": frozenset({"hedge", "speculation", "uncertainty"}), "negation": frozenset({"negation", "no-difference"})}
_ASKED = dict(zip(HEADS, _CUES, strict=True))
Place = tuple[int, int, int]


def run(folder: Path, split: str) -> Figures:
    """F1 and macro F1 of speculative and of negated sentences; F1 of the rules' cues, letter for letter and where they touch."""
    records, model = records_in(NAME, folder, split, FIELDS), model_for(*HEADS)
    found = {kind: _found(records, kinds) for kind, kinds in _CUES.items()}
    metrics: dict[str, float | int] = {}
    read = by_heads(model, dict(zip(HEADS, HEADS, strict=True)), records) if model else {}
    for head in HEADS:
        metrics |= figures(read.get(head) or _by_cues(records, head, found[_ASKED[head]]), YES_NO, head)
    for kind in _CUES:
        metrics |= _cue_figures(_gold(records, kind), found[kind], kind)
    return Figures(NAME, split, len(records), metrics | standing(model, NAME, split))


def _by_cues(records: Sequence[Record], head: str, cues: frozenset[Place]) -> list[Answer]:
    marked = {number for number, _, _ in cues}
    return [Answer(yes_no(record.get(head)), YES if number in marked else NO) for number, record in enumerate(records)]


def _found(records: Sequence[Record], kinds: frozenset[str]) -> frozenset[Place]:
    """Where cues of these kinds stand: number of the sentence, start and end."""
    cues = ((number, cue) for number, record in enumerate(records) for cue in cues_in(words_in(record, "text")))
    return frozenset((number, cue.span.start, cue.span.end) for number, cue in cues if cue.kind in kinds)


def _gold(records: Sequence[Record], kind: str) -> frozenset[Place]:
    marked = ((number, cue) for number, record in enumerate(records) for cue in _listed(record["cues"]))
    return frozenset((number, _place(cue, "start"), _place(cue, "end")) for number, cue in marked if cue.get("type") == kind)


def _cue_figures(gold: frozenset[Place], found: frozenset[Place], kind: str) -> dict[str, float]:
    exact = f1(len(gold & found), len(found), len(gold))
    right, met = _touching(found, gold), _touching(gold, found)
    precision, recall = (right / len(found) if found else 0.0), (met / len(gold) if gold else 0.0)
    loose = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"cue_f1_{kind}": exact["f1"], f"cue_touching_f1_{kind}": loose}


def _touching(ones: frozenset[Place], others: frozenset[Place]) -> int:
    """How many of some places share a letter with one of the others."""
    by_sentence: dict[int, list[Place]] = {}
    for place in others:
        by_sentence.setdefault(place[0], []).append(place)
    return sum(any(one[1] < other[2] and other[1] < one[2] for other in by_sentence.get(one[0], ())) for one in ones)


def _listed(cues: object) -> list[Mapping[str, object]]:
    return [cue for cue in cues if isinstance(cue, dict)] if isinstance(cues, list) else []


def _place(cue: Mapping[str, object], side: str) -> int:
    value = cue.get(side)
    return value if isinstance(value, int) else -1
