"""An entry without what is no part of its description: its number, identifiers, addresses, notes of services, emphasis."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 3000
_NUMBER = re.compile(
    r"\s{0,9}(?:\[\^?\d{1,3}\]:?|\(\d{1,3}\)|\d{1,3}[.)\]](?=\s)|\d{1,3}(?=\s{1,4}[^\W\d_a-zß-öø-ÿ][\w'’-]{1,30}[ ,]))\s{0,4}"
)
_BACKLINK = re.compile(r"^\s{0,4}[\^↑↩*†‡•·]{1,3}\s{0,4}(?:(?:[a-z]\s){1,26}(?=[A-Z]))?")
_LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}\)")
_ADDRESS = re.compile(
    r"(?:(?:available|retrieved|accessed|found)\s(?:online\s)?(?:from|at|on)?:?\s{0,2})?(?:from:?\s|url:?\s|via\s)?<?https?://[^\s<>\"”]{1,1000}>?"
    r"|\bwww\.[^\s<>\"”]{3,300}",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"\(?\[?(?:https?://(?:dx\.)?doi\.org/|doi\s?:?\s?(?:org/)?\s?|digital object identifier:?\s)?\b10\.\d{4,9}/[^\s\"<>{}|^`]{1,300}", re.I
)
_NUMBERED = re.compile(
    r"[\[(]?\b(?:PMID|PMCID|PubMed ID|PubMed PMID|Pubmed|Medline|ISSN|ISBN(?:-1[03])?|NCT|S2CID|Bibcode"
    r"|OCLC|arXiv|Art(?:icle)?\.? (?:ID|no\.?))"
    r"\s?[:#]?\s{0,2}(?:PMC)?[\d-]{4,17}[Xx]?\b\]?\)?|\bPMC\d{4,9}\b|\bNCT\d{8}\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"[\[(]\s?(?:PubMed|PMC free article|CrossRef|Cross ?Ref|Google Scholar|Free Full Text|Full ?Text"
    r"|Abstract|MEDLINE|Web of Science|Internet|online"
    r"|accessed[^\[\]()]{0,60}|cited[^\[\]()]{0,40}|PMC|DOI|Green Version|Europe PMC|ISI|View|Link|PDF|Epub[^\[\]()]{0,60}|Article)\s?[\])]"
    r"|(?<=[.;,\s])(?:accessed|last accessed|retrieved|date accessed|cited|viewed|archived from)\b[^.;()\[\]]{0,60}(?:[.;]|$)"
    r"|(?<=[.;,\s])Epub\b[^.;]{0,60}(?:[.;]|$)|(?<=[.;\s])"
    r"(?:open access|free full text|ahead of print|published online)\b[^.;]{0,60}(?:[.;]|$)"
    r"|\bdoi\s?:\s{0,3}(?=$|[.\s])|(?<=\s)(?:PubMed|CrossRef|Google Scholar|Full Text)\b(?=\s{0,3}(?:$|\||PubMed|CrossRef|Google))",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\W_]|[.,!?)])_{1,2}(?!\w)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_EMPTY = re.compile(r"\(\s{0,3}\)|\[\s{0,3}\]|\bPMID:?(?=\s|$)|\bPMCID:?(?=\s|$)")
_SPACE = re.compile(r"\s+")
_DASHES = str.maketrans({"‐": "-", "‑": "-", "‒": "–", "−": "–", "\xad": "", "\u200b": "", "\ufeff": ""})


def cleaned(text: str) -> str:
    """The entry as one line; what is cut leaves a space."""
    plain = _TAG.sub("", unicodedata.normalize("NFC", text[:_LONGEST]).translate(_DASHES))
    plain = _SPACE.sub(" ", plain)
    plain = _BACKLINK.sub("", plain, count=1)
    plain = _NUMBER.sub("", plain, count=1) if _NUMBER.match(plain) else plain
    for pattern, replacement in (
        (_LINK, r"\1"),
        (_DOI, " "),
        (_ADDRESS, " "),
        (_NUMBERED, " "),
        (_EMPHASIS, ""),
        (_SERVICE, " "),
        (_EMPTY, " "),
    ):
        plain = pattern.sub(replacement, plain)
    return _SPACE.sub(" ", plain).strip(" |;,")


def without_identifiers(text: str) -> str:
    """The words of an entry without addresses and identifiers, whose digits and words say nothing of title and year."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST]).translate(_DASHES)
    for pattern in (_DOI, _ADDRESS, _NUMBERED):
        plain = pattern.sub(" ", plain)
    return plain
