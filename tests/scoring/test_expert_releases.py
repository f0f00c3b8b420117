"""The releases that reviewers judged: answers read, what does not apply left out, and figures that say what was trained on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.cli import run as command
from claimcheck.errors import UsageError
from claimcheck.scoring.benchmarks import healthnewsreview_releases as releases

TEXT = "A pill was tested in 40 people with heart disease.\n\nThe patients who took it were followed for two years. {}\n"


def _record(number: int, more: str, **answers: str) -> dict[str, object]:
    criteria = {name: {"answer": answer, "explanation": "made"} for name, answer in answers.items()}
    return {"id": f"made{number}", "text": TEXT.format(more), "criteria": criteria}


def _written(folder: Path, records: list[dict[str, object]]) -> Path:
    (folder / "test.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return folder


@pytest.mark.model
def test_figures_leave_out_what_does_not_apply(tmp_path: Path) -> None:
    records = [
        _record(1, "Costs: it is inexpensive, cost effective and insurers pay for it.", costs="Satisfactory", harms="Not Applicable"),
        _record(2, "Nothing else was said.", costs="Not Satisfactory", harms="Not Satisfactory"),
    ]
    figures = releases.run(_written(tmp_path, records), "test")
    assert (figures.n, figures.metrics["n_costs"], figures.metrics["n_harms"], figures.metrics["trained_on"]) == (2, 2, 1, 0)
    assert figures.metrics["macro_f1_costs"] == 1
    assert figures.metrics["macro_f1"] == pytest.approx((1 + figures.metrics["macro_f1_harms"]) / 2)
    assert 0 <= figures.metrics["calibration_error"] <= 1


@pytest.mark.model
def test_the_command_prints_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _written(tmp_path, [_record(1, "It costs $5.", costs="Satisfactory")])
    assert command(["score", "healthnewsreview_releases", str(folder), "--split", "test", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["benchmark"] == "healthnewsreview_releases"


@pytest.mark.parametrize("criteria", [None, {}, {"costs": None}, {"costs": {"answer": 3}}, {"costs": {"answer": "Not Applicable"}}])
def test_an_answer_that_is_none_is_none(criteria: object) -> None:
    assert releases.answer_in({"criteria": criteria}, "costs") is None


@pytest.mark.parametrize("lines", ["", '{"id": "a", "text": 5, "criteria": {}}\n', '{"id": "a", "text": "", "criteria": {}}\n'])
def test_a_file_without_proper_releases_is_one_clear_line(tmp_path: Path, lines: str) -> None:
    (tmp_path / "test.jsonl").write_text(lines, encoding="utf-8")
    with pytest.raises(UsageError):
        releases.run(tmp_path, "test")
