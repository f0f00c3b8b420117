"""The configuration: `claimcheck.toml`, or `[tool.claimcheck]` in `pyproject.toml`, found upward from the article."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from claimcheck.errors import UsageError

_LISTS = ("select", "ignore", "rules", "jurisdiction", "sources")
_CHOICES = {"fail_on": ("error", "warning", "note", "never"), "format": ("text", "json", "html", "markdown", "sarif", "csv")}
_FLAGS = ("online",)
_PATHS = ("rules", "baseline", "library", "cache")


@dataclass(frozen=True, slots=True)
class Config:
    """Settings that stand in a file; the command line goes over them. `path` is the file they came from.

    `library` and `cache` are folders; `sources` names services that are off unless asked for; `contact` is the e-mail address that
    services want of whoever asks them.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()
    fail_on: str | None = None
    format: str | None = None
    online: bool = False
    baseline: str | None = None
    library: str | None = None
    cache: str | None = None
    sources: tuple[str, ...] = ()
    contact: str | None = None
    path: str | None = None

    def over(self, **given: Any) -> Config:
        """The configuration with what was given on the command line in its place."""
        return replace(self, **{name: value for name, value in given.items() if value})


_KNOWN = tuple(field.name for field in fields(Config) if field.name != "path")


def find_config(start: Path, explicit: Path | None = None) -> Config:
    """The configuration for an article (UsageError: one line with the file and what is wrong)."""
    if explicit is not None:
        return _read(explicit)
    for folder in _upward(start):
        own = folder / "claimcheck.toml"
        if own.is_file():
            return _read(own)
        shared = folder / "pyproject.toml"
        if shared.is_file() and _speaks_of_us(shared):
            return _read(shared)
    return Config()


def _speaks_of_us(path: Path) -> bool:
    tool = _table(path).get("tool", {})
    return isinstance(tool, dict) and "claimcheck" in tool


def _upward(start: Path) -> Iterator[Path]:
    place = start.resolve()
    yield from (place, *place.parents) if place.is_dir() else place.parents


def _read(path: Path) -> Config:
    table = _table(path)
    own = _section(path, table) if path.name == "pyproject.toml" else table
    return Config(**{name: _value(path, name, value) for name, value in own.items()}, path=str(path))


def _section(path: Path, table: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands under [tool.claimcheck]."""
    section = table.get("tool", {}).get("claimcheck", {}) if isinstance(table.get("tool", {}), dict) else {}
    if not isinstance(section, dict):
        raise UsageError(f"{path}: “tool.claimcheck” must be a table; write [tool.claimcheck] and the settings below it")
    return section


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: not a TOML file: {' '.join(str(error).split())}; mend it there") from error


def _value(path: Path, name: str, value: Any) -> Any:
    """A setting checked and brought into its form."""
    if name not in _KNOWN:
        close = difflib.get_close_matches(name, _KNOWN, 1)
        hint = f"did you mean {close[0]}?" if close else f"one of {', '.join(_KNOWN)}"
        raise UsageError(f"{path}: “{name}” is not a setting; {hint}")
    if name in _LISTS:
        return tuple(_placed(path, name, text) for text in _texts(path, name, value))
    if name in _FLAGS:
        if not isinstance(value, bool):
            raise UsageError(f"{path}: “{name}” must be true or false, not {value!r}")
        return value
    if not isinstance(value, str) or value not in _CHOICES.get(name, (value,)):
        raise UsageError(f"{path}: “{name}” must be {_expected(name)}, not {value!r}")
    return _placed(path, name, value)


def _texts(path: Path, name: str, value: Any) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise UsageError(f"{path}: “{name}” must be a list of texts, not {value!r}")
    return listed


def _expected(name: str) -> str:
    return f"one of {', '.join(_CHOICES[name])}" if name in _CHOICES else "a text"


def _placed(path: Path, name: str, text: str) -> str:
    """A path in the file is meant from the file's folder."""
    return str((path.parent / text).resolve()) if name in _PATHS else text


def shown(config: Config) -> Mapping[str, str]:
    """The settings as they would be written in a file; one that is not set shows as a dash."""
    return {name: _shown(getattr(config, name)) for name in _KNOWN}


def _shown(value: object) -> str:
    if value is None:
        return "-"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
