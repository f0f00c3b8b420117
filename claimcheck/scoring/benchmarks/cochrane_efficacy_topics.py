"""Treatments and conditions on which a Cochrane review decided: helpful, unhelpful or inconclusive, by the whole checker offline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from claimcheck.checker import Checker
from claimcheck.errors import UsageError
from claimcheck.evidence.questions import as_statement
from claimcheck.literature import Opening, open_literature
from claimcheck.literature.library import Library, folders
from claimcheck.model import Direction, EvidenceStatement, IdentifierKind, Role, Stance, VerdictKind
from claimcheck.scoring.bodies import side_of
from claimcheck.scoring.checked import one_of, records_with
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import Pair, accuracy, macro_f1, mean
from claimcheck.scoring.reading import part, words_in
from claimcheck.scoring.wordings import claim_of, document_of, rules

NAME = "cochrane_efficacy_topics"
_LABELS = {Stance.SUPPORTS: "helpful", Stance.REFUTES: "unhelpful", Stance.NEUTRAL: "inconclusive"}
_OF_REVIEWS = {"helps": Stance.SUPPORTS, "does not help": Stance.REFUTES, "inconclusive": Stance.NEUTRAL}
_UNCHECKED = "could not check"
_SEVERAL = re.compile(r"[^siu]s$")
_DEPTHS = (10, 100)
_UNDECIDED = frozenset({VerdictKind.NOT_CHECKED, VerdictKind.NOT_CHECKABLE})


def run(folder: Path, split: str) -> Figures:
    """Accuracy over all topics, where "could not check" is wrong, and over those that evidence at hand covers.

    Evidence is what ships and the library that `claimcheck check` would read; recall is that of the review's record in this library.
    """
    if folder.is_file() and "verdicts" in folder.name:
        metrics = _of_reviews(folder)
        return Figures(NAME, split, int(metrics["reviews"]), metrics)
    topics = list(records_with(part(folder, split, "topics"), ("query", "label")))
    pairs = [(one_of(topic, "label", tuple(_LABELS.values())), label_of(topic)) for topic in topics]
    metrics = _covered(pairs, tuple(_LABELS.values())) | _recalls(topics)
    return Figures(NAME, split, len(topics), metrics | _beside(folder, split))


def label_of(topic: Mapping[str, object]) -> str:
    """The verdict on "X helps Y" by the whole checker, or "could not check" where nothing at hand speaks of it."""
    text = statement_on(topic)
    if not text:
        return _UNCHECKED
    report = _checker().check(document_of(text))
    for claim, verdict in zip(report.claims, report.verdicts, strict=True):
        evidence = report.evidence_for(claim.id)
        if evidence and verdict.kind not in _UNDECIDED:
            return _LABELS[side_of(verdict, evidence)]
    return _UNCHECKED


def statement_on(topic: Mapping[str, object]) -> str:
    """The topic as a statement: its question where it has one, else its treatment said to help its condition; "" where it names none."""
    if description := words_in(topic, "description"):
        return as_statement(description)
    query = words_in(topic, "query")
    claim = claim_of(query)
    condition = claim.mention(Role.CONDITION) if claim else None
    if condition is None or not (treatment := query[: condition.span.start].strip()):
        return ""
    helps = "help" if _SEVERAL.search(treatment) else "helps"
    return f"{treatment[0].upper()}{treatment[1:]} {helps} {query[condition.span.start :]}."


def _covered(pairs: Sequence[Pair], labels: Sequence[str]) -> dict[str, float | int]:
    """Accuracy and macro F1 over all, the share that could be checked, and accuracy and macro F1 over that share."""
    checked = [(gold, found) for gold, found in pairs if found != _UNCHECKED]
    return {
        "accuracy": accuracy(pairs),
        "macro_f1": macro_f1(pairs, labels),
        "coverage": len(checked) / len(pairs) if pairs else 0.0,
        "covered": len(checked),
        "covered_accuracy": accuracy(checked),
        "covered_macro_f1": macro_f1(checked, labels),
    }


def _beside(folder: Path, split: str) -> dict[str, float | int]:
    """The figures on verdicts by DOI where that part lies beside the topics."""
    if folder.is_file():
        return {}
    try:
        path = part(folder, split, "cochrane_verdicts")
    except UsageError:
        return {}
    return {name if name == "reviews" else f"review_{name}": value for name, value in _of_reviews(path).items()}


def _of_reviews(path: Path) -> dict[str, float | int]:
    """Verdicts of reviews by their DOI, against the direction of the built-in statements that rest on the same review, any edition."""
    known: dict[str, list[EvidenceStatement]] = {}
    for statement in rules().statements:
        for identifier in statement.identifiers:
            if identifier.kind is IdentifierKind.DOI:
                known.setdefault(_review(identifier.value), []).append(statement)
    records = records_with(path, ("cochrane_doi", "label"))
    labels = {stance: label for label, stance in _OF_REVIEWS.items()}
    pairs = []
    for record in records:
        held = known.get(_review(words_in(record, "cochrane_doi")), ())
        pairs.append((one_of(record, "label", tuple(_OF_REVIEWS)), labels[_stance(held)] if held else _UNCHECKED))
    return {"reviews": len(pairs)} | _covered(pairs, tuple(_OF_REVIEWS))


def _review(doi: str) -> str:
    """The DOI of a review without its edition."""
    return doi.lower().partition(".pub")[0]


def _stance(held: Iterable[EvidenceStatement]) -> Stance:
    """Which way the surest statements on a review go; open where they differ."""
    known = list(held)
    surest = min(statement.certainty.rank for statement in known)
    stances = {_DIRECTIONS[statement.direction] for statement in known if statement.certainty.rank == surest}
    return stances.pop() if len(stances) == 1 else Stance.NEUTRAL


_DIRECTIONS = dict.fromkeys(Direction, Stance.REFUTES) | {
    Direction.BENEFIT: Stance.SUPPORTS,
    Direction.UNCERTAIN: Stance.NEUTRAL,
}


@cache
def _checker() -> Checker:
    return Checker(rules(), literature=open_literature(Opening(), rules())[0])


def _recalls(topics: Sequence[Mapping[str, object]]) -> dict[str, float | int]:
    """How often the record of the deciding review stands among the first works found by the topic's words; empty without a library."""
    wanted = [topic for topic in topics if words_in(topic, "pmid")]
    place = folders.named() or folders.default()
    if not wanted or not folders.exists(place):
        return {}
    with Library.open(place) as library:
        found = [_rank(library, words_in(topic, "query"), words_in(topic, "pmid")) for topic in wanted]
    return {"library_topics": len(wanted)} | {f"recall@{depth}": mean(float(rank < depth) for rank in found) for depth in _DEPTHS}


def _rank(library: Library, query: str, pmid: str) -> int:
    """The place of a record in the search for a topic's words, from 0; behind all where it was not found."""
    deepest = max(_DEPTHS)
    hits = library.search(query, deepest)
    return next((place for place, hit in enumerate(hits) if hit.work.identifier(IdentifierKind.PMID) == pmid), deepest)
