"""The only network code: pages fetched for readers, services asked within their limits, answers kept."""

from claimcheck.http.messages import Judgement, Reply, Request, Response, Transport, Unreachable
from claimcheck.http.pages import LARGEST, Address, Page, fetch_page, is_public

__all__ = [
    "LARGEST",
    "Address",
    "Judgement",
    "Page",
    "Reply",
    "Request",
    "Response",
    "Transport",
    "Unreachable",
    "fetch_page",
    "is_public",
]
