"""Logs of the libraries below kept free of keys: urllib3 writes whole addresses at its finest level."""

from __future__ import annotations

import logging
from functools import cache


class _WithoutParameters(logging.Filter):
    """Cuts the parameters off addresses in a log line."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(part.partition("?")[0] if isinstance(part, str) else part for part in record.args)
        return True


@cache
def quiet_log() -> None:
    """Have urllib3 log addresses without their parameters; once a process."""
    logging.getLogger("urllib3.connectionpool").addFilter(_WithoutParameters())
