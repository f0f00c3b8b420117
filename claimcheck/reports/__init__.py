"""Reports written out: for the terminal, as JSON, HTML, Markdown, SARIF and CSV, and in the formats that plugins add.

A plugin offers, under the entry point group `claimcheck.reports`, a function of the reports and the rule set that returns a string.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from claimcheck.errors import UsageError
from claimcheck.model import Report, Ruleset
from claimcheck.registry import load_plugins

__all__ = ["FORMATS", "GROUP", "Renderer", "formats", "render", "report_schema", "write"]

GROUP = "claimcheck.reports"
FORMATS = ("text", "json", "html", "markdown", "sarif", "csv")
_MODULES = {"text": "terminal"}
Renderer = Callable[[Sequence[Report], Ruleset], str]


def formats() -> tuple[str, ...]:
    """The names of all formats: the built-in ones, then those of plugins."""
    return (*FORMATS, *(name for name, _ in load_plugins(GROUP).found if name not in FORMATS))


def render(reports: Sequence[Report], format: str, ruleset: Ruleset, *, color: bool = False) -> str:
    """The reports in one format; `color` asks the text format for a terminal's colours (UsageError for an unknown format)."""
    if format == "text":
        from claimcheck.reports import terminal

        return terminal.render(reports, ruleset, color=color)
    return _renderer(format)(reports, ruleset)


def write(reports: Sequence[Report], targets: Sequence[tuple[str, Path]], ruleset: Ruleset) -> None:
    """Write each (format, path), whole or not at all (UsageError where a path cannot be written)."""
    from claimcheck.reports.files import write_whole

    for format, path in targets:
        write_whole(path, render(reports, format, ruleset))


def report_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of the JSON report."""
    from claimcheck.reports import json

    return json.report_schema()


def _renderer(format: str) -> Renderer:
    if format in FORMATS:
        module = import_module(f"claimcheck.reports.{_MODULES.get(format, format)}")
        return cast(Renderer, module.render)
    plugins = load_plugins(GROUP)
    renderer = plugins.named(format)
    if callable(renderer):
        return cast(Renderer, renderer)
    broken = "".join(f"; {problem.message}" for problem in plugins.problems)
    raise UsageError(f"no format is called “{format}”; one of {', '.join(formats())}{broken}")
