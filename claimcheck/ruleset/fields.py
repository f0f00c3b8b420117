"""Fields of a rule file, taken one by one; faults are gathered with their line and the reading goes on."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import TypeVar

from claimcheck.phrases import PhraseError, PhraseIndex
from claimcheck.ruleset.strict_yaml import Value

E = TypeVar("E", bound=Enum)
T = TypeVar("T")
_EMPTY = Value(1, "")


def nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean …` with the closest known name, or nothing."""
    close = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean {close[0]}" if close else ""


class Faults:
    """Faults of one file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.found: list[str] = []

    def add(self, line: int, message: str) -> None:
        """Note a fault at a line."""
        self.found.append(f"{self._path}:{line}: {message}")


class Fields:
    """The fields of one mapping; `done` reports the names that nobody asked for."""

    def __init__(self, value: Value, faults: Faults) -> None:
        self.line = value.line
        self.faults = faults
        self._asked: set[str] = set()
        self.entries: dict[str, Value] = value.content if isinstance(value.content, dict) else {}
        if not isinstance(value.content, dict):
            faults.add(value.line, "names with values are expected here")

    def has(self, name: str) -> bool:
        """Whether a field is given."""
        self._asked.add(name)
        return name in self.entries

    def value(self, name: str) -> Value | None:
        """A field as it stands, or None."""
        self._asked.add(name)
        return self.entries.get(name)

    def text(self, name: str, default: str | None = None) -> str:
        """A text field; a fault where it is missing without a default, or no text."""
        value = self.value(name)
        if value is None:
            if default is None:
                self.faults.add(self.line, f"“{name}” is missing")
            return default or ""
        if not isinstance(value.content, str):
            self.faults.add(value.line, f"“{name}” must be text")
            return ""
        return value.content.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        return tuple(text for text, _ in self.lined(name))

    def lined(self, name: str) -> tuple[tuple[str, int], ...]:
        """A list of texts with their lines."""
        value = self.value(name)
        if value is None:
            return ()
        parts = value.content if isinstance(value.content, tuple) else (value,)
        found = []
        for part in parts:
            if isinstance(part, Value) and isinstance(part.content, str):
                found.append((part.content.strip(), part.line))
            else:
                self.faults.add(value.line, f"“{name}” must be a list of texts")
        return tuple(found)

    def number(self, name: str) -> float | None:
        """A number, or None where the field is missing; a fault where it is no number."""
        value = self.value(name)
        if value is None:
            return None
        if value.number is None:
            self.faults.add(value.line, f"“{name}” must be a number")
        return value.number

    def boolean(self, name: str) -> bool | None:
        """True, false, or None where the field is missing."""
        value = self.value(name)
        if value is not None and value.boolean is None:
            self.faults.add(value.line, f"“{name}” must be true or false")
        return value.boolean if value else None

    def one_of(self, name: str, kind: type[E], default: E | None = None) -> E:
        """A member of an enumeration by its value."""
        first = next(iter(kind))
        if not self.has(name) and default is not None:
            return default
        text = self.text(name)
        found = _member(text, kind)
        if found is None and self.has(name):
            self.faults.add(
                self._line(name),
                f"“{name}” cannot be “{text}”{nearest(text, _values(kind))} (one of {', '.join(_values(kind))})",
            )
        return found or first

    def some_of(self, name: str, kind: type[E]) -> frozenset[E]:
        """Members of an enumeration by their values."""
        found = []
        for text, line in self.lined(name):
            member = _member(text, kind)
            if member is None:
                self.faults.add(line, f"“{name}” cannot hold “{text}”{nearest(text, _values(kind))}")
            else:
                found.append(member)
        return frozenset(found)

    def phrases(self, name: str) -> tuple[str, ...]:
        """Phrases that compile; a fault for each that does not."""
        return tuple(text for text, line in self.lined(name) if self._compiles(text, line))

    def _compiles(self, phrase: str, line: int) -> bool:
        try:
            PhraseIndex([(phrase, 0)])
        except PhraseError as error:
            self.faults.add(line, str(error))
            return False
        return True

    def parts(self, name: str) -> tuple[Fields, ...]:
        """A list of mappings; a single mapping counts as a list of one."""
        value = self.value(name)
        if value is None:
            return ()
        parts = value.content if isinstance(value.content, tuple) else (value,)
        return tuple(Fields(part, self.faults) for part in parts if isinstance(part, Value))

    def resolved(self, name: str, find: Callable[[str], str | None], known: Callable[[], Iterable[str]]) -> tuple[str, ...]:
        """Names looked up elsewhere; a fault for each that is not known."""
        found = []
        for text, line in self.lined(name):
            target = find(text)
            if target is None:
                self.faults.add(line, f"“{name}” names “{text}”, which is not known{nearest(text, known())}")
            else:
                found.append(target)
        return tuple(found)

    def done(self) -> None:
        """Report every field that was never asked for."""
        for name, value in self.entries.items():
            if name not in self._asked:
                self.faults.add(value.line, f"“{name}” is not a field here{nearest(name, self._asked)}")

    def _line(self, name: str) -> int:
        return self.entries.get(name, _EMPTY).line


def _member(text: str, kind: type[E]) -> E | None:
    return next((member for member in kind if str(member.value) == text), None)


def _values(kind: type[E]) -> Sequence[str]:
    return [str(member.value) for member in kind]
