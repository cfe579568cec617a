"""The graph of the example site copied to a server by the command line, and asked there."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Ran, edu_kg
from store.sparql_server import SparqlServer, serving_sparql
from store.virtuoso_server import PASSWORD, USER, Virtuoso


@pytest.fixture(scope="module")
def output(first_run: tuple[Ran, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copied") / "output"
    shutil.copytree(first_run[1], folder)
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[SparqlServer]:
    with serving_sparql() as running:
        running.basic = f"{USER}:{PASSWORD}"
        yield running


@pytest.fixture
def copied(output: Path, server: SparqlServer) -> SparqlServer:
    if not len(server.store):
        edu_kg("ingest", "--output", output, "--store", server.endpoint)
    return server


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDU_KG_STORE_USER", USER)
    monkeypatch.setenv("EDU_KG_STORE_PASSWORD", PASSWORD)


def test_ingest_copies_the_graph_and_says_what_it_did(output: Path, server: SparqlServer) -> None:
    first = edu_kg("ingest", "--output", output, "--store", server.endpoint)
    assert first.code == 0, first.err
    assert f"copied to {server.endpoint}: " in first.out
    again = edu_kg("ingest", "--output", output, "--store", server.endpoint)
    assert ": 0 graphs written, 0 removed, " in again.out


@pytest.mark.parametrize(
    "asked",
    [
        ("query", "--name", "signatories", "--format", "csv"),
        ("query", "SELECT ?t (COUNT(*) AS ?n) { ?e edu:eventType ?t } GROUP BY ?t ORDER BY ?t"),
        ("show", "Jing Degang"),
        ("timeline", "Open University of China"),
        ("why", "Jing Degang", "Marielza Oliveira"),
        ("validate",),
    ],
)
def test_answers_of_the_server_are_those_of_the_folder(
    output: Path, copied: SparqlServer, asked: tuple[str, ...]
) -> None:
    here, there = edu_kg(*asked, "--output", output), edu_kg(*asked, "--store", copied.endpoint)
    assert there.code == here.code, there.err
    assert _told(there.out) == _told(here.out) != ""


def _told(text: str) -> str:
    """An answer without what of it is about the run: how many parts were known before."""
    return re.sub(r"\d+ of them known", "", text)


def test_the_export_of_the_server_is_that_of_the_folder(
    output: Path, virtuoso: Virtuoso, tmp_path: Path
) -> None:
    copied = edu_kg("ingest", "--output", output, "--store", virtuoso.endpoint, "--take-over")
    assert copied.code == 0, copied.err
    assert edu_kg("export", tmp_path / "there.nq", "--store", virtuoso.endpoint).code == 0
    assert edu_kg("export", tmp_path / "here.nq", "--output", output).code == 0
    assert (tmp_path / "there.nq").read_bytes() == (tmp_path / "here.nq").read_bytes()


def test_a_forgotten_article_goes_from_the_server_with_the_next_copy(
    output: Path, server: SparqlServer, tmp_path: Path
) -> None:
    folder = tmp_path / "output"
    shutil.copytree(output, folder)
    edu_kg("ingest", "--output", folder, "--store", server.endpoint)
    asked = ("query", "--name", "articles", "--format", "json")
    rows = json.loads(edu_kg(*asked, "--store", server.endpoint).out)["results"]["bindings"]
    url = rows[0]["article"]["value"]
    gone = edu_kg("forget", url, "--yes", "--output", folder)
    assert gone.code == 0, gone.err
    assert f"{server.endpoint} still holds it" in gone.out
    assert url in edu_kg(*asked, "--store", server.endpoint).out
    edu_kg("ingest", "--output", folder, "--store", server.endpoint)
    assert url not in edu_kg(*asked, "--store", server.endpoint).out


def test_a_wrong_password_ends_with_the_next_step_and_without_the_password(
    output: Path, server: SparqlServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDU_KG_STORE_PASSWORD", "not-the-one")
    server.store.clear()
    ran = edu_kg("ingest", "--output", output, "--store", server.endpoint)
    assert ran.code == 2
    assert "EDU_KG_STORE_PASSWORD" in ran.err
    assert "not-the-one" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("query", "ASK {}", "--store", "ftp://a.example/sparql"), "no http(s) address"),
        (("query", "ASK {}", "--store", "https://u:p@a.example/sparql"), "leave that out"),
        (("verify", "--output", "https://a.example/sparql"), "given with --store"),
        (("ingest", "--take-over"), "go with --store"),
    ],
)
def test_what_cannot_be_done_with_a_server_says_what_can(given: tuple[str, ...], told: str) -> None:
    ran = edu_kg(*given)
    assert ran.code == 2
    assert told in " ".join(ran.err.replace("│", " ").split())
