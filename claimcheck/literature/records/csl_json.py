"""Records in the CSL form that doi.org passes on from the agency of a DOI."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.literature.records import crossref_json, naming
from claimcheck.literature.records.loose_json import text
from claimcheck.model import Work

SOURCE = "doi.org"


def work_of(record: object) -> Work | None:
    """The work of one record; the DOI may stand in its `id` alone."""
    work = crossref_json.work_of(record, SOURCE)
    named = naming.known(naming.doi(text(record, "DOI")), naming.doi(text(record, "id")))
    return replace(work, identifiers=named) if work and named else None
