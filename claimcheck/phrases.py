"""The phrase language of the rule files, and an index that finds any number of phrases in one pass over a text.

Case, hyphens, quotes and white space between words do not matter. `word~` takes all inflections, `(a|b c)` one of
(`(a|b)~` with inflections), `[a|b]` one of or nothing, `..` a gap of up to three words (`..5` up to five), `#` a number.
No phrase crosses . ! ? ; or :.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from claimcheck.inflection import inflections

K = TypeVar("K")

_WORD = r"[^\W_]+(?:['’][^\W_]+)*"
_TEXT = re.compile(rf"\d[\d,]*(?:\.\d+)?(?![^\W_])|{_WORD}|[%$€£]|[.!?;:](?![a-z0-9])")
_SYNTAX = re.compile(rf"\.\.\d*|[()\[\]|#%$€£]|{_WORD}~?|[^\s]")
_IGNORED = frozenset("-–—‐‑,'\"’‘“”/&+*.:")
_STOPS = frozenset(".!?;:")
_WORDLIKE = re.compile(rf"{_WORD}~?")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_GAP = 3
_WIDEST_GAP = 12
_DEEPEST = 8


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """A phrase found at text[start:end]; `key` is what the phrase was entered with."""

    start: int
    end: int
    key: K
    phrase: str


class _Node:
    """A place reached inside phrases: what may follow, and the phrases that end here."""

    __slots__ = ("ends", "gaps", "numbers", "shared", "words")

    def __init__(self, shared: bool = False) -> None:
        self.words: dict[str, list[_Node]] = {}
        self.numbers: list[_Node] = []
        self.gaps: list[tuple[int, _Node]] = []
        self.ends: list[int] = []
        self.shared = shared


class PhraseIndex(Generic[K]):
    """Finds many phrases at once; the cost of a word of text does not grow with their number."""

    def __init__(self, entries: Iterable[tuple[str, K]]) -> None:
        """Compile all entries (PhraseError names the phrase that cannot be read)."""
        self._root = _Node(shared=True)
        self._entries: list[tuple[str, K]] = []
        for phrase, key in entries:
            self._entries.append((phrase, key))
            for node in _entered(self._root, phrase):
                node.ends.append(len(self._entries) - 1)

    def find(self, text: str) -> list[Hit[K]]:
        """All hits, overlapping ones too, by start and then longest first."""
        tokens = [(folded(m.group()), m.start(), m.end()) for m in _TEXT.finditer(text)]
        found: dict[tuple[int, int, int], None] = {}
        for start, token in enumerate(tokens):
            if token[0] in self._root.words or (self._root.numbers and _NUMBER.fullmatch(token[0])):
                for last, entry in _walk(self._root, tokens, start):
                    found[token[1], -tokens[last][2], entry] = None
        return [Hit(start, -end, self._entries[entry][1], self._entries[entry][0]) for start, end, entry in sorted(found)]


def folded(word: str) -> str:
    """A word as it is compared."""
    return word.lower().replace("’", "'")


def _walk(root: _Node, tokens: list[tuple[str, int, int]], start: int) -> Iterator[tuple[int, int]]:
    """From one token on: each entry that ends, with the index of its last token."""
    waiting = list(_next(root, tokens, start))
    seen = set()
    while waiting:
        node, last = waiting.pop()
        if (id(node), last) in seen:
            continue
        seen.add((id(node), last))
        for entry in node.ends:
            yield last, entry
        waiting.extend(_next(node, tokens, last + 1))
        for width, behind in node.gaps:
            for skipped in range(width + 1):
                if any(token[0] in _STOPS for token in tokens[last + 1 : last + 1 + skipped]):
                    break
                waiting.extend(_next(behind, tokens, last + 1 + skipped))


def _next(node: _Node, tokens: list[tuple[str, int, int]], at: int) -> Iterator[tuple[_Node, int]]:
    if at >= len(tokens) or tokens[at][0] in _STOPS:
        return
    word = tokens[at][0]
    for following in node.words.get(word, ()):
        yield following, at
    if node.numbers and _NUMBER.fullmatch(word):
        for following in node.numbers:
            yield following, at


def _entered(root: _Node, phrase: str) -> list[_Node]:
    """The nodes at which a phrase ends; plain phrases share their beginnings."""
    simple = phrase.lower().replace("-", " ").split()
    if simple and all(word.isalnum() for word in simple):
        return [_plain(root, simple)]
    parts = _SYNTAX.findall(phrase.lower())
    if parts and all(re.fullmatch(_WORD, part) for part in parts):
        return [_plain(root, [folded(part) for part in parts])]
    ends = _Reader(phrase).enter(root)
    if root in ends:
        raise PhraseError(f"“{phrase}” has no word that must be found")
    return ends


def _plain(root: _Node, words: list[str]) -> _Node:
    node = root
    for word in words:
        following = node.words.setdefault(word, [])
        shared = next((other for other in following if other.shared), None)
        if shared is None:
            shared = _Node(shared=True)
            following.append(shared)
        node = shared
    return node


def _spread(parts: list[str]) -> list[str]:
    """The parts with a `~` behind a bracket moved to the last word of each choice inside."""
    spread: list[str] = []
    for part in parts:
        if part == "~" and spread and spread[-1] in (")", "]"):
            depth = 0
            for at in range(len(spread) - 1, 0, -1):
                depth += (spread[at] in (")", "]")) - (spread[at] in ("(", "["))
                if depth == 0:
                    break
                if depth == 1 and spread[at] in ("|", ")", "]") and spread[at - 1][0].isalpha():
                    spread[at - 1] = spread[at - 1].rstrip("~") + "~"
        else:
            spread.append(part)
    return spread


class _Reader:
    """Reads one phrase from left to right and enters it into the index."""

    def __init__(self, phrase: str) -> None:
        self._phrase = phrase
        self._parts = _spread([part for part in _SYNTAX.findall(phrase.lower()) if part not in _IGNORED])
        self._at = 0

    def enter(self, root: _Node) -> list[_Node]:
        """The end nodes of the phrase (PhraseError where it is broken or empty)."""
        if not self._parts:
            raise PhraseError("an empty phrase")
        if self._parts[-1].startswith(".."):
            raise PhraseError(f"“{self._phrase}” ends with a gap")
        ends = self._choice([root], "", 0)
        if self._at < len(self._parts):
            raise PhraseError(f"“{self._phrase}” closes a bracket that was not opened")
        return ends

    def _choice(self, starts: list[_Node], close: str, depth: int) -> list[_Node]:
        """One of several sequences, up to the closing bracket."""
        if depth > _DEEPEST:
            raise PhraseError(f"“{self._phrase}” nests brackets too deep")
        ends, current = [], starts
        joint = _Node()
        while self._at < len(self._parts) and self._parts[self._at] not in (")", "]"):
            part = self._parts[self._at]
            self._at += 1
            if part == "|":
                ends.extend(current)
                current = starts
            elif current is starts and self._ends_choice() and _WORDLIKE.fullmatch(part):
                for start in starts:
                    self._link(start, part, joint)
                current = [joint]
            else:
                current = self._step(current, part, depth)
        self._closed(close)
        return list(dict.fromkeys([*ends, *current]))

    def _ends_choice(self) -> bool:
        """Whether the part just taken was the last of its choice; single words all lead to one place."""
        return self._at < len(self._parts) and self._parts[self._at] in ("|", ")", "]")

    def _closed(self, close: str) -> None:
        if not close:
            return
        if self._at >= len(self._parts) or self._parts[self._at] != close:
            raise PhraseError(f"“{self._phrase}” has no {close} for an open bracket")
        self._at += 1

    def _step(self, starts: list[_Node], part: str, depth: int) -> list[_Node]:
        if part == "(":
            return self._choice(starts, ")", depth + 1)
        if part == "[":
            return list(dict.fromkeys([*starts, *self._choice(starts, "]", depth + 1)]))
        node = _Node()
        for start in starts:
            self._link(start, part, node)
        return [node]

    def _link(self, start: _Node, part: str, node: _Node) -> None:
        if part.startswith(".."):
            self._link_gap(start, part, node)
        elif part == "#":
            start.numbers.append(node)
        elif part[0].isalnum() or part in "%$€£":
            words = inflections(folded(part[:-1])) if part.endswith("~") else (folded(part),)
            for word in words:
                start.words.setdefault(word, []).append(node)
        else:
            raise PhraseError(f"“{self._phrase}” has “{part}”, which no phrase can hold")

    def _link_gap(self, start: _Node, part: str, node: _Node) -> None:
        width = int(part[2:] or _GAP)
        if start.shared and not start.ends and self._at == 1:
            raise PhraseError(f"“{self._phrase}” begins with a gap")
        if width > _WIDEST_GAP:
            raise PhraseError(f"“{self._phrase}” has a gap wider than {_WIDEST_GAP} words")
        start.gaps.append((width, node))
