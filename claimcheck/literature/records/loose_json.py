"""JSON of services read loosely: a value of the wrong type counts as absent, what is no JSON at all is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from claimcheck.literature.records.faults import RecordError

_LARGEST = 64 * 2**20
_LARGEST_NUMBER = 10**15
_DIGITS = re.compile(r"\s*(-?\d{1,15})(?:\.0*)?\s*")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def parse(body: bytes) -> object:
    """The value that a body holds (RecordError: not UTF-8, not whole, too large, nested too deep, a web page)."""
    if len(body) > _LARGEST:
        raise RecordError("the answer is too large")
    if is_page(body):
        raise RecordError("a web page came in place of JSON")
    try:
        value: object = json.loads(body.decode("utf-8-sig"))
    except RecursionError:
        raise RecordError("the answer is nested too deep") from None
    except ValueError:
        raise RecordError("the answer is not JSON, or is not whole") from None
    return value


def is_page(body: bytes) -> bool:
    """Whether a body begins as a web page does."""
    return _PAGE.match(body[:1000]) is not None


def held(value: object, *path: str) -> object:
    """What stands at a path of names; None where an object on the way is missing or none."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def listed(value: object, *path: str) -> list[object]:
    """The list at a path; empty where there is none. A single object in place of a list is a list of one."""
    found = held(value, *path)
    if isinstance(found, Mapping):
        return [found]
    return list(found) if isinstance(found, list) else []


def text(value: object, *path: str) -> str:
    """The text at a path on one line, a whole number as its digits; "" for everything else."""
    found = held(value, *path)
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) < _LARGEST_NUMBER:
        return str(found)
    return " ".join(_NOT_TEXT.sub(" ", found).split()) if isinstance(found, str) else ""


def texts(value: object, *path: str) -> tuple[str, ...]:
    """The texts of the list at a path, the empty ones left out; a single text is a list of one."""
    found = held(value, *path)
    members = found if isinstance(found, list) else [found]
    return tuple(dict.fromkeys(words for member in members if (words := text(member))))


def whole(value: object, *path: str) -> int | None:
    """The whole number at a path, also where it is written as text; None for everything else."""
    found = held(value, *path)
    if isinstance(found, bool):
        return None
    if isinstance(found, float):
        found = str(int(found)) if found.is_integer() and abs(found) < _LARGEST_NUMBER else None
    written = _DIGITS.fullmatch(str(found)) if isinstance(found, str) else None
    if written:
        return int(written.group(1))
    return found if isinstance(found, int) and abs(found) < _LARGEST_NUMBER else None
