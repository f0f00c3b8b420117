"""YAML read strictly: every value keeps its line, duplicate keys and anchors are refused, only true and false are booleans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

LARGEST = 5_000_000
_QUOTED = ("'", '"', "|", ">")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class YamlFault(ValueError):
    """A file that is not strict YAML; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Value:
    """A value and the line it stands on: text, a list of values, or a mapping from names to values."""

    line: int
    content: str | tuple[Value, ...] | dict[str, Value]
    plain: bool = False

    def items(self) -> Iterator[tuple[str, Value]]:
        """The entries of a mapping (none for anything else)."""
        yield from self.content.items() if isinstance(self.content, dict) else ()

    @property
    def number(self) -> float | None:
        """The number a plain scalar stands for, or None."""
        is_number = self.plain and isinstance(self.content, str) and _NUMBER.fullmatch(self.content)
        return float(str(self.content)) if is_number else None

    @property
    def boolean(self) -> bool | None:
        """True or False for those plain words, or None."""
        return {"true": True, "false": False}.get(str(self.content)) if self.plain else None


def read(path: Path) -> Value:
    """The content of a file (YamlFault: too large, not text, not YAML, or not strict)."""
    try:
        if path.stat().st_size > LARGEST:
            raise YamlFault(1, f"the file is larger than {LARGEST // 1_000_000} MB")
        return parse(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise YamlFault(1, "the file is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise YamlFault(1, f"the file cannot be read: {error.strerror}") from error


def parse(text: str) -> Value:
    """The content of a text (YamlFault where it is not strict YAML)."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlFault(mark.line + 1 if mark else 1, f"not YAML: {error.problem or error.context}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise YamlFault(1, f"not YAML: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise YamlFault(1, "nested too deep") from error
    finally:
        loader.dispose()
    if node is None:
        raise YamlFault(1, "the file is empty")
    return _value(node, set())


def _value(node: yaml.Node, above: set[int]) -> Value:
    line = node.start_mark.line + 1
    if id(node) in above or len(above) > 40:
        raise YamlFault(line, "nested too deep or in a circle")
    if isinstance(node, yaml.ScalarNode):
        return Value(line, node.value, plain=node.style not in _QUOTED)
    below = above | {id(node)}
    if isinstance(node, yaml.SequenceNode):
        return Value(line, tuple(_value(child, below) for child in node.value))
    if isinstance(node, yaml.MappingNode):
        return Value(line, _mapping(node, below))
    raise YamlFault(line, "a value of an unknown kind")


def _mapping(node: yaml.MappingNode, above: set[int]) -> dict[str, Value]:
    entries: dict[str, Value] = {}
    for key, child in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise YamlFault(key.start_mark.line + 1, "a name must be plain text")
        if key.value in entries:
            raise YamlFault(key.start_mark.line + 1, f"“{key.value}” stands twice")
        entries[key.value] = _value(child, above)
    return entries


def refuse_anchors(text: str) -> None:
    """Refuse anchors and aliases, with which a small file can stand for a huge one (YamlFault)."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"\s*(?:-\s+)?(?:[\w-]+:\s+)?[&*]\w", line):
            raise YamlFault(number, "anchors and aliases are not allowed")
