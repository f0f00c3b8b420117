"""Claims of health videos as fact checkers mark them: medical or not, of what medical kind, and in what form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck.claims.heads import SentenceModel
from claimcheck.model import Role
from claimcheck.scoring.answers import NO, YES, YES_NO, Answer, Asked, by_head, calibration, figures, model_for, pairs
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import accuracy, macro_f1
from claimcheck.scoring.parts import Record, records_in, standing
from claimcheck.scoring.parts import default_split as default_split
from claimcheck.scoring.reading import words_in
from claimcheck.scoring.wordings import claim_of

NAME = "fullfact_health_claims"
FIELDS = {"output_text": str, "type_of_claim": str, "type_of_medical_claim": str}
MEDICAL = "medical"
HEADS = {"type_of_medical_claim": "medical_type", "type_of_claim": "claim_kind"}
NOT_MEDICAL = "not medical"
_HEALTH = (Role.CONDITION, Role.THERAPY, Role.OUTCOME)


def run(folder: Path, split: str) -> Figures:
    """Macro F1 of medical or not, and of the labels of each field over those of the gold; rules answer the first alone."""
    records = records_in(NAME, folder, split, FIELDS)
    model = model_for(MEDICAL)
    metrics = figures(_medical(records, model), YES_NO, MEDICAL)
    for field, head in HEADS.items():
        own = model_for(head)
        metrics |= _of_field(by_head(own, head, _asked(records, field)), field) if own else {}
    return Figures(NAME, split, len(records), metrics | standing(model, NAME, split))


def _medical(records: Sequence[Record], model: SentenceModel | None) -> list[Answer]:
    asked = [Asked(medical_of(record), words_in(record, "output_text")) for record in records]
    return by_head(model, MEDICAL, asked) if model else [Answer(one.gold, _names_health(one.text)) for one in asked]


def medical_of(record: Record) -> str:
    """Whether a record is marked as medical: yes or no."""
    return NO if words_in(record, "type_of_medical_claim").strip().lower() in ("", NOT_MEDICAL) else YES


def _names_health(text: str) -> str:
    """Whether a text names a therapy, condition or outcome that the vocabulary knows: yes or no."""
    claim = claim_of(text)
    return YES if claim and any(claim.concepts(role) for role in _HEALTH) else NO


def _asked(records: Sequence[Record], field: str) -> list[Asked]:
    return [Asked(words_in(record, field), words_in(record, "output_text")) for record in records]


def _of_field(answers: Sequence[Answer], field: str) -> dict[str, float]:
    known = pairs(answers)
    return {f"macro_f1_{field}": macro_f1(known), f"accuracy_{field}": accuracy(known)} | calibration(answers, f"_{field}")
