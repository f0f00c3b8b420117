"""Identifiers as services write them, in normal form; None for what is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from claimcheck.model import Identifier, IdentifierKind

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/[^\s\x00-\x20\x7f]{1,300})", re.IGNORECASE)
_PMID = re.compile(r"(?:https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)?0*([1-9]\d{0,8})/?(?:\.0)?")
_PMCID = re.compile(r"(?:https?://\S{1,60}/)?(?:PMC)?0*([1-9]\d{0,8})(?:\.\d{1,3})?/?", re.IGNORECASE)
_NCT = re.compile(r"NCT\d{8}", re.IGNORECASE)


def doi(written: str) -> Identifier | None:
    """A DOI, with or without resolver."""
    found = _DOI.fullmatch(unquote(written.strip()) if written.startswith("http") else written.strip())
    return Identifier(IdentifierKind.DOI, found.group(1).lower()) if found else None


def pmid(written: str) -> Identifier | None:
    """A PMID, as digits or address."""
    found = _PMID.fullmatch(written.strip())
    return Identifier(IdentifierKind.PMID, found.group(1)) if found else None


def pmcid(written: str) -> Identifier | None:
    """A PMCID, with or without `PMC`, version or address."""
    found = _PMCID.fullmatch(written.strip())
    return Identifier(IdentifierKind.PMCID, f"PMC{found.group(1)}") if found else None


def nct(written: str) -> Identifier | None:
    """The number of a trial at ClinicalTrials.gov."""
    found = _NCT.fullmatch(written.strip())
    return Identifier(IdentifierKind.NCT, found.group().upper()) if found else None


def known(*identifiers: Identifier | None) -> tuple[Identifier, ...]:
    """Those that are identifiers, each once, in their order."""
    return tuple(dict.fromkeys(identifier for identifier in identifiers if identifier))


def of_kind(identifiers: Iterable[Identifier], kind: IdentifierKind) -> tuple[str, ...]:
    """The values of one kind, each once, in their order."""
    return tuple(dict.fromkeys(identifier.value for identifier in identifiers if identifier.kind is kind))
