"""How far each source was used: asked how often, answered how often, and whether it failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.model import Answer, Outcome, SourceCoverage

_WORST_FIRST = (Outcome.FAILED, Outcome.FOUND, Outcome.NOT_FOUND, Outcome.NOT_ASKED)


def usage_of(answers: Iterable[Answer], silent: Sequence[SourceCoverage]) -> tuple[SourceCoverage, ...]:
    """One line a source in the order of the first answers; `silent` are lines for sources that may have given none.

    `outcome` is failed where any ask failed, so that an outage is seen; `snapshot` the newest day of an answer, or why there was none.
    """
    by_source: dict[str, dict[tuple[object, str], Answer]] = {}
    for answer in answers:
        by_source.setdefault(answer.source, {})[(answer.query, answer.source)] = answer
    used = [_line(source, tuple(of_source.values())) for source, of_source in by_source.items()]
    return (*used, *(line for line in silent if line.name not in by_source))


def _line(source: str, answers: Sequence[Answer]) -> SourceCoverage:
    outcomes = [answer.outcome for answer in answers]
    worst = next(outcome for outcome in _WORST_FIRST if outcome in outcomes)
    asked = sum(outcome is not Outcome.NOT_ASKED for outcome in outcomes)
    answered = sum(outcome in (Outcome.FOUND, Outcome.NOT_FOUND) for outcome in outcomes)
    return SourceCoverage(source, worst.value, asked, answered, _note(answers))


def _note(answers: Sequence[Answer]) -> str | None:
    failed = next((a.detail for a in answers if a.outcome in (Outcome.FAILED, Outcome.NOT_ASKED) and a.detail), None)
    return failed or max((answer.asked_on for answer in answers if answer.asked_on), default=None)
