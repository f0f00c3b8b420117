"""What was recorded is replayed byte for byte, without who asked; what was not recorded fails, and no index leads out of its folder."""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fault_server import CONTACT, KEY, RECORD, SERVICES, FaultServer, HeldTime, answer, judge, loopback, request, says

from claimcheck.errors import UsageError
from claimcheck.http import Client, Identity, LiveTransport, RecordingTransport, ReplayTransport, Request, Response, Unreachable
from claimcheck.http.questions import without_personal
from claimcheck.model import Outcome

RECORDINGS = Path(__file__).resolve().parents[2] / "../shared/recordings"
IDENTITY = Identity(CONTACT, {"local": KEY})
ENTRY = {"file": "a.json", "method": "GET", "url": "https://service.example/record?a=1&b=x%20y", "status": 200, "headers": {}}


def folder_with(path: Path, *entries: Any, body: bytes = RECORD) -> Path:
    (path / "a.json").write_bytes(body)
    (path / "index.json").write_text(json.dumps(list(entries)))
    return path


def replayed(path: Path, url: str = ENTRY["url"], **fields: object) -> Response:
    return ReplayTransport(path).send(request(url, **fields), seconds=1)


@pytest.mark.parametrize(
    "url",
    [
        "https://service.example/record?a=1&b=x%20y",
        "https://service.example/record?b=x+y&a=1",
        "https://SERVICE.example:443/record?b=%78%20y&a=%31",
        "https://service.example/record?a=1&email=me%40example.org&b=x+y&tool=t&api_key=k&mailto=m",
    ],
)
def test_the_same_question_gets_the_recorded_answer(tmp_path: Path, url: str) -> None:
    assert replayed(folder_with(tmp_path, ENTRY), url).body == RECORD


@pytest.mark.parametrize("fields", [{"url": "https://service.example/record?a=2&b=x%20y"}, {"body": b"a=1"}])
def test_what_was_not_recorded_fails_for_good(tmp_path: Path, fields: dict[str, Any]) -> None:
    with pytest.raises(Unreachable, match="not recorded in") as caught:
        replayed(folder_with(tmp_path, ENTRY), **fields)
    assert not caught.value.retry
    reply = Client(ReplayTransport(tmp_path)).ask(request(**fields), judge)
    assert reply.outcome is Outcome.FAILED


def test_bodies_are_compared_where_they_are_told(tmp_path: Path) -> None:
    told = {**ENTRY, "method": "POST", "request_body": '{"ids": [1, 2]}'}
    folder_with(tmp_path, told)
    assert replayed(tmp_path, body=b'{"ids":[1,2]}').body == RECORD
    with pytest.raises(Unreachable):
        replayed(tmp_path, body=b'{"ids":[2,1]}')
    folder_with(tmp_path, {**told, "request_body": None})
    assert replayed(tmp_path, body=b"anything").body == RECORD


def test_of_several_recordings_the_closest_answers(tmp_path: Path) -> None:
    for name in ("down", "style", "json", "exact"):
        (tmp_path / name).write_text(name)
    loose = {**ENTRY, "url": "https://service.example/record?b=x+y&a=1"}
    entries = [
        {**loose, "file": "down", "status": 503},
        {**loose, "file": "style", "headers": {"Content-Type": "text/x-bibliography; charset=utf-8"}},
        {**loose, "file": "json", "headers": {"Content-Type": "application/json"}},
    ]
    folder_with(tmp_path, *entries)
    assert replayed(tmp_path).body == b"json"
    assert replayed(tmp_path, accept="text/x-bibliography").body == b"style"
    assert replayed(tmp_path, accept="text/plain").body == b"style"
    folder_with(tmp_path, *entries, {**ENTRY, "file": "exact", "status": 500})
    assert replayed(tmp_path).body == b"exact"


def test_redirects_are_followed_within_the_recordings(tmp_path: Path) -> None:
    moved = {**ENTRY, "file": "moved", "url": "https://service.example/old", "status": 301, "headers": {"Location": "/record?a=1&b=x+y"}}
    loop = {**ENTRY, "file": "moved", "url": "https://service.example/loop", "status": 302, "headers": {"Location": "/loop"}}
    away = {**ENTRY, "file": "moved", "url": "https://service.example/away", "status": 302, "headers": {"Location": "http://[::1"}}
    (tmp_path / "moved").write_bytes(b"")
    folder_with(tmp_path, ENTRY, moved, loop, away)
    response = replayed(tmp_path, "https://service.example/old")
    assert (response.status, response.body, response.url) == (200, RECORD, "https://service.example/record?a=1&b=x+y")
    for path, message in (("loop", "redirects"), ("away", "no usable address")):
        with pytest.raises(Unreachable, match=message):
            replayed(tmp_path, f"https://service.example/{path}")
    assert ReplayTransport(tmp_path, follow=False).send(request("https://service.example/loop"), seconds=1).status == 302


@pytest.mark.parametrize("file", ["../secret", "/etc/passwd", "a/../../secret", ".", "", "link/secret", "a\0b"])
def test_an_index_that_leads_out_of_its_folder_is_refused(tmp_path: Path, file: str) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret").write_text("secret")
    (inner / "link").symlink_to(tmp_path)
    with pytest.raises(UsageError, match="outside the folder"):
        ReplayTransport(folder_with(inner, {**ENTRY, "file": file}))


@pytest.mark.parametrize(
    "entry",
    [
        None,
        [],
        "text",
        {},
        {**ENTRY, "status": "200"},
        {**ENTRY, "status": True},
        {**ENTRY, "status": 99},
        {**ENTRY, "url": 5},
        {**ENTRY, "headers": "x"},
        {**ENTRY, "file": None},
        {**ENTRY, "request_body": 5},
    ],
)
def test_an_entry_of_the_wrong_form_is_named(tmp_path: Path, entry: Any) -> None:
    with pytest.raises(UsageError, match="entry 2"):
        ReplayTransport(folder_with(tmp_path, ENTRY, entry))


@pytest.mark.parametrize(
    ("text", "message"), [("{", "not JSON"), ("[" * 200_000, "not JSON"), ("{}", "not a list"), (None, "cannot be read")]
)
def test_an_index_that_is_none_is_refused(tmp_path: Path, text: str | None, message: str) -> None:
    if text is not None:
        (tmp_path / "index.json").write_text(text)
    with pytest.raises(UsageError, match=message):
        ReplayTransport(tmp_path)


def test_an_index_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.http.replay._LARGEST_INDEX", 10)
    with pytest.raises(UsageError, match="larger"):
        ReplayTransport(folder_with(tmp_path, ENTRY))


def test_files_that_are_no_recordings_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    for entry in ({**ENTRY, "file": "missing"}, {**ENTRY, "file": "folder"}, {**ENTRY, "sha256": "0" * 64}):
        with pytest.raises(Unreachable, match="recording in"):
            replayed(folder_with(tmp_path, entry))
    assert replayed(folder_with(tmp_path, {**ENTRY, "sha256": sha256(RECORD).hexdigest()})).body == RECORD
    monkeypatch.setattr("claimcheck.http.replay.LARGEST", 5)
    with pytest.raises(Unreachable, match="no usable file"):
        replayed(tmp_path)


def test_a_link_made_later_does_not_lead_out(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    transport = ReplayTransport(folder_with(inner, ENTRY))
    (tmp_path / "secret").write_text("secret")
    (inner / "a.json").unlink()
    (inner / "a.json").symlink_to(tmp_path / "secret")
    with pytest.raises(Unreachable, match="no usable file"):
        transport.send(request(ENTRY["url"]), seconds=1)


def recording(server: FaultServer, folder: Path) -> RecordingTransport:
    return RecordingTransport(LiveTransport(IDENTITY, allow=loopback, services=SERVICES), folder, IDENTITY)


def test_what_is_recorded_can_be_replayed(server: FaultServer, tmp_path: Path) -> None:
    asked = [request(f"{server.url}{path}") for path in ("/record", "/gone", "/503", "/html", "/moved", "/record-gzip", "/busy-2s")]
    asked.append(request(f"{server.url}/record", body=b'{"ids": [1]}'))
    live = recording(server, tmp_path)
    answers = [live.send(question, seconds=5) for question in asked]
    again = [ReplayTransport(tmp_path).send(question, seconds=1) for question in asked]
    assert [(a.status, a.body, a.media_type) for a in again] == [(a.status, a.body, a.media_type) for a in answers]
    assert again[6].headers["retry-after"] == "2"
    assert not list(tmp_path.rglob(".recording-*"))


def test_a_question_asked_again_is_recorded_anew(server: FaultServer, tmp_path: Path) -> None:
    server.paths["/changing"] = server.paths["/503"]
    asked = request(f"{server.url}/changing")
    recording(server, tmp_path).send(asked, seconds=5)
    server.paths["/changing"] = server.paths["/record"]
    live = recording(server, tmp_path)
    live.send(request(f"{server.url}/gone"), seconds=5)
    live.send(asked, seconds=5)
    assert ReplayTransport(tmp_path).send(asked, seconds=1).status == 200
    assert len(json.loads((tmp_path / "index.json").read_bytes())) == 2


def test_recordings_hold_neither_key_nor_address(server: FaultServer, tmp_path: Path) -> None:
    server.paths["/echo"] = lambda connection, asked: says(answer(body=f'{{"asked": "{asked.target}"}}'.encode(), X_RateLimit=KEY))(
        connection, asked
    )
    live = recording(server, tmp_path)
    live.send(
        request(f"{server.url}/echo?email=reader%40example.org&id=7&q=reader%40example.org", body=f"mail={CONTACT}".encode()), seconds=5
    )
    assert "reader%40example.org" in server.asked[0].target
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"id=7" in written
    assert not [secret for secret in (KEY, CONTACT, "reader") if secret.encode() in written]


def test_what_never_came_is_not_recorded(server: FaultServer, tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        recording(server, tmp_path).send(request(f"{server.url}/closed"), seconds=5)
    assert list(tmp_path.iterdir()) == []


def test_threads_record_into_one_folder(tmp_path: Path) -> None:
    live = RecordingTransport(ReplayTransport(folder_with(tmp_path, ENTRY)), tmp_path / "new")
    questions = [request(f"{ENTRY['url']}&email={number}", accept=f"text/{number}") for number in range(12)]
    threads = [threading.Thread(target=live.send, args=(question,), kwargs={"seconds": 1}) for question in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(json.loads((tmp_path / "new/index.json").read_bytes())) == 12
    assert live.local


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    live = RecordingTransport(ReplayTransport(folder_with(tmp_path, ENTRY)), tmp_path / "file" / "new")
    with pytest.raises(UsageError, match="cannot be recorded"):
        live.send(request(ENTRY["url"]), seconds=1)


@pytest.mark.skipif(os.name == "nt", reason="no such link there")
def test_a_service_name_leads_nowhere_else(tmp_path: Path) -> None:
    live = RecordingTransport(ReplayTransport(folder_with(tmp_path, ENTRY)), tmp_path / "new")
    live.send(request(ENTRY["url"], service="../../elsewhere/x"), seconds=1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "index.json", "new"]
    assert len(list((tmp_path / "new").glob("*/*.bin"))) == 1


@pytest.mark.shared
@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings do not lie beside the repository")
def test_every_recorded_answer_replays_byte_for_byte() -> None:
    """Where one question was recorded several times, one of the answers comes; else the very one."""
    entries = [entry for entry in json.loads((RECORDINGS / "index.json").read_bytes()) if entry["method"] == "GET"]
    times = Counter(without_personal(entry["url"]) for entry in entries)
    digests = {(entry["url"], entry["sha256"]) for entry in entries}
    transport = ReplayTransport(RECORDINGS, follow=False)
    assert len(entries) > 300
    for entry in entries:
        response = transport.send(Request(entry["service"], entry["url"]), seconds=1)
        digest = sha256(response.body).hexdigest()
        assert (entry["url"], digest) in digests
        assert times[without_personal(entry["url"])] > 1 or (response.status, digest) == (entry["status"], entry["sha256"])


@pytest.mark.shared
@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings do not lie beside the repository")
def test_recorded_failures_are_no_absences(tmp_path: Path) -> None:
    time = HeldTime()
    client = Client(ReplayTransport(RECORDINGS), clock=time.clock())
    failed = [entry for entry in json.loads((RECORDINGS / "index.json").read_bytes()) if entry["status"] in (429, 500, 503, 504)]
    replies = [client.ask(Request(entry["service"], entry["url"]), judge) for entry in failed if entry["method"] == "GET"]
    assert len(replies) == 7
    assert {reply.outcome for reply in replies} == {Outcome.FAILED}


def test_an_index_that_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    """A pipe in place of the index was waited for without end."""
    os.mkfifo(tmp_path / "index.json")
    with pytest.raises(UsageError, match="not a file"):
        ReplayTransport(tmp_path)
