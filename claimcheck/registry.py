"""Extensions that other installed packages bring, found by entry point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from claimcheck.model import Problem


@dataclass(frozen=True, slots=True)
class Plugins:
    """What a group of entry points gave: the objects by name, and one problem for each that could not be loaded."""

    found: tuple[tuple[str, object], ...]
    problems: tuple[Problem, ...]

    def named(self, name: str) -> object | None:
        """The object of this name, or None."""
        return dict(self.found).get(name)


@cache
def load_plugins(group: str) -> Plugins:
    """Load the entry points of a group, by name; a broken plugin becomes a problem of one line and is left out."""
    found: list[tuple[str, object]] = []
    problems: list[Problem] = []
    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        try:
            found.append((point.name, point.load()))
        except Exception as error:  # a stranger's code may raise anything on import
            reason = " ".join(str(error).split()) or "no reason given"
            message = f"plugin {point.name} ({point.value}) could not be loaded: {type(error).__name__}: {reason}"
            problems.append(Problem("plugins", message, group))
    return Plugins(tuple(found), tuple(problems))
