"""The only network code: pages fetched for readers, services asked within their limits, answers kept."""

from claimcheck.http.addresses import Address, is_public
from claimcheck.http.bodies import LARGEST
from claimcheck.http.cache import Cache, default_folder
from claimcheck.http.client import Client, Patience
from claimcheck.http.clock import Clock
from claimcheck.http.identity import Identity, identity_from
from claimcheck.http.judging import Judge
from claimcheck.http.limiter import Limiter
from claimcheck.http.live import LiveTransport
from claimcheck.http.messages import Judgement, Kind, NotAsked, Reply, Request, Response, Transport, Unreachable
from claimcheck.http.offline import OFFLINE, OfflineTransport
from claimcheck.http.opening import Asking, open_client
from claimcheck.http.pages import Page, fetch_page
from claimcheck.http.recording import RecordingTransport
from claimcheck.http.replay import ReplayTransport
from claimcheck.http.services import RateHeaders, Sent, Service, known_services, service_named

__all__ = [
    "LARGEST",
    "OFFLINE",
    "Address",
    "Asking",
    "Cache",
    "Client",
    "Clock",
    "Identity",
    "Judge",
    "Judgement",
    "Kind",
    "Limiter",
    "LiveTransport",
    "NotAsked",
    "OfflineTransport",
    "Page",
    "Patience",
    "RateHeaders",
    "RecordingTransport",
    "ReplayTransport",
    "Reply",
    "Request",
    "Response",
    "Sent",
    "Service",
    "Transport",
    "Unreachable",
    "default_folder",
    "fetch_page",
    "identity_from",
    "is_public",
    "known_services",
    "open_client",
    "service_named",
]
