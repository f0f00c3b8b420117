"""Old findings kept in a file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimcheck.cli import baseline as commands
from claimcheck.errors import UsageError
from claimcheck.model import (
    Certainty,
    CharSpan,
    Document,
    Finding,
    Report,
    Run,
    Severity,
    Verdict,
    VerdictKind,
    fingerprint,
)
from claimcheck.verdicts import baseline

TEXT = "It cures all. It may\n help."


def _finding(claim: str, span: CharSpan, severity: Severity, rule: str = "EFF01") -> Finding:
    return Finding(f"{claim}-{rule}", rule, claim, span, severity, "", "", (), fingerprint(rule, TEXT[span.start : span.end], 1))


CURE = _finding("c1", CharSpan(0, 13), Severity.ERROR)
HELP = _finding("c2", CharSpan(14, 27), Severity.WARNING, "EVD00")
HINT = _finding("c2", CharSpan(14, 27), Severity.NOTE, "LNG01")


def _report(*findings: Finding) -> Report:
    document = Document("a.txt", "text/plain", "", TEXT, (), (), "")
    verdicts = tuple(Verdict(name, VerdictKind.UNSUPPORTED, Certainty.NONE, (), (), flagged=True) for name in ("c1", "c2"))
    run = Run("0", "", {}, None, False, "")
    return Report(document, (), (), (), (), (), verdicts, findings, (), (), (), run)


def test_old_findings_stay_but_flag_nothing() -> None:
    applied = baseline.apply(_report(CURE, HELP, HINT), [CURE.fingerprint])
    assert [finding.baselined for finding in applied.findings] == [True, False, False]
    assert [verdict.flagged for verdict in applied.verdicts] == [False, True]


def test_notes_and_suppressed_findings_flag_nothing() -> None:
    applied = baseline.apply(_report(replace(CURE, suppressed="quoted"), HINT), [])
    assert [verdict.flagged for verdict in applied.verdicts] == [False, False]


def test_applying_another_baseline_takes_the_first_back() -> None:
    once = baseline.apply(_report(CURE, HELP), [CURE.fingerprint])
    assert [finding.baselined for finding in baseline.apply(once, [HELP.fingerprint]).findings] == [False, True]


def test_a_baseline_names_every_open_finding_once() -> None:
    made = baseline.make([_report(HELP, CURE), _report(CURE, replace(HINT, suppressed="quoted"))])
    assert made == {
        "schema": "claimcheck/baseline/1",
        "findings": [
            {"fingerprint": CURE.fingerprint, "rule": "EFF01", "quote": "It cures all."},
            {"fingerprint": HELP.fingerprint, "rule": "EVD00", "quote": "It may help."},
        ],
    }


def test_written_and_read_back(tmp_path: Path) -> None:
    made = baseline.make([_report(CURE, HELP)])
    path = tmp_path / "old.json"
    path.write_text(baseline.written(made), encoding="utf-8")
    assert baseline.load(path) == made
    assert baseline.read(path) == {CURE.fingerprint, HELP.fingerprint}
    assert len(baseline.written(made).splitlines()) == 4
    assert json.loads(baseline.written(baseline.make([]))) == {"schema": baseline.SCHEMA, "findings": []}


def test_merging_and_pruning() -> None:
    both = baseline.merged(baseline.make([_report(CURE)]), baseline.make([_report(HELP, CURE)]))
    assert both == baseline.make([_report(CURE, HELP)])
    assert baseline.pruned(both, [_report(HELP)]) == baseline.make([_report(HELP)])
    assert baseline.pruned(both, [])["findings"] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a baseline of this version"),
        ('{"schema": "claimcheck/baseline/9", "findings": []}', "not a baseline of this version"),
        ('{"schema": "claimcheck/baseline/1"}', "must be a list"),
        ('{"schema": "claimcheck/baseline/1", "findings": [{"fingerprint": 1}]}', "finding 1 lacks"),
    ],
)
def test_broken_files_are_one_clear_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        baseline.read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "claimcheck baseline create" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be read.*claimcheck baseline create"):
        baseline.load(tmp_path / "none.json")


def test_the_commands_create_update_and_prune(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.json"
    checked = {"one.md": _report(CURE), "two.md": _report(HELP)}
    monkeypatch.setattr(commands, "_reports", lambda articles, options: [checked[name] for name in articles])
    steps = [("create", "one.md", {CURE}), ("update", "two.md", {CURE, HELP}), ("prune", "two.md", {HELP})]
    for step, article, left in steps:
        result = CliRunner().invoke(commands.baseline, [step, str(path), article])
        assert result.exit_code == 0
        assert result.output == f"wrote {path}: {len(left)} finding{'s' if len(left) > 1 else ''}\n"
        assert baseline.read(path) == {finding.fingerprint for finding in left}


def test_updating_a_missing_file_leaves_no_file(tmp_path: Path) -> None:
    result = CliRunner().invoke(commands.baseline, ["update", str(tmp_path / "none.json"), "one.md"])
    assert isinstance(result.exception, UsageError)
    assert list(tmp_path.iterdir()) == []
