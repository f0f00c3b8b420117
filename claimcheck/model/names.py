"""Names that one stage gives and another looks for."""

from __future__ import annotations

OFF_TOPIC = "off topic"
"""The limit on a cited work that does not speak of the claim's therapy."""
SHIPPED_RECORD = "shipped with claimcheck"
"""The source of works of which only a summary in our own words is known."""
LIBRARY, SHIPPED, LISTED = "local library", "shipped library", "built-in retraction list"
"""The sources at hand, each of which holds a part of the literature only."""
_GENERIC = "generic-"


def is_generic(concept: str | None) -> bool:
    """Whether a vocabulary id stands for a mere word for treatment, such as "the therapy"."""
    return (concept or "").startswith(_GENERIC)
