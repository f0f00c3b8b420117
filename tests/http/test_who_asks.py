"""Services and who asks them: keys reach the service they belong to and show nowhere."""

from __future__ import annotations

import pickle
from importlib.metadata import EntryPoint

import pytest

from claimcheck import registry
from claimcheck.errors import UsageError
from claimcheck.http import Identity, Sent, Service, identity_from, known_services, service_named
from claimcheck.http.services import GROUP

SECRETS = {
    "NCBI_API_KEY": "ncbi-key-1",
    "OPENALEX_API_KEY": "alex-key-2",
    "S2_API_KEY": "s2-key-3",
    "CLAIMCHECK_EMAIL": "reader@example.org",
}
OWN = Service("own", hosts=("own.example.org",), rate=5.0)


def test_the_services_are_there() -> None:
    names = {"ncbi_eutils", "ncbi_idconv", "europepmc", "crossref", "clinicaltrials", "openalex", "doi", "unpaywall", "semanticscholar"}
    assert names <= set(known_services())
    assert all(0 < service.rate <= service.highest and service.concurrency <= service.most_at_once for service in known_services().values())


@pytest.mark.parametrize(
    ("name", "parameters", "header"),
    [
        ("ncbi_eutils", (("api_key", "ncbi-key-1"), ("email", "reader@example.org"), ("tool", "claimcheck")), None),
        ("ncbi_idconv", (("email", "reader@example.org"), ("tool", "claimcheck")), None),
        ("europepmc", (), None),
        ("crossref", (("mailto", "reader@example.org"),), None),
        ("openalex", (), ("authorization", "Bearer alex-key-2")),
        ("semanticscholar", (), ("x-api-key", "s2-key-3")),
        ("unpaywall", (("email", "reader@example.org"),), None),
        ("clinicaltrials", (), None),
        ("doi", (), None),
        ("unknown", (), None),
    ],
)
def test_each_service_is_told_what_it_wants_and_no_more(name: str, parameters: object, header: tuple[str, str] | None) -> None:
    identity = identity_from(SECRETS)
    service = service_named(name)
    headers = identity.headers(service)
    assert identity.parameters(service) == parameters
    assert {key: value for key, value in headers.items() if key != "User-Agent"} == dict([header] if header else [])
    assert ("reader@example.org" in headers["User-Agent"]) is (service.contact is not None)


def test_without_keys_only_the_tool_is_named() -> None:
    nobody = identity_from({})
    assert nobody.parameters(service_named("ncbi_eutils")) == (("tool", "claimcheck"),)
    assert nobody.secrets == ()
    assert "authorization" not in nobody.headers(service_named("openalex"))


def test_the_configuration_goes_over_the_environment() -> None:
    assert identity_from(SECRETS, contact="editor@example.org").contact == "editor@example.org"


def test_neither_key_nor_address_shows_when_printed() -> None:
    shown = repr(identity_from(SECRETS))
    assert not [value for value in SECRETS.values() if value in shown]


@pytest.mark.parametrize(
    ("variable", "value"),
    [("NCBI_API_KEY", "two words"), ("S2_API_KEY", "a\r\nHost: evil"), ("CLAIMCHECK_EMAIL", "nobody"), ("CLAIMCHECK_EMAIL", "é@x.org")],
)
def test_values_unfit_for_a_request_are_refused_unquoted(variable: str, value: str) -> None:
    with pytest.raises(UsageError, match=variable) as caught:
        identity_from({variable: value})
    assert value not in str(caught.value)


def test_a_newline_at_the_end_of_a_key_is_cut() -> None:
    assert identity_from({"NCBI_API_KEY": "ncbi-key-1\n"}).keys == {"ncbi_eutils": "ncbi-key-1"}


def test_secrets_are_cut_in_every_spelling() -> None:
    identity = Identity("a+b@example.org", {"x": "k/e-y=="})
    text = "a+b@example.org a%2Bb%40example.org a%2bb@Example.org k/e-y== k%2Fe-y%3D%3D k/e-y%3D%3D k\\/e-y== %61%2B%62%40example%2Eorg"
    assert set(identity.redacted(text).split()) == {"REDACTED"}
    assert set(identity.redacted_bytes(text.encode()).split()) == {b"REDACTED"}


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://api.crossref.org/works", True),
        ("https://API.crossref.org:443/works", True),
        ("http://api.crossref.org/works", False),
        ("https://api.crossref.org:8443/works", False),
        ("https://api.crossref.org.evil.example/works", False),
        ("https://evil.example/api.crossref.org", False),
        ("https://api.crossref.org@evil.example/", False),
        ("https://xapi.crossref.org/", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_a_service_owns_its_hosts_only(url: str, own: bool) -> None:
    assert service_named("crossref").owns(url) is own


def test_other_packages_offer_services_but_not_in_place_of_the_built_in_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    impostor = Service("crossref", hosts=("evil.example",), contact=Sent("mailto"))
    plugins = registry.Plugins((("impostor", impostor), ("own", OWN), ("wrong", "text")), ())
    monkeypatch.setattr(registry, "load_plugins", lambda group: plugins if group == GROUP else None)
    known_services.cache_clear()
    try:
        assert service_named("own") is OWN
        assert service_named("crossref").hosts == ("api.crossref.org",)
    finally:
        known_services.cache_clear()


def test_entry_points_are_how_they_come() -> None:
    point = EntryPoint("own", "test_who_asks:OWN", GROUP)
    assert pickle.loads(pickle.dumps(point.load())) == OWN
