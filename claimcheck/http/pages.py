"""One page fetched from a public host, within limits of size and time."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from claimcheck import __version__
from claimcheck.errors import ArticleError
from claimcheck.http.addresses import Allow, Place, Refused, is_public, place_of
from claimcheck.http.bodies import LARGEST, whole_body
from claimcheck.http.deadline import Deadline
from claimcheck.http.exchange import Arriving, Question, opened
from claimcheck.http.messages import Unreachable

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
    with Deadline(seconds) as deadline:
        for _ in range(_REDIRECTS + 1):
            reached = _reached(url, allow, deadline)
            if isinstance(reached, Page):
                return reached
            url = reached
    raise ArticleError(f"{url}: more than {_REDIRECTS} redirects; give the final address")


def _reached(url: str, allow: Allow, deadline: Deadline) -> Page | str:
    """The page, or the address to which it has moved."""
    place = _checked(url, allow, deadline.left)
    headers = {"User-Agent": f"claimcheck/{__version__}", "Accept": ", ".join(_KINDS)}
    try:
        with opened(Question(url, headers), place, deadline) as answer:
            return urljoin(url, answer.location) if answer.location else _page(url, answer)
    except ArticleError:
        raise
    except Exception as error:  # requests, urllib3, ssl and http.client each raise their own
        reason = str(error) if isinstance(error, Unreachable) else f"the page cannot be fetched ({type(error).__name__})"
        raise ArticleError(f"{url}: {'the page took too long' if deadline.passed else reason}; save it and give the file") from error


def _checked(url: str, allow: Allow, seconds: float) -> Place:
    """Where to connect to (ArticleError, without the address where it holds a password)."""
    try:
        return place_of(url, allow, seconds)
    except Refused as refused:
        raise ArticleError(str(refused) if refused.secret else f"{url}: {refused}") from refused


def _page(url: str, answer: Arriving) -> Page:
    if answer.status >= 400:
        raise ArticleError(f"{url}: the server answered {answer.status}; check the address or save the page and give the file")
    kind, _, rest = answer.headers.get("content-type", "text/html").partition(";")
    kind = kind.strip().lower()
    if kind not in _KINDS:
        raise ArticleError(f"{url}: this is {kind}, not an article; give a page of text or HTML")
    charset = rest.partition("charset=")[2].strip(" \"';") or None
    return Page(url, "text/html" if "html" in kind else kind, charset, whole_body(answer.pieces, answer.headers, LARGEST))
