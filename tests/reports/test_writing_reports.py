"""Reports written to files, formats by name, and formats of plugins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_report import RULESET, one_claim, sample

from claimcheck import registry, reports
from claimcheck.errors import UsageError
from claimcheck.reports import files

NASTY = (
    "<script>alert(1)</script></style>]]>\"'`&amp;",
    "javascript:alert(1)",
    "\x00\x07\x1b[31m\x7f\x9b\u202e\u2066\u2028\ufeff",
    "\ud800 lone \udfff",
    "[/] [red] %s {0} {{x}} {% x %} ${x}",
    "",
)


@pytest.mark.parametrize("format", reports.FORMATS)
@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_a_format(format: str, text: str, tmp_path: Path) -> None:
    reports.write([one_claim(text or " ", uri=text or "-", url=text)], [(format, tmp_path / "out")], RULESET)
    assert (tmp_path / "out").read_text(encoding="utf-8")


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(codec=None), min_size=1, max_size=40))
def test_every_format_takes_any_text(text: str) -> None:
    for format in reports.FORMATS:
        assert reports.render([one_claim(text, uri=text, url=text)], format, RULESET).encode("utf-8")


def test_each_target_gets_its_format(tmp_path: Path) -> None:
    targets = [(format, tmp_path / format) for format in reports.FORMATS]
    reports.write([sample()], targets, RULESET)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(reports.FORMATS)
    for format, path in targets:
        assert path.read_bytes() == reports.render([sample()], format, RULESET).encode()


@pytest.mark.parametrize("place", ["no/such/folder/r.json", "folder", "file/r.json"])
def test_a_place_that_cannot_be_written_is_one_line(place: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError) as caught:
        reports.write([sample()], [("json", tmp_path / place)], RULESET)
    message = str(caught.value)
    assert str(tmp_path / place) in message
    assert "\n" not in message


def test_a_full_disk_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "r.json"
    path.write_text("old")
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        reports.write([sample()], [("json", path)], RULESET)
    assert [entry.name for entry in tmp_path.iterdir()] == ["r.json"]
    assert path.read_text() == "old"


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    reports.write([sample()], [("csv", link)], RULESET)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("article,")
    assert target.stat().st_mode & 0o777 == 0o640


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"docx.*text, json, html, markdown, sarif, csv"):
        reports.render([sample()], "docx", RULESET)


@pytest.fixture
def plugins(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    points = EntryPoints(
        [
            EntryPoint("upper", "json:dumps", reports.GROUP),
            EntryPoint("broken", "no_such_package.at_all:render", reports.GROUP),
        ]
    )
    monkeypatch.setattr(registry, "entry_points", lambda group: points.select(group=group))
    registry.load_plugins.cache_clear()
    yield
    registry.load_plugins.cache_clear()


@pytest.mark.usefixtures("plugins")
def test_a_broken_plugin_is_one_line_and_the_others_work() -> None:
    loaded = registry.load_plugins(reports.GROUP)
    assert loaded.found == (("upper", json.dumps),)
    (problem,) = loaded.problems
    assert "broken (no_such_package.at_all:render)" in problem.message
    assert "\n" not in problem.message
    assert reports.formats() == (*reports.FORMATS, "upper")


@pytest.mark.usefixtures("plugins")
def test_asking_for_a_broken_format_says_why() -> None:
    with pytest.raises(UsageError, match="no_such_package"):
        reports.render([sample()], "broken", RULESET)


def test_a_plugin_writes_the_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    found = registry.Plugins((("lines", lambda given, rules: f"{len(given)} {rules.digest}"),), ())
    monkeypatch.setattr(reports, "load_plugins", lambda group: found)
    assert reports.render([sample()], "lines", RULESET) == "1 5a11ad"
