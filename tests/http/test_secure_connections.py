"""Connections go to the address that was checked, while certificate and name stay those of the host."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_server import RECORD, SERVICES, answer, loopback, request

from claimcheck.http import Client, LiveTransport, Unreachable
from claimcheck.http.addresses import Place, place_of
from claimcheck.model import Outcome

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl, which makes the certificate, is not installed")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificate")
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "certificate.pem"]
    subprocess.run([*made, *named], cwd=folder, check=True, capture_output=True)
    return folder / "certificate.pem"


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.parent / "key.pem")
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                try:
                    with context.wrap_socket(connection, server_side=True) as secure:
                        secure.recv(65_536)
                        secure.sendall(answer())
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


def sent(url: str) -> bytes:
    return LiveTransport(allow=loopback, services=SERVICES).send(request(url), seconds=5).body


def test_a_trusted_certificate_is_accepted(port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    assert sent(f"https://localhost:{port}/record") == RECORD


def test_a_certificate_for_another_name_is_refused(port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with pytest.raises(Unreachable, match="certificate is not trusted"):
        sent(f"https://127.0.0.1:{port}/record")


def test_a_certificate_of_a_stranger_is_refused_for_good(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    client = Client(LiveTransport(allow=loopback, services=SERVICES))
    reply = client.ask(request(f"https://localhost:{port}/record"), lambda response: pytest.fail("nothing came"))
    assert (reply.outcome, reply.detail) == (Outcome.FAILED, "its certificate is not trusted")


def test_the_second_address_is_tried_where_the_first_leads_nowhere(monkeypatch: pytest.MonkeyPatch, port: int, certificate: Path) -> None:
    def both(url: str, allow: object, seconds: float) -> Place:
        found = place_of(url, loopback, seconds)
        return Place(found.host, ("::1", "127.0.0.1"))

    monkeypatch.setattr("claimcheck.http.live.place_of", both)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    assert sent(f"https://localhost:{port}/record") == RECORD
