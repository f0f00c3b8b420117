"""Pages are fetched from public hosts only, within limits, from servers on this machine where a test lets them."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from claimcheck import http
from claimcheck.errors import ArticleError


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
            return
        if self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.1/secret")
            self.end_headers()
            return
        if self.path == "/gone":
            self.send_error(404)
            return
        kind = "application/pdf" if self.path == "/pdf" else "text/html; charset=utf-8"
        body = b"x" * (http.LARGEST + 10) if self.path == "/huge" else b"<p>Tea helps.</p>"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            return

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


def loopback(address: http.Address) -> bool:
    return address.is_loopback


def test_a_page_is_fetched_with_its_type(server: str) -> None:
    page = http.fetch_page(f"{server}/page", allow=loopback)
    assert (page.media_type, page.charset, page.body) == ("text/html", "utf-8", b"<p>Tea helps.</p>")


def test_redirects_are_followed_by_hand(server: str) -> None:
    assert http.fetch_page(f"{server}/moved", allow=loopback).url == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/loop", "redirects"),
        ("/inside", "private"),
        ("/gone", "404"),
        ("/pdf", "application/pdf"),
        ("/huge", "larger than"),
    ],
)
def test_what_is_refused_says_why(server: str, path: str, message: str) -> None:
    with pytest.raises(ArticleError, match=message):
        http.fetch_page(f"{server}{path}", allow=loopback)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "http://[64:ff9b::a00:1]/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(ArticleError, match=r"private|not found"):
        http.fetch_page(url)


@pytest.mark.parametrize("url", ["ftp://a.org/x", "file:///etc/passwd", "http://", "http://user:secret@a.org/", "http://a.org:99999/"])
def test_wrong_addresses_are_refused_without_telling_secrets(url: str) -> None:
    with pytest.raises(ArticleError) as caught:
        http.fetch_page(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("192.168.0.1", False),
        ("224.0.0.1", False),
        ("2001:4860:4860::8888", True),
        ("fe80::1", False),
    ],
)
def test_public_addresses_are_told_apart(address: str, public: bool) -> None:
    assert http.is_public(ipaddress.ip_address(address)) is public
