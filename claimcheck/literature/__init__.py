"""The literature: works looked up in a local library and at services, and what is known of each."""

from claimcheck.literature.consulting import Consulted, Literature

__all__ = ["Consulted", "Literature"]
