"""Asking a service once and for all: kept answers, turns, repeated tries, and an end to all of it in time."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, timedelta

from claimcheck.errors import ClaimcheckError
from claimcheck.http.breaker import Breaker
from claimcheck.http.cache import Cache, Kept
from claimcheck.http.clock import Clock
from claimcheck.http.judging import SOUND, Judge, judged
from claimcheck.http.limiter import Limiter, NoTurn
from claimcheck.http.messages import NotAsked, Reply, Request, Response, Transport, Unreachable
from claimcheck.http.retrying import LONGEST_WAIT, backoff, retry_after
from claimcheck.model import Outcome, Problem

_FOREVER = float("inf")
_SHORTEST = 0.1
_OVER = "not asked any more: the time for this run is over"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on: seconds for one ask with all its tries, for one try, for the run (None: no end), and how many tries."""

    ask: float = 45.0
    one_try: float = 15.0
    run: float | None = None
    tries: int = 4


@dataclass(frozen=True, slots=True)
class _Attempt:
    """How one try ended: the reply, whether another may help, and the seconds that the service asks to wait before."""

    reply: Reply
    again: bool = False
    wait: float = 0.0


class Client:
    """Asks services; safe to share between threads. Answers from a folder or none at all (`transport.local`) are asked once, at once."""

    def __init__(
        self,
        transport: Transport,
        cache: Cache | None = None,
        *,
        limiter: Limiter | None = None,
        clock: Clock | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._transport = transport
        self._cache = cache
        self._clock = clock or Clock()
        self._patience = patience or Patience()
        self._local = bool(getattr(transport, "local", False))
        self._limiter = limiter or Limiter(clock=self._clock)
        self._breaker = Breaker(self._clock)
        self._until = _FOREVER if self._patience.run is None else self._clock.monotonic() + self._patience.run

    def within(self, seconds: float) -> Client:
        """The same client for one run that ends in `seconds`: turns, kept answers and what is known of outages are shared."""
        other = copy(self)
        other._until = min(self._until, self._clock.monotonic() + seconds)
        return other

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a report should tell about the keeping of answers."""
        return (self._cache.problem,) if self._cache is not None and self._cache.problem is not None else ()

    def close(self) -> None:
        """Close the file of kept answers; a later ask opens it again."""
        if self._cache is not None:
            self._cache.close()

    def ask(self, request: Request, judge: Judge) -> Reply:
        """The reply of a service, or the kept one; a kept record past its age stands in, marked stale, where the service is silent."""
        kept = self._kept(request, judge)
        if kept is not None and kept.fresh:
            return _reply(kept)
        reply = self._asked(request, judge)
        if reply.outcome in SOUND or kept is None or kept.outcome is not Outcome.FOUND:  # an old absence is no answer to an outage
            return reply
        return replace(_reply(kept), detail=reply.detail, stale=True)

    def _kept(self, request: Request, judge: Judge) -> Kept | None:
        """The kept answer where the judge still holds it sound and of the same outcome."""
        kept = self._cache.get(request) if self._cache is not None else None
        return kept if kept is not None and judged(judge, kept.response).outcome is kept.outcome else None

    def _asked(self, request: Request, judge: Judge) -> Reply:
        if self._local:
            return self._sent(request, judge, self._patience.one_try).reply
        if refusal := self._breaker.refusal(request.service):
            return _failed(refusal)
        until = min(self._until, self._clock.monotonic() + self._patience.ask)
        if until <= self._clock.monotonic():
            return _failed(_OVER)
        return self._tried(request, judge, until)

    def _tried(self, request: Request, judge: Judge, until: float) -> Reply:
        """Try until an answer comes, another try would not help, or time is over; once only where the ask before came to nothing."""
        tries = 1 if self._breaker.doubts(request.service) else self._patience.tries
        attempt = _Attempt(_failed("not asked"))
        for count in range(tries):
            attempt = self._attempt(request, judge, until)
            if not attempt.again:
                break
            wait = max(attempt.wait, backoff(count, self._clock.chance()))
            if attempt.wait > LONGEST_WAIT:
                return self._put_off(request, attempt, attempt.wait)
            if count + 1 == tries or self._clock.monotonic() + wait > until:
                break
            self._clock.sleep(wait)
        self._learn(request.service, attempt)
        return attempt.reply

    def _learn(self, service: str, attempt: _Attempt) -> None:
        if attempt.again:
            self._breaker.failed(service, attempt.reply.detail)
        elif attempt.reply.outcome in SOUND:
            self._breaker.passed(service)

    def _put_off(self, request: Request, attempt: _Attempt, wait: float) -> Reply:
        """Give up where the service asks for more patience than a run has, and leave it alone until then."""
        moment = self._clock.now().astimezone(UTC) + timedelta(seconds=min(wait, 366 * 86_400))
        reason = f"{attempt.reply.detail}; asks to wait until {moment:%Y-%m-%d %H:%M} UTC"
        self._breaker.shut(request.service, wait, reason)
        return replace(attempt.reply, detail=reason)

    def _attempt(self, request: Request, judge: Judge, until: float) -> _Attempt:
        try:
            with self._limiter.turn(request.service, until):
                left = until - self._clock.monotonic()
                return self._sent(request, judge, min(self._patience.one_try, left)) if left > _SHORTEST else _Attempt(_failed(_OVER))
        except NoTurn as none:
            after = f" for {none.wait:.0f} s more" if none.wait else ""
            return _Attempt(_failed(f"not asked: its limit allows no ask{after}"))

    def _sent(self, request: Request, judge: Judge, seconds: float) -> _Attempt:
        """One try; whatever a transport raises becomes a failure."""
        try:
            response = self._transport.send(request, seconds=seconds)
        except NotAsked as reason:
            return _Attempt(Reply(Outcome.NOT_ASKED, detail=str(reason)))
        except Unreachable as trouble:
            return _Attempt(_failed(str(trouble)), again=trouble.retry)
        except ClaimcheckError as trouble:
            return _Attempt(_failed(str(trouble)))
        except Exception as error:  # a transport may be a stranger's
            return _Attempt(_failed(f"cannot be asked ({type(error).__name__})"))
        return self._weighed(request, judge, response)

    def _weighed(self, request: Request, judge: Judge, response: Response) -> _Attempt:
        self._limiter.heed(request.service, response)
        judgement = judged(judge, response)
        if judgement.outcome not in SOUND:
            wait = retry_after(response.headers, self._clock.now()) or 0.0
            if wait and judgement.retry:
                self._limiter.hold(request.service, min(wait, LONGEST_WAIT))
            return _Attempt(_failed(judgement.detail or f"answered {response.status}"), judgement.retry, wait)
        if self._cache is not None and not self._local:
            self._cache.put(request, response, judgement.outcome)
        found = response if judgement.outcome is Outcome.FOUND else None
        return _Attempt(Reply(judgement.outcome, found, judgement.detail, self._clock.today()))


def _failed(detail: str) -> Reply:
    return Reply(Outcome.FAILED, detail=detail)


def _reply(kept: Kept) -> Reply:
    found = kept.response if kept.outcome is Outcome.FOUND else None
    return Reply(kept.outcome, found, "", kept.day, not kept.fresh)
