"""A graph on a server answers as the one of a folder does, whatever server it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks.large_graph import write_graph
from serve.served_graph import serving
from store.sparql_server import serving_sparql
from store.virtuoso_server import PASSWORD, USER, Virtuoso

from edu_kg.errors import QueryParameterError, StoreError, StoreRefused, StoreUnreachable
from edu_kg.fetch import Credentials, EndpointClient, FetchOptions
from edu_kg.graph import entities_graph
from edu_kg.ontology import NamedQuery
from edu_kg.query import Graph, named_queries
from edu_kg.query.frames import frame_query
from edu_kg.store import RemoteStore, Store

ARTICLES = 30
CHOICES = {"organization": "Hill University 1", "person": "Ada Bello 1", "entity": "HU2"}
MORE = {"participant": "Ada Bello 1", "year": "2010", "type": "signing", "title": "rector"}


@dataclass(frozen=True, slots=True)
class Served:
    """One graph twice: here in a folder, and there on a server."""

    here: Graph
    there: Graph


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("graph")
    write_graph(ARTICLES, output)
    return output


def copied(folder: Path, remote: RemoteStore) -> RemoteStore:
    for graph in remote.graph_names():
        remote.remove_graph(graph)
    local = Store.on_disk(folder / "store")
    remote.replace_graphs({name: list(local.graph_quads(name)) for name in local.graph_names()})
    return remote


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso", "edu-kg serve"])
def served(request: pytest.FixtureRequest, folder: Path) -> Iterator[Served]:
    here = Graph.open(folder)
    if request.param == "oxigraph":
        with serving_sparql() as server:
            yield Served(here, Graph(copied(folder, RemoteStore(EndpointClient(server.endpoint)))))
    elif request.param == "virtuoso":
        virtuoso: Virtuoso = request.getfixturevalue("virtuoso")
        credentials = Credentials(user=USER, password=PASSWORD)
        remote = RemoteStore(EndpointClient(virtuoso.endpoint, credentials))
        yield Served(here, Graph(copied(folder, remote)))
    else:
        with serving(folder) as client:
            yield Served(here, Graph.on_server(f"{client.base_url}/sparql"))


def asked() -> Iterator[tuple[NamedQuery, dict[str, str]]]:
    for query in named_queries():
        required = {p.name: MORE.get(p.name, "") for p in query.parameters if p.required}
        if all(required.values()):
            yield query, required
            for parameter in query.parameters:
                value = {**CHOICES, **MORE}[parameter.name]
                yield query, {**required, parameter.name: value}


@pytest.mark.parametrize(
    ("query", "given"), [pytest.param(*one, id=f"{one[0].name} {one[1]}") for one in asked()]
)
def test_named_queries_give_the_same_rows(
    served: Served, query: NamedQuery, given: dict[str, str]
) -> None:
    here, there = served.here.run(query.name, **given), served.there.run(query.name, **given)
    assert there.columns == here.columns
    # Not their order: servers sort long texts and addresses in ways of their own.
    assert sorted(map(repr, there.values)) == sorted(map(repr, here.values))


@pytest.mark.parametrize("kind", ["roles", "events", "participations", "entities", "articles"])
def test_tables_hold_the_same_rows(served: Served, kind: str) -> None:
    here, there = (graph.query(frame_query(kind)) for graph in (served.here, served.there))
    assert len(here) > 0
    assert sorted(map(repr, there.values)) == sorted(map(repr, here.values))


def test_cards_networks_partners_and_timelines_are_the_same(served: Served) -> None:
    here, there = served.here, served.there
    assert there.cards("Ada Bello 1") == here.cards("Ada Bello 1") != []
    assert there.ties("co-signing") == here.ties("co-signing")
    assert there.ties("representation", (2000, 2010)) == here.ties("representation", (2000, 2010))
    assert there.partners() == here.partners()
    assert there.offices("Hill University 1") == here.offices("Hill University 1")
    assert sorted(there.entity("HU1").articles) == sorted(here.entity("HU1").articles)
    assert there.similar_names("ada belo 1") == here.similar_names("ada belo 1")


def test_exports_are_the_same_bytes(served: Served, tmp_path: Path) -> None:
    served.here.export(tmp_path / "here.nq")
    served.there.export(tmp_path / "there.nq")
    assert (tmp_path / "there.nq").read_bytes() == (tmp_path / "here.nq").read_bytes()


def test_an_unknown_name_is_told_with_those_close_to_it(served: Served) -> None:
    with pytest.raises(QueryParameterError, match="close to it: Hill University"):
        served.there.run("roles", organization="Hill Universty")


def test_what_only_reads_takes_no_writes(folder: Path) -> None:
    with serving(folder) as client:
        remote = RemoteStore(EndpointClient(f"{client.base_url}/sparql"))
        with pytest.raises(StoreRefused) as caught:
            remote.replace_graph("urn:g", [])
        assert caught.value.status in {403, 415}
        assert entities_graph() in remote.graph_names()


def test_a_default_graph_that_is_no_union_is_an_error_and_no_empty_answer(folder: Path) -> None:
    with serving_sparql() as server:
        graph = Graph(copied(folder, RemoteStore(EndpointClient(server.endpoint))))
        server.is_union = False
        with pytest.raises(StoreError, match=r"not the union.*unionDefaultGraph"):
            graph.run("signatories")


def test_what_is_no_sparql_server_is_told_so(folder: Path) -> None:
    with serving(folder) as client:
        with pytest.raises(StoreRefused, match="check it"):
            Graph.on_server(f"{client.base_url}/nothing").run("signatories")
        with pytest.raises(StoreError):
            Graph.on_server(f"{client.base_url}/health").run("signatories")


def test_nobody_there_is_told_as_such() -> None:
    with serving_sparql() as server:
        gone = server.endpoint
    client = EndpointClient(gone, options=FetchOptions(attempts=1))
    with pytest.raises(StoreUnreachable, match="check the address"):
        Graph(RemoteStore(client)).run("signatories")
