"""The configuration: `claimcheck.toml`, or `[tool.claimcheck]` in `pyproject.toml`, found upward from the article."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from claimcheck.errors import UsageError

_LISTS = ("select", "ignore", "rules", "jurisdiction")
_CHOICES = {"fail_on": ("error", "warning", "note", "never"), "format": ("text", "json", "html", "markdown", "sarif", "csv")}
_FLAGS = ("online",)
_PATHS = ("rules", "baseline")


@dataclass(frozen=True, slots=True)
class Config:
    """Settings that stand in a file; the command line goes over them. `path` is the file they came from."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()
    fail_on: str | None = None
    format: str | None = None
    online: bool = False
    baseline: str | None = None
    path: str | None = None

    def over(self, **given: Any) -> Config:
        """The configuration with what was given on the command line in its place."""
        return replace(self, **{name: value for name, value in given.items() if value})


def find_config(start: Path, explicit: Path | None = None) -> Config:
    """The configuration for an article (UsageError: one line with the file and what is wrong)."""
    if explicit is not None:
        return _read(explicit)
    for folder in _upward(start):
        own = folder / "claimcheck.toml"
        if own.is_file():
            return _read(own)
        shared = folder / "pyproject.toml"
        if shared.is_file() and "claimcheck" in _table(shared).get("tool", {}):
            return _read(shared)
    return Config()


def _upward(start: Path) -> Iterator[Path]:
    place = start.resolve()
    yield from (place, *place.parents) if place.is_dir() else place.parents


def _read(path: Path) -> Config:
    table = _table(path)
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("claimcheck", {})
    elif isinstance(table.get("claimcheck"), dict):
        table = table["claimcheck"]
    return Config(**{name: _value(path, name, value) for name, value in table.items()}, path=str(path))


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not a TOML file: {' '.join(str(error).split())}") from error


def _value(path: Path, name: str, value: Any) -> Any:
    """A setting checked and brought into its form."""
    known = [field.name for field in fields(Config) if field.name != "path"]
    if name not in known:
        close = difflib.get_close_matches(name, known, 1)
        hint = f"; did you mean {close[0]}?" if close else f"; one of {', '.join(known)}"
        raise UsageError(f"{path}: “{name}” is not a setting{hint}")
    if name in _LISTS:
        return tuple(_placed(path, name, text) for text in _texts(path, name, value))
    if name in _FLAGS:
        if not isinstance(value, bool):
            raise UsageError(f"{path}: “{name}” must be true or false")
        return value
    if not isinstance(value, str) or value not in _CHOICES.get(name, (value,)):
        raise UsageError(f"{path}: “{name}” must be {_expected(name)}")
    return _placed(path, name, value)


def _texts(path: Path, name: str, value: Any) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise UsageError(f"{path}: “{name}” must be a list of texts")
    return listed


def _expected(name: str) -> str:
    return f"one of {', '.join(_CHOICES[name])}" if name in _CHOICES else "a text"


def _placed(path: Path, name: str, text: str) -> str:
    """A path in the file is meant from the file's folder."""
    return str((path.parent / text).resolve()) if name in _PATHS else text


def shown(config: Config) -> Mapping[str, object]:
    """The settings by name, for `claimcheck config show`."""
    return {field.name: getattr(config, field.name) for field in fields(Config)}
