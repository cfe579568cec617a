"""The store: one suite for each engine, and what only the one on disk can do."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph.samples import text_of
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.errors import QuerySyntaxError, StoreError, StoreLocked, StoreNotFound
from edu_kg.model import Iri
from edu_kg.store import Store

A, B = "urn:graph:a", "urn:graph:b"
ENGINES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda _: Store.in_memory(),
    "disk": lambda folder: Store.on_disk(folder / "store", writable=True),
}


def quads(graph: str, *values: str) -> list[ox.Quad]:
    return [
        ox.Quad(
            ox.NamedNode("urn:s"),
            ox.NamedNode("urn:p"),
            ox.Literal(value),
            ox.NamedNode(graph),
        )
        for value in values
    ]


def held(store: Store) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in store.graph_names()}
    for quad in store.quads():
        found[text_of(quad.graph_name)].add(text_of(quad.object))
    return found


@pytest.fixture(params=sorted(ENGINES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = ENGINES[request.param](tmp_path)
    yield made
    made.close()


def test_a_graph_is_replaced_whole_and_others_stay(store: Store) -> None:
    store.replace_graph(A, quads(A, "1", "2"))
    store.replace_graph(B, quads(B, "9"))
    store.replace_graph(A, quads(A, "2", "3"))
    assert held(store) == {A: {"2", "3"}, B: {"9"}}


def test_a_graph_replaced_by_nothing_is_gone(store: Store) -> None:
    store.replace_graph(A, quads(A, "1"))
    store.replace_graph(A, [])
    assert store.graph_names() == ()


def test_many_graphs_are_replaced_new_and_old(store: Store) -> None:
    store.replace_graph(A, quads(A, "1"))
    store.replace_graphs({A: quads(A, "2"), B: quads(B, "3"), "urn:empty": []})
    assert held(store) == {A: {"2"}, B: {"3"}}


def test_a_first_load_of_many_quads_is_whole(store: Store) -> None:
    graphs = {f"urn:g:{n}": quads(f"urn:g:{n}", *map(str, range(100))) for n in range(150)}
    store.replace_graphs(graphs)
    assert len(store.graph_names()) == 150
    assert sum(1 for _ in store.quads()) == 15_000


def test_a_removed_graph_is_gone_and_a_missing_one_is_no_error(store: Store) -> None:
    store.replace_graph(A, quads(A, "1"))
    store.remove_graph(A)
    store.remove_graph(A)
    assert held(store) == {}


def test_a_quad_of_another_graph_is_refused_and_nothing_changes(store: Store) -> None:
    store.replace_graph(A, quads(A, "1"))
    with pytest.raises(ValueError, match="cannot stand in"):
        store.replace_graph(A, quads(B, "2"))
    assert held(store) == {A: {"1"}}


def test_quads_of_graphs_left_out_are_not_given(store: Store) -> None:
    store.replace_graphs({A: quads(A, "1"), B: quads(B, "2")})
    assert [text_of(quad.object) for quad in store.quads(leaving_out=(A,))] == ["2"]


def test_a_query_sees_the_union_of_all_graphs(store: Store) -> None:
    store.replace_graphs({A: quads(A, "1"), B: quads(B, "2")})
    rows = store.query("SELECT ?o WHERE { ?s u:p ?o } ORDER BY ?o", {"u": "urn:"})
    assert rows.columns == ("o",)
    assert rows.values == (("1",), ("2",))


def test_bindings_are_values_and_never_sparql(store: Store) -> None:
    store.replace_graph(A, quads(A, "1", '" } #'))
    asked = "SELECT ?s ?o WHERE { ?s ?p ?o }"
    assert len(store.query(asked, {}, {"o": '" } #'})) == 1
    assert len(store.query(asked, {}, {"o": "x", "s": Iri("urn:s")})) == 0
    assert len(store.query(asked, {}, {"s": Iri("urn:s")})) == 2


def test_ask_gives_one_row_and_construct_a_row_a_triple(store: Store) -> None:
    store.replace_graph(A, quads(A, "2", "1"))
    assert store.query("ASK { ?s ?p '1' }", {}).records() == [{"answer": True}]
    built = store.query("CONSTRUCT WHERE { ?s ?p ?o }", {})
    assert built.columns == ("subject", "predicate", "object")
    assert built.values == (("urn:s", "urn:p", "1"), ("urn:s", "urn:p", "2"))
    assert isinstance(built.values[0][0], Iri)


def test_numbers_and_booleans_come_as_themselves(store: Store) -> None:
    rows = store.query(
        """SELECT * WHERE { VALUES (?a ?b ?c ?d ?e ?f) {
             (1 2.5 true "2021"^^xsd:gYear "none"^^xsd:integer UNDEF) } }""",
        {"xsd": "http://www.w3.org/2001/XMLSchema#"},
    )
    assert rows.values == ((1, 2.5, True, "2021", "none", None),)


def test_a_syntax_error_says_where(store: Store) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        store.query("SELECT ?s\nWHERE { ?s ?p }", {})
    assert (caught.value.line, caught.value.query.splitlines()[0]) == (2, "SELECT ?s")
    assert "line 2:" in str(caught.value)


def test_an_unknown_prefix_is_named_as_such(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match=r"unknown prefix.*one of u, v"):
        store.query("SELECT ?s WHERE { ?s foo:bar ?o }", {"u": "urn:", "v": "urn:v:"})


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.graph_names()


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=5))
def test_any_text_survives_a_replacement(values: list[str]) -> None:
    store = Store.in_memory(quads(A, "before"))
    store.replace_graph(A, quads(A, *values))
    assert {text_of(quad.object) for quad in store.quads()} == set(values)


def test_what_was_written_to_disk_is_read_back(tmp_path: Path) -> None:
    writer = Store.on_disk(tmp_path / "store", writable=True)
    writer.replace_graphs({A: quads(A, "1")})
    writer.close()
    assert held(Store.on_disk(tmp_path / "store")) == {A: {"1"}}


def test_a_reader_neither_writes_nor_locks_nor_sees_later_changes(tmp_path: Path) -> None:
    writer = Store.on_disk(tmp_path / "store", writable=True)
    writer.replace_graphs({A: quads(A, "1")})
    reader = Store.on_disk(tmp_path / "store")
    writer.replace_graph(A, quads(A, "2"))
    assert held(reader) == {A: {"1"}}
    with pytest.raises(StoreError, match="opened for reading only"):
        reader.replace_graph(A, quads(A, "3"))


def test_a_second_writer_of_this_process_is_locked_out(tmp_path: Path) -> None:
    writer = Store.on_disk(tmp_path / "store", writable=True)
    with pytest.raises(StoreLocked) as caught:
        Store.on_disk(tmp_path / "store", writable=True)
    assert caught.value.location == str(tmp_path / "store")
    writer.close()
    Store.on_disk(tmp_path / "store", writable=True).close()


def test_a_writer_of_another_process_locks_out_writers_but_not_readers(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from edu_kg.store import Store;"
        f"s = Store.on_disk(pathlib.Path({str(tmp_path)!r}) / 'store', writable=True);"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreLocked, match="another process"):
            Store.on_disk(tmp_path / "store", writable=True)
        assert Store.on_disk(tmp_path / "store").graph_names() == ()
        other.communicate("")


def test_a_folder_without_a_graph_is_not_found_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFound, match="edu-kg ingest"):
        Store.on_disk(tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("writable", [True, False])
def test_a_truncated_store_is_told_as_damaged(tmp_path: Path, *, writable: bool) -> None:
    store = Store.on_disk(tmp_path, writable=True)
    store.replace_graphs({A: quads(A, "1")})
    store.close()
    for manifest in tmp_path.glob("MANIFEST-*"):
        manifest.write_bytes(manifest.read_bytes()[:20])
    with pytest.raises(StoreError, match="ingest again") as caught:
        Store.on_disk(tmp_path, writable=writable)
    assert not isinstance(caught.value, StoreLocked)


def test_a_file_in_the_place_of_the_folder_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("no store", encoding="utf-8")
    with pytest.raises(StoreError):
        Store.on_disk(tmp_path / "store", writable=True)
