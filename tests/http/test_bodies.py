"""A body comes whole or not at all, within limits before and after it is unpacked."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.http import Unreachable
from claimcheck.http.bodies import whole_body

MOST = 10_000


def pieces(body: bytes, size: int) -> list[bytes]:
    return [body[at : at + size] for at in range(0, len(body), size)]


@given(st.binary(max_size=MOST), st.integers(1, 500), st.sampled_from(["", "identity", "gzip", "deflate"]), st.booleans())
def test_whole_bodies_come_back(body: bytes, size: int, packing: str, counted: bool) -> None:
    sent = {"gzip": gzip.compress, "deflate": zlib.compress}.get(packing, bytes)(body)
    headers = {"content-encoding": packing} | ({"content-length": str(len(sent))} if counted else {})
    assert whole_body(pieces(sent, size), headers, MOST + 1000) == body


@given(st.binary(min_size=1, max_size=200), st.data())
def test_packed_bodies_that_are_cut_short_are_refused(body: bytes, data: st.DataObject) -> None:
    sent = gzip.compress(body)
    cut = data.draw(st.integers(1, len(sent) - 1))
    with pytest.raises(Unreachable):
        whole_body(pieces(sent[:cut], 7), {"content-encoding": "gzip"}, MOST)


@given(st.binary(max_size=300))
def test_no_body_breaks_the_unpacking(body: bytes) -> None:
    try:
        whole_body(pieces(body, 50), {"content-encoding": "gzip"}, MOST)
    except Unreachable as refused:
        assert "answer" in str(refused)


def test_no_packed_body_is_an_empty_one() -> None:
    assert whole_body([], {"content-encoding": "gzip"}, MOST) == b""
    with pytest.raises(Unreachable, match="cut short"):
        whole_body([], {"content-encoding": "gzip", "content-length": "50"}, MOST)


def test_several_members_are_one_body() -> None:
    assert whole_body([gzip.compress(b"one ") + gzip.compress(b"two")], {"content-encoding": "gzip"}, MOST) == b"one two"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"x" * (MOST + 1), {}),
        (gzip.compress(b"\0" * (MOST + 1)), {"content-encoding": "gzip"}),
        (gzip.compress(b"\0" * MOST) + gzip.compress(b"\0"), {"content-encoding": "gzip"}),
    ],
)
def test_large_bodies_are_refused_for_good(body: bytes, headers: dict[str, str]) -> None:
    with pytest.raises(Unreachable, match=r"larger than 0\.01 MB") as caught:
        whole_body(pieces(body, 100), headers, MOST)
    assert not caught.value.retry


def test_a_bomb_is_left_at_the_limit() -> None:
    taken = []

    def coming() -> object:
        for piece in pieces(gzip.compress(b"\0" * 20_000_000), 100):
            taken.append(piece)
            yield piece

    with pytest.raises(Unreachable, match="larger"):
        whole_body(coming(), {"content-encoding": "gzip"}, MOST)  # type: ignore[arg-type]
    assert len(taken) <= 3


@pytest.mark.parametrize("length", ["4", "6", "0"])
def test_a_length_that_is_wrong_is_a_body_cut_short(length: str) -> None:
    with pytest.raises(Unreachable, match="cut short"):
        whole_body([b"12345"], {"content-length": length}, MOST)


@pytest.mark.parametrize("headers", [{"content-length": "x"}, {"content-length": "9", "transfer-encoding": "chunked"}])
def test_a_length_that_tells_nothing_is_passed_over(headers: dict[str, str]) -> None:
    assert whole_body([b"12345"], headers, MOST) == b"12345"
