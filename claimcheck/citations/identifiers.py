"""Identifiers found in words and addresses, in normal form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import SplitResult, unquote, urlsplit

from claimcheck.model import CharSpan, Identifier, IdentifierKind

_ADDRESS = r"[^\s\"<>\[\]{}|^`“”«»]"
_FOUND = re.compile(
    rf"(?P<url>\bhttps?://{_ADDRESS}{{3,500}})"
    rf"|(?P<doi>(?<![\w.])10\.\d{{4,9}}/{_ADDRESS}{{1,200}}(?:(?<=-)\r?\n\d{_ADDRESS}{{1,100}})?)"
    r"|(?P<pmcid>\bPMC\d{4,9}\b)"
    r"|\b(?:PMID|PubMed ID)\s?[:#–-]?\s?0{0,4}(?P<pmid>[1-9]\d{3,8})\b"
    r"|(?P<nct>\bNCT\d{8}\b)"
    r"|\bISBN(?:-1[03])?:?\s?(?P<isbn>[\d][\d -]{8,15}[\dX])\b",
    re.IGNORECASE,
)
_IN_ADDRESS = (
    (IdentifierKind.DOI, re.compile(rf"(?:^|[/=:.])(10\.\d{{4,9}}/{_ADDRESS}{{1,200}})", re.IGNORECASE)),
    (
        IdentifierKind.PMID,
        re.compile(r"(?:pubmed(?:\.ncbi\.nlm\.nih\.gov|\.gov)?/(?:\?term=)?|europepmc\.org/(?:article|abstract)/med/)(\d{4,9})\b", re.I),
    ),
    (IdentifierKind.PMCID, re.compile(r"[/=](PMC\d{4,9})\b", re.IGNORECASE)),
    (IdentifierKind.NCT, re.compile(r"[/=](NCT\d{8})\b", re.IGNORECASE)),
)
_PUBLISHERS = (
    (
        re.compile(
            r"(?:^|\.)nature\.com/articles/((?:s\d{5}-[\w-]{6,30}|(?:nature|n[a-z]{1,6}|srep)[.\d]{3,20}))(?=$|[/?.#])", re.IGNORECASE
        ),
        "10.1038/{}",
    ),
    (re.compile(r"(?:^|\.)bmj\.com/content/\d+/((?:bmj\.[a-z]?\d+|bmj-\d{4}-\d{6}))(?=$|[/?.#])", re.IGNORECASE), "10.1136/{}"),
    (re.compile(r"(?:^|\.)thelancet\.com/.{0,80}?PII(S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX])(?=$|[/?])", re.IGNORECASE), "10.1016/{}"),
)
"""Publishers whose addresses hold the DOI without its first part."""
_DOI_TAIL = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|html|meta|fulltext|summary|pdfdirect|asset)(?:/.*)?|\.pdf|\.full|\.abstract)$", re.IGNORECASE
)
_RECORDS = ("doi.org", "pubmed.gov", "ncbi.nlm.nih.gov", "clinicaltrials.gov", "europepmc.org")
_SHARING = re.compile(
    r"https?://(?:[\w-]+\.)*(?:facebook\.com/(?:sharer|dialog)|(?:twitter|x)\.com/(?:intent|share)|linkedin\.com/share|pinterest\.\w+/pin/create"
    r"|api\.whatsapp\.com|wa\.me|t\.me/share|reddit\.com/submit)",
    re.IGNORECASE,
)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
_TRAILING = ".,;:!?'’”\"*。，；：、！？）】》"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_UNSEEN = dict.fromkeys((0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0x0A, 0x0D))
_LONGEST = 2000
_ORDER = tuple(IdentifierKind)


def find(text: str) -> Iterator[tuple[CharSpan, tuple[Identifier, ...]]]:
    """The identifiers and addresses written in a text with their places, none twice; an address may hold several."""
    for match in _FOUND.finditer(text):
        name = match.lastgroup or ""
        value = _clean(match.group(name))
        found = of_address(value) if name == "url" else _single(IdentifierKind(name), value)
        if found:
            yield CharSpan(match.start(name), match.start(name) + len(value)), found


def of_address(href: str) -> tuple[Identifier, ...]:
    """What a link points to, the most trusted first; nothing for anchors, mail, scripts, share buttons and pages beside this one."""
    address = href.strip()[:_LONGEST]
    address = f"https:{address}" if address.startswith("//") else address
    parts = _split(address)
    if parts is None or _SHARING.match(address):
        return ()
    plain = unquote(f"{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else ""))
    held = [_normal(kind, _clean(found.group(1))) for kind, pattern in _IN_ADDRESS if (found := pattern.search(plain))]
    held = held or _of_publisher(plain)
    if held and (parts.hostname or "").endswith(_RECORDS):
        return tuple(held)
    return (*held, Identifier(IdentifierKind.URL, _plain_address(parts)))


def _of_publisher(plain: str) -> list[Identifier]:
    """The DOI that follows from where a publisher keeps its articles."""
    for pattern, form in _PUBLISHERS:
        if found := pattern.search(plain):
            return [_normal(IdentifierKind.DOI, form.format(found.group(1)))]
    return []


def trust(identifier: Identifier) -> int:
    """0 for the kind of identifier trusted most, rising from there."""
    return _ORDER.index(identifier.kind)


def _split(address: str) -> SplitResult | None:
    """The parts of a web address; None where it is none."""
    try:
        parts = urlsplit(address)
        return parts if parts.scheme in ("http", "https") and "." in (parts.hostname or "").strip(".") else None
    except ValueError:
        return None


def _plain_address(parts: SplitResult) -> str:
    """The address without fragment and tracking, so that one page has one name."""
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.match(part))
    path = parts.path if parts.path != "/" else ""
    return f"{parts.scheme}://{parts.netloc.lower()}{path}" + (f"?{query}" if query else "")


def _single(kind: IdentifierKind, value: str) -> tuple[Identifier, ...]:
    if kind is IdentifierKind.ISBN and not _is_isbn(value):
        return ()
    return (_normal(kind, value),)


def _normal(kind: IdentifierKind, value: str) -> Identifier:
    if kind is IdentifierKind.DOI:
        plain = unescape(value).translate(_DASHES | _UNSEEN)
        bare = _clean(re.split(r"[?&#]", plain, maxsplit=1)[0])
        return Identifier(kind, (_DOI_TAIL.sub("", bare).rstrip("/") or bare).lower())
    if kind is IdentifierKind.ISBN:
        return Identifier(kind, _bare_isbn(value))
    return Identifier(kind, value.upper() if kind in (IdentifierKind.PMCID, IdentifierKind.NCT) else value)


def _bare_isbn(value: str) -> str:
    return re.sub(r"[ -]", "", value).upper()


def _is_isbn(value: str) -> bool:
    """Whether the check digit fits, for ten and thirteen digits."""
    digits = [10 if mark == "X" else int(mark) for mark in _bare_isbn(value)]
    if len(digits) == 10:
        return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    return len(digits) == 13 and sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def _clean(value: str) -> str:
    """The identifier without the punctuation of the sentence around it; a bracket stays where it was opened inside."""
    open_brackets = value.count("(") - value.count(")")
    end = len(value)
    while end and (value[end - 1] in _TRAILING or ord(value[end - 1]) in _UNSEEN or (value[end - 1] == ")" and open_brackets < 0)):
        open_brackets += value[end - 1] == ")"
        end -= 1
    return value[:end]
