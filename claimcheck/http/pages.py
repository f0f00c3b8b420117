"""The only network code: one page fetched from a public host, within limits of size and time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from claimcheck import __version__
from claimcheck.errors import ArticleError
from claimcheck.http.addresses import Allow, Place, Refused, is_public, pinned_adapter, place_of

if TYPE_CHECKING:
    import requests

LARGEST = 20_000_000
_REDIRECTS = 5
_KINDS = ("text/html", "text/plain", "text/markdown", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as fetched: its last address, media type, declared charset and bytes."""

    url: str
    media_type: str
    charset: str | None
    body: bytes


def fetch_page(url: str, *, seconds: float = 30.0, allow: Allow = is_public) -> Page:
    """Fetch a page (ArticleError: wrong address, private host, dead, too large, too slow, no article type).

    Redirects are followed by hand, each hop checked again; the address that was checked is the one connected to.
    """
    deadline = time.monotonic() + seconds
    for _ in range(_REDIRECTS + 1):
        answer = _ask(url, deadline, allow)
        if not answer.is_redirect:
            return _page(url, answer, deadline)
        answer.close()
        url = urljoin(url, answer.headers["location"])
    raise ArticleError(f"{url}: more than {_REDIRECTS} redirects; give the final address")


def _ask(url: str, deadline: float, allow: Allow) -> requests.Response:
    import requests

    place = _checked(url, allow, deadline - time.monotonic())
    session = requests.Session()
    session.trust_env = False
    session.mount("https://", pinned_adapter(place))
    session.mount("http://", pinned_adapter(place))
    left = max(0.5, deadline - time.monotonic())
    try:
        headers = {"User-Agent": f"claimcheck/{__version__}", "Accept": ", ".join(_KINDS)}
        answer = session.get(url, headers=headers, allow_redirects=False, stream=True, timeout=(min(10, left), min(20, left)))
    except requests.RequestException as error:
        raise ArticleError(f"{url}: the page cannot be fetched ({_reason(error)}); save it and give the file") from error
    if answer.status_code >= 400:
        raise ArticleError(f"{url}: the server answered {answer.status_code}; check the address or save the page and give the file")
    return answer


def _checked(url: str, allow: Allow, seconds: float) -> Place:
    """Where to connect to (ArticleError, without the address where it holds a password)."""
    try:
        return place_of(url, allow, seconds)
    except Refused as refused:
        raise ArticleError(str(refused) if refused.secret else f"{url}: {refused}") from refused


def _page(url: str, answer: requests.Response, deadline: float) -> Page:
    kind, _, rest = answer.headers.get("content-type", "text/html").partition(";")
    kind = kind.strip().lower()
    if kind not in _KINDS:
        raise ArticleError(f"{url}: this is {kind}, not an article; give a page of text or HTML")
    charset = rest.partition("charset=")[2].strip(" \"';") or None
    with answer:
        return Page(url, "text/html" if "html" in kind else kind, charset, _body(url, answer, deadline))


def _body(url: str, answer: requests.Response, deadline: float) -> bytes:
    import requests

    body = bytearray()
    try:
        for piece in answer.iter_content(65_536):
            body += piece
            if len(body) > LARGEST:
                raise ArticleError(f"{url}: larger than {LARGEST // 1_000_000} MB; save the article and give the file")
            if time.monotonic() > deadline:
                raise ArticleError(f"{url}: the page took too long; save it and give the file")
    except requests.RequestException as error:
        raise ArticleError(f"{url}: the page broke off ({_reason(error)}); try again or save it") from error
    return bytes(body)


def _reason(error: Exception) -> str:
    return type(error).__name__
