"""The graph of a folder on servers: equal to it, sent only where it changed, resumed."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.sparql_server import SparqlServer, serving_sparql
from store.virtuoso_server import PASSWORD, USER, Virtuoso

from edu_kg.errors import ForbiddenAddress, StoreError, StoreRefused
from edu_kg.fetch import Credentials, EndpointClient
from edu_kg.graph import article_graph, entities_graph
from edu_kg.pipeline.replicas import known_servers
from edu_kg.pipeline.replicating import Destination, replicate
from edu_kg.pipeline.workspace import Workspace
from edu_kg.store import RemoteStore, Store, canonical_nquads

SAYS = ox.NamedNode("urn:says")
Said = dict[str, tuple[str, ...]]


def article(number: int) -> str:
    return article_graph(f"https://news.hill.example/{number}")


def quads(graph: str, values: tuple[str, ...]) -> list[ox.Quad]:
    """One subject a value, so that a part of a graph can change."""
    name = ox.NamedNode(graph)
    return [ox.Quad(ox.NamedNode(f"urn:of:{v[:1]}"), SAYS, ox.Literal(v), name) for v in values]


def write(workspace: Workspace, said: Said) -> None:
    """Make the folder's store hold just that."""
    store = Store.on_disk(workspace.store, writable=True)
    graphs = {*store.graph_names(), *said}
    store.replace_graphs({graph: quads(graph, said.get(graph, ())) for graph in graphs})
    store.close()


def held_here(workspace: Workspace) -> bytes:
    return canonical_nquads(Store.on_disk(workspace.store).quads())


FIRST = {
    entities_graph(): ("ada", "bello", "cy", "dora"),
    **{article(number): (f"a{number}", f"b{number}") for number in range(120)},
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path / "output")
    write(found, FIRST)
    return found


@pytest.fixture
def server() -> Iterator[SparqlServer]:
    with serving_sparql() as running:
        yield running


def copy(workspace: Workspace, server: SparqlServer, *, take_over: bool = False) -> tuple[int, ...]:
    done = replicate(workspace, {}, Destination(address=server.endpoint, take_over=take_over))
    return done.written, done.removed, done.unchanged


def test_the_server_holds_what_the_folder_holds(workspace: Workspace, server: SparqlServer) -> None:
    assert copy(workspace, server) == (121, 0, 0)
    assert canonical_nquads(server.store) == held_here(workspace)


def test_what_is_there_already_is_not_sent_again(
    workspace: Workspace, server: SparqlServer
) -> None:
    copy(workspace, server)
    server.updates.clear()
    assert copy(workspace, server) == (0, 0, 121)
    assert server.updates == []


def test_only_what_changed_is_sent_and_what_went_is_removed(
    workspace: Workspace, server: SparqlServer
) -> None:
    copy(workspace, server)
    server.updates.clear()
    changed = {**FIRST, article(7): ("new",), entities_graph(): ("ada", "bello", "cy", "d 2")}
    del changed[article(9)]
    write(workspace, changed)
    assert copy(workspace, server) == (2, 1, 118)
    assert canonical_nquads(server.store) == held_here(workspace)
    sent = " ".join(server.updates)
    assert '"a8"' not in sent
    assert '"bello"' not in sent


def test_what_was_taken_before_an_end_is_not_sent_again(
    workspace: Workspace, server: SparqlServer
) -> None:
    server.refuse_after = 2
    with pytest.raises(StoreRefused):
        copy(workspace, server)
    server.refuse_after = None
    assert copy(workspace, server) == (70, 0, 51)
    assert canonical_nquads(server.store) == held_here(workspace)


def test_a_graph_that_was_being_written_is_written_again_though_it_is_what_it_was(
    workspace: Workspace, server: SparqlServer
) -> None:
    copy(workspace, server)
    write(workspace, {**FIRST, article(3): ("other", "words")})
    server.refuse_after = 0
    with pytest.raises(StoreRefused):
        copy(workspace, server)
    server.refuse_after = None
    write(workspace, FIRST)
    server.store.update(
        f"DROP GRAPH <{article(3)}> ; "
        f"INSERT DATA {{ GRAPH <{article(3)}> {{ <urn:x> <urn:y> 1, 2 }} }}"
    )
    assert copy(workspace, server)[0] == 1
    assert canonical_nquads(server.store) == held_here(workspace)


def test_what_somebody_removed_on_the_server_is_brought_back(
    workspace: Workspace, server: SparqlServer
) -> None:
    copy(workspace, server)
    server.store.clear()
    assert copy(workspace, server) == (121, 0, 0)
    assert canonical_nquads(server.store) == held_here(workspace)


def test_graphs_of_others_stay(workspace: Workspace, server: SparqlServer) -> None:
    server.store.update("INSERT DATA { GRAPH <urn:theirs> { <urn:s> <urn:p> 1 } }")
    copy(workspace, server)
    assert server.store.contains_named_graph(ox.NamedNode("urn:theirs"))


def test_a_server_of_another_folder_is_not_touched_unless_asked(
    workspace: Workspace, server: SparqlServer
) -> None:
    theirs = f"INSERT DATA {{ GRAPH <{article(999)}> {{ <urn:s> <urn:p> 1 }} }}"
    server.store.update(theirs)
    with pytest.raises(StoreError, match=r"another folder.*--take-over"):
        copy(workspace, server)
    assert server.updates == []
    assert copy(workspace, server, take_over=True) == (121, 1, 0)
    assert canonical_nquads(server.store) == held_here(workspace)


def test_each_server_has_a_copy_of_its_own(workspace: Workspace, server: SparqlServer) -> None:
    copy(workspace, server)
    with serving_sparql() as other:
        assert copy(workspace, other) == (121, 0, 0)
        assert known_servers(workspace.replicas) == tuple(sorted((server.endpoint, other.endpoint)))


def test_a_server_that_loses_what_it_took_is_found_out(
    workspace: Workspace, server: SparqlServer
) -> None:
    server.failures = [204]
    with pytest.raises(StoreError, match="0 statements there and 4 here"):
        copy(workspace, server)
    assert copy(workspace, server)[0] >= 1
    assert canonical_nquads(server.store) == held_here(workspace)


def test_what_was_loaded_in_bulk_is_not_sent_again_but_what_lacks_is(
    workspace: Workspace, server: SparqlServer
) -> None:
    loaded = [q for q in Store.on_disk(workspace.store).quads() if str(q.object) != '"a5"']
    server.store.bulk_extend(loaded)
    done = replicate(workspace, {}, Destination(address=server.endpoint, loaded=True))
    assert (done.written, done.removed, done.unchanged) == (1, 0, 120)
    assert canonical_nquads(server.store) == held_here(workspace)
    assert copy(workspace, server) == (0, 0, 121)


def test_only_web_addresses_are_copied_to(workspace: Workspace) -> None:
    with pytest.raises(ForbiddenAddress):
        replicate(workspace, {}, Destination(address="file:///tmp/sparql"))


STATES = st.lists(
    st.dictionaries(
        st.sampled_from([entities_graph(), *map(article, range(4))]),
        st.lists(st.sampled_from(["a1", "a2", "b1", "c1", "ü1"]), max_size=4).map(tuple),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STATES)
def test_after_any_changes_the_server_holds_what_the_folder_holds(
    tmp_path_factory: pytest.TempPathFactory, server: SparqlServer, states: list[Said]
) -> None:
    server.store.clear()
    workspace = Workspace(tmp_path_factory.mktemp("states"))
    for said in states:
        write(workspace, said)
        copy(workspace, server)
        assert canonical_nquads(server.store) == held_here(workspace)


def test_virtuoso_holds_what_the_folder_holds_after_changes(
    workspace: Workspace, virtuoso: Virtuoso, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDU_KG_STORE_USER", USER)
    monkeypatch.setenv("EDU_KG_STORE_PASSWORD", PASSWORD)
    there = RemoteStore(
        EndpointClient(virtuoso.endpoint, Credentials(user=USER, password=PASSWORD))
    )
    for graph in there.graph_names():
        there.remove_graph(graph)
    changed = {**FIRST, article(7): ("new",), entities_graph(): ("ada", "bello", "cy", "d 2")}
    del changed[article(9)]
    for said, expected in ((FIRST, 121), (changed, 2)):
        write(workspace, said)
        done = replicate(workspace, {}, Destination(address=virtuoso.endpoint))
        assert done.written == expected
        assert canonical_nquads(there.quads()) == held_here(workspace)


def test_virtuoso_without_credentials_says_what_is_missing(
    workspace: Workspace, virtuoso: Virtuoso, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETRC", "/dev/null")
    with pytest.raises(StoreRefused, match="EDU_KG_STORE_USER"):
        replicate(workspace, {}, Destination(address=virtuoso.endpoint, take_over=True))
