"""What all tests share."""

from __future__ import annotations


def pytest_make_parametrize_id(config: object, val: object, argname: str) -> str | None:
    """Bytes are named by their argument: packed ones hold the second of their making, and no two processes would collect the same test."""
    return argname if isinstance(val, bytes) else None
