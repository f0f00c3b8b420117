"""When two requests ask the same: addresses in normal form, without who asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote, quote_plus, unquote_to_bytes, urlsplit, urlunsplit

PERSONAL = frozenset({"api_key", "api-key", "apikey", "email", "mailto", "tool"})
_PORTS = {"http": 80, "https": 443}


def without_personal(url: str) -> str:
    """An address as it was written, less the parameters that say who asks and the fragment."""
    parts = urlsplit(url)
    kept = [pair for pair in parts.query.split("&") if pair and not _is_personal(pair)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))


def with_parameters(url: str, parameters: tuple[tuple[str, str], ...]) -> str:
    """An address with parameters added at its end."""
    parts = urlsplit(url)
    added = [f"{quote_plus(name)}={quote_plus(value)}" for name, value in parameters]
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, *added)))))


def normal_url(url: str) -> str:
    """An address in normal form: same order of parameters, same percent-encoding, without fragment and personal parameters.

    What is no address stays as it is.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = sorted((_plain(name), _plain(value)) for name, value in _pairs(parts.query))
    told = "&".join(f"{quote(name, safe='', encoding='latin-1')}={quote(value, safe='', encoding='latin-1')}" for name, value in query)
    path = quote(unquote_to_bytes(parts.path).decode("latin-1"), safe="/", encoding="latin-1")
    return urlunsplit((parts.scheme.lower(), _host(parts.scheme.lower(), parts.netloc), path or "/", told, ""))


def normal_body(body: bytes) -> str:
    """A body in normal form: JSON with sorted keys, a form with sorted fields, else as it is."""
    text = body.decode("latin-1")
    try:
        return json.dumps(json.loads(body), sort_keys=True)
    except (ValueError, RecursionError):
        pairs = sorted((_plain(name), _plain(value)) for name, value in _pairs(text))
    return "&".join(f"{name}={value}" for name, value in pairs) if "=" in text else text


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for pair in query.split("&"):
        if pair and not _is_personal(pair):
            name, _, value = pair.partition("=")
            yield name, value


def _is_personal(pair: str) -> bool:
    return _plain(pair.partition("=")[0]).lower() in PERSONAL


def _plain(text: str) -> str:
    """The octets behind a percent-encoded text, one letter each, so that no two of them fall together."""
    return unquote_to_bytes(text.replace("+", " ")).decode("latin-1")


def _host(scheme: str, netloc: str) -> str:
    host, colon, port = netloc.lower().rpartition(":")
    return host if colon and port == str(_PORTS.get(scheme)) else netloc.lower()
