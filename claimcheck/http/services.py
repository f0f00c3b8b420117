"""The services that can be asked: where they are, how often they may be asked, and what they want to know of who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from urllib.parse import urlsplit

from claimcheck import registry

GROUP = "claimcheck.services"


@dataclass(frozen=True, slots=True)
class Sent:
    """A parameter, or a header where `header` is set, that is added when a request is sent; `form` holds the value in `{}`."""

    name: str
    header: bool = False
    form: str = "{}"


@dataclass(frozen=True, slots=True)
class RateHeaders:
    """The headers (lower case) in which a service tells its limits; "" where it tells none.

    `limit` is how many asks an `interval` (such as "1s") may hold, `remaining` how many are left of it,
    `reset` the seconds after which they come back. `interval` may itself be the length where no header gives it.
    """

    limit: str = ""
    interval: str = "1s"
    remaining: str = ""
    reset: str = ""
    concurrency: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A service. `hosts` are those that get its key and the contact address, over https alone unless `plain`.

    `rate` is how many asks a second it gets at first, `highest` how many at most whatever its headers allow, `keyed` how many with a key;
    the same for `concurrency` and `most_at_once`. Services with the same `pool` share one limit.
    `variable` is the environment variable of the key; `wants_contact` that it answers nobody without a contact address.
    """

    name: str
    hosts: tuple[str, ...] = ()
    rate: float = 1.0
    highest: float = 1.0
    keyed: float | None = None
    concurrency: int = 1
    most_at_once: int = 1
    pool: str = ""
    headers: RateHeaders = RateHeaders()
    key: Sent | None = None
    contact: Sent | None = None
    tool: Sent | None = None
    variable: str = ""
    wants_contact: bool = False
    plain: bool = False

    def owns(self, url: str) -> bool:
        """Whether an address is the service's own, so that it may be told key and contact."""
        try:
            parts = urlsplit(url)
            default = parts.port in (None, 80 if parts.scheme == "http" else 443)
        except ValueError:
            return False
        if not self.plain and (parts.scheme != "https" or not default):
            return False
        return (parts.hostname or "").lower().rstrip(".") in self.hosts


Services = Mapping[str, Service]
_BUILT_IN = (
    Service(
        "ncbi_eutils",
        hosts=("eutils.ncbi.nlm.nih.gov",),
        rate=2.5,
        highest=2.5,
        keyed=8.0,
        concurrency=3,
        most_at_once=3,
        pool="ncbi",
        headers=RateHeaders(limit="x-ratelimit-limit", remaining="x-ratelimit-remaining"),
        key=Sent("api_key"),
        contact=Sent("email"),
        tool=Sent("tool"),
        variable="NCBI_API_KEY",
    ),
    Service(
        "ncbi_idconv",
        hosts=("pmc.ncbi.nlm.nih.gov", "www.ncbi.nlm.nih.gov"),
        rate=2.5,
        highest=2.5,
        keyed=8.0,
        concurrency=3,
        most_at_once=3,
        pool="ncbi",
        contact=Sent("email"),
        tool=Sent("tool"),
    ),
    Service("europepmc", hosts=("www.ebi.ac.uk",), rate=4.0, highest=4.0, concurrency=3, most_at_once=3),
    Service(
        "crossref",
        hosts=("api.crossref.org",),
        rate=1.0,
        highest=3.0,
        concurrency=1,
        most_at_once=3,
        headers=RateHeaders(limit="x-rate-limit-limit", interval="x-rate-limit-interval", concurrency="x-concurrency-limit"),
        contact=Sent("mailto"),
    ),
    Service("clinicaltrials", hosts=("clinicaltrials.gov",)),
    Service(
        "openalex",
        hosts=("api.openalex.org",),
        rate=2.0,
        highest=2.0,
        headers=RateHeaders(limit="", remaining="x-ratelimit-remaining", reset="x-ratelimit-reset"),
        key=Sent("authorization", header=True, form="Bearer {}"),
        variable="OPENALEX_API_KEY",
    ),
    Service("doi", hosts=("doi.org", "dx.doi.org"), rate=2.0, highest=2.0),
    Service("unpaywall", hosts=("api.unpaywall.org",), rate=2.0, highest=2.0, contact=Sent("email"), wants_contact=True),
    Service("semanticscholar", hosts=("api.semanticscholar.org",), key=Sent("x-api-key", header=True), variable="S2_API_KEY"),
)


@cache
def known_services() -> Services:
    """The services by name: the built-in ones, and those that installed packages offer as entry points (group `claimcheck.services`)."""
    offered = (plugin for _, plugin in registry.load_plugins(GROUP).found)
    table = {service.name: service for service in offered if isinstance(service, Service)}
    return MappingProxyType({**table, **{service.name: service for service in _BUILT_IN}})


def service_named(name: str, services: Services | None = None) -> Service:
    """A service by name; one that nobody registered is asked once a second, without key and contact."""
    table = known_services() if services is None else services
    return table.get(name) or Service(name)
