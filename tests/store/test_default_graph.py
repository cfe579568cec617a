"""The default graph of the embedded store: what the named graphs say, each statement once."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.store import Asked, Store, canonical_nquads

GRAPHS = ("urn:graph:a", "urn:graph:b", "urn:graph:c")
COUNTED = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def quad(graph: str, subject: str, value: str) -> ox.Quad:
    p = ox.NamedNode("urn:p")
    return ox.Quad(ox.NamedNode(subject), p, ox.Literal(value), ox.NamedNode(graph))


def counted(store: Store) -> object:
    return store.query(COUNTED, {}).values[0][0]


SAID = st.lists(st.tuples(st.sampled_from(("urn:s:1", "urn:s:2")), st.sampled_from("xyz")))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("replace", "subject", "remove", "several")), st.sampled_from(GRAPHS), SAID
    ),
    max_size=8,
)


def change(store: Store, step: str, graph: str, said: list[tuple[str, str]]) -> None:
    quads = [quad(graph, *each) for each in said]
    if step == "replace":
        store.replace_graph(graph, quads)
    elif step == "subject":
        store.replace_subjects(graph, ["urn:s:1"], [q for q in quads if "1" in str(q.subject)])
    elif step == "several":
        store.replace_graphs({name: [quad(name, *each) for each in said] for name in GRAPHS[:2]})
    else:
        store.remove_graph(graph)


@given(STEPS)
def test_whatever_is_written_the_default_graph_is_the_set_of_all_that_is_said(
    steps: list[tuple[str, str, list[tuple[str, str]]]],
) -> None:
    store = Store.in_memory()
    for step in steps:
        change(store, *step)
    told = store.query("SELECT ?s ?o WHERE { ?s ?p ?o }", {}).values
    said = {(each.subject, each.object) for each in store.quads()}
    assert len(told) == len(said)
    assert {(str(s), str(o)) for s, o in told} == {
        (s.value, o.value)
        for s, o in said
        if isinstance(s, ox.NamedNode) and isinstance(o, ox.Literal)
    }


def test_exports_hold_what_the_named_graphs_hold_and_nothing_twice(tmp_path: Path) -> None:
    said = [quad(graph, "urn:s", "x") for graph in GRAPHS]
    store = Store.in_memory(said)
    assert canonical_nquads(store.quads()).count(b"\n") == 3
    assert store.dump(tmp_path / "all.nq", {}) == 3
    assert (tmp_path / "all.nq").read_bytes() == canonical_nquads(said)
    assert store.dump(tmp_path / "all.ttl", {}) == 1


def test_what_is_said_of_a_node_is_found_in_named_graphs_only() -> None:
    store = Store.in_memory(quad(graph, "urn:s", "x") for graph in GRAPHS)
    found = {str(each.graph_name) for each in store.subject_quads(ox.NamedNode("urn:s"))}
    assert found == {f"<{graph}>" for graph in GRAPHS}


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A store as earlier versions wrote it: named graphs alone."""
    engine = ox.Store(str(tmp_path / "store"))
    engine.extend(quad(graph, "urn:s", value) for graph in GRAPHS for value in ("x", graph))
    engine.flush()
    return tmp_path / "store"


def test_an_older_store_is_read_as_before_and_brought_up_by_the_next_writer(older: Path) -> None:
    assert counted(Store.on_disk(older)) == 6
    Store.on_disk(older, writable=True).close()
    assert [counted(Store.on_disk(older)), counted(Store.snapshot(older))] == [4, 4]
    assert len(list(Store.on_disk(older).quads())) == 6


def test_an_older_store_written_anew_has_a_default_graph(older: Path) -> None:
    Store.rewrite(older)
    assert counted(Store.on_disk(older)) == 4


@pytest.mark.parametrize(
    ("dataset", "count"),
    [
        ("FROM <urn:graph:a>", 1),
        ("FROM <urn:graph:a> FROM <urn:graph:b>", 1),
        ("FROM g:a from<urn:graph:b>", 1),
        ("FROM g:b FROM NAMED <urn:graph:c>", 1),
        ("FROM NAMED g:a FROM NAMED g:b", 0),
        ("FROM g:none FROM g:neither", 0),
    ],
)
def test_graphs_that_a_query_names_are_a_set_together(dataset: str, count: int) -> None:
    store = Store.in_memory(quad(graph, "urn:s", "x") for graph in GRAPHS)
    asked = f"PREFIX g: <urn:graph:> SELECT (COUNT(*) AS ?n) {dataset} WHERE {{ ?s ?p ?o }}"
    assert store.query(asked, {}).values == ((count,),)


def test_of_the_graphs_that_a_query_names_those_named_are_asked_by_name() -> None:
    store = Store.in_memory(quad(graph, "urn:s", graph) for graph in GRAPHS)
    asked = """BASE <urn:graph:> SELECT ?g ?o FROM <urn:graph:a> FROM <urn:graph:b>
        FROM NAMED <urn:graph:c> WHERE { ?s ?p ?o GRAPH ?g { ?s ?p ?other } } ORDER BY ?o"""
    assert store.query(asked, {}).values == (
        ("urn:graph:c", "urn:graph:a"),
        ("urn:graph:c", "urn:graph:b"),
    )


def test_graphs_that_a_request_names_are_a_set_together() -> None:
    store = Store.in_memory(quad(graph, "urn:s", "x") for graph in GRAPHS)
    asked = Asked(sparql=COUNTED, results="text/csv", default_graphs=GRAPHS[:2])
    assert store.serialized(asked, {}).body.split() == [b"n", b"1"]


def test_blank_nodes_leave_the_default_graph_with_their_graph() -> None:
    store = Store.in_memory()
    name = ox.NamedNode(GRAPHS[0])
    store.replace_graph(
        GRAPHS[0], [ox.Quad(ox.BlankNode(), ox.NamedNode("urn:p"), ox.Literal("x"), name)]
    )
    assert counted(store) == 1
    store.replace_graph(GRAPHS[0], [quad(GRAPHS[0], "urn:s", "y")])
    assert store.query("SELECT ?o WHERE { ?s ?p ?o }", {}).values == (("y",),)
    assert store.graph_names() == GRAPHS[:1]
