"""Requests to SPARQL servers: repeated, authorized, and never redirected."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from store.sparql_server import CUT, SparqlServer, serving_sparql

from edu_kg.errors import ForbiddenAddress, Unreachable
from edu_kg.fetch import Credentials, EndpointClient, find_credentials

UPDATE = b"INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }"
KIND = {"Content-Type": "application/sparql-update"}
KNOWN = Credentials(user="zoë", password="a secret:ü")  # noqa: S106


@pytest.fixture
def server() -> Iterator[SparqlServer]:
    with serving_sparql() as running:
        yield running


def update(server: SparqlServer, credentials: Credentials | None = None) -> tuple[int, list[float]]:
    pauses: list[float] = []
    client = EndpointClient(server.endpoint, credentials, sleep=pauses.append, chance=lambda: 0.5)
    address = server.endpoint.replace("/query", "/update")
    answer = client.send("POST", address, KIND, UPDATE, 1000)
    client.close()
    return answer.status, pauses


def test_what_fails_for_a_while_is_asked_again_after_growing_pauses(server: SparqlServer) -> None:
    server.failures = [503, 429, CUT, 500]
    assert update(server) == (204, [1.0, 2.0, 4.0, 8.0])
    assert len(server.updates) == 1


def test_what_goes_on_failing_is_the_answer_in_the_end(server: SparqlServer) -> None:
    server.failures = [503] * 9
    status, pauses = update(server)
    assert (status, len(pauses)) == (503, 4)


def test_a_refusal_is_not_asked_again(server: SparqlServer) -> None:
    server.failures = [400, 503]
    assert update(server) == (400, [])


def test_nobody_there_is_told_in_the_end() -> None:
    with serving_sparql() as server:
        gone = server.endpoint
    pauses: list[float] = []
    client = EndpointClient(gone, sleep=pauses.append)
    with pytest.raises(Unreachable):
        client.send("POST", gone, KIND, UPDATE, 1000)
    assert len(pauses) == 4


def test_credentials_are_sent_when_asked_for_and_from_then_on(server: SparqlServer) -> None:
    server.basic = f"{KNOWN.user}:{KNOWN.password}"
    client = EndpointClient(server.endpoint, KNOWN)
    address = server.endpoint.replace("/query", "/update")
    for _ in range(2):
        assert client.send("POST", address, KIND, UPDATE, 1000).status == 204
    client.close()
    assert [bool(sent) for sent in server.seen] == [False, True, True]


def test_wrong_credentials_are_refused_after_one_try(server: SparqlServer) -> None:
    server.basic = "zoë:another"
    assert update(server, KNOWN) == (401, [])
    assert len(server.seen) == 2


def test_without_credentials_the_answer_is_that_they_are_wanted(server: SparqlServer) -> None:
    server.basic = "zoë:another"
    assert update(server)[0] == 401


def test_a_password_is_in_no_text_and_no_log(
    server: SparqlServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.basic = f"{KNOWN.user}:{KNOWN.password}"
    server.failures = [503]
    update(server, KNOWN)
    assert KNOWN.password not in caplog.text + repr(KNOWN)
    assert "YSBzZWNyZXQ" not in caplog.text
    assert "asking again" in caplog.text


def test_a_password_does_not_cross_the_internet_in_the_clear(server: SparqlServer) -> None:
    server.basic = f"{KNOWN.user}:{KNOWN.password}"
    named = server.endpoint.replace("127.0.0.1", "kg.example")
    client = EndpointClient(named, KNOWN, resolve=lambda *_: ("127.0.0.1",))
    with pytest.raises(ForbiddenAddress, match="https"):
        client.send("POST", named.replace("/query", "/update"), KIND, UPDATE, 1000)
    client.close()
    assert server.seen == [""]


def test_a_redirect_is_an_answer_and_nobody_else_learns_the_password(server: SparqlServer) -> None:
    with serving_sparql() as other:
        server.redirect = other.endpoint
        assert update(server, KNOWN)[0] == 307
        assert other.seen == []


def test_requests_go_to_the_one_server_only(server: SparqlServer) -> None:
    client = EndpointClient(server.endpoint, KNOWN)
    with pytest.raises(ForbiddenAddress, match="not on the server"):
        client.send("POST", "http://127.0.0.1:1/update", KIND, UPDATE, 1000)


@pytest.mark.parametrize(
    "address", ["ftp://a.example/sparql", "file:///etc/passwd", "https://me:secret@a.example/"]
)
def test_what_is_no_plain_web_address_is_refused(address: str) -> None:
    with pytest.raises(ForbiddenAddress):
        EndpointClient(address)


def test_the_environment_goes_before_netrc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine kg.example login ada password of-the-file\n")
    monkeypatch.setenv("NETRC", str(netrc))
    address = "https://kg.example/sparql"
    given = {"EDU_KG_STORE_USER": "zoe", "EDU_KG_STORE_PASSWORD": "of-the-environment"}
    assert find_credentials(address, given) == Credentials(
        user="zoe",
        password="of-the-environment",  # noqa: S106
    )
    assert find_credentials(address, {}) == Credentials(user="ada", password="of-the-file")  # noqa: S106
    assert find_credentials("https://other.example/sparql", {}) is None
