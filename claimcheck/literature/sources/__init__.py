"""One file a service: how it is asked and how its answers read."""

from claimcheck.literature.sources.offered import GROUP, Offered, available

__all__ = ["GROUP", "Offered", "available"]
