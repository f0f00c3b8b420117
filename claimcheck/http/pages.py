"""The only network code: one page fetched from a public host, within limits of size and time."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from claimcheck import __version__
from claimcheck.errors import ArticleError

if TYPE_CHECKING:
    import requests

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
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


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet; mapped and embedded IPv4 addresses are judged by what they stand for."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def fetch_page(url: str, *, seconds: float = 30.0, allow: Callable[[Address], bool] = is_public) -> Page:
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


def _ask(url: str, deadline: float, allow: Callable[[Address], bool]) -> requests.Response:
    import requests

    host, address = _checked(url, allow)
    session = requests.Session()
    session.trust_env = False
    session.mount("https://", _pinned_adapter(host, address))
    session.mount("http://", _pinned_adapter(host, address))
    left = max(0.5, deadline - time.monotonic())
    try:
        headers = {"User-Agent": f"claimcheck/{__version__}", "Accept": ", ".join(_KINDS)}
        answer = session.get(url, headers=headers, allow_redirects=False, stream=True, timeout=(min(10, left), min(20, left)))
    except requests.RequestException as error:
        raise ArticleError(f"{url}: the page cannot be fetched ({_reason(error)}); save it and give the file") from error
    if answer.status_code >= 400:
        raise ArticleError(f"{url}: the server answered {answer.status_code}; check the address or save the page and give the file")
    return answer


def _checked(url: str, allow: Callable[[Address], bool]) -> tuple[str, str]:
    """Host and the address to connect to."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise ArticleError(f"{url}: not a web address; check it") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ArticleError(f"{url}: only http and https addresses can be read")
    if parts.username or parts.password:
        raise ArticleError(f"{parts.hostname}: addresses with a user name or password are refused")
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArticleError(f"{url}: the host {parts.hostname} is not found; check the address and your network") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not all(allow(ipaddress.ip_address(address.split("%")[0])) for address in addresses):
        raise ArticleError(f"{url}: {parts.hostname} is a private or local address; only public pages are fetched")
    return parts.hostname, addresses[0]


def _pinned_adapter(host: str, address: str) -> requests.adapters.HTTPAdapter:
    """An adapter that connects to one address while host name and certificate stay those of the page."""
    from requests.adapters import HTTPAdapter

    class Pinned(HTTPAdapter):
        def get_connection_with_tls_context(self, request, verify, proxies=None, cert=None):  # type: ignore[no-untyped-def]
            parts = urlsplit(request.url)
            tls = {"assert_hostname": host, "server_hostname": host} if parts.scheme == "https" else {}
            params, pool = self.build_connection_pool_key_attributes(request, verify, cert)
            params["host"] = address
            return self.poolmanager.connection_from_host(**params, pool_kwargs={**pool, **tls})

        def add_headers(self, request, **kwargs):  # type: ignore[no-untyped-def]
            request.headers["Host"] = urlsplit(request.url).netloc

    return Pinned(max_retries=0)


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
