"""The client asks again where that may help, gives up in time, keeps sound answers only, and never takes an outage for an absence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fault_server import (
    CONTACT,
    FAULTS,
    KEY,
    NEVER_DONE,
    RECORD,
    SERVICES,
    FaultServer,
    HeldTime,
    judge,
    loopback,
    request,
)

from claimcheck.errors import UsageError
from claimcheck.http import (
    Cache,
    Client,
    Identity,
    Judgement,
    Limiter,
    LiveTransport,
    NotAsked,
    Patience,
    RateHeaders,
    Request,
    Response,
    Service,
    Unreachable,
)
from claimcheck.model import Outcome

JSON = {"content-type": "application/json"}
FOUND = Response(200, JSON, RECORD)
GONE = Response(404, JSON, b"Resource not found.")
DOWN = Response(503, {"content-type": "text/plain"}, b"down")


class Scripted:
    """A transport that answers from a list; the last answer is repeated."""

    def __init__(self, *answers: Response | Exception) -> None:
        self.answers = list(answers)
        self.asked = 0

    def send(self, request: Request, *, seconds: float) -> Response:
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def client(transport: object, time: HeldTime, cache: Cache | None = None, **patience: float) -> Client:
    clock = time.clock()
    limiter = Limiter(SERVICES, clock=clock)
    return Client(transport, cache, limiter=limiter, clock=clock, patience=Patience(**patience))  # type: ignore[arg-type]


@pytest.fixture
def time() -> HeldTime:
    return HeldTime()


@pytest.fixture
def cache(tmp_path: Path, time: HeldTime) -> Iterator[Cache]:
    kept = Cache(tmp_path / "kept", clock=time.clock())
    yield kept
    kept.close()


def test_a_record_is_found_with_its_day(time: HeldTime) -> None:
    reply = client(Scripted(FOUND), time).ask(request(), judge)
    assert (reply.outcome, reply.response, reply.asked_on, reply.stale) == (Outcome.FOUND, FOUND, "2026-03-01", False)


def test_an_absence_is_not_found(time: HeldTime) -> None:
    reply = client(Scripted(GONE), time).ask(request(), judge)
    assert (reply.outcome, reply.response, reply.asked_on) == (Outcome.NOT_FOUND, None, "2026-03-01")


@pytest.mark.parametrize("failure", [Unreachable("no answer in time"), Response(429, {}, b""), Response(500, {}, b""), DOWN])
def test_what_may_pass_is_asked_again(time: HeldTime, failure: Response | Exception) -> None:
    transport = Scripted(failure, failure, failure, FOUND)
    assert client(transport, time).ask(request(), judge).outcome is Outcome.FOUND
    assert [wait for wait in time.slept if wait > 0.5] == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("failure", [Unreachable("no answer in time"), Response(429, JSON, b""), Response(504, JSON, b"{}"), DOWN])
def test_four_tries_and_no_more(time: HeldTime, failure: Response | Exception) -> None:
    transport = Scripted(failure)
    reply = client(transport, time).ask(request(), judge)
    assert (reply.outcome, transport.asked) == (Outcome.FAILED, 4)
    assert reply.detail == (str(failure) if isinstance(failure, Exception) else f"answered {failure.status}")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 422])
def test_refusals_for_good_are_not_asked_again(time: HeldTime, status: int) -> None:
    transport = Scripted(Response(status, JSON, b"{}"))
    client(transport, time).ask(request(), judge)
    assert (transport.asked, time.slept) == (1, [])


def test_what_cannot_pass_is_not_asked_again(time: HeldTime) -> None:
    transport = Scripted(Unreachable("the answer is larger than 20 MB", retry=False))
    reply = client(transport, time).ask(request(), judge)
    assert (reply.outcome, reply.detail, transport.asked) == (Outcome.FAILED, "the answer is larger than 20 MB", 1)


def test_a_judge_may_have_it_asked_again(time: HeldTime) -> None:
    transport = Scripted(FOUND)
    reply = client(transport, time).ask(request(), lambda response: Judgement(Outcome.FAILED, "try again later", retry=True))
    assert (reply.detail, transport.asked) == ("try again later", 4)


def test_waits_are_drawn_by_chance(time: HeldTime) -> None:
    time.chance = 0.25
    client(Scripted(DOWN, DOWN, FOUND), time).ask(request(), judge)
    assert [wait for wait in time.slept if wait > 0.1] == [0.25, 0.5]


@pytest.mark.parametrize(("told", "slept"), [("7", 7.0), ("Sun, 01 Mar 2026 12:00:09 GMT", 9.0), ("0", 1.0), ("soon", 1.0), ("-5", 1.0)])
def test_the_wait_that_a_service_asks_for_is_kept(time: HeldTime, told: str, slept: float) -> None:
    reply = client(Scripted(Response(429, {"retry-after": told}, b""), FOUND), time).ask(request(), judge)
    assert reply.outcome is Outcome.FOUND
    assert sum(time.slept) == pytest.approx(slept, abs=0.01)


def test_a_long_wait_is_not_waited_for(time: HeldTime) -> None:
    transport = Scripted(Response(429, {"retry-after": "54000"}, b""), FOUND)
    asking = client(transport, time)
    for _ in range(3):
        reply = asking.ask(request(), judge)
        assert (reply.outcome, reply.detail) == (Outcome.FAILED, "answered 429; asks to wait until 2026-03-02 03:00 UTC")
    assert (transport.asked, time.slept) == (1, [])
    time.passed += 54_001
    assert asking.ask(request(), judge).outcome is Outcome.FOUND


@pytest.mark.parametrize("told", ["9" * 9, "9" * 30, "Fri, 31 Dec 9999 23:59:59 GMT", "Sun, 01 Mar 2026 12:00:09 +9999999"])
def test_absurd_waits_break_nothing(time: HeldTime, told: str) -> None:
    reply = client(Scripted(Response(429, {"retry-after": told}, b"")), time).ask(request(), judge)
    assert reply.outcome is Outcome.FAILED


@pytest.mark.parametrize("fault", [ValueError("broken"), RecursionError(), KeyError("title"), MemoryError()])
def test_a_judge_that_raises_is_a_failure(time: HeldTime, cache: Cache, fault: Exception) -> None:
    def broken(response: Response) -> Judgement:
        raise fault

    reply = client(Scripted(FOUND), time, cache).ask(request(), broken)
    assert (reply.outcome, reply.detail) == (Outcome.FAILED, f"its answer cannot be judged ({type(fault).__name__})")
    assert cache.counts() == {}


def test_a_judge_that_answers_nonsense_is_a_failure(time: HeldTime) -> None:
    assert client(Scripted(FOUND), time).ask(request(), lambda response: None).outcome is Outcome.FAILED  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize("outcome", [Outcome.FOUND, Outcome.NOT_FOUND, Outcome.NOT_ASKED])
@pytest.mark.parametrize("status", [301, 401, 403, 407, 429, 500, 502, 503, 504])
def test_no_judge_can_make_a_refusal_an_answer(time: HeldTime, cache: Cache, status: int, outcome: Outcome) -> None:
    reply = client(Scripted(Response(status, JSON, RECORD)), time, cache).ask(request(), lambda response: Judgement(outcome))
    assert (reply.outcome, reply.detail) == (Outcome.FAILED, f"answered {status}")
    assert cache.counts() == {}


def test_a_transport_that_breaks_is_a_failure(time: HeldTime) -> None:
    reply = client(Scripted(RuntimeError(f"secret {KEY}")), time).ask(request(), judge)
    assert (reply.outcome, reply.detail) == (Outcome.FAILED, "cannot be asked (RuntimeError)")


def test_trouble_with_a_folder_is_told_as_it_is(time: HeldTime) -> None:
    reply = client(Scripted(UsageError("new: answers cannot be recorded there")), time).ask(request(), judge)
    assert (reply.outcome, reply.detail) == (Outcome.FAILED, "new: answers cannot be recorded there")


def test_what_was_not_meant_to_be_asked_is_not_asked(time: HeldTime) -> None:
    reply = client(Scripted(NotAsked("offline")), time).ask(request(), judge)
    assert (reply.outcome, reply.detail) == (Outcome.NOT_ASKED, "offline")


def test_one_ask_ends_in_time(time: HeldTime) -> None:
    transport = Scripted(Response(503, {"retry-after": "20"}, b""))
    reply = client(transport, time, ask=50.0).ask(request(), judge)
    assert (reply.outcome, transport.asked) == (Outcome.FAILED, 3)
    assert sum(time.slept) <= 50


def test_a_run_ends_in_time(time: HeldTime) -> None:
    transport = Scripted(DOWN)
    whole = client(transport, time)
    article = whole.within(30.0)
    time.passed += 31
    reply = article.ask(request(), judge)
    assert (reply.outcome, reply.detail, transport.asked) == (Outcome.FAILED, "not asked any more: the time for this run is over", 0)
    transport.answers = [FOUND]
    assert whole.ask(request(), judge).outcome is Outcome.FOUND
    assert client(transport, time, run=0.0).ask(request(), judge).outcome is Outcome.FAILED


def test_a_service_that_keeps_failing_is_left_alone(time: HeldTime) -> None:
    transport = Scripted(DOWN)
    asking = client(transport, time)
    details = [asking.ask(request(f"https://service.example/{n}"), judge).detail for n in range(20)]
    assert transport.asked == 4 + 1 + 1
    assert details[3:] == ["not asked again after 3 failures in a row: answered 503"] * 17
    other = asking.ask(request(service="other"), judge)
    assert other.detail == "answered 503"


def test_a_service_left_alone_is_tried_again_later(time: HeldTime) -> None:
    transport = Scripted(DOWN)
    asking = client(transport, time)
    for _ in range(3):
        asking.ask(request(), judge)
    time.passed += 121
    transport.answers = [FOUND]
    assert [asking.ask(request(), judge).outcome for _ in range(2)] == [Outcome.FOUND, Outcome.FOUND]


def test_failures_that_are_the_questions_own_leave_the_service_open(time: HeldTime) -> None:
    transport = Scripted(
        Unreachable("not recorded", retry=False), Response(400, JSON, b""), Response(403, JSON, b""), Response(400, JSON, b""), FOUND
    )
    asking = client(transport, time)
    assert [asking.ask(request(), judge).outcome for _ in range(5)] == [*[Outcome.FAILED] * 4, Outcome.FOUND]


def test_answers_are_kept(time: HeldTime, cache: Cache) -> None:
    transport = Scripted(FOUND)
    asking = client(transport, time, cache)
    asking.ask(request("https://service.example/r?a=1&b=2"), judge)
    time.passed += 86_400
    reply = asking.ask(request("https://service.example/r?b=2&a=%31"), judge)
    assert (reply.outcome, reply.asked_on, reply.stale, transport.asked) == (Outcome.FOUND, "2026-03-01", False, 1)
    assert reply.response is not None
    assert reply.response.body == RECORD


def test_an_old_record_stands_in_for_a_silent_service_with_its_day(time: HeldTime, cache: Cache) -> None:
    transport = Scripted(FOUND, DOWN)
    asking = client(transport, time, cache)
    asking.ask(request(), judge)
    time.passed += 86_400 * 31
    reply = asking.ask(request(), judge)
    assert (reply.outcome, reply.asked_on, reply.stale, reply.detail) == (Outcome.FOUND, "2026-03-01", True, "answered 503")
    assert transport.asked == 5


def test_an_old_record_gives_way_to_a_new_answer(time: HeldTime, cache: Cache) -> None:
    asking = client(Scripted(FOUND, GONE), time, cache)
    asking.ask(request(), judge)
    time.passed += 86_400 * 31
    assert asking.ask(request(), judge).outcome is Outcome.NOT_FOUND


def test_an_old_absence_does_not_stand_in_for_a_silent_service(time: HeldTime, cache: Cache) -> None:
    asking = client(Scripted(GONE, DOWN), time, cache)
    assert [asking.ask(request(), judge).outcome for _ in range(2)] == [Outcome.NOT_FOUND, Outcome.NOT_FOUND]
    time.passed += 86_400 * 2
    assert asking.ask(request(), judge).outcome is Outcome.FAILED


def test_a_kept_answer_that_the_judge_no_longer_holds_sound_is_asked_for_anew(time: HeldTime, cache: Cache) -> None:
    transport = Scripted(FOUND)
    asking = client(transport, time, cache)
    asking.ask(request(), judge)
    asking.ask(request(), lambda response: Judgement(Outcome.FAILED, "stricter now"))
    assert transport.asked == 2


def test_a_transport_without_a_network_is_asked_once_and_at_once(time: HeldTime, cache: Cache) -> None:
    transport = Scripted(DOWN)
    transport.local = True  # type: ignore[attr-defined]
    asking = client(transport, time, cache)
    assert [asking.ask(request(), judge).detail for _ in range(5)] == ["answered 503"] * 5
    transport.answers = [FOUND]
    assert asking.ask(request(), judge).outcome is Outcome.FOUND
    assert (transport.asked, time.slept, cache.counts()) == (6, [], {})


@pytest.mark.parametrize("path", sorted(FAULTS))
def test_no_fault_is_kept_or_taken_for_an_absence(server: FaultServer, time: HeldTime, cache: Cache, path: str) -> None:
    identity = Identity(CONTACT, {"local": KEY})
    live = LiveTransport(identity, allow=loopback, services=SERVICES, largest=2_000_000)
    asked = request(f"{server.url}{path}")
    assert client(live, time, cache).ask(request(f"{server.url}/record"), judge).outcome is Outcome.FOUND
    reply = client(live, time, cache, one_try=0.2 if path in NEVER_DONE else 10.0).ask(asked, judge)
    assert (reply.outcome, reply.response) == (Outcome.FAILED, None)
    assert not any(secret in repr(reply) for secret in (KEY, CONTACT, "reader%40"))
    assert cache.get(asked) is None
    assert cache.counts() == {"local": 1}


@pytest.mark.parametrize("path", ["/busy", "/503", "/closed", "/half-chunk"])
def test_a_fault_leaves_the_old_record_as_it_is(server: FaultServer, time: HeldTime, cache: Cache, path: str) -> None:
    asking = client(LiveTransport(allow=loopback, services=SERVICES), time, cache)
    asked = request(f"{server.url}/changing")
    server.paths["/changing"] = server.paths["/record"]
    asking.ask(asked, judge)
    time.passed += 86_400 * 31
    server.paths["/changing"] = server.paths[path]
    reply = asking.ask(asked, judge)
    assert (reply.outcome, reply.stale, reply.asked_on) == (Outcome.FOUND, True, "2026-03-01")
    assert reply.response is not None
    assert reply.response.body == RECORD


def test_neither_key_nor_address_is_kept_on_disk(server: FaultServer, time: HeldTime, tmp_path: Path) -> None:
    server.paths["/echo"] = lambda connection, asked: server.paths["/record"](connection, asked)
    live = LiveTransport(Identity(CONTACT, {"local": KEY}), allow=loopback, services=SERVICES)
    cache = Cache(tmp_path, clock=time.clock())
    url = f"{server.url}/echo?api_key={KEY}&email=reader%40example.org&id=7"
    assert client(live, time, cache).ask(request(url), judge).outcome is Outcome.FOUND
    cache.close()
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"id=7" in files
    assert not [secret for secret in (KEY, CONTACT, "reader") if secret.encode() in files]


def test_a_broken_file_of_kept_answers_is_told_and_costs_nothing_else(time: HeldTime, tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").write_bytes(b"no database" * 1000)
    asking = client(Scripted(FOUND), time, Cache(tmp_path, clock=time.clock()))
    assert asking.problems == ()
    assert [asking.ask(request(), judge).outcome for _ in range(2)] == [Outcome.FOUND, Outcome.FOUND]
    assert [problem.stage for problem in asking.problems] == ["cache"]


def test_threads_share_turns_and_answers(time: HeldTime, cache: Cache) -> None:
    transport = Scripted(FOUND)
    asking = client(transport, time, cache)
    replies = _in_threads(8, lambda n: asking.within(1e6).ask(request(f"https://service.example/{n % 2}"), judge).outcome)
    assert replies == [Outcome.FOUND] * 8
    assert cache.counts() == {"local": 2}


def _in_threads(count: int, work: Callable[[int], object]) -> list[object]:
    done: list[object] = []
    threads = [threading.Thread(target=lambda n=n: done.append(work(n))) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def test_a_wait_that_a_service_asks_for_holds_for_everybody(time: HeldTime) -> None:
    asking = client(Scripted(Response(429, {"retry-after": "7"}, b""), FOUND), time, tries=1)
    assert asking.ask(request("https://service.example/1"), judge).outcome is Outcome.FAILED
    assert asking.within(1000.0).ask(request("https://service.example/2"), judge).outcome is Outcome.FOUND
    assert sum(time.slept) == pytest.approx(7.0)


def test_limits_that_a_service_tells_steer_the_asks(time: HeldTime) -> None:
    services = {"local": Service("local", highest=4.0, headers=RateHeaders("x-rate-limit-limit", "x-rate-limit-interval"))}
    told = Response(200, {**JSON, "x-rate-limit-limit": "4", "x-rate-limit-interval": "1s"}, RECORD)
    clock = time.clock()
    limiter = Limiter(services, clock=clock)
    asking = Client(Scripted(told), limiter=limiter, clock=clock)
    for number in range(30):
        asking.ask(request(f"https://service.example/{number}"), judge)
    assert limiter.rate("local") == 4.0


def test_failures_count_in_a_row_only(time: HeldTime) -> None:
    transport = Scripted(DOWN, DOWN, FOUND, DOWN, DOWN, FOUND, GONE)
    asking = client(transport, time, tries=1)
    outcomes = [asking.ask(request(f"https://service.example/{number}"), judge).outcome for number in range(7)]
    assert outcomes[5:] == [Outcome.FOUND, Outcome.NOT_FOUND]


def test_a_turn_that_comes_with_no_time_left_is_not_used(time: HeldTime) -> None:
    clock = time.clock()
    limiter = Limiter({"local": Service("local")}, clock=clock)
    transport = Scripted(FOUND)
    asking = Client(transport, limiter=limiter, clock=clock)
    limiter.hold("local", 9.95)
    reply = asking.within(10.0).ask(request(), judge)
    assert (reply.outcome, transport.asked) == (Outcome.FAILED, 0)
    assert "time for this run" in reply.detail
