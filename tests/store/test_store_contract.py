"""One suite for every store: embedded in memory and on disk, and on servers of two makes."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph.samples import text_of
from hypothesis import given, settings
from hypothesis import strategies as st
from store.sparql_server import serving_sparql
from store.virtuoso_server import PASSWORD, USER, Virtuoso

from edu_kg.errors import QuerySyntaxError, StoreError
from edu_kg.fetch import Credentials, EndpointClient
from edu_kg.model import Iri
from edu_kg.store import RemoteStore, Store, WritableStore, canonical_nquads

A, B = "urn:graph:a", "urn:graph:b"
ENGINES = ("memory", "disk", "oxigraph", "virtuoso")


def quads(graph: str, *values: str) -> list[ox.Quad]:
    return [quad(graph, ox.Literal(value)) for value in values]


def quad(graph: str, value: ox.Literal | ox.NamedNode, subject: str = "urn:s") -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode("urn:p"), value, ox.NamedNode(graph))


def held(store: WritableStore) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in store.graph_names()}
    for each in store.quads():
        found[text_of(each.graph_name)].add(text_of(each.object))
    return found


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[WritableStore]:
    if request.param == "memory":
        yield Store.in_memory()
    elif request.param == "disk":
        made = Store.on_disk(tmp_path / "store", writable=True)
        yield made
        made.close()
    elif request.param == "oxigraph":
        with serving_sparql() as server:
            remote = RemoteStore(EndpointClient(server.endpoint))
            yield remote
            remote.close()
    else:
        server = request.getfixturevalue("virtuoso")
        credentials = Credentials(user=USER, password=PASSWORD)
        remote = RemoteStore(EndpointClient(server.endpoint, credentials))
        for graph in remote.graph_names():
            remote.remove_graph(graph)
        yield remote
        remote.close()


def test_an_empty_store_holds_no_graphs(store: WritableStore) -> None:
    assert store.graph_names() == ()
    assert list(store.quads()) == []
    assert store.query("SELECT * WHERE { ?s ?p ?o }", {}).values == ()


def test_a_graph_is_replaced_whole_and_others_stay(store: WritableStore) -> None:
    store.replace_graph(A, quads(A, "1", "2"))
    store.replace_graph(B, quads(B, "9"))
    store.replace_graph(A, quads(A, "2", "3"))
    assert held(store) == {A: {"2", "3"}, B: {"9"}}


def test_a_graph_written_again_is_the_same(store: WritableStore) -> None:
    for _ in range(2):
        store.replace_graphs({A: quads(A, "1", "2"), B: quads(B, "9")})
    assert held(store) == {A: {"1", "2"}, B: {"9"}}


def test_a_graph_replaced_by_nothing_is_gone(store: WritableStore) -> None:
    store.replace_graph(A, quads(A, "1"))
    store.replace_graph(A, [])
    assert store.graph_names() == ()


def test_many_graphs_are_replaced_new_and_old(store: WritableStore) -> None:
    store.replace_graph(A, quads(A, "1"))
    store.replace_graphs({A: quads(A, "2"), B: quads(B, "3"), "urn:empty": []})
    assert held(store) == {A: {"2"}, B: {"3"}}


def test_a_first_load_of_many_quads_is_whole(store: WritableStore) -> None:
    graphs = {f"urn:g:{n}": quads(f"urn:g:{n}", *map(str, range(100))) for n in range(150)}
    store.replace_graphs(graphs)
    assert len(store.graph_names()) == 150
    assert sum(1 for _ in store.quads()) == 15_000


def test_a_graph_of_many_quads_is_written_and_read_whole(store: WritableStore) -> None:
    many = [quad(A, ox.Literal(f"wörd {n}"), f"urn:s:{n % 700}") for n in range(25_000)]
    store.replace_graph(A, many)
    assert set(store.graph_quads(A)) == set(many)


def test_a_removed_graph_is_gone_and_a_missing_one_is_no_error(store: WritableStore) -> None:
    store.replace_graph(A, quads(A, "1"))
    store.remove_graph(A)
    store.remove_graph(A)
    assert held(store) == {}


def test_a_quad_of_another_graph_is_refused_and_nothing_changes(store: WritableStore) -> None:
    store.replace_graph(A, quads(A, "1"))
    with pytest.raises(ValueError, match="cannot stand in"):
        store.replace_graph(A, quads(B, "2"))
    assert held(store) == {A: {"1"}}


def test_what_is_said_of_some_subjects_is_replaced_and_the_rest_stays(
    store: WritableStore,
) -> None:
    said = [quad(A, ox.Literal(f"{n}"), f"urn:s:{n}") for n in range(500)]
    store.replace_graphs({A: said, B: [quad(B, ox.Literal("b"), "urn:s:1")]})
    gone = [f"urn:s:{n}" for n in range(400)]
    new = [quad(A, ox.Literal(f"new {n}"), f"urn:s:{n}") for n in range(300)]
    store.replace_subjects(A, [*gone, "urn:s:absent"], new)
    assert held(store) == {
        A: {*(f"new {n}" for n in range(300)), *(f"{n}" for n in range(400, 500))},
        B: {"b"},
    }


def test_quads_of_graphs_left_out_are_not_given(store: WritableStore) -> None:
    store.replace_graphs({A: quads(A, "1"), B: quads(B, "2")})
    assert [text_of(each.object) for each in store.quads(leaving_out=(A,))] == ["2"]


XSD = "http://www.w3.org/2001/XMLSchema#"
LITERALS = [
    ox.Literal(""),
    ox.Literal(' "quoted" \\ and\nbroken\r\tlines \'s '),
    ox.Literal("北京 😀 Zoë \u202e\u2028 \ufffd"),
    ox.Literal("} ; DROP ALL # %s ?x $y"),
    ox.Literal("long " * 1000),
    ox.Literal("longer " * 30_000),
    ox.Literal("hallo", language="de"),
    ox.Literal("colour", language="en-gb"),
    *(
        ox.Literal(text, datatype=ox.NamedNode(XSD + kind))
        for text, kind in (
            ("2020-05-19", "date"),
            ("2020-05", "gYearMonth"),
            ("2020", "gYear"),
            ("2020-05-19T10:11:12Z", "dateTime"),
            ("2020-05-19T10:11:12+08:00", "dateTime"),
            ("true", "boolean"),
            ("false", "boolean"),
            ("-7", "integer"),
            ("0.125", "decimal"),
            ("https://a.example/?q=1&r=ü#x", "anyURI"),
        )
    ),
]


def test_literals_of_all_kinds_come_back_as_they_were(store: WritableStore) -> None:
    said = [quad(A, literal, f"urn:s:{n}") for n, literal in enumerate(LITERALS)]
    store.replace_graph(A, said)
    assert canonical_nquads(store.quads()) == canonical_nquads(said)


def test_iris_of_all_kinds_come_back_as_they_were(store: WritableStore) -> None:
    said = [
        quad(A, ox.NamedNode(iri))
        for iri in (
            "https://a.example/ü/北?q=%C3%BC&r='x'(y)#z",
            "urn:isbn:1-2:3",
            "https://w3id.org/edu-kg/id/place/s%C3%A3o-tom%C3%A9-b9",
        )
    ]
    store.replace_graph(A, said)
    assert set(store.quads()) == set(said)


def test_blank_nodes_of_a_graph_stay_one_node_each(store: WritableStore) -> None:
    one, other = ox.BlankNode("one"), ox.BlankNode("other")
    leads, name = ox.NamedNode("urn:leads"), ox.NamedNode("urn:name")
    graph = ox.NamedNode(A)
    said = [
        ox.Quad(ox.NamedNode("urn:s"), leads, one, graph),
        ox.Quad(one, leads, other, graph),
        ox.Quad(other, name, ox.Literal("the other"), graph),
        *quads(A, *map(str, range(2_500))),
    ]
    store.replace_graph(A, said)
    asked = "SELECT ?n WHERE { <urn:s> <urn:leads>/<urn:leads>/<urn:name> ?n }"
    assert store.query(asked, {}).values == (("the other",),)
    assert ox.Dataset(store.quads()).__len__() == len(said)
    listed = store.query("SELECT ?x WHERE { <urn:s> <urn:leads> ?x }", {})
    assert len(listed) == 1


def test_a_query_sees_the_union_of_all_graphs(store: WritableStore) -> None:
    store.replace_graphs({A: quads(A, "1"), B: quads(B, "2")})
    rows = store.query("SELECT ?o WHERE { ?s u:p ?o } ORDER BY ?o", {"u": "urn:"})
    assert rows.columns == ("o",)
    assert rows.values == (("1",), ("2",))


COUNTED = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
BAGS = ("oxigraph", "virtuoso")
"""Servers whose union of all graphs tells a statement once for each graph that holds it."""


def test_a_statement_of_two_graphs_is_one_in_the_default_graph_and_two_in_these(
    store: WritableStore, request: pytest.FixtureRequest
) -> None:
    store.replace_graphs({A: quads(A, "1", "2"), B: quads(B, "2", "3")})
    is_bag = request.node.callspec.params["store"] in BAGS
    assert store.query(COUNTED, {}).values == ((4 if is_bag else 3,),)
    assert len(store.query("SELECT DISTINCT ?o WHERE { ?s ?p ?o }", {})) == 3
    assert len(store.query("SELECT ?g ?o WHERE { GRAPH ?g { <urn:s> ?p ?o } }", {})) == 4
    assert len(list(store.quads())) == 4


def test_a_statement_goes_with_the_last_graph_that_makes_it(store: WritableStore) -> None:
    told = "SELECT DISTINCT ?o WHERE { ?s ?p ?o } ORDER BY ?o"
    store.replace_graphs({A: quads(A, "1", "2"), B: quads(B, "2", "3")})
    store.replace_graph(A, quads(A, "1"))
    assert store.query(told, {}).values == (("1",), ("2",), ("3",))
    store.replace_subjects(B, ["urn:s"], quads(B, "3"))
    assert store.query(told, {}).values == (("1",), ("3",))
    store.remove_graph(A)
    assert store.query(told, {}).values == (("3",),)


def test_a_query_that_names_graphs_sees_only_these(store: WritableStore) -> None:
    store.replace_graphs({A: quads(A, "1"), B: quads(B, "2")})
    asked = "SELECT ?o FROM <urn:graph:b> WHERE { ?s ?p ?o }"
    assert store.query(asked, {}).values == (("2",),)


def test_bindings_are_values_and_never_sparql(store: WritableStore) -> None:
    store.replace_graph(A, quads(A, "1", '" } #'))
    asked = "SELECT ?s ?o WHERE { ?s ?p ?o }"
    assert store.query(asked, {}, {"o": '" } #'}).values == (("urn:s", '" } #'),)
    assert len(store.query(asked, {}, {"o": "x", "s": Iri("urn:s")})) == 0
    assert len(store.query(asked, {}, {"s": Iri("urn:s")})) == 2


def test_a_computed_variable_is_bound_to_its_value(store: WritableStore) -> None:
    store.replace_graph(A, quads(A, "2020-05", "2021"))
    asked = (
        "SELECT ?o ?year WHERE { ?s ?p ?o BIND(SUBSTR(STR(?o), 1, 4) AS ?year) } ORDER BY ?year ?o"
    )
    assert store.query(asked, {}, {"year": "2020"}).values == (("2020-05", "2020"),)


def test_a_grouped_variable_is_bound_to_its_value(store: WritableStore) -> None:
    store.replace_graph(A, [quad(A, ox.Literal(f"{n}"), f"urn:s:{n % 2}") for n in range(5)])
    asked = "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s ORDER BY ?s"
    assert store.query(asked, {}, {"s": Iri("urn:s:0")}).values == (("urn:s:0", 3),)


def test_ask_gives_one_row_and_construct_a_row_a_triple(store: WritableStore) -> None:
    store.replace_graph(A, quads(A, "2", "1"))
    assert store.query("ASK { ?s ?p '1' }", {}).records() == [{"answer": True}]
    assert store.query("ASK { ?s ?p '3' }", {}).records() == [{"answer": False}]
    built = store.query("CONSTRUCT WHERE { ?s ?p ?o }", {})
    assert built.columns == ("subject", "predicate", "object")
    assert built.values == (("urn:s", "urn:p", "1"), ("urn:s", "urn:p", "2"))
    assert isinstance(built.values[0][0], Iri)


def test_numbers_booleans_and_nothing_come_as_themselves(store: WritableStore) -> None:
    integer, boolean = ox.NamedNode(XSD + "integer"), ox.NamedNode(XSD + "boolean")
    store.replace_graph(
        A,
        [
            quad(A, ox.Literal("5", datatype=integer), "urn:1"),
            quad(A, ox.Literal("true", datatype=boolean), "urn:2"),
            quad(A, ox.Literal("2021", datatype=ox.NamedNode(XSD + "gYear")), "urn:3"),
        ],
    )
    rows = store.query(
        "SELECT ?o ?none WHERE { ?s ?p ?o OPTIONAL { ?s <urn:none> ?none } } ORDER BY ?s", {}
    )
    assert rows.values == ((5, None), (True, None), ("2021", None))
    assert rows.values[1][0] is True


def test_a_syntax_error_says_where(store: WritableStore) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        store.query("SELECT ?s\nWHERE { ?s ?p }", {})
    assert (caught.value.line, caught.value.query.splitlines()[0]) == (2, "SELECT ?s")
    assert "line 2:" in str(caught.value)


def test_an_unknown_prefix_is_named_as_such(store: WritableStore) -> None:
    with pytest.raises(QuerySyntaxError, match=r"unknown prefix.*one of u, v"):
        store.query("SELECT ?s WHERE { ?s foo:bar ?o }", {"u": "urn:", "v": "urn:v:"})


@pytest.mark.parametrize("sparql", ["INSERT DATA { <urn:a> <urn:b> 1 }", "DROP ALL"])
def test_an_update_is_no_query_and_changes_nothing(store: WritableStore, sparql: str) -> None:
    store.replace_graph(A, quads(A, "1"))
    with pytest.raises(QuerySyntaxError, match="changes the graph"):
        store.query(sparql, {})
    assert held(store) == {A: {"1"}}


def test_the_files_it_writes_are_those_of_any_other(store: WritableStore, tmp_path: Path) -> None:
    said = {A: quads(A, "1", "ü"), B: quads(B, "2")}
    store.replace_graphs(said)
    Store.in_memory([each for some in said.values() for each in some]).dump(
        tmp_path / "embedded.trig", {}
    )
    assert store.dump(tmp_path / "this.trig", {}) == 3
    assert (tmp_path / "this.trig").read_bytes() == (tmp_path / "embedded.trig").read_bytes()


@pytest.fixture(scope="session")
def virtuoso_store(virtuoso: Virtuoso) -> Iterator[RemoteStore]:
    remote = RemoteStore(
        EndpointClient(virtuoso.endpoint, Credentials(user=USER, password=PASSWORD))
    )
    yield remote
    remote.close()


TEXTS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00")),
    max_size=5,
)


@given(TEXTS)
def test_any_text_survives_in_memory(values: list[str]) -> None:
    store = Store.in_memory(quads(A, "before"))
    store.replace_graph(A, quads(A, *values))
    assert {text_of(each.object) for each in store.quads()} == set(values)


@settings(max_examples=15)
@given(TEXTS)
def test_any_text_survives_in_virtuoso(virtuoso_store: RemoteStore, values: list[str]) -> None:
    virtuoso_store.replace_graph(A, quads(A, *values))
    assert {text_of(each.object) for each in virtuoso_store.graph_quads(A)} == set(values)


def test_virtuoso_cutting_an_answer_short_is_an_error(virtuoso_store: RemoteStore) -> None:
    virtuoso_store.replace_graph(A, quads(A, *map(str, range(12_000))))
    with pytest.raises(StoreError, match=r"cuts answers at 10000 rows.*ResultSetMaxRows"):
        virtuoso_store.query("SELECT ?o WHERE { <urn:s> <urn:p> ?o }", {})
