"""The plain text of an XML element with markup inside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

_EXPONENT = re.compile(r"[-−–+]?\d+")
_NAMESPACE = re.compile(r"^\{.*\}")


def prose(element: Element | None, left_out: Callable[[str], bool] | None = None) -> str:
    """The text of an element with white space folded, without the elements whose tag is `left_out`; "" for None.

    A power keeps its meaning: `10<sup>6</sup>` reads 10^6.
    """
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(_pieces(element, left_out)).split())


def local(tag: object) -> str:
    """The tag without its namespace."""
    return _NAMESPACE.sub("", tag) if isinstance(tag, str) else ""


def _pieces(element: Element, left_out: Callable[[str], bool] | None) -> Iterator[str]:
    """The text in reading order; a stack of its own, so that no depth of nesting can exhaust Python's."""
    yield element.text or ""
    stack = [iter(element)]
    parents: list[Element] = []
    last = element.text or ""
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            last = (parents.pop().tail or "") if parents else ""
            yield last
            continue
        text = "" if left_out and left_out(local(child.tag)) else child.text or ""
        if child.tag == "sup" and last[-1:].isdigit() and _EXPONENT.fullmatch(text):
            yield "^"
        yield text
        last = text or last
        stack.append(iter(()) if left_out and left_out(local(child.tag)) else iter(child))
        parents.append(child)
