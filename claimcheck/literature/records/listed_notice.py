"""Notices that come apart from the works they are about, as in a list of retractions."""

from __future__ import annotations

from typing import NamedTuple

from claimcheck.model import Identifier, Notice


class ListedNotice(NamedTuple):
    """A line of a list: the identifiers of the work it is about (at least one), and the notice."""

    identifiers: tuple[Identifier, ...]
    notice: Notice
