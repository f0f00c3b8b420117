"""The outline of an XML answer: enough to judge it without building its tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, fromstring

from claimcheck.literature.records.faults import RecordError
from claimcheck.literature.records.loose_json import is_page

_DEEPEST = 300
_NOTED = frozenset(("ERROR", "error", "errCode", "errMsg", "LinkName", "IdUrlList", "IdCheckList", "body"))
_LONGEST = 500


@dataclass(slots=True)
class Outline:
    """The root element, how often each element stands directly in it, and the text of those that tell of failures, links and full texts."""

    root: str = ""
    children: Counter[str] = field(default_factory=Counter)
    noted: dict[str, str] = field(default_factory=dict)


def outline(body: bytes) -> Outline:
    """Read a whole body once (RecordError: not well-formed, not whole, entities declared, nested too deep, a web page)."""
    if is_page(body):
        raise RecordError("a web page came in place of XML")
    listener = _Listener()
    parser = DefusedXMLParser(target=listener, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(body)
        parser.close()
    except DefusedXmlException:
        raise RecordError("the answer declares entities") from None
    except (ParseError, ValueError, LookupError) as fault:
        raise (fault if isinstance(fault, RecordError) else RecordError("the answer is not XML, or is not whole")) from None
    return listener.outline


class _Listener:
    """Counts elements as the parser meets them."""

    def __init__(self) -> None:
        self.outline = Outline()
        self._open: list[str] = []

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise RecordError("the answer is nested too deep")
        if not self._open:
            self.outline.root = tag
        elif len(self._open) == 1:
            self.outline.children[tag] += 1
        self._open.append(tag)
        if tag in _NOTED:
            self.outline.noted.setdefault(tag, "")

    def end(self, _tag: str) -> None:
        self._open.pop()

    def data(self, words: str) -> None:
        if self._open and self._open[-1] in _NOTED:
            so_far = self.outline.noted[self._open[-1]]
            self.outline.noted[self._open[-1]] = (so_far + words)[:_LONGEST]

    def close(self) -> Outline:
        return self.outline


def tree(body: bytes) -> Element:
    """The whole tree of a body (RecordError: as `outline`)."""
    outline(body)
    root: Element = fromstring(body, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    return root
