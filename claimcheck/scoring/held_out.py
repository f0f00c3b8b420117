"""The fifth of a training part that is kept for development where a set has no part of its own for it; training leaves it out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

_PARTS = 5
# What keeps records together, by set: the first of these fields that a record has. Sentences of one paper, release or document
# never stand on both sides; tweets and video claims go by their own words, so that copies stay together.
KEYS: Mapping[str, tuple[str, ...]] = {
    "bioscope": ("doc",),
    "causal_language": ("pmid", "id"),
    "checkworthiness": ("text",),
    "cure_claims": ("text",),
    "fullfact_health_claims": ("input_text", "output_text"),
    "health_advice": ("pmid", "id"),
    "scitweets": ("text",),
}
_OTHERWISE = ("pmid", "pmcid", "abstract_id", "doc", "id", "text", "sentence")
_RELEASES = "eurekalert_press_release"


def is_held_out(set_name: str, key: str) -> bool:
    """Whether the records of a key are kept for development, the same on every machine and in every version."""
    digest = hashlib.sha256(f"{set_name}/{key}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest, "big") % _PARTS == 0


def key_of(set_name: str, record: Mapping[str, object]) -> str:
    """What keeps a record with its like (`KEYS`), "" for one without any; press releases of causal_language go by the paper of their id."""
    fields = KEYS.get(set_name, _OTHERWISE)
    key = next((str(record[field]) for field in fields if isinstance(record.get(field), str | int)), "")
    return key.split("-")[0] if record.get("source") == _RELEASES else key
