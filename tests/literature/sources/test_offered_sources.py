"""Sources shipped and sources of other packages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimcheck.http.messages import Response
from claimcheck.http.services import known_services
from claimcheck.literature.source import Source
from claimcheck.literature.sources import GROUP, available, crossref, offered
from claimcheck.model import Identifier, IdentifierKind, Outcome, Problem, Query, QueryKind
from claimcheck.registry import Plugins

README = Path(offered.__file__).with_name("README.md")
MANY = Query(
    QueryKind.IDENTIFIER,
    (
        Identifier(IdentifierKind.DOI, '10.5555/(sici)1 2#?"<1::aid>3.0.co;2-x/../..'),
        Identifier(IdentifierKind.PMID, "99000001"),
        Identifier(IdentifierKind.PMCID, "PMC9900001"),
        Identifier(IdentifierKind.NCT, "NCT99000001"),
    ),
)


def test_what_needs_a_key_or_an_address_is_off() -> None:
    sources, problems = available()
    assert problems == ()
    names = [entry.name for entry in sources]
    assert len(set(names)) == len(names) == 16
    on = {entry.name for entry in sources if entry.on}
    assert {"pubmed", "pubmed-search", "europepmc", "crossref", "clinicaltrials", "doi"} <= on
    assert not on & {"unpaywall", "semantic-scholar", "openalex"}


def test_every_source_asks_a_known_service_at_its_own_hosts() -> None:
    for entry in available()[0]:
        service = known_services()[entry.source.service]
        full_text = Query(QueryKind.FULL_TEXT, MANY.identifiers)
        for request in map(entry.source.build_request, (MANY, full_text)):
            assert request is None or service.owns(request.url), entry.name
            assert request is None or re.fullmatch(r"https://[\w./%:?&=,~+()-]+", request.url, re.ASCII), request.url


def test_an_empty_query_is_asked_of_nobody() -> None:
    for entry in available()[0]:
        for kind in QueryKind:
            assert entry.source.build_request(Query(kind)) is None, (entry.name, kind)


def test_sources_of_other_packages_join_and_broken_ones_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Problem("plugins", "plugin worse could not be loaded: ImportError: gone", GROUP)
    found = (("mine", crossref.SOURCE), ("crossref", crossref.SOURCE), ("odd", object()))
    monkeypatch.setattr(offered, "load_plugins", lambda group: Plugins(found, (broken,)))
    sources, problems = available()
    assert [(entry.name, entry.on) for entry in sources][-1] == ("mine", True)
    assert [problem.message.split()[1] for problem in problems] == ["worse", "crossref", "odd"]


def test_the_table_names_every_source_and_whether_it_is_on() -> None:
    rows = [line.split("|") for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = {name: row[3].strip() == "yes" for row in rows for name in re.findall(r"`([\w-]+)`", row[1])}
    assert told == {entry.name: entry.on for entry in available()[0]}


def test_the_source_shown_as_an_example_works() -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    names: dict[str, object] = {}
    exec(code.group(1), names)
    source = names["SOURCE"]
    assert isinstance(source, Source)
    asked = Query(QueryKind.IDENTIFIER, (Identifier(IdentifierKind.DOI, "10.5555/made.one"),))
    assert source.build_request(asked) is not None
    assert source.parse_response(asked, Response(200, {}, b'{"title": "Walks"}')).works[0].title == "Walks"
    judged = [
        source.judge(Response(status, {}, body)).outcome for status, body in ((200, b"{}"), (404, b"unknown"), (404, b""), (200, b"7"))
    ]
    assert judged == [Outcome.FAILED, Outcome.NOT_FOUND, Outcome.FAILED, Outcome.FAILED]
