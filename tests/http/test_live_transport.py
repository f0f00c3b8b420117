"""The live transport gives whole answers or none, in time, and tells nobody but the service who asks."""

from __future__ import annotations

import logging
import socket

import pytest
from fault_server import CONTACT, FAULTS, KEY, NEVER_DONE, RECORD, SERVICE, SERVICES, FaultServer, answer, loopback, request, says

from claimcheck.http import Identity, LiveTransport, NotAsked, Service, Unreachable
from claimcheck.http.services import known_services

IDENTITY = Identity(CONTACT, {"local": KEY})
ANSWERED = {"/busy", "/busy-2s", "/busy-15h", "/500", "/503", "/504", "/html", "/html-as-json", "/wrong-type", "/half-json"}
FOR_GOOD = {"/brotli", "/gzip-bomb", "/huge", "/loop", "/to-private", "/to-file", "/to-nonsense"}


def transport(**options: object) -> LiveTransport:
    return LiveTransport(IDENTITY, allow=loopback, services=SERVICES, largest=2_000_000, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path", ["/record", "/record-gzip", "/record-chunked", "/record-open-end", "/moved", "/moved-packed", "/slow-redirect"]
)
def test_whole_answers_come_as_they_are(server: FaultServer, path: str) -> None:
    response = transport().send(request(f"{server.url}{path}"), seconds=5)
    assert (response.status, response.media_type, response.body) == (200, "application/json", RECORD)


@pytest.mark.parametrize("path", sorted(ANSWERED | {"/gone"}))
def test_refusals_are_answers_for_the_judge(server: FaultServer, path: str) -> None:
    assert transport().send(request(f"{server.url}{path}"), seconds=5).url == f"{server.url}{path}"


@pytest.mark.parametrize("path", sorted(set(FAULTS) - ANSWERED))
def test_what_is_not_whole_is_unreachable(server: FaultServer, path: str) -> None:
    with pytest.raises(Unreachable) as caught:
        transport().send(request(f"{server.url}{path}"), seconds=0.3 if path in NEVER_DONE else 10)
    assert caught.value.retry is (path not in FOR_GOOD)
    assert KEY not in str(caught.value)
    assert CONTACT not in str(caught.value)
    assert caught.value.__context__ is None  # what hangs on is printed with it, and holds the address with the key


@pytest.mark.parametrize("path", sorted(NEVER_DONE))
def test_one_deadline_holds_for_everything(server: FaultServer, path: str) -> None:
    with pytest.raises(Unreachable, match=r"too long|in time"):
        transport().send(request(f"{server.url}{path}"), seconds=0.3)


def test_a_handshake_that_hangs_ends(server: FaultServer) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    with listening, pytest.raises(Unreachable, match=r"too long|in time"):
        transport().send(request(f"https://127.0.0.1:{listening.getsockname()[1]}/"), seconds=0.3)


def test_a_closed_port_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(Unreachable, match="failed"):
        transport().send(request(f"http://127.0.0.1:{port}/"), seconds=2)


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "http://169.254.169.254/", "ftp://example.org/", "http://", "http://u:p@127.0.0.1/", "x"]
)
def test_other_places_are_refused(url: str) -> None:
    with pytest.raises(Unreachable) as caught:
        transport().send(request(url), seconds=2)
    assert not caught.value.retry


def test_a_failure_tells_that_proxies_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:word@proxy.example:3128")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(Unreachable, match="proxies of the environment are not used") as caught:
        transport().send(request(f"http://127.0.0.1:{port}/"), seconds=2)
    assert "word" not in str(caught.value)


def test_loopback_is_refused_unless_allowed(server: FaultServer) -> None:
    with pytest.raises(Unreachable, match="private"):
        LiveTransport(services=SERVICES).send(request(f"{server.url}/record"), seconds=2)
    assert server.asked == []


def test_the_service_is_told_who_asks(server: FaultServer) -> None:
    transport().send(request(f"{server.url}/record?id=1"), seconds=5)
    (asked,) = server.asked
    assert asked.target == "/record?id=1&api_key=k3y-of-a-test-9f27&email=reader%40example.org&tool=claimcheck"
    assert asked.headers["user-agent"].startswith("claimcheck/")
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"


def test_keys_go_over_plain_http_to_no_service_that_did_not_ask_for_it(server: FaultServer) -> None:
    services = {"local": Service("local", hosts=("127.0.0.1",), key=SERVICE.key, contact=SERVICE.contact)}
    LiveTransport(IDENTITY, allow=loopback, services=services).send(request(f"{server.url}/record"), seconds=5)
    assert server.asked[0].target == "/record"
    assert CONTACT not in str(server.asked)


@pytest.mark.parametrize("echoed", ["", "?api_key=k3y-of-a-test-9f27&email=reader%40example.org", "?API_KEY=k3y-of-a-test-9f27"])
def test_another_host_is_told_nothing(server: FaultServer, echoed: str) -> None:
    server.paths["/away"] = says(answer("302 Found", b"", Location=f"http://localhost:{server.port}/record{echoed}"))
    response = transport().send(request(f"{server.url}/away"), seconds=5)
    assert response.body == RECORD
    assert server.asked[1].headers["host"].startswith("localhost")
    assert KEY not in str(server.asked[1])
    assert CONTACT not in str(server.asked[1])
    assert "reader" not in str(server.asked[1])


@pytest.mark.parametrize("target", [f"http://localhost:1/{KEY}", "/p?x=reader%40example.org", f"/p?token={KEY}"])
def test_a_redirect_that_carries_the_key_elsewhere_is_not_followed(server: FaultServer, target: str) -> None:
    server.paths["/away"] = says(answer("302 Found", b"", Location=target))
    with pytest.raises(Unreachable, match="no usable address"):
        transport().send(request(f"{server.url}/away"), seconds=5)
    assert len(server.asked) == 1


def test_what_a_service_echoes_of_the_key_is_cut(server: FaultServer) -> None:
    body = f'{{"error":"API key invalid","api-key":"{KEY}","mail":"reader%40example.org {CONTACT}"}}'.encode()
    server.paths["/echo"] = says(answer("400 Bad Request", body, Link=f"<http://a.org/?api_key={KEY}>", Set_Cookie="id=1"))
    response = transport().send(request(f"{server.url}/echo"), seconds=5)
    assert b"API key invalid" in response.body
    for secret in (KEY, CONTACT, "reader"):
        assert secret not in response.body.decode()
        assert secret not in str(response.headers)
    assert "set-cookie" not in response.headers
    assert response.url == f"{server.url}/echo"


def test_logs_of_the_libraries_hold_no_key(server: FaultServer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        transport().send(request(f"{server.url}/record"), seconds=5)
    assert "/record" in caplog.text
    assert KEY not in caplog.text
    assert "reader" not in caplog.text


@pytest.mark.parametrize(("body", "kind"), [(b'{"ids":[1]}', "application/json"), (b"a=b", "application/x-www-form-urlencoded")])
def test_a_body_is_posted(server: FaultServer, body: bytes, kind: str) -> None:
    transport().send(request(f"{server.url}/record", body=body), seconds=5)
    assert (server.asked[0].method, server.asked[0].body, server.asked[0].headers["content-type"]) == ("POST", body, kind)


def test_a_posted_question_is_not_turned_into_another(server: FaultServer) -> None:
    with pytest.raises(Unreachable, match="POST"):
        transport().send(request(f"{server.url}/moved", body=b"a=b"), seconds=5)


def test_proxies_and_netrc_of_the_environment_are_left_alone(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert transport().send(request(f"{server.url}/record"), seconds=5).status == 200


def test_a_service_that_wants_a_contact_address_is_not_asked_without() -> None:
    with pytest.raises(NotAsked, match="CLAIMCHECK_EMAIL"):
        LiveTransport(services=known_services()).send(request("https://api.unpaywall.org/v2/10.1/x", service="unpaywall"), seconds=1)
