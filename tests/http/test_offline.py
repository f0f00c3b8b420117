"""Offline no socket is opened, and the reply says why nothing was asked; each way to ask has its client."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from fault_server import judge, request

from claimcheck.errors import UsageError
from claimcheck.http import OFFLINE, Asking, Client, NotAsked, OfflineTransport, open_client
from claimcheck.model import Outcome


class SocketOpened(BaseException):
    """Raised where a socket is opened; nothing catches it on the way."""


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise SocketOpened

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


def test_the_guard_sees_sockets(no_sockets: None) -> None:
    with pytest.raises(SocketOpened):
        socket.socket()


@pytest.mark.usefixtures("no_sockets")
def test_offline_nothing_is_opened_and_the_reply_says_so() -> None:
    for client in (Client(OfflineTransport()), open_client(Asking())):
        reply = client.ask(request("https://api.crossref.org/works/10.1/x", service="crossref"), judge)
        assert (reply.outcome, reply.response, reply.detail) == (Outcome.NOT_ASKED, None, OFFLINE)
    assert "\n" not in OFFLINE


def test_the_transport_itself_says_so() -> None:
    with pytest.raises(NotAsked) as caught:
        OfflineTransport().send(request(), seconds=1)
    assert (str(caught.value), caught.value.retry) == (OFFLINE, False)


@pytest.mark.usefixtures("no_sockets")
def test_recordings_go_over_the_network(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"title": "Tea"}')
    entry = {"file": "a.json", "method": "GET", "url": request().url, "status": 200, "headers": {"content-type": "application/json"}}
    (tmp_path / "index.json").write_text(json.dumps([entry]))
    client = open_client(Asking(online=True, replay=tmp_path))
    assert client.ask(request(), judge).outcome is Outcome.FOUND
    assert client.ask(request("https://service.example/other"), judge).outcome is Outcome.FAILED


def test_online_a_service_without_its_contact_address_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMCHECK_EMAIL", raising=False)
    client = open_client(Asking(online=True, cache=tmp_path, record=tmp_path / "recorded"))
    reply = client.ask(request("https://api.unpaywall.org/v2/10.1/x", service="unpaywall"), judge)
    assert reply.outcome is Outcome.NOT_ASKED
    assert "CLAIMCHECK_EMAIL" in reply.detail
    client.close()


def test_a_contact_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="contact"):
        open_client(Asking(online=True, contact="nobody", cache=tmp_path))


def test_the_network_library_is_loaded_only_where_it_is_used() -> None:
    program = "import sys, claimcheck.http; sys.exit(bool({'requests', 'urllib3', 'ssl'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
