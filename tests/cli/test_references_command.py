"""`claimcheck references` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.cli.reference_states import State, checked, lines_of
from claimcheck.model import (
    CharSpan,
    Identifier,
    IdentifierKind,
    Mismatch,
    MismatchKind,
    Notice,
    NoticeKind,
    Outcome,
    Reference,
    Resolution,
    Severity,
    Work,
)

RETRACTED = "10.1016/s0140-6736(97)11096-0"
ARTICLE = f"""# Walnuts

Walnut oil helps [1], and so they say [2].

## References

1. Wakefield AJ, Murch SH, et al. Ileal-lymphoid-nodular hyperplasia. Lancet. 1998;351:637-41. doi:{RETRACTED}
2. Lee K. Walnut oil in children with tics: a trial. J Walnuts. 2019;3:4-9.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "walnuts.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "claimcheck", "references", *map(str, arguments), "--isolated"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_offline_the_built_in_list_speaks_and_nothing_counts_as_missing(article: Path) -> None:
    done = run(article, "--fail-on", "error")
    assert done.returncode == 1
    assert "CIT03" in done.stdout
    assert "not found" not in done.stdout.split("asked:")[0]
    assert "could not be verified: 1" in done.stdout


def test_json_alone_stands_on_standard_output(article: Path) -> None:
    done = run(article, "--format", "json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["schema"] == "claimcheck/references/1"
    assert [found["state"] for found in record["references"]] == ["retracted", "could_not_verify"]
    assert all(found["end"] - found["start"] == len(found["text"]) for found in record["references"])
    assert record["counts"]["not_found"] == 0
    assert record["references"][0]["work"]["retracted"] is True


def test_several_articles_and_one_that_cannot_be_read(article: Path, tmp_path: Path) -> None:
    done = run(article, article, tmp_path / "missing.md", "--format", "json")
    assert done.returncode == 3
    assert len(json.loads(done.stdout)["reports"]) == 2
    assert "Traceback" not in done.stderr


def test_recordings_that_lack_an_answer_leave_a_reference_unverified(article: Path, tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text("[]", encoding="utf-8")
    done = run(article, "--replay", tmp_path, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["references"][1]["outcome"] == "failed"


def test_the_command_starts_without_the_language_pipeline(article: Path) -> None:
    probe = (
        f"import sys; from claimcheck.cli import run; run(['references', {str(article)!r}, '--isolated']); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False, timeout=60).returncode == 0


REFERENCE = Reference("r1", CharSpan(0, 0), "Lee 2019")
NOTICE = Identifier(IdentifierKind.DOI, "10.1000/notice")


def resolution(outcome: Outcome, *notices: Notice, mismatches: tuple[Mismatch, ...] = ()) -> Resolution:
    work = Work((), "Walnuts", 2019, notices=notices, source="PubMed") if outcome is Outcome.FOUND else None
    return Resolution("r1", outcome, work, mismatches=mismatches)


@pytest.mark.parametrize(
    ("found", "states", "severity"),
    [
        (resolution(Outcome.FOUND), [State.MATCHES], None),
        (resolution(Outcome.NOT_FOUND), [State.NOT_FOUND], Severity.WARNING),
        (resolution(Outcome.FAILED), [State.UNVERIFIED], None),
        (resolution(Outcome.NOT_ASKED), [State.UNVERIFIED], None),
        (resolution(Outcome.FOUND, Notice(NoticeKind.CORRECTION)), [State.CORRECTED], Severity.NOTE),
        (resolution(Outcome.FOUND, Notice(NoticeKind.CONCERN)), [State.DOUBTED], Severity.WARNING),
        (
            resolution(Outcome.FOUND, Notice(NoticeKind.RETRACTION, NOTICE), mismatches=(Mismatch(MismatchKind.YEAR, "2010", "2019"),)),
            [State.RETRACTED, State.DIFFERS],
            Severity.ERROR,
        ),
    ],
)
def test_states(found: Resolution, states: list[State], severity: Severity | None) -> None:
    one = checked(REFERENCE, found)
    assert list(one.states) == states
    assert [limit for limit in Severity if one.fails(limit)] == ([] if severity is None else list(Severity)[severity.rank :])
    assert list(lines_of(one))
