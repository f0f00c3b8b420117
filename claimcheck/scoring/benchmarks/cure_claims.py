"""Which tweets claim something of a cure, cause or diagnosis, and which of them are worth checking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.scoring.answers import NO, YES, YES_NO, Answer, by_heads, figures, model_for, yes_no
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.parts import Record, records_in, sound, standing
from claimcheck.scoring.parts import default_split as default_split
from claimcheck.scoring.reading import files_in, records_of, words_in
from claimcheck.scoring.rules_alone import report_on

NAME = "cure_claims"
FIELDS = {"text": str, "cure_claim": int, "checkworthy": int}
HEADS = {"cure_claim": "cure", "checkworthy": "checkworthy"}
_DISEASE = "disease:"


def run(folder: Path, split: str) -> Figures:
    """Macro F1 and F1 of both marks; the part `disease:NAME` is the tweets on one disease. Rules: any claim, and any that is flagged."""
    records = _of_disease(folder, split.removeprefix(_DISEASE)) if split.startswith(_DISEASE) else records_in(NAME, folder, split, FIELDS)
    model = model_for(*HEADS.values())
    answers = by_heads(model, HEADS, records) if model else _by_rules(records)
    metrics: dict[str, float | int] = {}
    for field, given in answers.items():
        metrics |= figures(given, YES_NO, field)
    return Figures(NAME, split, len(records), metrics | standing(model, NAME, split))


def _of_disease(folder: Path, disease: str) -> list[Record]:
    paths = [folder] if folder.is_file() else files_in(folder)
    records = [record for path in paths for record in records_of(path)]
    own = [record for record in records if words_in(record, "disease").lower() == disease.lower()]
    if not own:
        known = ", ".join(sorted({words_in(record, "disease") for record in records})[:8]) or "none"
        raise UsageError(f"{folder}: no tweets on “{disease}” here; the diseases are {known}")
    return sound(own, FIELDS, folder, NAME)


def _by_rules(records: Sequence[Record]) -> dict[str, list[Answer]]:
    reports = [report_on(words_in(record, "text")) for record in records]
    said = {
        "cure_claim": [bool(report.claims) for report in reports],
        "checkworthy": [any(verdict.flagged for verdict in report.verdicts) for report in reports],
    }
    return {
        field: [Answer(yes_no(record.get(field)), YES if one else NO) for record, one in zip(records, said[field], strict=True)]
        for field in HEADS
    }
