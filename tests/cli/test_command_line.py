"""The command line as a user runs it: a new process, real files, exit codes, what goes to which stream."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """# Ozone therapy for arthritis

Ozone therapy cures arthritis.

Metformin is used to treat type 2 diabetes.
"""


def run(*arguments: str, cwd: Path | None = None, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "claimcheck", *arguments], capture_output=True, cwd=cwd, input=stdin or b"", timeout=120)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ozone.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def one_line(done: subprocess.CompletedProcess[str], code: int) -> str:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert lines
    return lines[-1]


def test_help_teaches_and_is_light() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "claimcheck check article.html" in done.stdout
    probe = (
        "import sys; from claimcheck.cli import run; run(['--help']); "
        "heavy = {'spacy', 'rich', 'requests', 'bs4', 'yaml', 'numpy'} & set(sys.modules); assert not heavy, heavy"
    )
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("command", ["check", "why", "rules", "explain", "baseline", "config", "schema", "score"])
def test_every_command_has_help(command: str) -> None:
    assert run(command, "--help").returncode == 0


@pytest.mark.model
def test_check_prints_the_claim_and_its_finding(article: Path) -> None:
    done = run("check", str(article))
    assert done.returncode == 0
    assert "EFF01" in done.stdout
    assert "Ozone therapy cures arthritis." in done.stdout


@pytest.mark.model
def test_json_alone_stands_on_standard_output_and_two_runs_agree(article: Path) -> None:
    records = [json.loads(run("check", str(article), "--format", "json", "--fail-on", "error").stdout) for _ in range(2)]
    for record in records:
        record["run"].pop("started")
    assert records[0] == records[1]
    claim = records[0]["claims"][0]
    assert records[0]["article"]["text"][claim["start"] : claim["end"]] == claim["text"]


@pytest.mark.model
def test_fail_on_sets_the_exit_code(article: Path) -> None:
    assert run("check", str(article), "--fail-on", "error").returncode == 1
    assert run("check", str(article), "--fail-on", "error", "--ignore", "cure-claim", "--ignore", "EVD00").returncode == 0


@pytest.mark.model
def test_an_unreadable_article_is_one_line_and_the_others_go_on(article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("check", str(tmp_path / "empty.txt"), str(tmp_path / "gone.md"), str(article), "--format", "json")
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 2
    assert json.loads(done.stdout)["claims"]


@pytest.mark.model
def test_folders_standard_input_and_several_outputs(article: Path, tmp_path: Path) -> None:
    outputs = {name: tmp_path / f"report.{name}" for name in ("json", "html", "markdown", "sarif", "csv", "text")}
    arguments = [part for name, path in outputs.items() for part in ("--output", f"{name}={path}")]
    assert run("check", str(tmp_path), *arguments).returncode == 0
    assert all(path.stat().st_size > 100 for path in outputs.values())
    done = run("check", "-", "--type", "md", "--format", "json", stdin=ARTICLE.encode())
    assert json.loads(done.stdout)["article"]["uri"] == "standard input"


@pytest.mark.model
def test_suppression_and_baseline_keep_findings_visible_but_uncounted(article: Path, tmp_path: Path) -> None:
    article.write_text(
        ARTICLE.replace("arthritis.\n\nMet", "arthritis. <!-- claimcheck: allow cure-claim: quoted -->\n\nMet"), encoding="utf-8"
    )
    record = json.loads(run("check", str(article), "--format", "json").stdout)
    assert [f["suppressed"] for f in record["findings"] if f["rule"] == "EFF01"] == ["quoted"]
    article.write_text(ARTICLE, encoding="utf-8")
    baseline = tmp_path / "old.json"
    assert run("baseline", "create", str(baseline), str(article)).returncode == 0
    assert run("check", str(article), "--baseline", str(baseline), "--fail-on", "note").returncode == 0


@pytest.mark.model
def test_why_explains_claims_and_other_sentences(article: Path) -> None:
    assert "a claim" in run("why", f"{article}:3").stdout
    assert "no sentence" in run("why", f"{article}:2").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check",), "ARTICLES"),
        (("chek", "x"), "did you mean check"),
        (("explain", "cure-clam"), "did you mean"),
        (("rules", "show", "NOPE"), "no rule"),
        (("why", "article.md"), "FILE:LINE"),
        (("check", "-"), "--type"),
        (("check", "x.md", "--output", "pdf=x"), "FORMAT=FILE"),
        (("check", "https://example.org/a", "--offline"), "--offline"),
        (("check", "x.md", "--frmt", "json"), "--frmt"),
    ],
)
def test_wrong_use_is_one_clear_line(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert words in done.stderr


@pytest.mark.model
def test_unknown_rules_broken_configuration_and_broken_rule_folders_are_wrong_use(article: Path, tmp_path: Path) -> None:
    assert "did you mean" in one_line(run("check", str(article), "--select", "cure-clam"), 2)
    (tmp_path / "claimcheck.toml").write_text("fail_onn = 'error'\n", encoding="utf-8")
    assert "did you mean fail_on" in one_line(run("check", str(article)), 2)
    (tmp_path / "claimcheck.toml").write_text("= broken", encoding="utf-8")
    assert "not a TOML file" in one_line(run("check", str(article)), 2)
    (tmp_path / "claimcheck.toml").unlink()
    (tmp_path / "mine" / "language").mkdir(parents=True)
    (tmp_path / "mine" / "language" / "X1.yaml").write_text("id: X1\nslug: [broken\n", encoding="utf-8")
    assert "X1.yaml:" in one_line(run("check", str(article), "--rules", str(tmp_path / "mine")), 2)


def test_private_addresses_are_refused() -> None:
    assert "private" in one_line(run("check", "http://127.0.0.1:9/x"), 3)


@pytest.mark.model
def test_an_unwritable_output_is_one_line(article: Path, tmp_path: Path) -> None:
    assert "cannot" in one_line(run("check", str(article), "--output", f"json={tmp_path}/no/such/folder/r.json"), 2)


@pytest.mark.model
def test_a_new_rule_loads_and_passes_its_own_examples(tmp_path: Path) -> None:
    assert run("rules", "new", "MY01", "--folder", str(tmp_path / "mine")).returncode == 0
    done = run("rules", "test", str(tmp_path / "mine"))
    assert done.returncode == 0, done.stdout
    assert "1 rules, 6 examples, 0 failed" in done.stdout


@pytest.mark.model
def test_a_closed_pipe_is_quiet(article: Path) -> None:
    command = f"{sys.executable} -m claimcheck check {article} --format json | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120, env=dict(os.environ))
    assert b"Traceback" not in done.stderr


def test_rules_are_listed_and_explained() -> None:
    listed = run("rules", "list", "--json")
    assert {"EFF01", "SAF01", "EVD00"} <= {rule["id"] for rule in json.loads(listed.stdout)}
    assert "Rests on:" in run("explain", "eff01").stdout
    assert "verdicts" in run("explain", "overstated").stdout


@pytest.mark.model
def test_the_report_does_not_hang_on_the_order_of_sets() -> None:
    """Two ways for one rule to fire were tried in the order of a set, so that spans changed from run to run."""
    corpus = Path(__file__).resolve().parents[2] / "corpus"
    command = [sys.executable, "-m", "claimcheck", "check", str(corpus / "01-stem-cells-cerebral-palsy.md"), "--format", "json"]
    reports = []
    for seed in ("1", "2", "3"):
        done = subprocess.run(command, capture_output=True, timeout=120, env={**os.environ, "PYTHONHASHSEED": seed})
        record = json.loads(done.stdout)
        record["run"].pop("started")
        reports.append(record)
    assert reports[0] == reports[1] == reports[2]
