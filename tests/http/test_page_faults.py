"""A page that comes broken, too large or too slowly is refused in one line, in time."""

from __future__ import annotations

import gzip

import pytest
from fault_server import FaultServer, answer, loopback, says, trickles

from claimcheck.errors import ArticleError
from claimcheck.http import fetch_page

HTML = b"<p>Tea helps.</p>"


def test_a_packed_page_is_unpacked(server: FaultServer) -> None:
    server.paths["/page"] = says(answer(body=gzip.compress(HTML), Content_Type="text/html", Content_Encoding="gzip"))
    assert fetch_page(f"{server.url}/page", allow=loopback).body == HTML


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n", "too long"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "too long"),
        (b"", "too long"),
    ],
)
def test_a_page_that_trickles_ends(server: FaultServer, head: bytes, message: str) -> None:
    server.paths["/page"] = trickles(head, b"" if not head else b" ")
    with pytest.raises(ArticleError, match=message):
        fetch_page(f"{server.url}/page", seconds=0.3, allow=loopback)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (answer(body=HTML, length=500, Content_Type="text/html"), "fetched|cut short"),
        (answer(body=gzip.compress(b"\0" * 21_000_000), Content_Type="text/html", Content_Encoding="gzip"), "larger than 20 MB"),
        (answer(body=b"x", Content_Type="text/html", Content_Encoding="gzip"), "cut short|damaged"),
        (answer("302 Found", b"", Location="http://[::1"), "fetched"),
        (b"", "fetched"),
    ],
)
def test_a_page_that_does_not_come_whole_is_refused(server: FaultServer, raw: bytes, message: str) -> None:
    server.paths["/page"] = says(raw)
    with pytest.raises(ArticleError, match=message) as caught:
        fetch_page(f"{server.url}/page", allow=loopback)
    assert "\n" not in str(caught.value)
    assert "give the file" in str(caught.value)


def test_the_body_of_a_redirect_is_not_waited_for(server: FaultServer) -> None:
    server.paths["/old"] = trickles(b"HTTP/1.1 302 Found\r\nLocation: /page\r\nContent-Length: 100000\r\n\r\n", b" ")
    server.paths["/page"] = says(answer(body=HTML, Content_Type="text/html"))
    assert fetch_page(f"{server.url}/old", allow=loopback).body == HTML
