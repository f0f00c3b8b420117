"""The transport that goes to the network: one question, one whole answer, within limits of size, time and place."""

from __future__ import annotations

import os
from urllib.parse import urljoin

from claimcheck.http.addresses import Allow, Refused, is_public, place_of
from claimcheck.http.bodies import LARGEST, whole_body
from claimcheck.http.deadline import Deadline
from claimcheck.http.exchange import MOVED, SLOW, Question, opened
from claimcheck.http.identity import CONTACT, REDACTED, Identity, user_agent
from claimcheck.http.messages import NotAsked, Request, Response, Unreachable
from claimcheck.http.questions import with_parameters, without_personal
from claimcheck.http.services import Service, Services, service_named

_REDIRECTS = 5
_SAME_METHOD = (307, 308)


class LiveTransport:
    """Asks services over the network. Keys and contact address are added when a request is sent, for the service's own hosts only.

    `allow` says which addresses may be connected to; answers of more than `largest` bytes, packed or unpacked, are refused.
    """

    def __init__(
        self, identity: Identity | None = None, *, allow: Allow = is_public, services: Services | None = None, largest: int = LARGEST
    ) -> None:
        self._identity = identity or Identity()
        self._allow = allow
        self._services = services
        self._largest = largest

    def send(self, request: Request, *, seconds: float) -> Response:
        """Send a request once and give the whole answer within `seconds` (Unreachable, NotAsked)."""
        service = service_named(request.service, self._services)
        if service.wants_contact and not self._identity.contact:
            raise NotAsked(f"{service.name} answers only who gives a contact address: set contact in the configuration or {CONTACT}")
        with Deadline(seconds) as deadline:
            return self._followed(service, request, deadline)

    def _followed(self, service: Service, request: Request, deadline: Deadline) -> Response:
        url = request.url
        for _ in range(_REDIRECTS + 1):
            answer = self._exchanged(service, request, url, deadline)
            target = answer.headers.get("location", "") if answer.status in MOVED else ""
            if not target:
                return answer
            if request.body is not None and answer.status not in _SAME_METHOD:
                raise Unreachable("a question sent by POST was sent on elsewhere", retry=False)
            url = self._next(url, target)
        raise Unreachable(f"more than {_REDIRECTS} redirects", retry=False)

    def _next(self, url: str, target: str) -> str:
        """Where a redirect leads, without anything that says who asks (the service may have put it there)."""
        try:
            following = without_personal(urljoin(url, target))
        except ValueError:
            following = ""
        if not following or REDACTED in following or self._identity.redacted(following) != following:
            raise Unreachable("a redirect leads to no usable address", retry=False)
        return following

    def _exchanged(self, service: Service, request: Request, url: str, deadline: Deadline) -> Response:
        """One question and its answer, without a redirect followed."""
        try:
            return self._answered(service, request, url, deadline)
        except Unreachable as unreachable:
            trouble = unreachable
        except Refused as refused:
            trouble = Unreachable(str(refused), retry=refused.retry)
        except Exception as error:  # requests, urllib3, ssl and http.client each raise their own, with the address and its key in the text
            trouble = _trouble(error)
        raise Unreachable(SLOW) if deadline.passed else trouble  # here, where no error with an address in it hangs on to it

    def _answered(self, service: Service, request: Request, url: str, deadline: Deadline) -> Response:
        place = place_of(url, self._allow, deadline.left)
        with opened(self._question(service, request, url), place, deadline) as answer:
            headers = {name: self._identity.redacted(value) for name, value in answer.headers.items() if name != "set-cookie"}
            body = b"" if answer.location else whole_body(answer.pieces, answer.headers, self._largest)
        return Response(answer.status, headers, self._identity.redacted_bytes(body), without_personal(url))

    def _question(self, service: Service, request: Request, url: str) -> Question:
        """A request as it is sent: with key and contact address where the service owns the place."""
        own = service.owns(url)
        told = self._identity.headers(service) if own else {"User-Agent": user_agent()}
        kind = {"Content-Type": _body_type(request.body)} if request.body is not None else {}
        address = with_parameters(url, self._identity.parameters(service)) if own else url
        return Question(address, {**told, **kind, "Accept": request.accept}, request.body)


def _body_type(body: bytes) -> str:
    return "application/json" if body.lstrip()[:1] in (b"{", b"[") else "application/x-www-form-urlencoded"


def _trouble(error: Exception) -> Unreachable:
    """What went wrong in words of our own: the text of the error may hold the address with a key in it."""
    import requests

    if isinstance(error, requests.exceptions.SSLError):
        untrusted = any(sign in str(error) for sign in ("CERTIFICATE_VERIFY_FAILED", "CertificateError"))
        return Unreachable("its certificate is not trusted" if untrusted else "the secure connection failed", retry=not untrusted)
    if isinstance(error, (requests.ConnectTimeout, requests.ReadTimeout, TimeoutError)):
        return Unreachable("no answer in time")
    if isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, requests.exceptions.InvalidHeader)):
        return Unreachable("the request has no usable address or headers", retry=False)
    proxied = any(os.environ.get(name) or os.environ.get(name.lower()) for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"))
    direct = "; proxies of the environment are not used" if proxied else ""
    return Unreachable(f"the connection failed or broke off ({type(error).__name__}){direct}")
