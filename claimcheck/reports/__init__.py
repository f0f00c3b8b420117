"""Reports in the formats that people and programs read; one file a format."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.model import Report, Ruleset

FORMATS = ("text", "json", "html", "markdown", "sarif", "csv")
_MODULES = {"text": "terminal", "json": "as_json", "html": "page", "markdown": "as_markdown", "sarif": "sarif", "csv": "as_csv"}


def render(reports: Sequence[Report], format: str, ruleset: Ruleset, *, color: bool = False) -> str:
    """The reports in a format, ready to print; `color` matters to text only."""
    module = import_module(f"claimcheck.reports.{_MODULES[format]}")
    text: str = module.render(reports, ruleset, color=color) if format == "text" else module.render(reports, ruleset)
    return text


def write(reports: Sequence[Report], targets: Sequence[tuple[str, Path]], ruleset: Ruleset) -> None:
    """Write each target whole or not at all (UsageError where it cannot be written)."""
    for format, path in targets:
        write_text(path, render(reports, format, ruleset))


def write_text(path: Path, text: str) -> None:
    """Write a file in one step, so that no half file is ever seen (UsageError where it cannot be written)."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
                file.write(text)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); check folder, space and permissions") from error
