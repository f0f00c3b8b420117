"""A server on this machine that misbehaves as services do, and a clock that a test holds in its hand."""

from __future__ import annotations

import gzip
import ipaddress
import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from claimcheck.http import Clock, Judgement, Request, Response, Sent, Service
from claimcheck.model import Outcome

KEY = "k3y-of-a-test-9f27"
CONTACT = "reader@example.org"
RECORD = json.dumps({"title": "Tea and sleep", "year": 2020}).encode()


@dataclass(frozen=True)
class Asked:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes


Behaviour = Callable[[socket.socket, Asked], None]


def answer(status: str = "200 OK", body: bytes = RECORD, length: int | None = None, **headers: str) -> bytes:
    """A whole answer; `length` lies about it."""
    told = {"Content-Type": "application/json", "Content-Length": str(len(body) if length is None else length)}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


def says(raw: bytes) -> Behaviour:
    return lambda connection, asked: connection.sendall(raw)


def trickles(head: bytes, endless: bytes) -> Behaviour:
    """A little every now and then, so that no single wait is long, and no end."""

    def behave(connection: socket.socket, asked: Asked) -> None:
        connection.sendall(head)
        while not STOP.wait(0.02):
            connection.sendall(endless)

    return behave


STOP = threading.Event()
BOMB = gzip.compress(b"\0" * 30_000_000)
PACKED = gzip.compress(RECORD)
FAULTS: dict[str, Behaviour] = {
    "/busy": says(answer("429 Too Many Requests", b'{"error":"API rate limit exceeded"}')),
    "/busy-2s": says(answer("429 Too Many Requests", b'{"error":"API rate limit exceeded"}', Retry_After="2")),
    "/busy-15h": says(answer("429 Too Many Requests", b"{}", Retry_After="54000")),
    "/500": says(answer("500 Internal Server Error", b"{}")),
    "/503": says(answer("503 Service Unavailable", b"down for maintenance", Content_Type="text/plain")),
    "/504": says(answer("504 Gateway Timeout", b"<html>504</html>", Content_Type="text/html")),
    "/html": says(answer(body=b"<html><h1>Blocked</h1></html>", Content_Type="text/html")),
    "/html-as-json": says(answer(body=b"<html><h1>Blocked</h1></html>")),
    "/wrong-type": says(answer(Content_Type="application/pdf")),
    "/half-json": says(answer(body=RECORD[:20])),
    "/truncated": says(answer(body=RECORD[:20], length=len(RECORD))),
    "/half-chunk": says(chunked(RECORD[:10], end=b"20\r\nhalf")),
    "/no-last-chunk": says(chunked(RECORD, end=b"")),
    "/broken-chunk": says(chunked(RECORD, end=b"zz\r\n")),
    "/half-gzip": says(answer(body=PACKED[:-12], Content_Encoding="gzip")),
    "/false-gzip": says(answer(body=b"no gzip at all", Content_Encoding="gzip")),
    "/brotli": says(answer(body=b"whatever", Content_Encoding="br")),
    "/gzip-bomb": says(answer(body=BOMB, Content_Encoding="gzip")),
    "/huge": says(answer(body=b"x" * 3_000_000)),
    "/slow-body": trickles(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n", b" "),
    "/slow-open-end": trickles(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", b" "),
    "/slow-headers": trickles(b"HTTP/1.1 200 OK\r\n", b"X-Fill: y\r\n"),
    "/many-headers": says(answer(**{f"X-{n}": "y" for n in range(500)})),
    "/silent": trickles(b"", b""),
    "/no-status": says(b"HTTP/1.1 abc\r\n\r\n"),
    "/closed": says(b""),
    "/no-http": says(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "/loop": says(answer("302 Found", b"", Location="/loop")),
    "/to-private": says(answer("302 Found", b"", Location="http://10.0.0.1/latest/meta-data")),
    "/to-file": says(answer("302 Found", b"", Location="file:///etc/passwd")),
    "/to-nonsense": says(answer("302 Found", b"", Location="http://[::1")),
}
NEVER_DONE = frozenset({"/slow-body", "/slow-open-end", "/slow-headers", "/silent"})
SOUND: dict[str, Behaviour] = {
    "/record": says(answer()),
    "/record-gzip": says(answer(body=PACKED, Content_Encoding="gzip")),
    "/record-chunked": says(chunked(RECORD[:10], RECORD[10:])),
    "/record-open-end": says(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + RECORD),
    "/moved": says(answer("301 Moved Permanently", b"", Location="/record")),
    "/slow-redirect": trickles(b"HTTP/1.1 302 Found\r\nLocation: /record\r\nContent-Length: 100000\r\n\r\n", b" "),
    "/moved-packed": says(answer("302 Found", b"", Location="/record", Content_Encoding="gzip")),
    "/gone": says(answer("404 Not Found", b"Resource not found.")),
    "/empty": says(answer(body=b"{}")),
}


class FaultServer:
    """Answers by path, closes each connection after its answer, and remembers what it was asked."""

    def __init__(self) -> None:
        STOP.clear()
        self.asked: list[Asked] = []
        self.paths: dict[str, Behaviour] = {**SOUND, **FAULTS}
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def close(self) -> None:
        STOP.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not STOP.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._start(lambda connection=connection: self._serve(connection))

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                asked = _read(connection)
                if asked is not None:
                    self.asked.append(asked)
                    self.paths[asked.target.partition("?")[0]](connection, asked)
                    connection.shutdown(socket.SHUT_WR)
                    connection.settimeout(2)
                    connection.recv(1)
            except OSError:
                return


def _read(connection: socket.socket) -> Asked | None:
    raw = b""
    while b"\r\n\r\n" not in raw:
        piece = connection.recv(65_536)
        if not piece:
            return None
        raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65_536)
    method, target, _ = first.split(" ", 2)
    return Asked(method, target, headers, body)


def loopback(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_loopback


SERVICE = Service(
    "local",
    hosts=("127.0.0.1",),
    rate=1000.0,
    highest=1000.0,
    concurrency=8,
    most_at_once=8,
    key=Sent("api_key"),
    contact=Sent("email"),
    tool=Sent("tool"),
    variable="LOCAL_API_KEY",
    plain=True,
)
SERVICES = {"local": SERVICE}


def judge(response: Response) -> Judgement:
    """As strict as the judges of real sources: JSON with a title is a record, an empty object or a 404 is none."""
    if response.status == 404:
        return Judgement(Outcome.NOT_FOUND)
    if response.status != 200 or response.media_type != "application/json":
        return Judgement(Outcome.FAILED, f"answered {response.status} with {response.media_type}")
    try:
        record = json.loads(response.body)
    except ValueError:
        return Judgement(Outcome.FAILED, "answered with broken JSON")
    return Judgement(Outcome.FOUND if "title" in record else Outcome.NOT_FOUND)


def request(url: str = "https://service.example/record", **fields: object) -> Request:
    return Request(**{"service": "local", "url": url, **fields})  # type: ignore[arg-type]


@dataclass
class HeldTime:
    """Time that runs only where somebody sleeps; `chance` is the answer to every throw of dice."""

    passed: float = 1000.0
    chance: float = 1.0
    start: datetime = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.slept.append(seconds)
            self.passed += seconds

    def clock(self) -> Clock:
        now = lambda: self.start + timedelta(seconds=self.passed - 1000.0)  # noqa: E731
        return Clock(lambda: self.passed, self.sleep, now, lambda: self.chance)
