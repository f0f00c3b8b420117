"""Whether those who sell a therapy made the study of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.literature.studies.words import choice
from claimcheck.model import Work

_NAME = r"\b(?:[A-Z][A-Za-z&.'-]{0,30}[ ,]+){1,5}?"
_COMPANY = re.compile(rf"{_NAME}(?:{choice('seller', 'company')})")
_LIKELY = re.compile(rf"{_NAME}(?:{choice('seller', 'likely')})")
_MAKER = re.compile(rf"\b(?:{choice('seller', 'maker')})\b")
_CLINIC = re.compile(
    rf"\b(?:[A-Z][\w&'-]{{0,30}} ){{0,4}}(?:{choice('seller', 'clinic')})(?: [A-Z][\w&'-]{{0,30}}){{0,3}}"
    r" (?:Clinics?|Institute|Cent(?:er|re)s?|Bank|Registry|Hospital)\b"
)
_ACADEMIC, _ADVISER, _DENIED = (re.compile(choice("seller", name), re.IGNORECASE) for name in ("academic", "adviser", "denied"))
_STAFF = re.compile(choice("seller", "staff"), re.IGNORECASE)
_SENTENCE = re.compile(r"(?<!\b[A-Z])[.;](?= |$)")
_PAID = re.compile(
    r"(?:funded|sponsored|supported|financed) by [^.;]{0,160}|(?:funding|sponsor|financial support):? [^.;]{0,160}", re.IGNORECASE
)
_LONGEST, _QUOTED = 4000, 160


def seller_in(work: Work) -> str:
    """The words of a record, after its field, that show that a seller of the therapy made or paid for the study; "" where none do."""
    return (
        _first(_statements(work.conflicts))
        or _first(_sponsors(work.funding))
        or _first(_sponsors(_paid(work)))
        or _first(_places(affiliation for author in work.authors for affiliation in author.affiliations))
    )


def _statements(conflicts: str) -> Iterable[str]:
    """Statements of interests by which an author works for a maker, or owns a part of it."""
    for sentence in _SENTENCE.split(conflicts[:_LONGEST]):
        if _STAFF.search(sentence) and not _DENIED.search(sentence):
            yield f"interests: {' '.join(sentence.split())}"


def _sponsors(funding: Iterable[str]) -> Iterable[str]:
    """Sponsors that are companies or clinics."""
    for line in funding:
        if not _DENIED.search(line[:_LONGEST]) and (name := _maker(line)):
            yield f"funding: {name}"


def _paid(work: Work) -> Iterable[str]:
    """What abstract and statements say about money."""
    texts = [part.text for part in work.abstract if part.label.lower().startswith(("fund", "sponsor", "support"))]
    last = work.abstract[-1].text[-400:] if work.abstract else ""
    told = "fund" in last or "upported by" in last or "ponsor" in last
    return [*texts, *(match.group() for match in _PAID.finditer(last))] if told else texts


def _places(affiliations: Iterable[str]) -> Iterable[str]:
    """Companies and clinics that authors belong to, where no university is named beside them."""
    for place in dict.fromkeys(affiliations):
        if name := _maker(place):
            yield f"affiliation: {name}"


def _maker(text: str) -> str:
    """The name of a company or clinic that may sell a therapy; "" where the words name a university or an adviser.

    What may be a department as well as a company ("Therapeutics") counts only where no university stands beside it.
    """
    for piece in text[:_LONGEST].split(";"):
        sure = _COMPANY.search(piece) or _MAKER.search(piece)
        found = sure or _LIKELY.search(piece) or _CLINIC.search(piece)
        if found and not _ACADEMIC.search(found.group() if sure else piece) and not _ADVISER.search(found.group()):
            return " ".join(found.group().split()).strip(" ,")
    return ""


def _first(found: Iterable[str]) -> str:
    words = next(iter(found), "")
    return words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + " …"
