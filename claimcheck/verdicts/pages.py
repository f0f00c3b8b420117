"""Pages that report on research or sell, told from their address or from the type their record gives."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from claimcheck.model import IdentifierKind, Reference, Work

_WIRES = re.compile(r"(?:^|\.)(?:prnewswire|businesswire|globenewswire|newswire|prweb|einpresswire|accesswire|eurekalert)\.[a-z.]+$")
_NEWS = re.compile(
    r"(?:^|\.)(?:sciencedaily|medicalxpress|news-medical|dailymail|foxnews|cnn|bbc|nytimes|theguardian|washingtonpost|forbes|huffpost|"
    r"usatoday|nbcnews|cbsnews|reuters|newsweek)\.[a-z.]+$|^news\."
)
_POSTS = re.compile(
    r"(?:^|\.)(?:youtube|youtu|facebook|instagram|tiktok|twitter|x|reddit|quora|pinterest|medium|substack|wordpress|blogspot|linkedin)\.[a-z.]+$"
    r"|^blog\."
)
_SELLERS = re.compile(
    r"(?:clinics?|stemcells?|stem-cells?|regenerative|medspa|(?:^|[.-])(?:wellness|healing|shop|supplements?))[a-z-]*\.(?!org$|edu$)[a-z.]+$"
)
_PATHS = (
    (re.compile(r"/(?:press-?releases?|newsroom|media-?releases?)(?:/|$)"), "press release"),
    (re.compile(r"/(?:blogs?|testimonials?)(?:/|$)"), "blog post"),
)
# Public bodies, universities and publishers, whose addresses may hold any of the words above.
_RESEARCH = re.compile(
    r"\.(?:gov|edu|int)$|\.gov\.|\.ac\.|\.nhs\.uk$|(?:^|\.)(?:doi|cochrane|cochranelibrary|who|nice|europa|europepmc|biomedcentral|wiley|"
    r"springer|springeropen|sciencedirect|elsevier|nature|sagepub|frontiersin|mdpi|karger|liebertpub|tandfonline|oup|plos|jamanetwork|bmj|"
    r"nejm|thelancet|mayoclinic|clevelandclinic)\."
)
_NEWS_TYPES = frozenset({"news", "newspaper article"})


def kind_of_page(reference: Reference, work: Work | None) -> str | None:
    """`press release`, `news text`, `blog post` or `seller's page`; None for everything else and where one cannot tell."""
    if work is not None:
        return "news text" if {kind.casefold() for kind in work.publication_types} & _NEWS_TYPES else None
    kinds = {identifier.kind for identifier in reference.identifiers}
    if kinds != {IdentifierKind.URL}:
        return None
    found = {_by_address(identifier.value) for identifier in reference.identifiers}
    return found.pop() if len(found) == 1 else None


def _by_address(address: str) -> str | None:
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host, path = (parts.hostname or "").removeprefix("www."), parts.path.casefold()
    except ValueError:
        return None
    if not host or _RESEARCH.search(host):
        return None
    named = ((_WIRES, "press release"), (_NEWS, "news text"), (_POSTS, "blog post"))
    by_host = next((kind for pattern, kind in named if pattern.search(host)), None)
    by_path = next((kind for pattern, kind in _PATHS if pattern.search(path)), None)
    return by_host or by_path or ("seller's page" if _SELLERS.search(host) else None)
