"""A client for the way that a run is to ask: over the network, from recordings, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimcheck.http.cache import Cache, default_folder
from claimcheck.http.client import Client, Patience
from claimcheck.http.clock import Clock
from claimcheck.http.identity import Identity, identity_from
from claimcheck.http.limiter import Limiter
from claimcheck.http.live import LiveTransport
from claimcheck.http.messages import Transport
from claimcheck.http.offline import OfflineTransport
from claimcheck.http.recording import RecordingTransport
from claimcheck.http.replay import ReplayTransport


@dataclass(frozen=True, slots=True)
class Asking:
    """How a run asks services. `replay` and `record` are folders of recordings, `cache` the folder of kept answers (None: the default one).

    `keep` says whether answers are kept between runs at all.
    """

    online: bool = False
    contact: str | None = None
    replay: Path | None = None
    record: Path | None = None
    cache: Path | None = None
    keep: bool = True


def open_client(asking: Asking, *, patience: Patience | None = None) -> Client:
    """The client for a run (UsageError: a key, address or folder that cannot be used).

    Replay goes over online; a run offline uses no kept answers, so that it gives the same everywhere.
    """
    if asking.replay is not None:
        return Client(ReplayTransport(asking.replay), patience=patience)
    if not asking.online:
        return Client(OfflineTransport(), patience=patience)
    identity = identity_from(contact=asking.contact)
    clock = Clock()
    cache = Cache(asking.cache or default_folder(), clock=clock) if asking.keep else None
    limiter = Limiter(clock=clock, keyed=frozenset(identity.keys))
    return Client(_transport(asking, identity), cache, limiter=limiter, clock=clock, patience=patience)


def _transport(asking: Asking, identity: Identity) -> Transport:
    live = LiveTransport(identity)
    return RecordingTransport(live, asking.record, identity) if asking.record is not None else live
