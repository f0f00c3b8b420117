"""Services that exist in a folder only: made-up works under the test prefix 10.5555, answered in the shapes of the real services."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

from claimcheck.http import Client, RecordingTransport
from claimcheck.http.messages import Request, Response
from claimcheck.literature import Literature, Shelves
from claimcheck.literature.asking import Services
from claimcheck.literature.sources import available
from claimcheck.model import Reference, Topic

SECOND = ("doi", "doi-records", "pmc-full-text")
RECORDS = {
    "10.5555/made.good": {
        "DOI": "10.5555/made.good",
        "type": "journal-article",
        "title": ["Vitamin D3 and falls in older adults: a randomized controlled trial"],
        "container-title": ["Journal of Samples"],
        "volume": "3",
        "page": "44-51",
        "issued": {"date-parts": [[2019, 3]]},
        "author": [{"given": "Sam", "family": "Sample"}, {"given": "Eve", "family": "Example"}],
        "abstract": "<jats:sec><jats:title>Methods</jats:title><jats:p>We randomized 412 older adults to vitamin D3 or placebo for a year."
        "</jats:p></jats:sec><jats:sec><jats:title>Conclusions</jats:title><jats:p>Vitamin D3 did not reduce falls compared with placebo."
        "</jats:p></jats:sec>",
    },
    "10.5555/made.gone": {
        "DOI": "10.5555/made.gone",
        "type": "journal-article",
        "title": ["Ozone therapy for knee osteoarthritis: a randomized trial"],
        "container-title": ["Journal of Samples"],
        "issued": {"date-parts": [[2016]]},
        "author": [{"given": "Gil", "family": "Gone"}],
        "updated-by": [
            {
                "DOI": "10.5555/made.notice",
                "type": "retraction",
                "source": "publisher",
                "updated": {"date-parts": [[2018, 5, 4]], "date-time": "2018-05-04T00:00:00Z", "timestamp": 1525392000000},
            }
        ],
    },
}
_JSON = {"content-type": "application/json"}


class MadeServices:
    """A transport that answers for Crossref from `RECORDS`, for every other service that it has nothing; `down` services give 503."""

    local = True

    def __init__(self, down: tuple[str, ...] = ()) -> None:
        self._down = down

    def send(self, request: Request, *, seconds: float) -> Response:
        """The made answer."""
        if request.service in self._down:
            return Response(503, {"content-type": "text/html"}, b"<html>down</html>", request.url)
        return _ANSWERS.get(request.service, _nothing)(request)


def _crossref(request: Request) -> Response:
    record = RECORDS.get(unquote(request.url.rpartition("/")[2]))
    if "query.bibliographic" in request.url:
        return _told({"status": "ok", "message-type": "work-list", "message": {"total-results": 0, "items": []}}, request)
    if record is None:
        return Response(404, {"content-type": "text/plain"}, b"Resource not found.", request.url)
    return _told({"status": "ok", "message-type": "work", "message": record}, request)


def _ncbi(request: Request) -> Response:
    return _told({"header": {"type": "esearch"}, "esearchresult": {"count": "0", "retmax": "0", "retstart": "0", "idlist": []}}, request)


def _europepmc(request: Request) -> Response:
    return _told({"version": "6.9", "hitCount": 0, "request": {}, "resultList": {"result": []}}, request)


def _doi(request: Request) -> Response:
    if "/api/handles/" not in request.url:
        page = b"<!DOCTYPE html><html><head><title>Error: DOI Not Found</title></head><body><h1>DOI Not Found</h1></body></html>"
        return Response(404, {"content-type": "text/html;charset=utf-8"}, page, request.url)
    return Response(404, _JSON, json.dumps({"responseCode": 100, "handle": "10.5555/x"}).encode(), request.url)


def _trials(request: Request) -> Response:
    return _told({"totalCount": 0, "studies": []}, request)


def _nothing(request: Request) -> Response:
    return Response(404, _JSON, b"{}", request.url)


def _told(body: object, request: Request) -> Response:
    return Response(200, _JSON, json.dumps(body).encode(), request.url)


_ANSWERS = {"crossref": _crossref, "ncbi_eutils": _ncbi, "europepmc": _europepmc, "doi": _doi, "clinicaltrials": _trials}


def recorded(folder: Path, references: tuple[Reference, ...], topics: dict[str, Topic], down: tuple[str, ...] = ()) -> None:
    """Record what the made services answer about some references and topics."""
    client = Client(RecordingTransport(MadeServices(down), folder))
    sources = [entry for entry in available()[0] if entry.on]
    first = tuple(entry.source for entry in sources if entry.name not in SECOND)
    second = tuple(entry.source for entry in sources if entry.name in SECOND)
    Literature(Shelves(), Services(client, first, second)).consult(references, topics)
