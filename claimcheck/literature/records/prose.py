"""The plain text of an XML element with markup inside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

_EXPONENT = re.compile(r"[-−–+]?\d+")
_BLOCKS = frozenset(
    (
        *("p", "title", "label", "list", "list-item", "def-list", "def-item", "term", "def", "disp-quote", "disp-formula", "boxed-text"),
        *(
            "caption",
            "break",
            "sec",
            "table",
            "thead",
            "tbody",
            "tr",
            "td",
            "th",
            "statement",
            "verse-line",
            "speech",
            "ref",
            "institution",
        ),
    )
)


def prose(element: Element | None, left_out: Callable[[Element], bool] | None = None) -> str:
    """The text of an element with white space folded, without the elements that are `left_out`; "" for None.

    A power keeps its meaning: `10<sup>6</sup>` reads 10^6. Paragraphs and other blocks stand apart.
    """
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(_pieces(element, left_out)).split())


def _pieces(element: Element, left_out: Callable[[Element], bool] | None) -> Iterator[str]:
    """The text in reading order; a stack of its own, so that no depth of nesting can exhaust Python's."""
    last = element.text or ""
    yield last
    stack = [(element, iter(element))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                yield from (apart for apart in (_gap(parent),) if apart)
                last = parent.tail or last
                yield parent.tail or ""
            continue
        passed_over = left_out is not None and left_out(child)
        text = "" if passed_over else child.text or ""
        yield "^" if child.tag == "sup" and last[-1:].isdigit() and _EXPONENT.fullmatch(text) else _gap(child)
        yield text
        last = text or last
        stack.append((child, iter(()) if passed_over else iter(child)))


def _gap(element: Element) -> str:
    """What keeps a block apart from the text around it."""
    return " " if element.tag in _BLOCKS else ""
