"""What an answer is worth: the verdict of a service's own judge, kept from making an outage look like an absence."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.http.messages import Judgement, Response
from claimcheck.http.retrying import RETRIED
from claimcheck.model import Outcome

Judge = Callable[[Response], Judgement]
SOUND = frozenset({Outcome.FOUND, Outcome.NOT_FOUND})
_MAY_LACK = frozenset({400, 404, 410, 422})


def judged(judge: Judge, response: Response) -> Judgement:
    """The judgement on a response. A refusal for overload is a failure whatever its body says; so is a judge that raises."""
    if response.status in RETRIED:
        return Judgement(Outcome.FAILED, f"answered {response.status}", retry=True)
    try:
        judgement = judge(response)
    except Exception as error:  # a judge may be a stranger's, and the answer hostile
        return Judgement(Outcome.FAILED, f"its answer cannot be judged ({type(error).__name__})")
    if not isinstance(judgement, Judgement):
        return Judgement(Outcome.FAILED, "its answer cannot be judged")
    return judgement if _fits(judgement.outcome, response.status) else Judgement(Outcome.FAILED, f"answered {response.status}")


def _fits(outcome: Outcome, status: int) -> bool:
    """Whether a status allows an outcome: a record comes with success only, an absence not with a refusal."""
    success = 200 <= status < 300
    return outcome is Outcome.FAILED or (success if outcome is Outcome.FOUND else outcome in SOUND and (success or status in _MAY_LACK))
