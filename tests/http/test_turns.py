"""Turns to ask are spaced, shared between threads and services of a pool, and steered by what services tell."""

from __future__ import annotations

import threading
import time as real_time
from contextlib import ExitStack

import pytest
from fault_server import HeldTime

from claimcheck.http import Clock, Limiter, RateHeaders, Response, Service
from claimcheck.http.limiter import NoTurn

FOREVER = float("inf")
SERVICES = {
    service.name: service
    for service in (
        Service("slow", rate=2.0, highest=2.0),
        Service(
            "told",
            rate=1.0,
            highest=3.0,
            most_at_once=3,
            headers=RateHeaders("x-rate-limit-limit", "x-rate-limit-interval", concurrency="x-concurrency-limit"),
        ),
        Service("first", rate=2.5, highest=2.5, keyed=8.0, pool="shared", concurrency=2, most_at_once=2),
        Service("second", rate=2.5, highest=2.5, keyed=8.0, pool="shared", concurrency=2, most_at_once=2),
        Service("budget", rate=2.0, highest=2.0, headers=RateHeaders(remaining="x-ratelimit-remaining", reset="x-ratelimit-reset")),
        Service("wide", rate=1000.0, highest=1000.0, concurrency=3, most_at_once=3),
    )
}


@pytest.fixture
def time() -> HeldTime:
    return HeldTime()


def limiter(time: HeldTime, keyed: frozenset[str] = frozenset()) -> Limiter:
    return Limiter(SERVICES, clock=time.clock(), keyed=keyed)


def starts(turns: Limiter, time: HeldTime, name: str, count: int) -> list[float]:
    """When each of some asks in a row may start."""
    begun = []
    for _ in range(count):
        with turns.turn(name, FOREVER):
            begun.append(time.passed - 1000.0)
    return begun


def response(status: int = 200, **headers: str) -> Response:
    return Response(status, {name.replace("_", "-"): value for name, value in headers.items()}, b"")


def test_asks_are_spaced(time: HeldTime) -> None:
    assert starts(limiter(time), time, "slow", 5) == pytest.approx([0.0, 0.5, 1.0, 1.5, 2.0])


def test_idle_time_is_not_saved_up(time: HeldTime) -> None:
    turns = limiter(time)
    starts(turns, time, "slow", 1)
    time.passed = 1100.0
    assert starts(turns, time, "slow", 3) == pytest.approx([100.0, 100.5, 101.0])


def test_services_of_a_pool_share_one_limit(time: HeldTime) -> None:
    turns = limiter(time)
    assert [starts(turns, time, name, 1)[0] for name in ("first", "second", "first")] == pytest.approx([0.0, 0.4, 0.8])


def test_a_key_makes_it_faster(time: HeldTime) -> None:
    assert starts(limiter(time, frozenset({"first"})), time, "first", 3) == pytest.approx([0.0, 0.125, 0.25])


def test_a_key_makes_only_its_own_service_faster(time: HeldTime) -> None:
    assert starts(limiter(time, frozenset({"first"})), time, "second", 3) == pytest.approx([0.0, 0.4, 0.8])


def test_services_do_not_wait_for_each_other(time: HeldTime) -> None:
    turns = limiter(time)
    assert [starts(turns, time, name, 1)[0] for name in ("slow", "told", "wide", "unknown")] == [0.0] * 4


@pytest.mark.parametrize(
    ("limit", "interval", "rate"),
    [("2", "1s", 2.0), ("50", "1s", 3.0), ("120", "1m", 2.0), ("1", "2", 0.5), ("1", "1h", 0.1), ("2000", "1000ms", 3.0)],
)
def test_limits_that_a_service_tells_are_kept(time: HeldTime, limit: str, interval: str, rate: float) -> None:
    turns = limiter(time)
    for _ in range(30):
        turns.heed("told", response(x_rate_limit_limit=limit, x_rate_limit_interval=interval))
    assert turns.rate("told") == pytest.approx(rate)


@pytest.mark.parametrize(
    ("limit", "interval"), [("0", "1s"), ("-3", "1s"), ("9" * 40, "1s"), ("x", "1s"), ("", ""), ("5", "0s"), ("²", "1s"), ("5", "9" * 40)]
)
def test_limits_that_make_no_sense_are_passed_over(time: HeldTime, limit: str, interval: str) -> None:
    turns = limiter(time)
    for _ in range(30):
        turns.heed("told", response(x_rate_limit_limit=limit, x_rate_limit_interval=interval, x_concurrency_limit=limit))
    assert turns.rate("told") == 1.0


def test_a_refusal_slows_down_and_answers_speed_up_again(time: HeldTime) -> None:
    turns = limiter(time)
    turns.heed("slow", response(429))
    turns.heed("slow", response(429))
    assert turns.rate("slow") == 0.5
    for _ in range(40):
        turns.heed("slow", response())
    assert turns.rate("slow") == 2.0
    for _ in range(40):
        turns.heed("slow", response(429))
    assert turns.rate("slow") == 0.1


def test_everybody_waits_where_a_service_asks_for_it(time: HeldTime) -> None:
    turns = limiter(time)
    turns.hold("first", 30.0)
    assert starts(turns, time, "second", 2) == pytest.approx([30.0, 30.4])


def test_a_budget_that_is_spent_is_waited_for(time: HeldTime) -> None:
    turns = limiter(time)
    turns.heed("budget", response(x_ratelimit_remaining="0", x_ratelimit_reset="58798"))
    with pytest.raises(NoTurn) as caught, turns.turn("budget", time.passed + 60):
        pass
    assert caught.value.wait == pytest.approx(58798.0)


@pytest.mark.parametrize("left", ["10", "989", "x", "", "-1"])
def test_a_budget_that_is_not_spent_holds_nobody_up(time: HeldTime, left: str) -> None:
    turns = limiter(time)
    turns.heed("budget", response(x_ratelimit_remaining=left, x_ratelimit_reset="58798"))
    assert starts(turns, time, "budget", 1) == [0.0]


def test_a_turn_that_comes_too_late_is_left_to_others(time: HeldTime) -> None:
    turns = limiter(time)
    starts(turns, time, "slow", 1)
    with pytest.raises(NoTurn), turns.turn("slow", time.passed + 0.4):
        pass
    assert starts(turns, time, "slow", 1) == pytest.approx([0.5])


def test_a_hold_reaches_those_who_already_wait(time: HeldTime) -> None:
    turns = limiter(time)
    clock = time.clock()
    held = False

    def sleep(seconds: float) -> None:
        nonlocal held
        clock.sleep(seconds)
        if not held:
            held = True
            turns.hold("slow", 10.0)

    turns = Limiter(SERVICES, clock=Clock(clock.monotonic, sleep, clock.now, clock.chance))
    assert starts(turns, time, "slow", 2) == pytest.approx([0.0, 10.5])


def test_threads_share_the_turns(time: HeldTime) -> None:
    turns = limiter(time)
    threads = [threading.Thread(target=starts, args=(turns, time, "slow", 5)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with turns.turn("slow", FOREVER):
        assert time.passed - 1000.0 >= 20 * 0.5


def test_few_are_under_way_at_once() -> None:
    turns = Limiter(SERVICES, clock=Clock())
    lock = threading.Lock()
    under_way, most = 0, 0

    def ask() -> None:
        nonlocal under_way, most
        for _ in range(5):
            with turns.turn("wide", FOREVER):
                with lock:
                    under_way += 1
                    most = max(most, under_way)
                real_time.sleep(0.002)
                with lock:
                    under_way -= 1

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 < most <= 3


def test_nobody_waits_for_ever_for_those_under_way() -> None:
    clock = Clock()
    turns = Limiter(SERVICES, clock=clock)
    with ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(turns.turn("wide", FOREVER))
        with pytest.raises(NoTurn), turns.turn("wide", clock.monotonic() + 0.02):
            pass
    with turns.turn("wide", clock.monotonic() + 5):
        pass


def test_the_number_at_once_follows_the_service(time: HeldTime) -> None:
    turns = limiter(time)
    turns.heed("told", response(x_concurrency_limit="50"))
    with ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(turns.turn("told", FOREVER))
        with pytest.raises(NoTurn), turns.turn("told", 0.0):
            pass


def test_a_turn_is_given_back_where_the_ask_breaks(time: HeldTime) -> None:
    turns = limiter(time)
    with pytest.raises(ValueError, match="broken"), turns.turn("slow", FOREVER):
        raise ValueError("broken")
    assert starts(turns, time, "slow", 1) == pytest.approx([0.5])
