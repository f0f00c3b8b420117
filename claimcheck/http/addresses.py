"""Which addresses may be connected to, and connections pinned to the address that was checked."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import requests

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allow = Callable[[Address], bool]


class Refused(Exception):
    """An address that is not connected to: the message says why and what to do, and quotes no user name, password or parameter.

    `retry` says whether it may go better later (a name that was not found), `secret` whether the address itself must not be quoted.
    """

    def __init__(self, reason: str, *, retry: bool = False, secret: bool = False) -> None:
        super().__init__(reason)
        self.retry = retry
        self.secret = secret


@dataclass(frozen=True, slots=True)
class Place:
    """A host by name and the checked addresses to connect to, tried in turn."""

    host: str
    addresses: tuple[str, ...]


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet; mapped and embedded IPv4 addresses are judged by what they stand for."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def place_of(url: str, allow: Allow, seconds: float) -> Place:
    """Where a web address leads, its name looked up within `seconds` (Refused: no web address, unknown host, private address)."""
    host, port = _host_and_port(url)
    addresses = _looked_up(host, port, seconds)
    if not all(allow(ipaddress.ip_address(address.split("%")[0])) for address in addresses):
        raise Refused(f"{host} is a private or local address; only public pages are fetched")
    return Place(host, _tried(addresses))


def _tried(addresses: list[str]) -> tuple[str, ...]:
    """The first address, and the first of the other family: a machine may have a name for IPv6 and no way there."""
    other = [address for address in addresses if (":" in address) != (":" in addresses[0])]
    return (addresses[0], *other[:1])


def _host_and_port(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Refused("not a web address; check it") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("only http and https addresses can be read")
    if parts.username or parts.password:
        raise Refused(f"{parts.hostname}: addresses with a user name or password are refused", secret=True)
    return parts.hostname, port


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a host. The look-up itself cannot be cut short, so it is left behind in its thread when time is up."""
    found: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def look() -> None:
        try:
            found.put([str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError):
            found.put([])

    threading.Thread(target=look, daemon=True, name="claimcheck-name-look-up").start()
    try:
        addresses = found.get(timeout=max(0.1, seconds))
    except queue.Empty:
        addresses = []
    if not addresses:
        raise Refused(f"the host {host} is not found; check the address and your network", retry=True)
    return addresses


def _unwatched(connected: socket.socket) -> None:
    return


def pinned_adapter(place: Place, watch: Callable[[socket.socket], None] = _unwatched) -> requests.adapters.HTTPAdapter:
    """An adapter that connects to the checked addresses while host name and certificate stay those of the page.

    `watch` is shown each socket as soon as it is connected, before any handshake.
    """
    from requests.adapters import HTTPAdapter

    class Pinned(HTTPAdapter):
        def get_connection_with_tls_context(self, request, verify, proxies=None, cert=None):  # type: ignore[no-untyped-def]
            parts = urlsplit(request.url)
            tls = {"assert_hostname": place.host, "server_hostname": place.host} if parts.scheme == "https" else {}
            params, pool = self.build_connection_pool_key_attributes(request, verify, cert)
            params["host"] = place.addresses[0]
            connections = self.poolmanager.connection_from_host(**params, pool_kwargs={**pool, **tls})
            connections.ConnectionCls = _pinned(connections.ConnectionCls, place, watch)
            return connections

        def add_headers(self, request, **kwargs):  # type: ignore[no-untyped-def]
            request.headers["Host"] = urlsplit(request.url).netloc

    return Pinned(max_retries=0)


def _pinned(kind: type, place: Place, watch: Callable[[socket.socket], None]) -> type:
    class PinnedConnection(kind):  # type: ignore[misc]
        def _new_conn(self) -> socket.socket:
            connected = self._first_connected(place.addresses)
            watch(connected)
            return connected

        def _first_connected(self, addresses: tuple[str, ...]) -> socket.socket:
            from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

            self._dns_host = addresses[0]
            try:
                connected: socket.socket = super()._new_conn()
            except (ConnectTimeoutError, NewConnectionError):
                if len(addresses) == 1:
                    raise
                return self._first_connected(addresses[1:])
            return connected

    return PinnedConnection
