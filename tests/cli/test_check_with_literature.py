"""`claimcheck check` and what it reads: offline without a socket, replayed answers, outages told from absences."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made_services import recorded

from claimcheck import citations, readers

ARTICLE = """# Vitamins and ozone for older people

Vitamin D3 prevents falls in older adults [1]. Ozone therapy relieves knee osteoarthritis [2].

Vitamin D3 reduced falls by 87% in 63 adults [1]. Zinc lozenges shorten the common cold [3].

## References

1. Sample S, Example E. Vitamin D3 and falls in older adults: a randomized controlled trial. J Samples. 2013;3:44-51. doi:10.5555/made.good
2. Gone G. Ozone therapy for knee osteoarthritis: a randomized trial. Journal of Samples. 2016. doi:10.5555/made.gone
3. Nobody N. Zinc lozenges shorten colds: an invented trial. Journal of Nowhere. 2020;1:1-2. doi:10.5555/made.never
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "claimcheck", *arguments], capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def report(article: Path, *options: str) -> dict[str, Any]:
    done = run("check", str(article), "--isolated", "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rules_at(found: dict[str, Any], words: str) -> set[str]:
    """The rules whose findings stand on text that holds these words."""
    text = found["article"]["text"]
    return {finding["rule"] for finding in found["findings"] if words in text[finding["start"] : finding["end"]]}


def answers(article: Path, folder: Path, down: tuple[str, ...] = ()) -> Path:
    recorded(folder, citations.find(readers.read(str(article))).references, {}, down)
    return folder


@pytest.mark.model
def test_replayed_answers_reach_references_findings_and_verdicts(article: Path, tmp_path: Path) -> None:
    found = report(article, "--replay", str(answers(article, tmp_path / "answers")))
    good, gone, never = found["references"]
    assert (good["outcome"], good["work"]["year"]) == ("found", 2019)
    assert "year" in good["mismatch"]
    assert [notice["kind"] for notice in gone["notices"]] == ["retraction"]
    assert (never["outcome"], never["work"]) == ("not_found", None)
    assert "CIT02" in rules_at(found, "10.5555/made.good")
    assert "CIT03" in rules_at(found, "10.5555/made.gone")
    assert "CIT01" in rules_at(found, "10.5555/made.never")
    prevents = next(claim for claim in found["claims"] if "prevents falls" in claim["text"])
    assert any(piece["stance"] == "refutes" and "did not reduce falls" in piece["passage"] for piece in prevents["evidence"])
    assert prevents["flagged"]


@pytest.mark.model
def test_an_outage_is_never_not_found(article: Path, tmp_path: Path) -> None:
    folder = answers(article, tmp_path / "answers", down=("crossref", "europepmc", "ncbi_eutils", "doi"))
    found = report(article, "--replay", str(folder))
    assert {reference["outcome"] for reference in found["references"]} == {"failed"}
    assert not rules_at(found, "made") & {"CIT01", "CIT02", "CIT06"}
    assert len(found["problems"]) >= 3
    assert any(source["outcome"] == "failed" for source in found["coverage"]["sources"])


@pytest.mark.model
def test_replay_gives_the_same_bytes_twice(article: Path, tmp_path: Path) -> None:
    folder = str(answers(article, tmp_path / "answers"))
    one, two = (report(article, "--replay", folder) for _ in range(2))
    for found in (one, two):
        found["run"].pop("started")
    assert json.dumps(one) == json.dumps(two)


@pytest.mark.model
@pytest.mark.parametrize("options", [(), ("--offline",)])
def test_offline_no_socket_is_opened(article: Path, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck.cli import run as run_here

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    assert run_here(["check", str(article), "--isolated", *options]) == 0


@pytest.mark.model
def test_a_fresh_process_connects_to_nothing_and_gives_the_same_bytes(article: Path) -> None:
    probe = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('the network was touched')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from claimcheck.cli import run\n"
        f"sys.exit(run(['check', {str(article)!r}, '--isolated', '--format', 'json']))"
    )
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    runs = [subprocess.run([sys.executable, "-c", probe], capture_output=True, timeout=120, env=environment, check=False) for _ in range(2)]
    assert [done.returncode for done in runs] == [0, 0], runs[0].stderr.decode()
    assert runs[0].stdout == runs[1].stdout
    assert b"2023-11-14T22:13:20" in runs[0].stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--replay", "nowhere"), "nowhere"),
        (("--replay", "answers", "--online"), "leave out --online"),
        (("--record", "answers"), "give --online"),
        (("--library", "nowhere"), "nowhere"),
    ],
)
def test_wrong_wishes_end_in_one_line(article: Path, options: tuple[str, ...], told: str) -> None:
    done = run("check", str(article), "--isolated", *options)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
