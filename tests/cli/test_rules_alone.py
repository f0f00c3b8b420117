"""Weights that are damaged, cut short or missing: one line in every report, the rules answer, and nothing else changes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from claimcheck import inference
from claimcheck.checker import trained
from claimcheck.claims import heads
from claimcheck.cli import run
from claimcheck.evidence import standing_verifier
from claimcheck.inference.manifest import MANIFEST, WEIGHTS, WORDS

ARTICLE = "# Ozone therapy for arthritis\n\nOzone therapy cures arthritis.\n"
FILES = {"sentence": "sentence.onnx", "stance": "stance.onnx"}
SHOWN = {"json": "json", "html": "html", "markdown": "md", "sarif": "sarif"}
SHIPPED = frozenset(name for name in FILES if inference.available(name))
OPEN, IDENTITY = inference.open_if_whole, inference.identity


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with all the files, each a link, that the program takes for its own; a model that is not made yet is listed and no model."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for path in WEIGHTS.iterdir():
        (folder / path.name).symlink_to(path)
    held = json.loads((WEIGHTS / MANIFEST).read_text(encoding="utf-8"))
    for name in FILES.keys() - SHIPPED:
        (folder / FILES[name]).unlink(missing_ok=True)
        (folder / FILES[name]).write_bytes(b"not made yet")
        held["files"][FILES[name]] = sha256(b"not made yet").hexdigest()
        held["models"][name] = {"file": FILES[name], "heads": {}, "most": 256, "calibration": {}}
    put(folder, MANIFEST, json.dumps(held).encode())
    monkeypatch.setattr(inference, "open_if_whole", lambda name: OPEN(name, folder))
    monkeypatch.setattr(trained, "identity", lambda name: IDENTITY(name, folder))
    for kept in (heads._opened, standing_verifier.verifier):
        kept.cache_clear()
    yield folder
    for kept in (heads._opened, standing_verifier.verifier):
        kept.cache_clear()


def put(folder: Path, name: str, content: bytes) -> None:
    (folder / name).unlink()
    (folder / name).write_bytes(content)


def altered(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    put(folder, name, bytes(content))


def cut_short(folder: Path, name: str) -> None:
    put(folder, name, (folder / name).read_bytes()[:-7])


def missing(folder: Path, name: str) -> None:
    (folder / name).unlink()


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The report as JSON, and all that show problems as text; what the command says beside the report is nothing."""
    article = folder.parent / "ozone.md"
    article.write_text(ARTICLE, encoding="utf-8")
    outputs = [f"--output={kind}={folder.parent / f'report.{ending}'}" for kind, ending in SHOWN.items()]
    code = run(["check", str(article), "--isolated", *outputs])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    shown = {kind: (folder.parent / f"report.{ending}").read_text(encoding="utf-8") for kind, ending in SHOWN.items()}
    return json.loads(shown["json"]), shown | {"text": said.out}


def lines_of(report: dict[str, Any]) -> list[str]:
    return [problem["message"] for problem in report["problems"] if problem["stage"] == "models"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "harm", "told"),
    [
        ("sentence", altered, "SHA-256 differs"),
        ("sentence", cut_short, "SHA-256 differs"),
        ("sentence", missing, "No such file"),
        ("stance", altered, "SHA-256 differs"),
        ("stance", missing, "No such file"),
    ],
    ids=["sentence altered", "sentence cut short", "sentence missing", "stance altered", "stance missing"],
)
def test_a_model_that_is_not_whole_is_one_line_in_every_report(
    name: str, harm: Callable[[Path, str], None], told: str, weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(weights, FILES[name])
    report, shown = checked(weights, capsys)
    (line,) = (line for line in lines_of(report) if f"/{FILES[name]}:" in line)
    assert told in line
    assert "\n" not in line
    assert "install claimcheck-health again; until then" in line
    assert len(lines_of(report)) == 1 + len(FILES.keys() - SHIPPED - {name})
    assert name not in report["run"]["models"]
    assert all(told in " ".join(text.split()) for text in shown.values())
    assert report["findings"]


@pytest.mark.model
@pytest.mark.parametrize(("name", "harm"), [(WORDS, altered), (MANIFEST, missing)], ids=[WORDS, MANIFEST])
def test_what_both_models_need_is_one_line_for_both(
    name: str, harm: Callable[[Path, str], None], weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(weights, name)
    report, _ = checked(weights, capsys)
    (line,) = lines_of(report)
    assert name in line
    assert line.endswith("sentences and passages are read by the rules alone")
    assert report["run"]["models"].keys() == {"en_core_web_sm"}


@pytest.mark.model
def test_no_model_at_all_is_one_line_and_the_rules_still_flag(weights: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = json.loads((weights / MANIFEST).read_text(encoding="utf-8"))
    held["models"] = {}
    put(weights, MANIFEST, json.dumps(held).encode())
    report, _ = checked(weights, capsys)
    assert len(lines_of(report)) == 1
    assert "EFF01" in {finding["rule"] for finding in report["findings"]}


@pytest.mark.model
@pytest.mark.skipif(not SHIPPED, reason="no model that reads sentences or passages is in this checkout")
def test_models_in_use_are_named_with_what_they_are(weights: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, _ = checked(weights, capsys)
    named = {name: identity for name, identity in report["run"]["models"].items() if name in FILES}
    assert named == {name: IDENTITY(name)[:12] for name in SHIPPED}
    assert len(lines_of(report)) == len(FILES) - len(SHIPPED)


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["rules", "list"], ["explain", "EFF01"]], ids=" ".join)
def test_what_reads_no_article_loads_no_model(arguments: list[str]) -> None:
    code = (
        "import sys; from claimcheck.cli import run; code = run(sys.argv[1:]); "
        "loaded = sorted({'onnxruntime', 'tokenizers', 'spacy'} & set(sys.modules)); sys.exit(f'{code} {loaded}' if code or loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, timeout=240)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
