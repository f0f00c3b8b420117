"""Article text made harmless to show: nothing in it may steer a terminal, turn the reading direction or break an encoding."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but for tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of the reading direction
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # byte order mark, annotations, invisible tags
    "\ud800-\udfff]"  # halves of surrogate pairs
)
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
SHOWN_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """The text with each character that acts instead of showing replaced, one for one; carriage returns become line feeds."""
    return _UNSAFE.sub(lambda match: "\n" if match[0] == "\r" else SHOWN_INSTEAD, text)


def one_line(text: str) -> str:
    """The visible text with all white space made single blanks."""
    return " ".join(visible(text.replace("\ufeff", " ")).split())


def escaped_steering(json_text: str) -> str:
    r"""JSON text with every character that acts instead of showing written as \uXXXX; reading it gives the same value."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json_text)
