"""Answers of the sentence model, or of the rules where it is not there, beside the gold; and the figures of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.claims import heads
from claimcheck.claims.heads import Heads, SentenceModel
from claimcheck.errors import UsageError
from claimcheck.scoring.metrics import accuracy, calibration_error, f1_of, macro_f1
from claimcheck.scoring.reading import words_in

YES, NO = "yes", "no"
YES_NO = (NO, YES)


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence of a set, the context that it is read in, and the label that people gave it."""

    gold: str
    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The gold label, the one found, and how likely the model held it; None where rules answered."""

    gold: str
    found: str
    probability: float | None = None


def model_for(*wanted: str) -> SentenceModel | None:
    """The sentence model where it is there and has all these heads, else None: then the rules answer."""
    model = heads.sentence_model()
    return model if model is not None and set(wanted) <= set(model.heads) else None


def needed(name: str, *wanted: str) -> SentenceModel:
    """The sentence model with these heads, for a set that rules alone have no answer to (UsageError says what is missing)."""
    model = model_for(*wanted)
    if model is None:
        why = heads.why_absent() or "the weights have no such head"
        raise UsageError(f"{name}: only the sentence model answers this ({', '.join(wanted)}), the rules do not; {why}")
    return model


def by_head(model: SentenceModel, head: str, asked: Iterable[Asked], labels: Mapping[str, str] | None = None) -> list[Answer]:
    """What a head holds likeliest for each sentence; `labels` turns the head's labels into those of the set."""
    read = ((one.gold, *_said(model.read(one.text, one.context), head)) for one in asked)
    return [Answer(gold, (labels or {}).get(label, label), probability) for gold, label, probability in read]


def by_heads(model: SentenceModel, wanted: Mapping[str, str], records: Sequence[Mapping[str, object]]) -> dict[str, list[Answer]]:
    """What heads of yes and no say of the texts of records, by the field that each answers (`wanted`: field to head); each is read once."""
    read = [model.read(words_in(record, "text")) for record in records]
    return {
        field: [Answer(yes_no(record.get(field)), *_said(said, head)) for record, said in zip(records, read, strict=True)]
        for field, head in wanted.items()
    }


def yes_no(value: object) -> str:
    """The label of a mark of a set that is true or false, 1 or 0; all but true and 1 is no."""
    return YES if value is True or value == 1 else NO


def figures(answers: Sequence[Answer], labels: Collection[str] = (), of: str = "") -> dict[str, float | int]:
    """Macro F1, accuracy, F1 a label (without `labels` over those of the gold) and calibration error; `of` ends the names."""
    known = pairs(answers)
    end = f"_{of}" if of else ""
    wanted = tuple(labels) or tuple(sorted({gold for gold, _ in known}))
    found: dict[str, float | int] = {f"macro_f1{end}": macro_f1(known, wanted), f"accuracy{end}": accuracy(known)}
    found |= {f"f1{end}_{_plain(label)}": f1_of(known, label) for label in wanted}
    return found | calibration(answers, end)


def calibration(answers: Sequence[Answer], end: str = "") -> dict[str, float]:
    """How far the probabilities of what was said stand from how often it was right; nothing where rules answered."""
    sure = [(one.probability, one.gold == one.found) for one in answers if one.probability is not None]
    return {f"calibration_error{end}": calibration_error(sure)} if sure else {}


def pairs(answers: Iterable[Answer]) -> list[tuple[str, str]]:
    """Gold and found side by side."""
    return [(one.gold, one.found) for one in answers]


def _said(read: Heads, head: str) -> tuple[str, float]:
    """The likeliest label of a head and its probability."""
    label = read.likeliest(head)
    return label, read.probability(head, label)


def _plain(label: str) -> str:
    return "_".join(label.lower().replace("/", " ").split())
