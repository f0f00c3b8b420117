"""Who asks: the keys and the contact address, where they come from, and how they are kept out of everything that is shown or stored."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from claimcheck import __version__
from claimcheck.errors import UsageError
from claimcheck.http.services import Sent, Service, Services, known_services

CONTACT = "CLAIMCHECK_EMAIL"
TOOL = "claimcheck"
REDACTED = "REDACTED"
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Identity:
    """The contact address and the keys by name of the service; neither shows when it is printed."""

    contact: str = field(default="", repr=False)
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be shown or stored; less than five letters are no secret, and would be found everywhere."""
        return tuple(
            sorted({value for value in (self.contact, *self.keys.values()) if len(value) >= _SHORTEST}, key=lambda v: (-len(v), v))
        )

    def redacted(self, text: str) -> str:
        """A text without keys and contact address, however they are spelt."""
        return _any_of(self.secrets).sub(REDACTED, text) if self.secrets else text

    def redacted_bytes(self, body: bytes) -> bytes:
        """A body without keys and contact address, however they are spelt."""
        return _bytes_of(self.secrets).sub(REDACTED.encode(), body) if self.secrets else body

    def parameters(self, service: Service) -> tuple[tuple[str, str], ...]:
        """The parameters that tell a service who asks; for its own hosts only."""
        return tuple((sent.name, value) for sent, value in self._told(service) if not sent.header)

    def headers(self, service: Service) -> dict[str, str]:
        """The headers that tell a service who asks; for its own hosts only."""
        told = {sent.name: value for sent, value in self._told(service) if sent.header}
        return {**told, "User-Agent": user_agent(self.contact if service.contact else "")}

    def _told(self, service: Service) -> Iterator[tuple[Sent, str]]:
        values = ((service.key, self.keys.get(service.name, "")), (service.contact, self.contact), (service.tool, TOOL))
        return ((sent, sent.form.format(value)) for sent, value in values if sent is not None and value)


@cache
def _any_of(secrets: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_spellings, secrets)), re.IGNORECASE)


@cache
def _bytes_of(secrets: tuple[str, ...]) -> re.Pattern[bytes]:
    return re.compile(_any_of(secrets).pattern.encode(), re.IGNORECASE)


def _spellings(secret: str) -> str:
    """A pattern for a secret with any of its letters percent-encoded, or escaped as JSON may."""
    return "".join(rf"(?:\\?{re.escape(letter)}|%{ord(letter):02x})" for letter in secret)


def user_agent(contact: str = "") -> str:
    """How the program names itself, with the contact address where a service is to know it."""
    return f"{TOOL}/{__version__} (mailto:{contact})" if contact else f"{TOOL}/{__version__}"


def identity_from(
    environment: Mapping[str, str] | None = None, *, contact: str | None = None, services: Services | None = None
) -> Identity:
    """Keys and contact address from environment variables; `contact` goes over CLAIMCHECK_EMAIL (UsageError: unfit for a request)."""
    variables = os.environ if environment is None else environment
    table = known_services() if services is None else services
    named = {service.name: service.variable for service in table.values() if service.variable}
    keys = {name: key for name, variable in named.items() if (key := _value(variable, variables.get(variable, "")))}
    address = _value("contact", contact) if contact else _value(CONTACT, variables.get(CONTACT, ""))
    if address and "@" not in address.strip("@"):
        raise UsageError(f"the contact address ({'contact' if contact else CONTACT}) is no e-mail address; give one that people read")
    return Identity(address, keys)


def _value(name: str, value: str) -> str:
    """A value fit for a header; the message never quotes it."""
    value = value.strip()
    if not all("!" <= letter <= "~" for letter in value):
        raise UsageError(f"{name} holds spaces or letters that no key or address has; set it again")
    return value
