"""The configuration file: found, read, refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from claimcheck.cli.config import config as command
from claimcheck.config import Config, find_config
from claimcheck.errors import UsageError

FULL = """
select = ["EFF01", "cure-claim"]
ignore = ["LNG01"]
rules = ["own-rules", "../shared-rules"]
jurisdiction = "uk"
fail_on = "warning"
format = "json"
online = true
baseline = "old.json"
library = "records"
cache = "answers"
sources = ["Unpaywall"]
contact = "editor@example.org"
"""


def _write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def _article(root: Path) -> Path:
    return _write(root / "site" / "drafts" / "article.md", "# Cells\n")


def test_everything_set(tmp_path: Path) -> None:
    path = _write(tmp_path / "site" / "claimcheck.toml", FULL)
    assert find_config(_article(tmp_path)) == Config(
        select=("EFF01", "cure-claim"),
        ignore=("LNG01",),
        rules=(str(tmp_path / "site" / "own-rules"), str(tmp_path / "shared-rules")),
        jurisdiction=("uk",),
        fail_on="warning",
        format="json",
        online=True,
        baseline=str(tmp_path / "site" / "old.json"),
        library=str(tmp_path / "site" / "records"),
        cache=str(tmp_path / "site" / "answers"),
        sources=("Unpaywall",),
        contact="editor@example.org",
        path=str(path),
    )


def test_the_nearest_file_holds(tmp_path: Path) -> None:
    article = _article(tmp_path)
    _write(tmp_path / "claimcheck.toml", 'format = "csv"')
    near = _write(tmp_path / "site" / "pyproject.toml", '[tool.claimcheck]\nformat = "json"')
    assert find_config(article).path == str(near)
    assert find_config(article.parent).format == "json"
    assert find_config(tmp_path).format == "csv"


def test_a_project_file_that_does_not_speak_of_us_is_passed(tmp_path: Path) -> None:
    article = _article(tmp_path)
    _write(tmp_path / "site" / "pyproject.toml", "[tool.ruff]\nline-length = 100")
    _write(tmp_path / "site" / "drafts" / "pyproject.toml", "tool = 3")
    above = _write(tmp_path / "claimcheck.toml", "online = true")
    assert find_config(article) == Config(online=True, path=str(above))


def test_its_own_file_comes_before_the_project_file(tmp_path: Path) -> None:
    _write(tmp_path / "pyproject.toml", '[tool.claimcheck]\nformat = "csv"')
    _write(tmp_path / "claimcheck.toml", 'format = "html"')
    assert find_config(tmp_path).format == "html"


def test_a_named_file_is_read_whatever_lies_nearer(tmp_path: Path) -> None:
    _write(tmp_path / "site" / "claimcheck.toml", 'format = "csv"')
    named = _write(tmp_path / "other.toml", 'format = "html"')
    assert find_config(_article(tmp_path), named).format == "html"
    with pytest.raises(UsageError, match=r"none\.toml: cannot be read"):
        find_config(tmp_path, tmp_path / "none.toml")


def test_the_command_line_goes_over_it() -> None:
    given = Config(select=("A",), format="json").over(select=("B",), format=None, ignore=())
    assert given == Config(select=("B",), format="json")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('fail-on = "error"', "“fail-on” is not a setting; did you mean fail_on?"),
        ('formt = "json"', "did you mean format?"),
        ("zzz = 1", "“zzz” is not a setting; one of select, ignore"),
        ("path = 'x'", "“path” is not a setting"),
        ("select = 3", "“select” must be a list of texts, not 3"),
        ("ignore = [1]", "“ignore” must be a list of texts"),
        ("online = 'yes'", "“online” must be true or false, not 'yes'"),
        ("fail_on = 'fatal'", "“fail_on” must be one of error, warning, note, never, not 'fatal'"),
        ("format = true", "“format” must be one of text, json"),
        ("baseline = 1", "“baseline” must be a text, not 1"),
        ("format = \n", "not a TOML file: Invalid value (at line 1, column"),
        ("a = 1\n\nb = = 2", "line 3"),
    ],
)
def test_faults_are_one_line_with_the_file(tmp_path: Path, content: str, message: str) -> None:
    path = _write(tmp_path / "claimcheck.toml", content)
    with pytest.raises(UsageError) as caught:
        find_config(tmp_path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "claimcheck.toml").write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(UsageError, match="not a TOML file"):
        find_config(tmp_path)


def test_a_section_that_is_no_table(tmp_path: Path) -> None:
    _write(tmp_path / "pyproject.toml", "[tool]\nclaimcheck = 'x'")
    with pytest.raises(UsageError, match=r"write \[tool\.claimcheck\]"):
        find_config(tmp_path)


def test_show(tmp_path: Path) -> None:
    path = _write(tmp_path / "site" / "claimcheck.toml", 'select = ["EFF01", "a b"]\nonline = true')
    shown = CliRunner().invoke(command, ["show", str(_article(tmp_path))])
    assert shown.exit_code == 0
    lines = shown.output.splitlines()
    assert lines[0] == f"# {path}"
    assert 'select = ["EFF01", "a b"]' in lines
    assert "online = true" in lines
    assert "baseline = -" in lines
